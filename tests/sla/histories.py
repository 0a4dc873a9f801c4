"""Random short histories of one site, for laws that must hold for all of them."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from pantau.facts.measured import (
    ALL_SITES,
    ExcludedTime,
    Gap,
    ImportedSpan,
    Interval,
    LedgerFacts,
    Outage,
)
from pantau.facts.words import ExclusionCategory, GapReason
from pantau.inventory.choices import (
    Denominator,
    Excluded,
    FeePartial,
    GapInOutage,
    OutageCounts,
    RestitutionKind,
)
from pantau.inventory.contracts import Policy, Restitution
from pantau.inventory.service_hours import ALWAYS, Calendar
from tests.sla.build import at

# Four minutes of facts around the begin of a month: short enough for the slow calculator.
EPOCH = at("2026-10-01T00:00")
BEFORE, LENGTH = 80, 240

# Service in the first and the third minute of every day: of those four minutes two are missing.
PAUSED = "paused"
CALENDARS = {PAUSED: Calendar((((0, 1), (2, 3)),) * 7)}
PAUSED_HOURS = (
    Interval(EPOCH, EPOCH + 60_000_000),
    Interval(EPOCH + 120_000_000, EPOCH + 180_000_000),
)

moments = st.integers(-BEFORE * 1_000_000, LENGTH * 1_000_000).map(lambda offset: EPOCH + offset)
pairs = st.tuples(moments, moments).map(sorted)
intervals = pairs.map(lambda pair: Interval(*pair))
coin = st.booleans()


@st.composite
def outages(draw: st.DrawFn) -> Outage:
    begin, end = draw(pairs)
    answered = draw(st.none() | st.integers(0, 20_000_000))
    return Outage(
        id="O1",
        site=draw(st.sampled_from(["a", "a", "a", "b"])),
        started_at=begin,
        ended_at=None if draw(st.integers(0, 9)) == 0 else end,
        last_up_before=None if answered is None else begin - answered,
        import_id="I1" if draw(coin) else None,
    )


@st.composite
def gaps(draw: st.DrawFn) -> Gap:
    begin, end = draw(pairs)
    name = draw(st.sampled_from(["a", "b", ALL_SITES]))
    but = draw(st.sampled_from([(), ("a",), ("b",)])) if name == ALL_SITES else ()
    stop = None if draw(st.integers(0, 9)) == 0 else end
    return Gap("G1", name, begin, stop, GapReason.VANTAGE_BLIND, but)


@st.composite
def excluded(draw: st.DrawFn) -> ExcludedTime:
    span = draw(intervals)
    sites = draw(st.sampled_from([("a",), ("b",), ("a", "b")]))
    return ExcludedTime("X1", ExclusionCategory.POWER, span.begin, span.end, sites)


@st.composite
def histories(draw: st.DrawFn) -> LedgerFacts:
    cuts = sorted(draw(st.lists(moments, max_size=6)))
    own = tuple(Interval(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))
    spans = draw(st.lists(st.tuples(st.sampled_from(["a", "a", "b"]), intervals), max_size=3))
    return LedgerFacts(
        watched={"a": own},
        imported=tuple(ImportedSpan("I1", name, span.begin, span.end) for name, span in spans),
        outages=tuple(draw(st.lists(outages(), max_size=6))),
        gaps=tuple(draw(st.lists(gaps(), max_size=3))),
        voided=tuple(draw(st.lists(outages(), max_size=2))),
        excluded=tuple(draw(st.lists(excluded(), max_size=2))),
    )


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    kind = draw(st.sampled_from(RestitutionKind))
    bands = tuple(
        (Decimal(low), Decimal(share)) for low, share in [("99.5", 0), ("99", 5), ("95", 25)]
    )
    return Policy(
        service_hours=draw(st.sampled_from([ALWAYS, ALWAYS, PAUSED])),
        excluded=draw(st.sampled_from(Excluded)),
        denominator=draw(st.sampled_from(Denominator)),
        min_outage_us=draw(st.sampled_from([0, 1_500_000, 10_000_000, 60_000_000])),
        min_outage_counts=draw(st.sampled_from(OutageCounts)),
        gap_in_outage=draw(st.sampled_from(GapInOutage)),
        min_coverage=draw(st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("0.95")])),
        restitution=Restitution(
            kind=kind,
            cap=draw(st.sampled_from([Decimal(1), Decimal("0.1"), Decimal("0.335")])),
            multiple=Decimal(2) if kind is RestitutionKind.KELIPATAN_HARIAN else None,
            bands=bands if kind is RestitutionKind.PITA else (),
        ),
        fee_partial=draw(st.sampled_from(FeePartial)),
    )


def ended(facts: LedgerFacts) -> LedgerFacts:
    """Without what is still open."""
    return replace(
        facts,
        outages=tuple(one for one in facts.outages if one.ended_at is not None),
        gaps=tuple(one for one in facts.gaps if one.ended_at is not None),
        voided=tuple(one for one in facts.voided if one.ended_at is not None),
    )


def moved(facts: LedgerFacts, by: int) -> LedgerFacts:
    """The same history so many microseconds later; ends that are open stay open."""

    def later(at: int | None) -> int | None:
        return None if at is None else at + by

    def shifted(fact):
        return replace(fact, started_at=fact.started_at + by, ended_at=later(fact.ended_at))

    return LedgerFacts(
        {
            name: tuple(Interval(own.begin + by, own.end + by) for own in spans)
            for name, spans in facts.watched.items()
        },
        tuple(replace(one, begin=one.begin + by, end=one.end + by) for one in facts.imported),
        tuple(
            replace(shifted(one), last_up_before=later(one.last_up_before)) for one in facts.outages
        ),
        tuple(map(shifted, facts.gaps)),
        tuple(map(shifted, facts.voided)),
        tuple(replace(one, begin=one.begin + by, end=one.end + by) for one in facts.excluded),
    )


def together(*histories: LedgerFacts) -> LedgerFacts:
    """What all of them know."""
    names = {name for each in histories for name in each.watched}
    return LedgerFacts(
        {
            name: tuple(span for each in histories for span in each.watched.get(name, ()))
            for name in sorted(names)
        },
        tuple(one for each in histories for one in each.imported),
        tuple(one for each in histories for one in each.outages),
        tuple(one for each in histories for one in each.gaps),
        tuple(one for each in histories for one in each.voided),
        tuple(one for each in histories for one in each.excluded),
    )
