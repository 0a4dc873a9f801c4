"""What is known of a village follows from what was said, and from nothing else."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.coverage import CoverageStatement
from pantau.facts.region import Coverage, CoverageGroup
from pantau.villages.coverage import (
    GROUPS,
    Statement,
    by_kecamatan,
    day_of,
    history,
    over_time,
    standing,
    standings,
    tally,
)

VILLAGES = ("64.01.06.2012", "64.01.07.2009", "64.01.07.2011")


def said(village: str, state: Coverage, day: date, id: str = "C1") -> Statement:
    told = CoverageStatement(village, state, day.isoformat(), "surat kabar")
    return Statement(id, told, day, "Rina", 0)


def test_every_state_is_counted_as_something() -> None:
    assert set(GROUPS) == set(Coverage)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022", date(2022, 1, 1)),
        ("2022-06", date(2022, 6, 1)),
        ("2022-06-15", date(2022, 6, 15)),
        ("2022-13", None),
        ("2022-02-30", None),
        ("Juni 2022", None),
        ("22-06", None),
        ("0000", None),
        ("", None),
    ],
)
def test_a_statement_counts_from_the_first_day_of_what_is_written(
    written: str, day: date | None
) -> None:
    assert day_of(written) == day


def test_belimbing_as_the_papers_told_it() -> None:
    told = [
        said(VILLAGES[0], Coverage.PLANNED, date(2021, 9, 1), "C1"),
        said(VILLAGES[0], Coverage.BUILDING, date(2022, 6, 1), "C2"),
        said(VILLAGES[1], Coverage.ON_AIR, date(2022, 7, 1), "C3"),
    ]
    assert standing(VILLAGES[0], told, date(2021, 8, 31)).group is CoverageGroup.UNSTATED
    assert standing(VILLAGES[0], told, date(2022, 5, 31)).state is Coverage.PLANNED
    assert standing(VILLAGES[0], told, date(2022, 6, 1)).state is Coverage.BUILDING
    assert [each.id for each in history(VILLAGES[0], told)] == ["C2", "C1"]


def test_two_that_contradict_on_the_same_day_are_shown_as_such_until_a_newer_one_comes() -> None:
    day = date(2025, 7, 1)
    told = [
        said(VILLAGES[0], Coverage.ON_AIR, day, "C1"),
        said(VILLAGES[0], Coverage.BLANK, day, "C2"),
        said(VILLAGES[0], Coverage.WEAK, date(2025, 8, 1), "C3"),
    ]
    found = standing(VILLAGES[0], told, day)
    assert (found.state, found.group) == (None, CoverageGroup.DISPUTED)
    assert [each.id for each in found.newest] == ["C1", "C2"]
    assert standing(VILLAGES[0], told, date(2025, 8, 1)).state is Coverage.WEAK


def test_two_that_agree_on_the_same_day_are_no_contradiction() -> None:
    day = date(2025, 7, 1)
    told = [said(VILLAGES[0], Coverage.ON_AIR, day, id) for id in ("C1", "C2")]
    assert standing(VILLAGES[0], told, day).state is Coverage.ON_AIR


def test_the_share_is_of_all_villages_those_that_nobody_spoke_of_too() -> None:
    told = [said(VILLAGES[0], Coverage.ON_AIR, date(2022, 6, 1))]
    found = tally(standings(VILLAGES, told, date(2022, 6, 1)).values())
    assert (found.villages, found.covered) == (3, Fraction(1, 3))
    assert found.counts[CoverageGroup.UNSTATED] == 2
    assert tally([]).covered is None


def test_each_kecamatan_has_its_own_tally() -> None:
    told = [said(VILLAGES[1], Coverage.ON_AIR, date(2022, 6, 1))]
    names = dict(zip(VILLAGES, ("Long Ikis", "Muara Komam", "Muara Komam"), strict=True))
    found = by_kecamatan(names, standings(VILLAGES, told, date(2022, 6, 1)))
    assert {name: each.covered for name, each in found.items()} == {
        "Long Ikis": 0,
        "Muara Komam": Fraction(1, 2),
    }


statements = st.lists(
    st.builds(
        said,
        st.sampled_from(VILLAGES),
        st.sampled_from(Coverage),
        st.dates(date(2021, 1, 1), date(2026, 12, 31)),
        st.integers(1, 99).map(lambda n: f"C{n}"),
    ),
    max_size=12,
)
days = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@given(statements, days)
def test_every_village_is_counted_once_as_exactly_one_thing(
    told: list[Statement], day: date
) -> None:
    assert tally(standings(VILLAGES, told, day).values()).villages == len(VILLAGES)


@given(statements, days)
def test_a_village_is_covered_only_where_somebody_said_so_for_no_later_day(
    told: list[Statement], day: date
) -> None:
    for village, found in standings(VILLAGES, told, day).items():
        if found.group is CoverageGroup.COVERED:
            assert any(
                each.said.village == village
                and each.said.state is Coverage.ON_AIR
                and each.day <= day
                for each in told
            )


@given(statements, days, st.randoms())
def test_the_order_in_which_they_were_written_down_changes_no_state(
    told: list[Statement], day: date, chance: object
) -> None:
    mixed = list(told)
    chance.shuffle(mixed)  # type: ignore[attr-defined] # hypothesis' own Random
    before, after = (standings(VILLAGES, each, day) for each in (told, mixed))
    assert {v: (s.state, s.group) for v, s in before.items()} == {
        v: (s.state, s.group) for v, s in after.items()
    }


@given(statements, days)
def test_between_two_points_of_the_chart_nothing_changes(told: list[Statement], day: date) -> None:
    points = over_time(VILLAGES, told, date(2027, 12, 31))
    assert [at for at, _ in points] == sorted({at for at, _ in points})
    before = [counted for at, counted in points if at <= day]
    now = tally(standings(VILLAGES, told, day).values())
    nothing_said = tally(standings(VILLAGES, [], day).values())
    assert now == (before[-1] if before else nothing_said)
