from datetime import date
from zoneinfo import ZoneInfo

import pytest

from pantau.facts.instant import DAY, HOUR, to_iso
from pantau.sla import facts_window, month_window
from pantau.sla.month import term_span
from tests.sla.build import WITA, at, term


def test_a_month_in_wita_begins_at_16_utc_on_the_day_before() -> None:
    window = month_window("2026-10", WITA)
    assert to_iso(window.begin) == "2026-09-30T16:00:00Z"
    assert to_iso(window.end) == "2026-10-31T16:00:00Z"


def test_december_ends_in_the_next_year() -> None:
    window = month_window("2026-12", WITA)
    assert window.end == at("2027-01-01")


def test_a_month_with_a_clock_change_has_its_hour_more() -> None:
    window = month_window("2026-10", ZoneInfo("Europe/Berlin"))
    assert window.end - window.begin == 31 * DAY + HOUR


def test_the_facts_window_reaches_a_month_to_either_side() -> None:
    window = facts_window("2026-01", WITA)
    assert (window.begin, window.end) == (at("2025-12-01"), at("2026-03-01"))


@pytest.mark.parametrize(
    "text",
    ["2026-13", "2026-00", "2026-1", "1969-12", "9998-01", "2026-10-01", "", "٢٠٢٦-١٠", "Oktober"],
)
def test_what_is_not_a_month_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is not a month; write year and month like 2026-10"):
        month_window(text, WITA)


def test_the_first_and_the_last_month_have_neighbours() -> None:
    assert facts_window("1970-01", WITA).begin < facts_window("9997-12", WITA).end


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        (date(2026, 1, 1), None, ("2026-10-01", "2026-11-01")),
        (date(2026, 10, 2), date(2026, 10, 30), ("2026-10-02", "2026-10-31")),
        (date(2026, 10, 31), date(2026, 10, 31), ("2026-10-31", "2026-11-01")),
        (date(2026, 10, 1), date(2026, 10, 31), ("2026-10-01", "2026-11-01")),
        (date(2026, 1, 1), date(2026, 11, 1), ("2026-10-01", "2026-11-01")),
        (date(2026, 1, 1), date.max, ("2026-10-01", "2026-11-01")),
        (date(2026, 1, 1), date(2026, 9, 30), None),
        (date(2026, 11, 1), None, None),
    ],
)
def test_a_term_holds_from_its_first_midnight_to_the_midnight_after_its_last_day(
    start: date, end: date | None, wanted: tuple[str, str] | None
) -> None:
    span = term_span(term(start=start, end=end), "2026-10", WITA)
    expected = wanted and tuple(at(day) // 1_000_000 for day in wanted)
    assert span == expected
