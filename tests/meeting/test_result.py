"""What a meeting was like, minute by minute."""

import pytest

from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import Interval
from pantau.facts.meetings import WINDOW_US, Fitness, Light, LightReason, MeetingKind
from pantau.meeting.heard import Known
from pantau.meeting.result import PlaceThen, place_then, whole_minutes
from tests.meeting.made import T, silent, window

BEGIN = -(-T // MINUTE) * MINUTE
TEN = Interval(BEGIN, BEGIN + 10 * MINUTE)
NOTHING = Known()
ALL = TEN.end // WINDOW_US - TEN.begin // WINDOW_US


def then(windows: list[object], known: Known = NOTHING) -> PlaceThen:
    return place_then("a", MeetingKind.VIDEO, windows, known, TEN)  # type: ignore[arg-type]


def fine(first: int, last: int) -> list[object]:
    return [window(n, at=BEGIN) for n in range(first, last)]


def test_a_meeting_that_was_fine_throughout_is_good() -> None:
    found = then(fine(0, ALL))
    assert (found.fitness, found.known, found.minutes[Light.GREEN]) == (Fitness.GOOD, 10, 10)
    assert (found.whole.losses.sent, found.reasons) == (6_000, ())
    assert found.r_p10 == pytest.approx(93.2 - 0.024 * 24)


def test_an_outage_in_it_is_poor_and_named() -> None:
    span = Interval(BEGIN + 6 * MINUTE, TEN.end)
    windows = [*fine(0, 36), *(silent(n, BEGIN) for n in range(36, ALL))]
    found = then(windows, Known(down=(span,)))
    assert (found.fitness, found.minutes[Light.RED]) == (Fitness.POOR, 4)
    assert (found.reasons, found.r_p10) == ((LightReason.DOWN,), 0.0)


def test_what_nobody_saw_is_neither_good_nor_bad() -> None:
    span = Interval(BEGIN + 6 * MINUTE, TEN.end)
    found = then([*fine(0, 36), *(silent(n, BEGIN) for n in range(36, ALL))], Known(unseen=(span,)))
    assert (found.minutes[Light.UNKNOWN], found.minutes[Light.RED]) == (4, 0)
    assert found.fitness is Fitness.GOOD


@pytest.mark.parametrize("known", [0, 4])
def test_where_less_than_half_is_known_the_meeting_is_unknown(known: int) -> None:
    found = then(fine(0, 6 * known))
    assert (found.fitness, found.reasons) == (Fitness.UNKNOWN, (LightReason.UNKNOWN,))


def test_a_yellow_meeting_is_usable() -> None:
    found = then([window(n, jitter_ms=50, at=BEGIN) for n in range(ALL)])
    assert (found.fitness, found.reasons) == (Fitness.USABLE, (LightReason.JITTER,))


def test_only_whole_minutes_count() -> None:
    assert whole_minutes(Interval(BEGIN - SECOND, TEN.end + SECOND)) == TEN
