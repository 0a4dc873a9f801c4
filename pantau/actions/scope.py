"""Which sites an act is about, and from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pantau.actions.acting import Refused
from pantau.actions.spans import before_1970, not_after, read_instant
from pantau.actions.table import did_you_mean, nearest
from pantau.facts.measured import Interval
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say
from pantau.sla.terms import policies_over

EVERYWHERE = "all sites"
"""How the journal words a scope that means whatever there is."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Sites by id, in the inventory's order, and how they were named.

    ``all_sites``: whatever there is was meant, not just these.
    """

    sites: tuple[str, ...]
    words: str
    all_sites: bool = False


def served_over(inventory: Inventory, span: Interval) -> Inventory:
    """The inventory without the departed sites that had no term in ``span`` any more."""
    found = (
        site
        for site in inventory.departed
        if policies_over(inventory, (site.id,), span.begin, span.end)
    )
    return replace(inventory, departed=tuple(found))


def read_scope(
    inventory: Inventory,
    sites: Sequence[str] = (),
    kecamatan: str | None = None,
    upstream: str | None = None,
) -> Scope | Refused:
    """The sites that are named, or lie in a kecamatan, or hang on a shared link or a site.

    Just one of the three ways is to be used.
    """
    if sum((bool(sites), kecamatan is not None, upstream is not None)) != 1:
        return Refused(
            to_say(
                "name the sites in just one way: by id (`--site`), by kecamatan (`--kecamatan`) "
                "or by upstream (`--upstream`)"
            )
        )
    ids = tuple(site.id for site in inventory.judged)
    if sites:
        for name in sites:
            if name not in ids:
                return no_site(name, ids)
        return Scope(tuple(each for each in ids if each in sites), ", ".join(dict.fromkeys(sites)))
    if kecamatan is not None:
        return _in_kecamatan(inventory, kecamatan)
    return _under(inventory, upstream or "")


def no_site(name: str, ids: tuple[str, ...]) -> Refused:
    """What is said of a site that is none of ``ids``."""
    otherwise = Sentence(to_say("; write its id as the inventory has it"))
    return Refused(
        to_say("site '{site}' is not in the inventory{near}"),
        site=name,
        near=did_you_mean(name, ids) or otherwise,
    )


def everywhere(inventory: Inventory) -> Scope:
    """All there is."""
    return Scope(tuple(site.id for site in inventory.sites), EVERYWHERE, all_sites=True)


def _in_kecamatan(inventory: Inventory, name: str) -> Scope | Refused:
    names = tuple(dict.fromkeys(site.kecamatan for site in inventory.judged if site.kecamatan))
    known = {each.casefold(): each for each in names}
    found = known.get(name.strip().casefold())
    if found is None:
        return Refused(
            to_say("no site lies in a kecamatan '{name}'{near}"),
            name=name,
            near=nearest(name, names),
        )
    inside = tuple(site.id for site in inventory.judged if site.kecamatan == found)
    return Scope(inside, f"kecamatan {found}")


def _under(inventory: Inventory, name: str) -> Scope | Refused:
    """All that hang on it, through others too; a site that is itself an upstream is among them."""
    above = {site.id: site.upstream for site in inventory.judged}
    if name not in above and name not in inventory.upstreams:
        names = (*inventory.upstreams, *(each for each in above.values() if each))
        near = did_you_mean(name, tuple(dict.fromkeys(names)))
        return Refused(
            to_say("upstream '{name}' is not in the inventory{near}"),
            name=name,
            near=near or Sentence(to_say("; write its id")),
        )
    reached = {name}
    grown = True
    while grown:
        more = {site for site, over in above.items() if over in reached} - reached
        reached |= more
        grown = bool(more)
    inside = tuple(site.id for site in inventory.judged if site.id in reached)
    if not inside:
        return Refused(to_say("no site hangs on '{name}'; name the sites themselves"), name=name)
    return Scope(inside, f"upstream {name}")


def read_span(inventory: Inventory, begin: str, end: str) -> Interval | Refused:
    """From when to when (microseconds UTC); without an offset in the inventory's zone."""
    since, until = Sentence(to_say("from")), Sentence(to_say("to"))
    times = []
    for what, text in ((since, begin), (until, end)):
        at = read_instant(what, text, inventory.timezone)
        if isinstance(at, Sentence):
            return Refused.because(at)
        times.append(at)
    if times[0] < 0:
        return Refused.because(before_1970(since, begin))
    if times[0] >= times[1]:
        return Refused.because(not_after(until, begin, end))
    return Interval(times[0], times[1])
