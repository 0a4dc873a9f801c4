"""Backups are made when they are due, by a process of its own; the room is looked at each hour."""

import json
import logging
import sys
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from collector.exporter import registry_of
from collector.figures import Figures
from collector.health import Health
from collector.saver import Saver
from pantau.facts.clock import SystemClock
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.saved import Attempt, SpaceDay, Upkeep
from pantau.facts.words import BackupTrouble, SpaceKind
from pantau.inventory.backups import Backups
from pantau.store import BackupLock, Store, backups_in, upkeep_of, verify
from tests.fakes.clocks import SetClock
from tests.fakes.inventories import small_inventory
from tests.store.making import T0, WHO, inventory, sample

# Processes that behave as a share does whose server is gone, or as no backup of ours does.
HANGS = (sys.executable, "-c", "import sys; sys.stdin.readline(); sys.stdin.read()")
DIES = (sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit(7)")
BABBLES = (sys.executable, "-c", "import sys; sys.stdin.readline(); print('hello')")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "data") as store:
        store.record([inventory("x")], at=T0, **WHO)
        store.write_samples([sample("a", T0)])
    (tmp_path / "usb").mkdir()
    return tmp_path / "data"


def health_of(data: Path, **plan: object) -> Health:
    health = Health(SystemClock(), data)
    backup = Backups(str(data.parent / "usb"), **plan)  # type: ignore[arg-type]
    health.inventory = replace(small_inventory(), backup=backup)
    return health


def metrics(health: Health) -> dict[tuple[str, str], float]:
    text = generate_latest(registry_of(health, Figures())).decode()
    return {
        (each.name.removeprefix("pantau_"), "".join(each.labels.values())): each.value
        for family in text_string_to_metric_families(text)
        for each in family.samples
        if each.name.startswith(("pantau_backup", "pantau_space", "pantau_disk"))
    }


def test_a_backup_is_made_once_and_seen_by_health_and_metrics(data: Path) -> None:
    health = health_of(data)
    saver = Saver(data, health)
    assert health.saving() == "none was tried yet"
    made = saver.look()
    assert made is not None
    assert made.name is not None
    assert saver.look() is None
    assert [each.wrong for each in backups_in(data.parent / "usb", deep=True)] == [()]
    assert upkeep_of(data).attempts == (made,)
    assert health.report()[1]["backup"] == "ok"
    seen = metrics(health)
    assert seen["backup_last_success_timestamp_seconds", ""] == made.began_at / SECOND
    assert seen["backup_last_size_bytes", ""] == made.size
    assert seen["space_used_bytes", "backups"] == made.held > 0
    assert seen["space_used_bytes", "journal"] >= (data / "journal.sqlite").stat().st_size
    assert 0 < seen["disk_free_bytes", ""] <= seen["disk_size_bytes", ""]
    assert not any(name == "backup_failing" for name, _ in seen)
    assert verify(data).sound


def test_where_none_is_asked_for_none_is_made(data: Path) -> None:
    health = health_of(data)
    health.inventory = small_inventory()
    assert Saver(data, health).look() is None
    assert list((data.parent / "usb").iterdir()) == []
    assert health.saving() == "not asked for"
    assert upkeep_of(data).days != ()


