"""Calendars as seconds: zones that change their clocks, midnights, and parts that add up."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.instant import parse_iso
from pantau.inventory.service_hours import ALWAYS, Calendar, Season, SpecialDay, Week
from pantau.sla.interval import Span, total
from pantau.sla.service import ServiceTime, hours_on, service_spans
from tests.sla.build import WITA

DAYTIME = (450, 960)
OFFICE: Week = ((DAYTIME,),) * 5 + ((),) * 2
WHOLE: Week = (((0, 1440),),) * 7
PARIS = ZoneInfo("Europe/Paris")


def window(begin: str, end: str, zone: ZoneInfo = WITA) -> Span:
    return parse_iso(begin, zone) // 1_000_000, parse_iso(end, zone) // 1_000_000


def test_without_a_calendar_all_is_service_time() -> None:
    span = window("2026-10-01", "2026-11-01")
    assert ServiceTime({}, WITA).spans(ALWAYS, span) == [span]
    assert service_spans(None, (5, 5), WITA) == service_spans(None, (6, 5), WITA) == []


def test_whole_days_touch_at_midnight_and_are_one() -> None:
    span = window("2026-10-01", "2026-11-01")
    assert service_spans(Calendar(WHOLE), span, WITA) == [span]


@pytest.mark.parametrize("zone", [WITA, ZoneInfo("America/New_York")])
def test_a_window_that_begins_and_ends_inside_of_local_days_keeps_their_hours(
    zone: ZoneInfo,
) -> None:
    # At 03:00 in WITA and at 20:00 in New York it is another day in UTC.
    for span in (
        window("2026-10-04T20:00", "2026-10-06T03:00", zone),
        window("2026-10-04T03:00", "2026-10-06T20:00", zone),
    ):
        assert service_spans(Calendar(WHOLE), span, zone) == [span]


def test_hours_to_midnight_end_with_the_day() -> None:
    mondays: Week = (((960, 1440),),) + ((),) * 6
    span = window("2026-10-04", "2026-10-10")
    assert service_spans(Calendar(mondays), span, WITA) == [
        window("2026-10-05T16:00", "2026-10-06T00:00")
    ]


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-03-29", 1.0), ("2026-10-25", 3.0), ("2026-07-05", 2.0)],
)
def test_a_clock_that_is_put_forward_or_back_changes_the_length(day: str, hours: float) -> None:
    sundays: Week = ((),) * 6 + (((90, 210),),)  # 01:30 to 03:30
    span = window(day, day + "T23:00", PARIS)
    assert total(service_spans(Calendar(sundays), span, PARIS)) == hours * 3600


def test_a_special_day_beats_a_holiday_and_a_holiday_beats_a_season() -> None:
    season = Season(date(2026, 8, 1), date(2026, 8, 31), (((480, 900),),) * 7)
    special = SpecialDay(date(2026, 8, 17), ((450, 600),))
    calendar = Calendar(OFFICE, "ID", seasons=(season,), days=(special,))
    assert hours_on(calendar, date(2026, 8, 17)) == ((450, 600),)
    assert hours_on(calendar, date(2026, 8, 25)) == ()  # Maulid
    assert hours_on(calendar, date(2026, 8, 26)) == ((480, 900),)
    assert hours_on(calendar, date(2026, 8, 31)) == ((480, 900),)
    assert hours_on(calendar, date(2026, 9, 1)) == (DAYTIME,)


def test_joint_leave_is_a_choice() -> None:
    day = date(2026, 5, 15)
    assert hours_on(Calendar(OFFICE, "ID"), day) == ()
    assert hours_on(Calendar(OFFICE, "ID", joint_leave=False), day) == (DAYTIME,)


@given(st.integers(0, 40 * 86_400), st.integers(0, 40 * 86_400), st.integers(0, 40 * 86_400))
def test_the_parts_of_a_window_add_up(first: int, second: int, third: int) -> None:
    start, _ = window("2026-10-01", "2026-10-02")
    begin, cut, end = (start + each for each in sorted((first, second, third)))
    calendar = Calendar(OFFICE, days=(SpecialDay(date(2026, 10, 10), ((0, 1440),)),))
    parts = [service_spans(calendar, part, WITA) for part in ((begin, cut), (cut, end))]
    whole = service_spans(calendar, (begin, end), WITA)
    assert sum(map(total, parts)) == total(whole)
