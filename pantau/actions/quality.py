"""How good the lines were in a span: read from the samples, judged by the contract's terms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pantau.facts.instant import MINUTE, SECOND, to_datetime
from pantau.facts.measured import Interval, Outage
from pantau.facts.minutes import Minutes
from pantau.inventory.contracts import Term
from pantau.inventory.model import Inventory
from pantau.language import to_say
from pantau.sla.interval import Span
from pantau.sla.month import term_span
from pantau.sla.quality.measured import Measured, Quality, in_service, judge, measure
from pantau.sla.terms import joined, parts_of
from pantau.store import Store

if TYPE_CHECKING:
    import pandas as pd

SAMPLES_GONE = to_say(
    "The samples of this month are over their term; round trips, jitter and loss can no longer be "
    "worked out."
)

PROMISED = ("sent", "received", "rtt_median_us", "jitter_us")
"""The columns of samples that a contract's promises hang on."""


@dataclass(frozen=True, slots=True)
class TermQuality:
    """A site's quality while one promise held. ``span``: whole UTC seconds of the month."""

    site: str
    term: Term
    span: Span
    quality: Quality


@dataclass(frozen=True, slots=True)
class RowQuality:
    """The quality of a row of the month. ``span``: whole UTC seconds of the month it speaks of.

    ``measured``: over all of it; ``parts``: one for each promise that held in it and has samples,
    in order of time. An amendment in the middle of a month promises nothing for the days before it.
    """

    site: str
    tier: str
    span: Span
    measured: Measured
    parts: tuple[TermQuality, ...]

    @property
    def latency_met(self) -> bool | None:
        """Whether each part kept what held then; None where nothing can be judged."""
        return _all_met(part.quality.latency_met for part in self.parts)

    @property
    def jitter_met(self) -> bool | None:
        """Likewise."""
        return _all_met(part.quality.jitter_met for part in self.parts)

    @property
    def loss_met(self) -> bool | None:
        """Likewise."""
        return _all_met(part.quality.loss_met for part in self.parts)


def _all_met(verdicts: Iterable[bool | None]) -> bool | None:
    known = [each for each in verdicts if each is not None]
    return all(known) if known else None


def month_quality(
    store: Store,
    inventory: Inventory,
    month: str,
    window: Interval,
    columns: tuple[str, ...] | None = None,
) -> list[RowQuality] | None:
    """One for each row of ``month`` that has samples (``window``: its bounds, microseconds UTC):
    for each site and its terms that count time and money alike. ``columns``: of samples, all or
    PROMISED, which take less time and tell all that a contract promises.

    None where samples of it went because their term was over: those that are left are the minutes
    around outages, which tell nothing of the month. Raises StoreDamaged.
    """
    if thinned(store, window):
        return None
    found = list(_of_rows(store, inventory, month, window, columns))
    # Asked again: the entry that tells of it stands before anything goes.
    return None if thinned(store, window) else found


def month_histogram(
    store: Store, inventory: Inventory, window: Interval, upto_us: Sequence[int]
) -> "pd.DataFrame | None":
    """How many minutes of each site in ``window`` were how fast, as ``Store.histogram`` has it;
    minutes with an outage are counted too. Sites without samples are left out.

    None as with ``month_quality``. Raises StoreDamaged.
    """
    if thinned(store, window):
        return None
    sites = tuple(site.id for site in inventory.judged)
    found = store.histogram(window.begin, window.end, sites, upto_us)
    # Asked again, as above.
    return None if thinned(store, window) else found[found.sum(axis="columns") > 0]


def thinned(store: Store, window: Interval) -> bool:
    """Whether any UTC month that ``window`` touches was thinned."""
    first, last = (f"{to_datetime(at):%Y-%m}" for at in (window.begin, window.end - 1))
    return any(first <= each <= last for each in store.thinned_months())


def _of_rows(
    store: Store,
    inventory: Inventory,
    month: str,
    window: Interval,
    columns: tuple[str, ...] | None,
) -> Iterator[RowQuality]:
    sites = {site.id: site for site in inventory.judged}
    outages = _outages(store, window, sites)
    for name, samples in store.heartbeats(window.begin, window.end, tuple(sites), columns):
        served = in_service(samples, outages.get(name, ()))
        for row in joined(sites[name].terms):
            span = term_span(row, month, inventory.timezone)
            if span is None:
                continue
            measured = measure(served.between(span[0] * SECOND, span[1] * SECOND))
            if measured.minutes:
                own = parts_of(row, sites[name].terms)
                spans = [(term, term_span(term, month, inventory.timezone)) for term in own]
                held = _promises([(term, part) for term, part in spans if part is not None])
                parts = tuple(_parts(name, served, held, measured))
                yield RowQuality(name, row.tier, span, measured, parts)


def _promises(spans: Sequence[tuple[Term, Span]]) -> list[tuple[Term, Span]]:
    """Terms and when they held; those that promise the same quality one after the other, as one."""
    found: list[tuple[Term, Span]] = []
    for term, span in spans:
        if found and _promised(found[-1][0]) == _promised(term):
            before, first = found[-1]
            found[-1] = (before, (first[0], span[1]))
        else:
            found.append((term, span))
    return found


def _promised(term: Term) -> tuple[object, ...]:
    return term.latency_p95_us, term.jitter_us, term.loss_percent


def _parts(
    name: str, served: Minutes, held: Sequence[tuple[Term, Span]], whole: Measured
) -> Iterator[TermQuality]:
    for term, span in held:
        # Where one promise held all the time, the whole is its part.
        measured = (
            whole if len(held) == 1 else measure(served.between(span[0] * SECOND, span[1] * SECOND))
        )
        if measured.minutes:
            yield TermQuality(name, term, span, judge(measured, term))


def _outages(
    store: Store, window: Interval, sites: Mapping[str, object]
) -> dict[str, Sequence[Outage]]:
    found: defaultdict[str, list[Outage]] = defaultdict(list)
    only = next(iter(sites)) if len(sites) == 1 else None
    # One that ended with the first minute's begin still touches that minute.
    for outage in store.outages(window.begin - MINUTE, window.end, only):
        found[outage.site].append(outage)
    return dict(found)
