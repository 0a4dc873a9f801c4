"""What people tell beside what was measured: expected answers are written out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.degraded import Spell
from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.facts.measured import ALL_SITES, Gap, ImportedSpan, Interval, LedgerFacts, Outage
from pantau.facts.region import Complaint, ReportReason, ReportVerdict
from pantau.facts.words import GapReason
from pantau.villages.reports import VERDICTS, Claim, judge

T = 1_790_000_000 * SECOND
NOW = T + 100 * HOUR
DAY_WATCHED = {"a": (Interval(T, T + 24 * HOUR),)}


def claim(what: Complaint = Complaint.DOWN, begin: int | None = T, *sites: str) -> Claim:
    return Claim(what, begin, T + 2 * HOUR, sites or ("a",))


def facts(
    *outages: Outage,
    watched: dict[str, tuple[Interval, ...]] | None = None,
    gaps: tuple[Gap, ...] = (),
    voided: tuple[Outage, ...] = (),
    imported: tuple[ImportedSpan, ...] = (),
) -> LedgerFacts:
    return LedgerFacts(DAY_WATCHED if watched is None else watched, imported, outages, gaps, voided)


def outage(begin: int, end: int | None, site: str = "a", id: str = "O1") -> Outage:
    return Outage(id, site, begin, end)


def test_an_outage_in_the_time_confirms_and_says_which_and_for_how_long() -> None:
    found = judge(claim(), facts(outage(T + HOUR, T + 90 * MINUTE)), (), NOW)
    assert (found.verdict, found.reason) == (ReportVerdict.CONFIRMED, ReportReason.OUTAGE_THEN)
    assert (found.outages, found.down_us, found.site) == (("O1",), 30 * MINUTE, "a")


def test_one_that_reaches_into_the_time_counts_for_what_lies_in_it() -> None:
    still_open = outage(T + 110 * MINUTE, None)
    assert judge(claim(), facts(still_open), (), NOW).down_us == 10 * MINUTE


@pytest.mark.parametrize(
    ("begin", "end"), [(T - HOUR, T), (T + 2 * HOUR, T + 3 * HOUR), (T - 2 * HOUR, T - HOUR)]
)
def test_one_that_only_touches_the_time_is_none_of_it(begin: int, end: int) -> None:
    found = judge(claim(), facts(outage(begin, end)), (), NOW)
    assert found.reason is ReportReason.UP_AND_GOOD
    assert found.verdict is ReportVerdict.CONTRADICTED


def test_a_line_worse_than_promised_confirms() -> None:
    bad = Spell("D1", "a", T + HOUR, T + 2 * HOUR, ())
    found = judge(claim(Complaint.SLOW), facts(), (bad,), NOW)
    assert (found.reason, found.degraded_us) == (ReportReason.DEGRADED_THEN, HOUR)
    assert found.verdict is ReportVerdict.CONFIRMED


def test_of_what_nobody_measures_we_cannot_tell_whatever_the_office_had() -> None:
    down = facts(outage(T, T + HOUR))
    for what, reason in (
        (Complaint.NO_SIGNAL, ReportReason.MOBILE_SIGNAL),
        (Complaint.OTHER, ReportReason.NOT_MEASURED),
    ):
        found = judge(claim(what), down, (), NOW)
        assert (found.verdict, found.reason) == (ReportVerdict.CANNOT_TELL, reason)


def test_without_a_site_or_a_time_we_cannot_tell() -> None:
    nowhere = Claim(Complaint.DOWN, T, T + HOUR, ())
    assert judge(nowhere, facts(), (), NOW).reason is ReportReason.NO_SITE
    assert judge(claim(begin=None), facts(), (), NOW).reason is ReportReason.NO_TIME
    assert judge(claim(begin=T + 2 * HOUR), facts(), (), NOW).reason is ReportReason.NO_TIME


@pytest.mark.parametrize(
    "known",
    [
        facts(watched={}),
        facts(watched={"a": (Interval(T, T + HOUR),)}),
        facts(gaps=(Gap("G1", ALL_SITES, T, T + 3 * MINUTE, GapReason.VANTAGE_BLIND),)),
        facts(gaps=(Gap("G1", "a", T + 100 * MINUTE, None, GapReason.VANTAGE_BLIND),)),
        facts(voided=(outage(T, T + HOUR),)),
    ],
)
def test_where_not_all_of_the_time_was_seen_people_are_not_contradicted(
    known: LedgerFacts,
) -> None:
    found = judge(claim(), known, (), NOW)
    assert found.reason is ReportReason.NOBODY_WATCHED


def test_a_gap_of_others_and_a_restart_of_a_minute_are_no_reason_to_say_nothing() -> None:
    other = Gap("G1", ALL_SITES, T, T + HOUR, GapReason.VANTAGE_BLIND, ("a",))
    restart = {"a": (Interval(T, T + HOUR), Interval(T + 61 * MINUTE, T + 3 * HOUR))}
    found = judge(claim(), facts(gaps=(other,), watched=restart), (), NOW)
    assert found.reason is ReportReason.UP_AND_GOOD


def test_what_an_import_watched_counts_too() -> None:
    seen = (ImportedSpan("I1", "a", T, T + 2 * HOUR),)
    found = judge(claim(), facts(watched={}, imported=seen), (), NOW)
    assert found.reason is ReportReason.UP_AND_GOOD


def test_of_several_sites_one_that_was_down_confirms_and_one_unwatched_leaves_it_open() -> None:
    watched = {**DAY_WATCHED, "b": (Interval(T, T + 24 * HOUR),)}
    both = claim(Complaint.DOWN, T, "a", "b")
    down = facts(outage(T, T + MINUTE, "b"), watched=watched)
    assert judge(both, down, (), NOW).site == "b"
    assert judge(both, facts(watched=watched), (), NOW).reason is ReportReason.UP_AND_GOOD
    assert judge(both, facts(), (), NOW).reason is ReportReason.NOBODY_WATCHED


def test_every_reason_has_a_verdict() -> None:
    assert set(VERDICTS) == set(ReportReason)


spans = st.tuples(st.integers(-5, 200), st.integers(1, 100)).map(
    lambda each: (T + each[0] * MINUTE, T + sum(each) * MINUTE)
)


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_minute_by_minute_it_is_the_same(
    down: list[tuple[int, int]], seen: list[tuple[int, int]], gone: list[tuple[int, int]]
) -> None:
    known = facts(
        *(outage(*each, id=f"O{n}") for n, each in enumerate(down)),
        watched={"a": tuple(Interval(*each) for each in seen)},
        gaps=tuple(Gap("G", "a", *each, GapReason.VANTAGE_BLIND) for each in gone),
    )
    found = judge(claim(), known, (), NOW)
    minutes = [T + n * MINUTE for n in range(120)]

    def inside(at: int, spans: list[tuple[int, int]]) -> bool:
        return any(begin <= at < end for begin, end in spans)

    dark = sum(inside(at, down) for at in minutes)
    unseen = sum(not inside(at, seen) or inside(at, gone) for at in minutes)
    assert found.down_us == dark * MINUTE
    expected = ReportReason.UP_AND_GOOD
    if dark:
        expected = ReportReason.OUTAGE_THEN
    elif unseen > 2:
        expected = ReportReason.NOBODY_WATCHED
    assert found.reason is expected