def test_a_failure_is_told_once_with_its_remedy_and_shown(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (data.parent / "usb").rmdir()
    health = health_of(data)
    saver = Saver(data, health)
    with caplog.at_level(logging.ERROR):
        made = saver.look()
        assert saver.look() is None  # not due again for ten minutes
    assert made is not None
    assert made.trouble is BackupTrouble.GONE
    (said,) = [each.message for each in caplog.records]
    assert "plug in the disk or mount the share" in said
    assert str(data.parent / "usb") in said
    # No failure of measuring: the supervisor of the whole has nothing to restart.
    assert health.saving() == "gone"
    assert metrics(health)["backup_failing", "gone"] == 1
    assert ("backup_last_success_timestamp_seconds", "") not in metrics(health)


@pytest.mark.parametrize(("process", "detail"), [(DIES, "exit code 7"), (BABBLES, "exit code 0")])
def test_a_process_that_ends_without_a_word_is_noted(
    data: Path, process: tuple[str, ...], detail: str
) -> None:
    made = Saver(data, health_of(data), process).look()
    assert made is not None
    assert (made.trouble, made.detail) == (BackupTrouble.CUT_OFF, detail)
    assert upkeep_of(data).attempts == (made,)


class _Hurried(SystemClock):
    """Thirteen hours pass with each look at the time since the start."""

    def __init__(self) -> None:
        self.looks = 0

    def boot_ns(self) -> int:
        self.looks += 1
        return self.looks * 13 * 3600 * 10**9


def test_a_process_that_hangs_is_given_up(data: Path) -> None:
    health = health_of(data)
    health.clock = _Hurried()
    made = Saver(data, health, HANGS).look()
    assert made is not None
    assert made.trouble is BackupTrouble.CUT_OFF


def test_a_backup_by_hand_at_the_same_time_is_no_failure(data: Path) -> None:
    health = health_of(data)
    with BackupLock(data):
        assert Saver(data, health).look() is None
    assert upkeep_of(data).attempts == ()
    assert Saver(data, health).look() is not None


def test_where_nothing_can_be_noted_it_is_not_made_again_and_again(data: Path) -> None:
    health = health_of(data)
    (data / "upkeep.sqlite").write_bytes(b"rust" * 5000)
    saver = Saver(data, health)
    made = saver.look()
    assert made is not None
    assert made.sound
    assert saver.look() is None
    assert health.saving() == "ok"


def test_it_begins_and_ends_and_takes_a_process_along(data: Path) -> None:
    saver = Saver(data, health_of(data), HANGS)
    saver.start()
    saver.stop()
    assert not saver._thread.is_alive()


def test_the_room_is_noted_once_an_hour_in_one_row_a_day(data: Path) -> None:
    health = health_of(data, at=time(1, 30))
    health.inventory = small_inventory()
    clock = SetClock(T0 + 10 * HOUR)
    health.clock = clock
    saver = Saver(data, health)
    saver.look()
    first = health.upkeep.days
    assert [each.at for each in first] == [T0 + 10 * HOUR]
    assert first[0].used[SpaceKind.SAMPLES_HOT] > 0
    clock.now += HOUR - 1
    saver.look()
    assert health.upkeep.days == first
    clock.now += 1
    saver.look()
    assert [each.at for each in health.upkeep.days] == [T0 + 11 * HOUR]
    clock.now += 60 * DAY
    saver.look()
    late = health.upkeep.days[-1]
    assert (late.used[SpaceKind.SAMPLES_HOT], len(health.upkeep.days)) == (0, 2)
    # What lies beside a file while somebody has it open comes and goes: no exact size.
    assert first[0].used[SpaceKind.SAMPLES_SEALED] == 0 < late.used[SpaceKind.SAMPLES_SEALED]


def test_days_left_are_a_metric_once_they_are_known(data: Path) -> None:
    health = health_of(data)
    days = tuple(
        SpaceDay(T0 + n * DAY, {SpaceKind.JOURNAL: n * 10}, 1_000 - n * 10, 2_000)
        for n in range(20)
    )
    health.upkeep = Upkeep((), days[:5])
    assert ("disk_days_left", "") not in metrics(health)
    health.upkeep = Upkeep((), days)
    assert metrics(health)["disk_days_left", ""] == 81


def test_what_is_said_between_the_two_processes_is_understood() -> None:
    from collector.saving import answer, order  # noqa: PLC0415

    plan = small_inventory()
    line = json.loads(order(Backups("/usb"), plan.timezone))
    assert line == {
        "to": "/usb",
        "keep": {"days": 7, "weeks": 5, "months": 24},
        "zone": "Asia/Makassar",
    }
    for strange in ("", "[]", "{}", '{"trouble": "new word"}', "null"):
        assert answer(strange) is None
    assert answer(json.dumps({"target": "/usb", "began_at": 1, "ended_at": 2, "trouble": "full"}))


def test_old_attempts_do_not_matter_to_another_target() -> None:
    here = Attempt("/a", T0, T0 + MINUTE, name="x")
    assert Upkeep((here, replace(here, target="/b"))).of("/b") == (replace(here, target="/b"),)
