"""How fast a disk fills: by the trend of weeks, not by a busy day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.actions.room import days_left, free_percent, growth
from pantau.facts.instant import DAY, HOUR
from pantau.facts.saved import SpaceDay
from pantau.facts.words import SpaceKind
from tests.store.making import T0

GB = 1_000_000_000


def days(ours: list[float], free: list[float], size: int = 500) -> list[SpaceDay]:
    """Gigabytes, day by day."""
    return [
        SpaceDay(T0 + n * DAY, {SpaceKind.JOURNAL: round(a * GB)}, round(b * GB), size * GB)
        for n, (a, b) in enumerate(zip(ours, free, strict=True))
    ]


def test_a_steady_growth_fills_the_disk_when_it_says() -> None:
    found = days([n * 0.5 for n in range(20)], [100 - n * 0.5 for n in range(20)])
    assert growth(found) == 0.5 * GB
    assert days_left(found) == (100 - 19 * 0.5) / 0.5


def test_of_less_than_ten_days_nothing_is_said() -> None:
    steady = [(float(n), 100.0 - n) for n in range(10)]
    ours, free = map(list, zip(*steady, strict=True))
    assert days_left(days(ours, free)) == 91
    assert days_left(days(ours[1:], free[1:])) is None
    assert days_left([]) is None


def test_what_others_take_counts_too() -> None:
    found = days([1.0] * 10, [100.0 - 2 * n for n in range(10)])
    assert days_left(found) == 82 / 2


def test_nothing_that_grows_lasts_for_ever() -> None:
    assert growth(days([1.0] * 10, [100.0] * 10)) == 0
    assert days_left(days([1.0] * 10, [100.0] * 10)) is None
    assert days_left(days([10.0 - n for n in range(10)], [90.0 + n for n in range(10)])) is None


@pytest.mark.parametrize("day", [1, 7, 14, 20, 27])
@pytest.mark.parametrize("much", [40, -40])
def test_one_large_import_or_one_tidying_up_is_no_trend(day: int, much: int) -> None:
    jump = [much if n >= day else 0 for n in range(28)]
    ours = [100 + n * 0.1 + jump[n] for n in range(28)]
    by = growth(days(ours, [300 - each for each in ours]))
    assert by is not None
    assert round(by / GB, 6) == 0.1


def test_what_grows_on_one_day_of_the_week_alone_grows() -> None:
    ours = [n // 7 * 7.0 for n in range(28)]
    assert growth(days(ours, [100.0] * 28)) == GB


def test_what_is_older_than_four_weeks_counts_nothing() -> None:
    ours = [n * 5.0 for n in range(30)] + [150.0 + n * 0.1 for n in range(28)]
    by = growth(days(ours, [200.0] * 58))
    assert by is not None
    assert round(by / GB, 6) == 0.1


def test_a_larger_disk_is_no_shrinking() -> None:
    """Moved to another disk: what was free of the old one is not compared."""
    old = days([1.0] * 10, [400.0] * 10)
    new = [
        SpaceDay(T0 + (10 + n) * DAY, {SpaceKind.JOURNAL: GB}, 100 * GB, 120 * GB) for n in range(5)
    ]
    assert growth([*old, *new]) == 0


def test_percent_and_days() -> None:
    assert free_percent(SpaceDay(T0, {}, 5, 200)) == 2.5
    assert free_percent(SpaceDay(T0, {}, 5, 0)) is None
    assert SpaceDay(T0 + 23 * HOUR).day == T0 // DAY
    assert SpaceDay(T0, {SpaceKind.JOURNAL: 3, SpaceKind.OTHER: 4}).total == 7


@given(st.lists(st.tuples(st.integers(0, 10**12), st.integers(0, 10**12)), max_size=40))
def test_it_never_says_less_than_no_days(points: list[tuple[int, int]]) -> None:
    found = [
        SpaceDay(T0 + n * DAY, {SpaceKind.OTHER: used}, free, 10**12)
        for n, (used, free) in enumerate(points)
    ]
    left = days_left(found)
    assert left is None or left >= 0
