"""How good the lines were in a span: read from the samples, judged by the contract's terms."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pantau.facts.instant import MINUTE, SECOND, to_datetime
from pantau.facts.measured import Interval, Outage
from pantau.inventory.model import Inventory, Term
from pantau.language import to_say
from pantau.sla.interval import Span
from pantau.sla.month import term_span
from pantau.sla.quality.measured import Quality, in_service, judge, measure
from pantau.store import Store

SAMPLES_GONE = to_say(
    "The samples of this month are over their term; round trips, jitter and loss can no longer be "
    "worked out."
)


@dataclass(frozen=True, slots=True)
class TermQuality:
    """A site's quality under one term. ``span``: whole UTC seconds of the month it speaks of."""

    site: str
    term: Term
    span: Span
    quality: Quality


def month_quality(
    store: Store, inventory: Inventory, month: str, window: Interval
) -> list[TermQuality] | None:
    """One for each site and contract term that has samples in ``month`` (``window``: its bounds,
    microseconds UTC).

    None where samples of it went because their term was over: those that are left are the minutes
    around outages, which tell nothing of the month. Raises StoreDamaged.
    """
    if _thinned(store, window):
        return None
    found = list(_of_terms(store, inventory, month, window))
    # Asked again: the entry that tells of it stands before anything goes.
    return None if _thinned(store, window) else found


def _thinned(store: Store, window: Interval) -> bool:
    """Whether any UTC month that ``window`` touches was thinned."""
    first, last = (f"{to_datetime(at):%Y-%m}" for at in (window.begin, window.end - 1))
    return any(first <= each <= last for each in store.thinned_months())


def _of_terms(
    store: Store, inventory: Inventory, month: str, window: Interval
) -> Iterator[TermQuality]:
    sites = {site.id: site for site in inventory.judged}
    outages = _outages(store, window, sites)
    for name, samples in store.heartbeats(window.begin, window.end, tuple(sites)):
        for term in sites[name].terms:
            span = term_span(term, month, inventory.timezone)
            if span is None:
                continue
            found = samples.between(span[0] * SECOND, span[1] * SECOND)
            quality = judge(measure(in_service(found, outages.get(name, ()))), term)
            if quality.measured.minutes:
                yield TermQuality(name, term, span, quality)


def _outages(
    store: Store, window: Interval, sites: Mapping[str, object]
) -> dict[str, Sequence[Outage]]:
    found: defaultdict[str, list[Outage]] = defaultdict(list)
    only = next(iter(sites)) if len(sites) == 1 else None
    # One that ended with the first minute's begin still touches that minute.
    for outage in store.outages(window.begin - MINUTE, window.end, only):
        found[outage.site].append(outage)
    return dict(found)
