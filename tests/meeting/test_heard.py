"""What windows add up to, and which of them tell nothing."""

import pytest

from pantau.facts.measured import Interval
from pantau.facts.meetings import WINDOW_US
from pantau.meeting.heard import Heard, Known, heard
from pantau.sla.quality.emodel import mos, rating
from tests.meeting.made import T, silent, window

MINUTE = Interval(T, T + 6 * WINDOW_US)


def test_a_minute_of_windows_is_told_as_one() -> None:
    found = heard([window(n, [7]) for n in range(6)], Known(), MINUTE)
    assert (found.known, found.of, found.losses.sent, found.losses.lost) == (6, 6, 600, 6)
    assert (found.rtt_ms, found.jitter_ms, found.loss_percent) == (20.0, 2.0, 1.0)
    assert found.r == pytest.approx(rating(10 + 4 + 10, 1.0))
    assert found.mos == mos(found.r or 0)


def test_windows_of_another_time_do_not_count() -> None:
    found = heard([window(-1), window(0), window(6)], Known(), MINUTE)
    assert (found.known, found.of) == (1, 6)


def test_a_window_in_which_nobody_could_see_tells_nothing() -> None:
    blind = Interval(T + WINDOW_US + 1, T + WINDOW_US + 2)
    found = heard([window(n) for n in range(6)], Known(unseen=(blind,)), MINUTE)
    assert found.known == 5


def test_silence_is_believed_only_where_the_verdict_says_down() -> None:
    windows = [window(0), silent(1), window(2)]
    assert heard(windows, Known(), MINUTE).known == 2
    down = Interval(T + WINDOW_US, T + 2 * WINDOW_US)
    found = heard(windows, Known(down=(down,)), MINUTE)
    assert (found.known, found.silent, found.losses.lost) == (3, 1, 100)


def test_a_burst_over_the_border_of_windows_is_one() -> None:
    found = heard([window(0, range(95, 100)), window(1, range(5))], Known(), MINUTE)
    assert (found.losses.bursts, found.losses.longest) == (1, 10)
    assert found.longest_ms == 900.0


def test_no_burst_reaches_over_a_window_that_is_missing() -> None:
    found = heard([window(0, range(95, 100)), window(2, range(5))], Known(), MINUTE)
    assert (found.losses.bursts, found.losses.longest) == (2, 5)


def test_nothing_heard_has_no_figures() -> None:
    found = heard([], Known(), MINUTE)
    assert found == Heard(0, 6)
    assert (found.r, found.mos, found.loss_percent) == (None, None, None)


def test_a_place_that_answers_nothing_has_r_zero() -> None:
    down = Known(down=(MINUTE,))
    found = heard([silent(n) for n in range(6)], down, MINUTE)
    assert (found.r, found.mos) == (0.0, 1.0)


def test_bursts_cost_more_than_the_same_loss_at_random() -> None:
    scattered = heard([window(0, range(0, 100, 10))], Known(), MINUTE)
    bursty = heard([window(0, range(10))], Known(), MINUTE)
    assert scattered.loss_percent == bursty.loss_percent == 10.0
    assert (bursty.r or 0) < (scattered.r or 0)
