"""Whom a fact speaks of, and which answer an outage remembers."""

from dataclasses import replace

import pytest

from pantau.facts.measured import ALL_SITES, ExcludedTime, ImportedSpan, Interval, LedgerFacts
from pantau.facts.words import ExclusionCategory
from pantau.sla.reading import by_site, left_out_seconds
from tests.sla.build import at, facts, gap, outage

SECOND = 1_000_000
NOW = 100 * SECOND


def known_of(name: str, *gaps) -> list[tuple[int, int]]:
    watched = {each: [Interval(0, NOW)] for each in ("a", "b")}
    return by_site(facts(watched, gaps=gaps), NOW).of(name).known


def test_a_gap_for_all_but_the_site_behind_whose_line_we_sit_leaves_that_site_known() -> None:
    blind = gap(10 * SECOND, 20 * SECOND, ALL_SITES, but=("a",))
    assert known_of("a", blind) == [(0, 100)]
    assert known_of("b", blind) == [(0, 10), (20, 100)]


def test_gaps_for_all_for_most_and_for_one_are_united() -> None:
    gaps = (
        gap(10 * SECOND, 20 * SECOND, ALL_SITES),
        gap(15 * SECOND, 30 * SECOND, ALL_SITES, but=("a",)),
        gap(90 * SECOND, None, "b"),
    )
    assert known_of("a", *gaps) == [(0, 10), (20, 100)]
    assert known_of("b", *gaps) == [(0, 10), (30, 90)]


@pytest.mark.parametrize("answers", [(3, 7), (7, 3)])
def test_of_two_outages_that_begin_in_one_second_the_later_answer_counts(
    answers: tuple[int, int],
) -> None:
    outages = [
        outage(10 * SECOND + part, 11 * SECOND, answered=answer * SECOND)
        for part, answer in enumerate(answers)
    ]
    assert by_site(facts(outages=outages), NOW).of("a").answers == {10: 7}


def test_a_voided_outage_is_unknown_at_its_own_site_alone() -> None:
    watched = {each: (Interval(0, NOW),) for each in ("a", "b")}
    wrong = (outage(10 * SECOND, 20 * SECOND), outage(90 * SECOND, None))
    known = by_site(LedgerFacts(watched, (), (), (), voided=wrong), NOW)
    assert known.of("a").known == [(0, 10), (20, 90)]
    assert known.of("b").known == [(0, 100)]


def test_a_voided_import_is_unknown_only_where_the_import_spoke() -> None:
    # Ours until 50 s, theirs from 40 s on: that they were wrong before 50 s says nothing of us.
    declared = ImportedSpan("I1", "a", 40 * SECOND, NOW)
    wrong = outage(45 * SECOND, 60 * SECOND, imported="I1")
    watched = {"a": (Interval(0, 50 * SECOND),)}
    known = by_site(LedgerFacts(watched, (declared,), (), (), voided=(wrong,)), NOW)
    assert known.of("a").known == [(0, 50), (60, 100)]


def test_of_an_outage_only_its_own_excluded_seconds_are_left_out() -> None:
    def left_out(begin: str, end: str) -> ExcludedTime:
        return ExcludedTime("X1", ExclusionCategory.POWER, at(begin), at(end), ("a",))

    ended = replace(outage(at("2026-10-01T01:00"), at("2026-10-01T02:00")), id="O1")
    still_open = replace(outage(at("2026-10-02T01:00"), None), id="O2")
    elsewhere = replace(outage(at("2026-10-01T01:00"), None, name="b"), id="O3")
    outages = (ended, still_open, elsewhere)
    excluded = (
        left_out("2026-10-01T00:00", "2026-10-01T01:10"),
        left_out("2026-10-01T01:05", "2026-10-01T01:20"),
        left_out("2026-10-02T01:30", "2026-10-03T00:00"),
    )
    known = LedgerFacts({}, (), outages, (), excluded=excluded)
    assert left_out_seconds(outages, known, at("2026-10-02T02:00")) == {"O1": 1_200, "O2": 1_800}


def test_a_gap_that_goes_on_says_nothing_of_what_is_left_out() -> None:
    left_out = ExcludedTime("X1", ExclusionCategory.POWER, 0, 5 * SECOND, ("a",))
    known = replace(facts(gaps=[gap(0, None)]), excluded=(left_out,))
    assert left_out_seconds([outage(0, None)], known, NOW) == {"O1": 5}
