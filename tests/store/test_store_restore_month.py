"""A month of samples that is damaged or gone comes back alone; what the journal learned stays."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from pantau.facts.instant import DAY
from pantau.store import (
    AlreadyRunning,
    ArchiveRefused,
    CollectorLock,
    FaultReason,
    Store,
    StoreMissing,
    StoreUnwritable,
    backup,
    backup_into,
    restore,
    restore_month,
    verify,
)
from pantau.store.room import room_for
from tests.store.making import T0, WHO, History, inventory, plain, sample, seal_one

EVER = 2**62
LATER = T0 + 400 * DAY
MONTH = "2026-10"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("original") / "data"
    with Store.open(data) as store:
        History(store, 5).live(20)
        store.write_samples(
            [sample(site, T0 + n * DAY + m * 60_000_000) for site in "ab" for n in (0, 1, 33)
             for m in range(1400)]
        )  # fmt: skip
        while seal_one(store, EVER):
            pass
    return data


@pytest.fixture
def data(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "data"))


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Path:
    made = tmp_path / "usb"
    made.mkdir()
    backup_into(data, made, at=LATER)
    return made


def month_of(data: Path, month: str = MONTH) -> Path:
    return data / "samples" / f"{month}.sqlite"


def rot(data: Path) -> Path:
    """What lies in the blocks is not what was written: nothing that SQLite would notice."""
    path = month_of(data)
    db = plain(data, f"samples/{path.name}")
    [(block,)] = db.execute("SELECT block FROM sealed ORDER BY rowid LIMIT 1")
    db.close()
    content = path.read_bytes()
    assert block[-40:] in content
    path.write_bytes(content.replace(block[-40:], b"\xa5" * 40))
    assert {each.reason for each in verify(data).faults} == {FaultReason.SEALED}
    return path


def learn(data: Path) -> int:
    """Something that no backup knows; the number of its entry."""
    with Store.open(data) as store:
        [entry] = store.record([inventory("later")], at=LATER, **WHO)
    return entry.seq


@pytest.mark.parametrize("harm", ["rotten", "gone", "garbage"])
def test_it_comes_back_and_nothing_else_is_lost(data: Path, folder: Path, harm: str) -> None:
    whole, learned = month_of(data).read_bytes(), learn(data)
    other = month_of(data, "2026-11").read_bytes()
    match harm:
        case "rotten":
            rot(data)
        case "gone":
            month_of(data).unlink()
        case _:
            month_of(data).write_bytes(b"garbage " * 9_000)
    harmed = month_of(data).read_bytes() if harm != "gone" else None
    found = restore_month(folder, data, MONTH)
    assert (found.days, found.missing) == (2, ())
    assert verify(data).sound
    assert (found.aside.read_bytes() if found.aside else None) == harmed
    assert len(whole) == month_of(data).stat().st_size
    assert month_of(data, "2026-11").read_bytes() == other
    with Store.open(data, readonly=True) as store:
        assert store.head()[0] == learned
        assert len(store.samples("a", T0, T0 + 2 * DAY)) == 2_800


def test_a_backup_made_of_the_damage_is_passed_over(data: Path, folder: Path) -> None:
    rot(data)
    report = backup_into(data, folder, at=LATER + DAY)
    found = restore_month(folder, data, MONTH)
    assert verify(data).sound
    # SQLite finds nothing wrong with it, so it was copied; the journal knows better.
    assert (report.left_out, found.source) == ((), min(folder.glob("*.zip")))


def test_out_of_one_file_too(data: Path, tmp_path: Path) -> None:
    backup(data, tmp_path / "one.zip")
    rot(data)
    assert restore_month(tmp_path / "one.zip", data, MONTH).days == 2
    assert verify(data).sound


def test_a_rotten_backup_is_refused_and_nothing_changes(data: Path, folder: Path) -> None:
    for each in (folder / "stored").iterdir():
        each.write_bytes(b"rust")
    before = rot(data).read_bytes()
    with pytest.raises(
        ArchiveRefused, match=r"no backup has the samples of 2026-10(?s:.*)not what"
    ):
        restore_month(folder, data, MONTH)
    assert month_of(data).read_bytes() == before


def test_a_sound_month_is_left_alone(data: Path, folder: Path) -> None:
    with pytest.raises(ArchiveRefused, match="nothing is wrong with the samples of 2026-10"):
        restore_month(folder, data, MONTH)


def test_days_that_the_backup_has_not_are_not_given_up(data: Path, folder: Path) -> None:
    with Store.open(data) as store:
        store.write_samples([sample("a", T0 + 5 * DAY)])
    rot(data)
    with pytest.raises(
        ArchiveRefused,
        match=r"1 days that the backup has not, the first is 2026-.*"
        r"Leave it as it is: .* Or, if those days may go, move the file out",
    ):
        restore_month(folder, data, MONTH)
    assert not list(data.glob("samples/*damaged*"))


def test_a_running_collector_is_named(data: Path, folder: Path) -> None:
    rot(data)
    with CollectorLock(data), pytest.raises(AlreadyRunning, match="stop it first"):
        restore_month(folder, data, MONTH)


def test_a_directory_that_is_none_of_ours_stays_as_it_is(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        restore_month(folder, tmp_path / "typo", MONTH)
    assert not (tmp_path / "typo").exists()


# Room


def test_room_for_all_and_the_largest_once_more() -> None:
    assert room_for([2_000_000, 5_000_000], 12_000_000).suffices
    short = room_for([2_000_000, 5_000_001], 12_000_000)
    assert not short.suffices
    assert short.in_mb() == {"need": 13, "free": 12}
    assert room_for([], 0).suffices


def test_a_restore_without_room_says_how_much_it_needs_and_writes_nothing(
    data: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = namedtuple("disk", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: disk(10**9, 10**9, 1_000))
    target = tmp_path / "new" / "data"
    target.parent.mkdir()
    with pytest.raises(StoreUnwritable, match=r"needs \d+ MB and 0 MB are free.*Nothing was wri"):
        restore(folder, target)
    assert list(target.parent.iterdir()) == []
    before = rot(data).read_bytes()
    with pytest.raises(StoreUnwritable, match=r"needs \d+ MB and 0 MB are free"):
        restore_month(folder, data, MONTH)
    assert month_of(data).read_bytes() == before
    monkeypatch.undo()
    assert restore(folder, target).missing == ()
