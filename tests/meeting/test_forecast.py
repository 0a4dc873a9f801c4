"""What the same hours of the last weeks say, and where they say nothing."""

from collections.abc import Iterable
from fractions import Fraction
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from pantau.facts.instant import DAY, HOUR, MINUTE, parse_iso
from pantau.facts.measured import Interval
from pantau.facts.meetings import Light, LightReason, MeetingKind
from pantau.facts.minutes import NOTHING, Minutes
from pantau.meeting.forecast import Forecast, before, forecast, same_hours
from pantau.meeting.heard import Known

MAKASSAR = ZoneInfo("Asia/Makassar")
BEGIN = parse_iso("2026-11-05T09:00", MAKASSAR)
HOURS = Interval(BEGIN, BEGIN + HOUR)

UNTOLD = Known()

Row = tuple[int, int, int, int, int, int]
FINE: Row = (12, 12, 18_000, 20_000, 25_000, 2_000)
SHAKY: Row = (12, 12, 18_000, 20_000, 250_000, 90_000)
SILENT: Row = (12, 0, NOTHING, NOTHING, NOTHING, NOTHING)


def minutes(rows: Iterable[Row | None], begin: int = BEGIN) -> Minutes:
    there = [(n, row) for n, row in enumerate(rows) if row is not None]
    if not there:
        return Minutes.none()
    at = np.array([begin // MINUTE + n for n, _ in there], np.int64)
    return Minutes(at, np.array([row for _, row in there], np.int64).T)


def video(found: Minutes, known: Known = UNTOLD) -> Forecast:
    return forecast(MeetingKind.VIDEO, [(HOURS, found, known)])


def test_the_same_hours_are_a_week_earlier_on_the_clock() -> None:
    [one, two] = same_hours(HOURS, MAKASSAR, 2)
    assert one == Interval(HOURS.begin - 7 * DAY, HOURS.end - 7 * DAY)
    assert two == Interval(HOURS.begin - 14 * DAY, HOURS.end - 14 * DAY)


def test_where_clocks_are_changed_it_is_the_same_time_of_day_all_the_same() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    begin = parse_iso("2026-10-28T09:00", berlin)
    [found] = same_hours(Interval(begin, begin + HOUR), berlin, 1)
    assert found.begin == parse_iso("2026-10-21T09:00", berlin) == begin - 7 * DAY - HOUR


def test_hours_that_are_still_to_come_are_left_out() -> None:
    spans = [Interval(10, 20), Interval(4, 8)]
    assert before(spans, 15) == [Interval(10, 15), Interval(4, 8)]
    assert before(spans, 9) == [Interval(4, 8)]


def test_a_line_that_was_fine_will_be() -> None:
    found = video(minutes([FINE] * 60))
    assert (found.known, found.of, found.good, found.usable) == (60, 60, 1, 1)
    assert found.judged.light is Light.GREEN
    assert found.r_p10 == pytest.approx(93.2 - 0.024 * (10 + 4 + 10))


def test_one_lost_heartbeat_in_an_hour_spoils_nothing() -> None:
    lost: Row = (12, 11, *FINE[2:])
    found = video(minutes([FINE] * 30 + [lost] + [FINE] * 29))
    assert found.judged.light is Light.GREEN


def test_minutes_of_jitter_are_named() -> None:
    found = video(minutes([FINE] * 40 + [SHAKY] * 20))
    assert (found.good, found.judged.light) == (Fraction(40, 60), Light.RED)
    assert found.judged.reasons == (LightReason.JITTER,)


def test_an_outage_is_bad_and_what_nobody_saw_is_left_out() -> None:
    samples = minutes([FINE] * 40 + [SILENT] * 20)
    span = Interval(BEGIN + 40 * MINUTE, BEGIN + HOUR)
    down = video(samples, Known(down=(span,)))
    assert (down.known, down.good, down.r_p10) == (60, Fraction(40, 60), 0.0)
    assert down.judged.reasons == (LightReason.DOWN,)
    blind = video(samples, Known(unseen=(span,)))
    assert (blind.known, blind.good, blind.judged.light) == (40, 1, Light.GREEN)
    neither = video(samples)
    assert neither.known == 40


@pytest.mark.parametrize("known", [0, 29])
def test_too_few_minutes_say_nothing(known: int) -> None:
    found = video(minutes([FINE] * known + [None] * (60 - known)))
    assert found == Forecast(known, 60, None, None, None, found.judged)
    assert (found.judged.light, found.judged.reasons) == (
        Light.UNKNOWN,
        (LightReason.UNKNOWN,),
    )


def test_no_week_at_all_says_nothing() -> None:
    assert forecast(MeetingKind.VOICE, []).judged.light is Light.UNKNOWN


def test_a_slow_line_does_for_voice() -> None:
    slow: Row = (12, 12, 550_000, 580_000, 600_000, 5_000)
    samples = [(HOURS, minutes([slow] * 60), Known())]
    assert forecast(MeetingKind.VIDEO, samples).judged.light is Light.YELLOW
    assert forecast(MeetingKind.VOICE, samples).judged.light is Light.GREEN
