"""What a device says now, against what it said before, gives the entries of the journal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.device import Quantity, Reading
from pantau.facts.device_entries import DeviceRestarted, Fact, PowerBack, PowerLost
from pantau.facts.instant import DAY, MINUTE, SECOND
from pantau.verdict.device import noticed, uptime_of

T0 = 1_790_812_800 * SECOND


def reading(minute: int, **values: int) -> Reading:
    given = {Quantity(name): value for name, value in values.items()}
    return Reading("a", "router", T0 + minute * MINUTE, given)


def seen(before: Reading | None, now: Reading, *, was_on_reserve: bool = False) -> list[Fact]:
    return noticed(before, now, now.at + 20 * SECOND, was_on_reserve=was_on_reserve)


def test_a_restart_says_when_it_began_and_how_long_it_had_run() -> None:
    assert seen(reading(0, uptime_s=900), reading(1, uptime_s=25)) == [
        DeviceRestarted(
            "a", "router", T0 + 35 * SECOND, T0 + MINUTE + 20 * SECOND, T0, before_s=900
        )
    ]


@pytest.mark.parametrize("before", [None, reading(0, mains=1), reading(2, uptime_s=9_000)])
def test_without_an_uptime_of_before_nothing_restarted(before: Reading | None) -> None:
    assert seen(before, reading(1, uptime_s=25)) == []


@given(
    began=st.integers(-100 * DAY // SECOND, 59),
    minutes=st.lists(st.integers(1, 3 * 24 * 60), min_size=1, max_size=5),
)
def test_who_runs_on_is_never_said_to_have_restarted(began: int, minutes: list[int]) -> None:
    """Also where it began within the minute of the first reading."""
    before = reading(0, uptime_s=-began)
    at = 0
    for passed in minutes:
        at += passed
        now = reading(at, uptime_s=at * 60 - began)
        assert seen(before, now) == []
        before = now


def test_lost_power_is_told_once_with_its_begin() -> None:
    now = reading(1, mains=0, battery_s=15, battery_left_min=40, battery_percent=97)
    at = now.at + 20 * SECOND
    assert seen(reading(0, mains=1), now) == [
        PowerLost("a", "router", at - 15 * SECOND, at, battery_left_min=40, battery_percent=97)
    ]
    assert seen(now, reading(2, mains=0), was_on_reserve=True) == []
    assert seen(now, reading(2), was_on_reserve=True) == []
    assert seen(now, reading(3, mains=1), was_on_reserve=True) == [
        PowerBack("a", "router", T0 + 3 * MINUTE + 20 * SECOND)
    ]
    assert seen(None, reading(3, mains=1)) == []


def test_an_uptime_is_that_of_the_minutes_begin() -> None:
    uptime = uptime_of(reading(0, uptime_s=-20))
    assert uptime is not None
    assert (uptime.at, uptime.us) == (T0 + 20 * SECOND, 0)
    assert uptime_of(reading(0)) is None
