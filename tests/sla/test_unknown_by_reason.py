"""Each unknown second has one reason."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.instant import SECOND
from pantau.facts.measured import ALL_SITES, Gap, ImportedSpan, LedgerFacts
from pantau.facts.words import GapReason, Unseen
from pantau.inventory.contracts import Policy
from pantau.sla import judge_month
from pantau.sla.case import cases
from pantau.sla.unknown import together, unknown_by_reason
from tests.sla.build import at, facts, gap, interval, inventory, outage, site, term
from tests.sla.histories import CALENDARS, histories, policies

TOWN = inventory(site("a"), site("b"))
DAY = interval("2026-10-01", "2026-10-02")


def reasons(known: LedgerFacts, name: str = "a", now: int = DAY.end) -> dict[object, int]:
    found = unknown_by_reason(cases(TOWN, known, "2026-10", now), known, now)
    (own,) = [each for key, each in found.items() if key[0] == name]
    return dict(own)


@given(
    histories(),
    policies(),
    st.lists(st.sampled_from(GapReason), min_size=3, max_size=3),
    st.integers(1, 300),
)
def test_the_reasons_of_a_row_sum_to_its_unknown_seconds(
    history: LedgerFacts, policy: Policy, why: list[GapReason], elapsed: int
) -> None:
    gaps = tuple(
        replace(each, reason=reason) for each, reason in zip(history.gaps, why, strict=False)
    )
    known = replace(history, gaps=gaps)
    town = inventory(site("a", term(policy=policy)), site("b"), calendars=CALENDARS)
    now = at("2026-10-01") + elapsed * SECOND
    rows = judge_month(town, known, "2026-10", now).sites
    found = unknown_by_reason(cases(town, known, "2026-10", now), known, now)
    assert {key: sum(each.values()) for key, each in found.items()} == {
        row.key: row.unknown_seconds for row in rows
    }
    assert all(seconds > 0 for each in found.values() for seconds in each.values())


def test_each_reason_is_told_apart_and_the_first_of_several_wins() -> None:
    day = at("2026-10-01")
    gaps = (
        Gap("G1", "a", day, day + 60 * SECOND, GapReason.CLOCK_STEPPED),
        gap(day + 30 * SECOND, day + 90 * SECOND, ALL_SITES),
        gap(day + 100 * SECOND, day + 200 * SECOND, ALL_SITES, but=("a",)),
        gap(day, DAY.end, "b"),
    )
    wrong = outage(day + 300 * SECOND, day + 310 * SECOND)
    watched = {"a": (interval("2026-10-01T00:00", "2026-10-01T23:00"),)}
    known = LedgerFacts(watched, (), (), gaps, voided=(wrong,))
    assert reasons(known) == {
        GapReason.VANTAGE_BLIND: 60,
        GapReason.CLOCK_STEPPED: 30,
        Unseen.VOIDED: 10,
        Unseen.NOT_WATCHED: 3_600,
    }


def test_what_only_an_import_watched_was_watched() -> None:
    told = ImportedSpan("I1", "a", DAY.begin, DAY.end)
    wrong = outage(DAY.begin, DAY.begin + 5 * SECOND, imported="I1")
    known = replace(facts(imported=[told]), voided=(wrong,))
    assert reasons(known) == {Unseen.VOIDED: 5}
    assert reasons(known, "b") == {Unseen.NOT_WATCHED: 86_400}


def test_an_open_gap_reaches_to_now() -> None:
    known = facts({"a": [DAY], "b": [DAY]}, gaps=[gap(DAY.end - 60 * SECOND, None, ALL_SITES)])
    assert reasons(known) == {GapReason.VANTAGE_BLIND: 60}
    assert reasons(known, now=DAY.end - 45 * SECOND) == {GapReason.VANTAGE_BLIND: 15}


def test_the_reasons_of_many_rows_are_one_list_the_longest_first() -> None:
    one = {Unseen.VOIDED: 5, GapReason.NOT_SENT: 7}
    assert list(together([one, {Unseen.VOIDED: 3}]).items()) == [
        (Unseen.VOIDED, 8),
        (GapReason.NOT_SENT, 7),
    ]
    assert together([]) == {}


def test_a_gap_for_all_but_a_site_does_not_explain_that_nobody_watched_it() -> None:
    known = facts(gaps=[gap(DAY.begin, DAY.end, ALL_SITES, but=("a",))])
    assert reasons(known) == {Unseen.NOT_WATCHED: 86_400}
    assert reasons(known, "b") == {GapReason.VANTAGE_BLIND: 86_400}


def test_the_time_of_an_import_is_whole_seconds_too() -> None:
    told = ImportedSpan("I1", "a", DAY.begin + 700_000, DAY.begin + 10_700_000)
    wrong = outage(DAY.begin, DAY.begin + 5 * SECOND, imported="I1")
    known = replace(facts(imported=[told]), voided=(wrong,))
    assert reasons(known) == {Unseen.VOIDED: 5, Unseen.NOT_WATCHED: 86_390}
