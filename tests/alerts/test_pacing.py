"""When to try again, how fast, and when somebody else is asked."""

from hypothesis import given
from hypothesis import strategies as st

from alerts.pacing import Health, Pace, pause_before_retry

SHARE = st.floats(0, 1, exclude_max=True)


@given(st.integers(1, 10_000), SHARE, st.none() | st.floats(0, 1e9))
def test_a_pause_grows_to_five_minutes_and_never_undercuts_a_wish(
    attempts: int, chance: float, wish: float | None
) -> None:
    pause = pause_before_retry(attempts, chance, wish)
    assert pause >= min(wish or 0, 3_600)
    if not wish:
        doubled = min(2 ** (attempts - 1), 300)
        assert doubled / 2 <= pause <= doubled


def test_the_first_pauses_are_short() -> None:
    assert [pause_before_retry(n, 1, None) for n in (1, 2, 3, 9, 10)] == [1, 2, 4, 256, 300]


def test_nobody_makes_us_wait_for_longer_than_an_hour() -> None:
    assert pause_before_retry(1, 0, 86_400) == 3_600


@given(st.integers(1, 5), st.lists(st.floats(0, 30), max_size=40))
def test_no_minute_has_more_than_it_may(a_minute: int, gaps: list[float]) -> None:
    pace, now = Pace(a_minute), 0.0
    gone: list[float] = []
    for gap in gaps:
        now += gap
        now += pace.wait_s(now)
        pace.spend(now)
        gone.append(now)
    for first, later in zip(gone, gone[a_minute:], strict=False):
        assert later - first >= 60 - 1e-6


def test_below_its_pace_nothing_waits() -> None:
    pace = Pace(2)
    assert pace.wait_s(0) == 0
    pace.spend(0)
    pace.spend(1)
    assert pace.wait_s(2) == 58
    assert pace.wait_s(60) == 0


def test_a_receiver_fails_after_three_attempts_or_a_minute() -> None:
    health = Health()
    assert not health.is_failing(0)
    health.failed(0, 1)
    assert not health.is_failing(59)
    assert health.is_failing(60)
    health.failed(61, 2)
    health.failed(62, 3)
    assert health.is_failing(62)
    health.worked()
    assert not health.is_failing(1_000)


def test_attempts_before_a_restart_count() -> None:
    health = Health()
    health.failed(0, 3)
    assert health.is_failing(0)
