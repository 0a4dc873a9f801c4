"""Whom a fact speaks of, and which answer an outage remembers."""

import pytest

from pantau.facts.measured import ALL_SITES, Interval
from pantau.sla.reading import by_site
from tests.sla.build import facts, gap, outage

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
