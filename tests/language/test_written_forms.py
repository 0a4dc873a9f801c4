"""Numbers, money, dates and durations as readers of each language write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.instant import from_datetime
from pantau.language import (
    Language,
    age,
    clock_time,
    day,
    decimal,
    duration,
    long_day,
    milliseconds,
    moment,
    month_name,
    number,
    percent,
    recent,
    rupiah,
    short_duration,
    zone_label,
)

WITA = ZoneInfo("Asia/Makassar")
MONDAY = date(2026, 11, 23)
AT = from_datetime(datetime(2026, 11, 23, 1, 19, 59, 999_999, tzinfo=UTC))


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (Decimal("99.53"), "99,53 %", "99.53 %"),
        (Decimal("100.00"), "100,00 %", "100.00 %"),
        (Decimal("99.999"), "99,999 %", "99.999 %"),
        (Decimal("0.00"), "0,00 %", "0.00 %"),
        (Decimal(5), "5 %", "5 %"),
    ],
)
def test_a_percentage_is_written_with_the_places_it_has(
    value: Decimal, indonesian: str, english: str
) -> None:
    assert percent(value) == indonesian
    assert percent(value, "en") == english


def test_a_decimal_groups_its_thousands_and_is_never_rounded() -> None:
    assert decimal(Decimal("1234567.8950")) == "1.234.567,8950"
    assert decimal(Decimal("-1234.5"), "en") == "-1,234.5"
    assert decimal(Decimal("1E+3")) == "1.000"
    with pytest.raises(ValueError, match="NaN is not a number to show"):
        decimal(Decimal("NaN"))


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1_234_567, "Rp1.234.567", "Rp1,234,567"),
        (0, "Rp0", "Rp0"),
        (-500, "-Rp500", "-Rp500"),
        (-1_234_567, "-Rp1.234.567", "-Rp1,234,567"),
    ],
)
def test_money_has_no_space_after_rp(value: int, indonesian: str, english: str) -> None:
    assert rupiah(value) == indonesian
    assert rupiah(value, "en") == english


def test_a_whole_number_groups_its_thousands() -> None:
    assert [number(each) for each in (999, 1_234, -1_234_567)] == ["999", "1.234", "-1.234.567"]
    assert number(1_234, "en") == "1,234"


@given(st.integers())
def test_a_whole_number_is_read_back_as_itself(value: int) -> None:
    assert int(number(value).replace(".", "")) == value


@pytest.mark.parametrize(
    ("microseconds", "written"),
    [
        (0, "0,00 ms"),
        (14, "0,01 ms"),
        (15, "0,02 ms"),
        (1_234, "1,23 ms"),
        (9_999, "10,00 ms"),
        (48_250, "48,3 ms"),
        (99_999, "100,0 ms"),
        (612_499, "612 ms"),
        (1_234_567, "1.235 ms"),
    ],
)
def test_a_round_trip_is_written_in_about_three_digits(microseconds: int, written: str) -> None:
    assert milliseconds(microseconds) == written


def test_days_are_written_as_in_letters() -> None:
    assert long_day(MONDAY) == "Senin, 23 November 2026"
    assert long_day(MONDAY, "en") == "Monday, 23 November 2026"
    assert day(MONDAY) == "23 Nov 2026"
    assert day(date(2026, 8, 1)) == "1 Agu 2026"
    assert day(date(2026, 8, 1), "en") == "1 Aug 2026"
    assert month_name(date(2026, 10, 1)) == "Oktober 2026"
    assert month_name(date(2026, 10, 1), "en") == "October 2026"


def test_every_day_and_month_has_its_indonesian_name() -> None:
    days = [long_day(date(2026, 11, 23 + n)).split(",")[0] for n in range(7)]
    assert days == ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    months = [month_name(date(2026, n, 1)).split()[0] for n in range(1, 13)]
    assert " ".join(months) == (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    )


def test_a_time_of_day_is_cut_and_names_its_zone() -> None:
    assert clock_time(AT, WITA) == "09.19 WITA"
    assert clock_time(AT, WITA, "en") == "09:19 WITA"
    assert clock_time(AT, WITA, seconds=True) == "09.19.59 WITA"
    assert moment(AT, WITA) == "23 Nov 2026 09.19 WITA"


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Asia/Jakarta", "08.19 WIB"),
        ("Asia/Makassar", "09.19 WITA"),
        ("Asia/Jayapura", "10.19 WIT"),
        ("Asia/Kolkata", "06.49 UTC+05:30"),
        ("America/New_York", "20.19 UTC-05:00"),
        ("UTC", "01.19 UTC"),
    ],
)
def test_zones_are_called_as_people_call_them(zone: str, written: str) -> None:
    assert clock_time(AT, ZoneInfo(zone)) == written


def test_the_label_of_a_zone_follows_its_daylight_saving_time() -> None:
    summer = from_datetime(datetime(2026, 7, 1, tzinfo=UTC))
    assert zone_label(summer, ZoneInfo("Europe/London")) == "UTC+01:00"
    assert zone_label(AT, ZoneInfo("Europe/London")) == "UTC"


@pytest.mark.parametrize(
    ("now", "written"),
    [
        (datetime(2026, 11, 23, 15, 59, tzinfo=UTC), "09.19 WITA"),
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), "23 Nov, 09.19 WITA"),
        (datetime(2027, 1, 2, tzinfo=UTC), "23 Nov 2026, 09.19 WITA"),
    ],
)
def test_a_recent_moment_says_no_more_than_is_needed(now: datetime, written: str) -> None:
    assert recent(AT, from_datetime(now), WITA) == written


@pytest.mark.parametrize(
    ("seconds", "language", "long", "short"),
    [
        (0, "id", "0 detik", "0 dtk"),
        (59, "id", "59 detik", "59 dtk"),
        (60, "id", "1 menit", "1 mnt"),
        (7_500, "id", "2 jam 5 menit", "2 j 5 mnt"),
        (7_559, "id", "2 jam 5 menit", "2 j 5 mnt"),
        (7_205, "id", "2 jam", "2 j"),
        (90_000, "id", "1 hari 1 jam", "1 hr 1 j"),
        (86_400 * 12 + 59, "id", "12 hari", "12 hr"),
        (3_661, "en", "1 hour 1 minute", "1h 1m"),
        (7_500, "en", "2 hours 5 minutes", "2h 5m"),
    ],
)
def test_a_duration_is_said_in_its_two_largest_units_and_cut(
    seconds: int, language: Language, long: str, short: str
) -> None:
    assert duration(seconds, language) == long
    assert short_duration(seconds, language) == short


def test_a_duration_is_said_to_the_second_where_that_is_asked() -> None:
    assert short_duration(93_784, units=4) == "1 hr 2 j 3 mnt 4 dtk"
    assert duration(93_784, "en", units=4) == "1 day 2 hours 3 minutes 4 seconds"


def test_a_negative_length_of_time_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 seconds is not a length of time"):
        duration(-1)


def test_ages_are_said_as_people_say_them() -> None:
    assert age(3) == "3 detik yang lalu"
    assert age(3, "en") == "3 seconds ago"
    assert [age(0), age(-5)] == ["baru saja", "baru saja"]
