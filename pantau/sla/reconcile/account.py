"""The other side's account of a month, in the form in which it is compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pantau.facts.dealings import ProviderListed, ProviderSummary
from pantau.facts.instant import SECOND
from pantau.facts.measured import LedgerFacts
from pantau.inventory.model import Inventory
from pantau.sla.interval import Span, Spans, clip, intersect, union
from pantau.sla.month import term_span
from pantau.sla.reading import floored, ran
from pantau.sla.reconcile.matching import Told


class Source(StrEnum):
    """Who gave an account."""

    PROVIDER = "provider"
    IMPORT = "import"  # outages that somebody brought in for a time that we watched ourselves


@dataclass(frozen=True, slots=True)
class Account:
    """What somebody else says about a month.

    ``covers``: per site, the seconds (UTC) of which it speaks; where it names no outage there, the
    site was up. ``outages``: per site, cut to them. ``recap``: rows that give a month's sum alone;
    an account has these or outages. ``strangers``: rows of which nothing can be compared, by the
    site that they name: it is none of ours, or had no term with this provider then.
    """

    id: str
    name: str
    source: Source
    covers: Mapping[str, Spans]
    outages: Mapping[str, Sequence[Told]] = field(default_factory=dict)
    recap: Mapping[str, ProviderSummary] = field(default_factory=dict)
    strangers: Sequence[tuple[str, Told]] = ()


def of_provider(
    id: str, listed: ProviderListed, inventory: Inventory, month: str, window: Span
) -> Account:
    """A provider's list, for the time in which its sites had a term with this provider.

    ``window``: the seconds (UTC) of ``month`` that are over. An outage without an end runs to the
    end of what the list is about.
    """
    covers = _covers(listed, inventory, month, window)
    outages: dict[str, list[Told]] = {site: [] for site in covers} if not listed.summaries else {}
    strangers: list[tuple[str, Told]] = []
    for row in listed.outages:
        whole = (row.started_at // SECOND, (row.ended_at or listed.end) // SECOND)
        inside = _cut(whole, covers.get(row.site, []))
        told = Told(inside or whole, row.ticket, row.line)
        if inside:
            outages[row.site].append(told)
        elif clip([whole], window):
            strangers.append((row.site, told))
    about = (listed.begin // SECOND, listed.end // SECOND)
    strangers += [
        (each.site, Told(about, "", each.line))
        for each in listed.summaries
        if each.site not in covers
    ]
    recap = {each.site: each for each in listed.summaries if each.site in covers}
    return Account(id, listed.file, Source.PROVIDER, covers, outages, recap, strangers)


def _covers(
    listed: ProviderListed, inventory: Inventory, month: str, window: Span
) -> dict[str, Spans]:
    """Per site, the seconds of the window of which the list speaks; sites without any left out."""
    about = (listed.begin // SECOND, listed.end // SECOND)
    provider, zone = listed.provider.casefold(), inventory.timezone
    found = {}
    for site in inventory.judged:
        spans = [
            span
            for term in site.terms
            if term.provider.casefold() == provider and (span := term_span(term, month, zone))
        ]
        found[site.id] = clip(clip(union(spans), about), window)
    return {site: spans for site, spans in found.items() if spans}


def of_imports(
    facts: LedgerFacts, window: Span, now: int, within: Mapping[str, Spans] | None = None
) -> list[Account]:
    """Imports, as far as they speak of a time in which our own collector watched.

    There ours wins, and what the import says differently is to be looked at. ``within``: only of
    these sites and of these seconds (UTC).
    """
    own = {site: union(map(floored, spans)) for site, spans in facts.watched.items()}
    told: dict[str, dict[str, Spans]] = {}
    for span in facts.imported:
        mine = told.setdefault(span.import_id, {}).setdefault(span.site, [])
        mine.append((span.begin // SECOND, span.end // SECOND))
    accounts = []
    for id, sites in told.items():
        both = {
            site: clip(intersect(union(spans), own.get(site, [])), window)
            for site, spans in sites.items()
        }
        if within is not None:
            both = {site: intersect(spans, within.get(site, [])) for site, spans in both.items()}
        covers = {site: spans for site, spans in both.items() if spans}
        outages: dict[str, list[Told]] = {site: [] for site in covers}
        for outage in facts.outages:
            if outage.import_id == id and outage.site in covers:
                whole = ran(outage.started_at, outage.ended_at, now)
                if inside := _cut(whole, covers[outage.site]):
                    outages[outage.site].append(Told(inside, outage.id))
        if covers:
            accounts.append(Account(id, id, Source.IMPORT, covers, outages))
    return accounts


def _cut(whole: Span, covers: Spans) -> Span | None:
    """An outage from its first to its last second of which the account may speak."""
    inside = clip(covers, whole)
    return (inside[0][0], inside[-1][1]) if inside else None
