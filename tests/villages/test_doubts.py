"""A village that is said to be covered stands out where its sites or its people say otherwise."""

from datetime import date

import pytest

from pantau.facts.instant import DAY, HOUR
from pantau.facts.region import Coverage, CoverageDoubt
from pantau.facts.words import State
from pantau.villages.coverage import standing
from pantau.villages.doubts import LONG_DEGRADED, LONG_DOWN, Doubt, SeenSite, doubts
from tests.villages.test_coverage import said

NOW, TODAY, HERE = 1_800_000_000_000_000, date(2026, 11, 1), "64.01.06.2012"


def found(state: Coverage, *seen: SeenSite, reports: int = 0) -> list[Doubt]:
    here = standing(HERE, [said(HERE, state, TODAY)], TODAY)
    return doubts([here], seen, {HERE: reports}, NOW)


def site(state: State, ago: int | None, village: str = HERE) -> SeenSite:
    return SeenSite("ds-x", village, state, None if ago is None else NOW - ago)


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (site(State.DOWN, LONG_DOWN), CoverageDoubt.SITE_DOWN),
        (site(State.DOWN, LONG_DOWN - 1), None),
        (site(State.DOWN, None), None),
        (site(State.DOWN, LONG_DOWN, village="64.01.06.2013"), None),
        (site(State.DEGRADED, LONG_DEGRADED), CoverageDoubt.SITE_DEGRADED),
        (site(State.DEGRADED, LONG_DEGRADED - HOUR), None),
        (site(State.UP, 9 * DAY), None),
        (site(State.UNKNOWN, 9 * DAY), None),
    ],
)
def test_a_site_speaks_against_it_only_when_it_has_long_been_so(
    seen: SeenSite, reason: CoverageDoubt | None
) -> None:
    expected = [] if reason is None else [Doubt(HERE, reason, ("ds-x",))]
    assert found(Coverage.ON_AIR, seen) == expected


def test_people_speak_against_it_too() -> None:
    assert found(Coverage.ON_AIR, reports=2) == [Doubt(HERE, CoverageDoubt.PEOPLE_SAY, reports=2)]


@pytest.mark.parametrize("state", set(Coverage) - {Coverage.ON_AIR})
def test_where_nobody_says_that_it_is_covered_there_is_nothing_to_contradict(
    state: Coverage,
) -> None:
    assert found(state, site(State.DOWN, LONG_DOWN), reports=9) == []


def test_statements_that_contradict_each_other_stand_out() -> None:
    told = [said(HERE, each, TODAY) for each in (Coverage.ON_AIR, Coverage.BLANK)]
    disputed = standing(HERE, told, TODAY)
    assert doubts([disputed], [site(State.DOWN, LONG_DOWN)], {}, NOW) == [
        Doubt(HERE, CoverageDoubt.DISPUTED)
    ]
