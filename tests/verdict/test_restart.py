"""Whether a device began anew, from the uptimes it told."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pantau.facts.device import TICKS_WRAP_US, Ran, Uptime
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.verdict.restart import began, ran_through, restarted

NOW = 1_800_000_000 * SECOND


def running_since(begin: int, at: int) -> Uptime:
    """An uptime by the usual counter, which goes round."""
    return Uptime(at, (at - begin) % TICKS_WRAP_US, TICKS_WRAP_US)


@given(
    age=st.integers(MINUTE, 2000 * DAY),
    passed=st.integers(SECOND, 7 * DAY),
    drift=st.floats(-0.0005, 0.0005),
)
def test_a_device_that_ran_on_is_not_taken_for_one_that_restarted(
    age: int, passed: int, drift: float
) -> None:
    before = running_since(NOW - age, NOW)
    # A clock that is off by more looks as if its device began anew just after the word before.
    assume(passed * abs(drift) < before.us / 2)
    own = age + passed + int(passed * drift)
    after = Uptime(NOW + passed, own % TICKS_WRAP_US, TICKS_WRAP_US)
    assert not restarted(before, after)


@given(
    age=st.integers(MINUTE, 480 * DAY),
    passed=st.integers(MINUTE, 7 * DAY),
    share=st.floats(0, 1),
)
def test_a_device_that_restarted_is_seen_even_where_its_uptime_is_larger_again(
    age: int, passed: int, share: float
) -> None:
    before = running_since(NOW - age, NOW)
    after = running_since(NOW + int(passed * share), NOW + passed)
    assert restarted(before, after)


@given(age=st.integers(0, 2 * MINUTE), jitter=st.integers(-SECOND, SECOND))
def test_rounding_is_no_restart(age: int, jitter: int) -> None:
    before = Uptime(NOW, age)
    assert not restarted(before, Uptime(NOW + MINUTE, max(0, age + MINUTE + jitter)))
    assert not restarted(before, Uptime(NOW + SECOND, age))


def test_days_without_a_reading_hide_no_restart() -> None:
    before = running_since(NOW - HOUR, NOW)
    assert restarted(before, running_since(NOW + HOUR, NOW + 3 * DAY))


def test_a_number_that_went_round_is_no_restart() -> None:
    begin = NOW - TICKS_WRAP_US + 30 * SECOND
    assert not restarted(running_since(begin, NOW), running_since(begin, NOW + MINUTE))


def test_one_that_cannot_go_round_restarted_when_it_fell() -> None:
    assert restarted(Uptime(NOW, TICKS_WRAP_US), Uptime(NOW + MINUTE, 30 * SECOND))


def test_it_began_when_it_says() -> None:
    assert began(running_since(NOW - HOUR, NOW)) == NOW - HOUR


@pytest.mark.parametrize(
    ("begin", "ran"),
    [
        (NOW - 10 * DAY, Ran.THROUGH),
        (NOW + 5 * MINUTE, Ran.RESTARTED),
        (NOW - 10 * SECOND, Ran.RESTARTED),  # it was missed a heartbeat later
        (NOW + 20 * MINUTE, Ran.UNKNOWN),  # what was before cannot be known
    ],
)
def test_the_first_word_after_an_outage_tells_of_it(begin: int, ran: Ran) -> None:
    after = running_since(begin, NOW + 30 * MINUTE)
    assert ran_through([after], NOW, NOW + 10 * MINUTE) is ran


def test_without_a_word_after_it_nothing_is_known() -> None:
    assert ran_through([running_since(NOW - DAY, NOW - MINUTE)], NOW, NOW + HOUR) is Ran.UNKNOWN


def test_a_number_that_went_round_during_the_outage_is_no_restart() -> None:
    begin = NOW + 2 * MINUTE - TICKS_WRAP_US
    words = [running_since(begin, NOW - MINUTE), running_since(begin, NOW + 11 * MINUTE)]
    assert ran_through(words, NOW, NOW + 10 * MINUTE) is Ran.THROUGH
    assert ran_through(words[1:], NOW, NOW + 10 * MINUTE) is Ran.RESTARTED
