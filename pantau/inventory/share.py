"""What of an inventory is one provider's: its sites as far as it serves them, and its links. Pure.

Who acts for a provider is shown this and nothing else.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from pantau.facts.instant import SECOND, midnight
from pantau.facts.measured import is_reference, upstream_id
from pantau.inventory.alerting import Alerting
from pantau.inventory.asking import Confirm, Pace, Recover, Vantage
from pantau.inventory.contracts import Term
from pantau.inventory.model import Inventory, Site, Upstream
from pantau.inventory.planning import Planning

_NEVER = 2**62


# Compared by identity: a share is as large as its inventory.
@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """``inventory``: of this provider alone. ``contracts``: its own, those of the past too.

    ``mixed``: sites that somebody else served in other times.
    """

    provider: str
    inventory: Inventory
    contracts: frozenset[str]
    mixed: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the inventory bears the provider's name."""
        return not (self.inventory.judged or self.inventory.upstreams)

    def serves_now(self, name: str) -> bool:
        """Whether it serves this site or link today; what everybody is seen by is anybody's."""
        link = upstream_id(name)
        if link is not None:
            return link in self.inventory.upstreams
        return is_reference(name) or any(site.id == name for site in self.inventory.sites)

    def sees(self, name: str, begin: int, end: int | None) -> bool:
        """Whether what happened to a site or link in [begin, end) is its business.

        Microseconds UTC; None: it goes on. Of a site that somebody else served too only its own
        terms are.
        """
        link = upstream_id(name)
        if link is not None:
            return link in self.inventory.upstreams
        site = self.inventory.site(name)
        return site is not None and (name not in self.mixed or self.served(site, begin, end))

    def served(self, site: Site, begin: int, end: int | None) -> bool:
        """Whether any of [begin, end) (microseconds UTC) lies in one of its terms at ``site``."""
        until = _NEVER if end is None else max(end, begin + 1)
        return any(since < until and begin < over for since, over in self.spans(site))

    def spans(self, site: Site) -> list[tuple[int, int]]:
        """Its terms at ``site``, half-open, microseconds UTC, in order."""
        zone = self.inventory.timezone
        return [
            (
                midnight(term.start, zone),
                # The day after the calendar's last day does not exist.
                _NEVER
                if term.end is None or term.end == date.max
                else midnight(term.end + timedelta(days=1), zone),
            )
            for term in site.terms
        ]


def provider_names(inventory: Inventory) -> tuple[str, ...]:
    """As contracts and links have them, each once."""
    links = (link.provider for link in inventory.upstreams.values() if link.provider)
    contracts = (contract.provider for contract in inventory.contracts.values())
    return tuple(dict.fromkeys((*contracts, *links)))


def share_of(inventory: Inventory, provider: str, today: date) -> Share:
    """What is ``provider``'s: names differ neither by capitals nor by blanks around them.

    ``inventory`` as it stands on ``today``, a day in its time zone. A site that somebody else
    serves by then is among the departed ones.
    """
    name = _plain(provider)
    own = [site for site in inventory.judged if _terms(site, name)]
    links = _links(inventory, own, name)
    shown = {site.id for site in own}
    kept = {site.id: _narrowed(site, name, shown | set(links)) for site in own}
    departed = {site.id for site in inventory.departed}
    now = {site.id for site in own if site.id not in departed and _is_now(site, name, today)}
    contracts = {
        id: contract
        for id, contract in inventory.contracts.items()
        if name and _plain(contract.provider) == name
    }
    vantage = inventory.vantage
    narrowed = replace(
        inventory,
        # Another text: what is worked out from one is never taken for the other's.
        digest=f"{inventory.digest} {name}",
        text="",
        vantage=vantage if vantage.site in shown else replace(vantage, site=None),
        upstreams=links,
        contracts=contracts,
        sites=tuple(site for id, site in kept.items() if id in now),
        departed=tuple(site for id, site in kept.items() if id not in now),
        alerting=Alerting(),
        planning=Planning(),
    )
    past = {term.contract for site in kept.values() for term in site.terms}
    mixed = {site.id for site in own if len(_terms(site, name)) < len(site.terms)}
    return Share(provider, narrowed, frozenset({*contracts, *past}), frozenset(mixed))


def nothing(provider: str) -> Share:
    """What is a provider's where there is no inventory to say so."""
    pace = Pace(SECOND, SECOND, Confirm(0.0, SECOND, 1, 1), Recover(1, SECOND))
    empty = Inventory("", "", "", ZoneInfo("UTC"), Vantage(None, (), pace), {}, {}, ())
    return Share(provider, empty, frozenset(), frozenset())


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _terms(site: Site, name: str) -> tuple[Term, ...]:
    return tuple(term for term in site.terms if name and _plain(term.provider) == name)


def _is_now(site: Site, name: str, today: date) -> bool:
    """Whether the last term that has begun is its own; the first one, where none has."""
    begun = [term for term in site.terms if term.start <= today]
    term = begun[-1] if begun else site.terms[0]
    return _plain(term.provider) == name


def _links(inventory: Inventory, own: list[Site], name: str) -> dict[str, Upstream]:
    """Its own, and those of nobody's name on which its sites hang."""
    used = {site.upstream for site in own}
    found = {
        id: link
        for id, link in inventory.upstreams.items()
        if (bool(name) and _plain(link.provider) == name if link.provider else id in used)
    }
    return {
        id: link if link.upstream in found else replace(link, upstream=None)
        for id, link in found.items()
    }


def _narrowed(site: Site, name: str, shown: set[str]) -> Site:
    """With its own terms alone, on what may be shown; not who pays, and nobody's telephone."""
    return replace(
        site,
        terms=_terms(site, name),
        upstream=site.upstream if site.upstream in shown else None,
        contact=None,
        funding=(),
        standings=tuple((day, _narrowed(each, name, shown)) for day, each in site.standings),
    )
