"""Backups that fail, or are too old, and a disk that fills: told once, with the remedy."""

from dataclasses import replace
from pathlib import Path

import pytest

from alerts.kinds.others import other_groups
from alerts.reading import Eyes, Last
from alerts.words.compose import message_of
from alerts.world import World
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.journal import InventoryApplied
from pantau.facts.saved import Attempt, SpaceDay, Upkeep
from pantau.facts.telling import AlertKind
from pantau.facts.words import BackupTrouble, SpaceKind
from pantau.inventory.alerting import RULES, Receiver, ReceiverKind
from pantau.inventory.backups import Backups
from pantau.store import Store, UpkeepFile
from tests.alerts.town import T0, TOWN, Alerter, alerting, world

USB = "/mnt/usb"
ASKED = replace(TOWN, backup=Backups(USB))
GB = 1_000_000_000


def made(hours: float, trouble: BackupTrouble | None = None) -> Attempt:
    at = T0 + round(hours * HOUR)
    return Attempt(USB, at, at + MINUTE, name="pantau-x.zip", trouble=trouble)


def failed(hours: float, trouble: BackupTrouble = BackupTrouble.EMPTIED) -> Attempt:
    return replace(made(hours, trouble), name=None)


def seen(hours: float, *attempts: Attempt, town=ASKED, plan=None, days=()) -> World:
    return world(round(hours * 3600), town=town, plan=plan, upkeep=Upkeep(attempts, tuple(days)))


def told(alerter: Alerter, at: World) -> list[tuple[str, tuple[str, ...]]]:
    return [(why, groups) for _, why, groups in alerter.sees(at)]


KEY = (f"backup/{USB}",)


def test_a_failure_is_told_once_and_so_is_its_end() -> None:
    alerter = Alerter()
    tries = [made(-20), failed(0)]
    assert told(alerter, seen(0.1, *tries)) == [("began", KEY)]
    tries.append(failed(1, BackupTrouble.FULL))
    assert told(alerter, seen(1.1, *tries)) == []
    tries.append(made(2))
    assert told(alerter, seen(2.1, *tries)) == [("ended", KEY)]


def test_one_without_its_damaged_files_is_told_and_one_on_the_same_disk_is_not() -> None:
    assert told(Alerter(), seen(1, made(0, BackupTrouble.INCOMPLETE))) == [("began", KEY)]
    assert told(Alerter(), seen(1, made(0, BackupTrouble.SAME_DISK))) == []


def test_one_that_is_too_old_is_told_although_nothing_failed() -> None:
    alerter = Alerter()
    assert told(alerter, seen(48, made(0))) == []
    assert told(alerter, seen(48.1, made(0))) == [("began", KEY)]
    later = alerting(
        rules={AlertKind.BACKUP_MISSING: replace(RULES[AlertKind.BACKUP_MISSING], after_us=9 * DAY)}
    )
    assert told(Alerter(), seen(60, made(0), plan=later)) == []


def test_what_nobody_asks_for_is_not_told() -> None:
    assert told(Alerter(), seen(99, failed(0), town=TOWN)) == []
    other = replace(TOWN, backup=Backups("/mnt/other"))
    assert told(Alerter(), seen(99, failed(0), town=other)) == []


def text(at: World, language: str) -> list[str]:
    receivers = {"grup": Receiver("grup", ReceiverKind.WEBHOOK, {}, language=language)}
    alerter = Alerter()
    alerter.sees(replace(at, alerting=replace(at.alerting, receivers=receivers)))
    (draft, *_) = alerter.last.drafts
    plain = replace(at, alerting=replace(at.alerting, receivers=receivers))
    message = message_of(draft, plain)
    return [message.title, *message.lines]


def test_the_message_says_what_to_do_and_what_there_is() -> None:
    found = seen(0.1, made(-20), failed(0))
    assert text(found, "en") == [
        "NO SOUND BACKUP: /mnt/usb",
        "the backups made here before are gone: the disk or share is not mounted; mount it, or "
        "begin a new one with: pantau backup --to",
        "Last sound backup: 24 Nov 2026 12:00 WITA",
    ]
    title, what, last = text(seen(0.1, failed(0)), "id")
    assert title == "TIDAK ADA CADANGAN UTUH: /mnt/usb"
    assert "belum terpasang" in what
    assert last == "Belum ada cadangan yang utuh"


def filling(a_day: float, free: float, size: float = 500, count: int = 20) -> list[SpaceDay]:
    """Until now: so many gigabytes a day, so many free today."""
    return [
        SpaceDay(
            T0 - n * DAY,
            {SpaceKind.SAMPLES_SEALED: round((1_000 - n * a_day) * GB)},
            round((free + n * a_day) * GB),
            round(size * GB),
        )
        for n in range(count, -1, -1)
    ]


@pytest.mark.parametrize(
    ("days", "keys"),
    [
        (filling(1, 40), []),
        (filling(1, 30), ["disk"]),
        (filling(1, 29), ["disk"]),
        (filling(10, 69), ["disk", "disk/soon"]),
        (filling(0, 24), ["disk", "disk/soon"]),
        (filling(0, 26), []),
        (filling(10, 40, count=5), []),
        ([], []),
    ],
)
def test_a_disk_is_told_by_days_left_or_by_what_is_free(
    days: list[SpaceDay], keys: list[str]
) -> None:
    groups = other_groups(seen(1, days=days))
    assert [each.key for each in groups] == keys


def test_an_old_look_at_the_disk_says_nothing_of_today() -> None:
    assert other_groups(seen(48, days=filling(1, 2))) != []
    assert other_groups(seen(48.1, days=filling(1, 2))) == []


def test_it_is_told_twice_at_most_and_its_end_once() -> None:
    alerter = Alerter()
    assert told(alerter, seen(1, days=filling(1, 20, 200))) == [("began", ("disk",))]
    assert told(alerter, seen(2, days=filling(1, 19, 200))) == []
    assert told(alerter, seen(3, days=filling(1, 6, 100))) == [("began", ("disk/soon",))]
    assert told(alerter, seen(4, days=filling(1, 5, 100))) == []
    assert told(alerter, seen(5, days=filling(1, 300))) == [("ended", ("disk",))]


def test_the_message_about_the_disk() -> None:
    assert text(seen(1, days=filling(1, 20)), "en") == [
        "THE DISK IS FILLING UP",
        "20 GB free, 4.0 %",
        "enough for 20 days at the growth of the last weeks",
        "Make room: a full disk stops the writing.",
    ]
    assert text(seen(1, days=filling(0, 20)), "id") == [
        "DISKA AKAN PENUH",
        "20 GB tersedia, 4,0 %",
        "Kosongkan ruang: diska penuh menghentikan penulisan.",
    ]


def test_the_alerter_reads_what_is_noted_once_a_minute(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        content = Path("inventory.yaml").read_text("utf-8")
        store.record([InventoryApplied("0" * 64, content)], at=T0, author="collector", via="x")
    eyes = Eyes(tmp_path, tmp_path / "none.yaml")
    first = eyes.look(T0 + SECOND, Last(T0))
    assert first is not None
    assert first.upkeep == Upkeep()
    with UpkeepFile.open(tmp_path) as file:
        file.note_attempt(made(0))
        file.note_space(filling(1, 5)[-1])
    soon = eyes.look(T0 + 30 * SECOND, Last(T0))
    later = eyes.look(T0 + 2 * MINUTE, Last(T0))
    eyes.close()
    assert soon is not None
    assert later is not None
    assert soon.upkeep == Upkeep()
    assert later.upkeep.of(USB) == (made(0),)
    assert len(later.upkeep.days) == 1
