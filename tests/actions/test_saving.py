"""When a backup is due, which stay, and what is noted."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.actions.saving import is_due, save, staying
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND, from_datetime, to_datetime
from pantau.facts.saved import Attempt, KeepRule
from pantau.facts.words import BackupTrouble
from pantau.store import AlreadyRunning, BackupLock, Store, UpkeepFile, backups_in, upkeep_of
from tests.fakes.clocks import SetClock
from tests.store.making import T0, WHO, inventory

ZONE = ZoneInfo("Asia/Makassar")
AT = time(1, 30)
HALF_PAST_ONE = T0 + 17 * HOUR + 30 * MINUTE  # UTC, of 2 October there
TEN = HALF_PAST_ONE + 8 * HOUR + 30 * MINUTE


def made(at: int) -> Attempt:
    return Attempt("/usb", at, at + MINUTE, name="pantau-x.zip")


def failed(at: int) -> Attempt:
    return Attempt("/usb", at, at + MINUTE, trouble=BackupTrouble.FULL)


def due(now: int, *attempts: Attempt) -> bool:
    return is_due(attempts, AT, ZONE, now)


def test_it_is_due_at_its_time_and_once() -> None:
    yesterday = made(HALF_PAST_ONE - DAY)
    assert not due(HALF_PAST_ONE - 1, yesterday)
    assert due(HALF_PAST_ONE, yesterday)
    assert not due(HALF_PAST_ONE + MINUTE, yesterday, made(HALF_PAST_ONE))
    assert not due(HALF_PAST_ONE + DAY - 1, made(HALF_PAST_ONE))
    assert due(HALF_PAST_ONE + DAY, made(HALF_PAST_ONE))


def test_what_was_missed_is_made_up_for_at_once() -> None:
    assert due(TEN)
    assert due(TEN, made(HALF_PAST_ONE - 1))
    assert not due(TEN, made(TEN - HOUR))


def test_one_that_failed_is_tried_after_ten_minutes_then_each_hour() -> None:
    first = failed(HALF_PAST_ONE)
    assert not due(first.ended_at + 10 * MINUTE - 1, first)
    assert due(first.ended_at + 10 * MINUTE, first)
    second = failed(first.ended_at + 10 * MINUTE)
    assert not due(second.ended_at + HOUR - 1, first, second)
    assert due(second.ended_at + HOUR, first, second)
    assert not due(TEN, first, second, made(TEN - HOUR), failed(TEN - MINUTE))


def test_a_clock_that_ran_ahead_for_a_while_stops_no_backup_later() -> None:
    assert due(HALF_PAST_ONE, made(HALF_PAST_ONE + 900 * DAY))


def on(day: str, clock: str = "01:30") -> int:
    return from_datetime(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE))


def days(first: str, count: int) -> list[int]:
    begin = date.fromisoformat(first)
    return [on((begin + timedelta(days=n)).isoformat()) for n in range(count)]


def left(times: list[int], keep: KeepRule = KeepRule()) -> list[str]:  # noqa: B008 - frozen
    return [f"{to_datetime(each, ZONE):%m-%d}" for each in sorted(staying(times, keep, ZONE))]


def test_days_then_weeks_then_months() -> None:
    # 2026-11-26 is a Thursday.
    assert left(days("2026-01-01", 330)) == [
        *("01-31", "02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30"),
        *("10-31", "11-01", "11-08", "11-15"),
        *("11-20", "11-21", "11-22", "11-23", "11-24", "11-25", "11-26"),
    ]


def test_where_none_was_made_for_long_the_old_ones_stay() -> None:
    old = days("2026-01-01", 7)
    assert len(left(old)) == 7
    assert len(left([*old, on("2026-11-26")])) == 7
    assert left([*old, on("2026-11-26")])[-1] == "11-26"


def test_days_are_those_of_the_time_zone() -> None:
    # Both on 1 October in UTC, of two days in Makassar.
    assert len(staying([T0 + 15 * HOUR, T0 + 17 * HOUR], KeepRule(2, 0, 0), ZONE)) == 2
    assert staying([T0 + 17 * HOUR, T0 + 18 * HOUR], KeepRule(2, 0, 0), ZONE) == {T0 + 18 * HOUR}


_TIMES = st.lists(st.integers(T0 // SECOND, T0 // SECOND + 900 * 86_400), max_size=60)
_RULES = st.builds(KeepRule, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))


@given(_TIMES, _RULES)
def test_laws_of_what_stays(seconds: list[int], keep: KeepRule) -> None:
    times = [each * SECOND for each in seconds]
    stay = staying(times, keep, ZONE)
    assert stay <= set(times)
    assert not times or max(times) in stay
    assert len(stay) <= max(1, keep.days + keep.weeks + keep.months)
    assert staying(stay, keep, ZONE) == stay
    more = staying(times, KeepRule(keep.days + 1, keep.weeks + 1, keep.months + 1), ZONE)
    assert stay <= more


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "data") as store:
        store.record([inventory("x")], at=T0, **WHO)
    (tmp_path / "usb").mkdir()
    return tmp_path / "data"


def test_months_of_nights_leave_what_the_rule_says(data: Path) -> None:
    usb = data.parent / "usb"
    keep = KeepRule(2, 1, 2)
    for at in days("2026-11-10", 40):
        saved = save(data, usb, SetClock(at), (keep, ZONE))
        assert saved.attempt.sound
    found = list(backups_in(usb, deep=True))
    assert [f"{to_datetime(each.at, ZONE):%m-%d}" for each in found] == ["11-30", "12-18", "12-19"]
    assert [each.wrong for each in found] == [()] * 3
    noted = upkeep_of(data).of(str(usb))
    assert len(noted) == 40
    assert noted[-1] == saved.attempt
    assert noted[-1].held == sum(each.path.stat().st_size for each in found)


def test_a_failure_is_noted_and_takes_no_old_one_along(data: Path) -> None:
    usb = data.parent / "usb"
    save(data, usb, SetClock(on("2026-11-10")))
    (data / "journal.sqlite").write_bytes(b"rust" * 5000)
    saved = save(data, usb, SetClock(on("2027-11-10")), (KeepRule(1, 0, 0), ZONE))
    assert saved.report is None
    assert saved.attempt.trouble is BackupTrouble.STORE_DAMAGED
    assert "journal.sqlite is damaged" in saved.attempt.detail
    assert len(list(backups_in(usb))) == 1
    assert [each.sound for each in upkeep_of(data).of(str(usb))] == [True, False]


def test_two_at_once_are_not_made(data: Path) -> None:
    usb = data.parent / "usb"
    with BackupLock(data), pytest.raises(AlreadyRunning, match="wait until it is through"):
        save(data, usb, SetClock(T0 + DAY))
    assert save(data, usb, SetClock(T0 + DAY)).attempt.name is not None


def test_a_store_that_is_not_there_is_not_begun_by_a_backup(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for data in (tmp_path / "nowhere", tmp_path / "empty"):
        saved = save(data, tmp_path, SetClock(T0))
        assert saved.attempt.trouble is BackupTrouble.OTHER
    assert [each.name for each in tmp_path.rglob("*")] == ["empty"]


def test_notes_are_kept_for_four_hundred_days_and_the_last_backup_longer(tmp_path: Path) -> None:
    with UpkeepFile.open(tmp_path) as file:
        for each in (made(T0), made(T0 + DAY), failed(T0 + 2 * DAY), failed(T0 + 800 * DAY)):
            file.note_attempt(each)
        assert file.all().attempts == (made(T0 + DAY), failed(T0 + 800 * DAY))
