"""One file, taken while everything runs; brought back whole or not at all."""

import json
import shutil
import stat
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pantau.store import (
    ArchiveRefused,
    Store,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreUnwritable,
    backup,
    restore,
    verify,
    write_anchor,
)
from pantau.store.half_made import folder_beside
from tests.store.making import T0, WHO, History, inventory, plain, sample, tables

EVER = 2**62


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a life behind it, never changed by a test."""
    data = tmp_path_factory.mktemp("original") / "data"
    with Store.open(data) as store:
        History(store, 11).live(60)
        store.write_samples([sample("sd-001", T0), sample("sd-001", T0 - 60_000_000)])
        write_anchor(data, store.head(), T0)
    return data


@pytest.fixture
def lived(original: Path, data: Path) -> Iterator[Store]:
    shutil.copytree(original, data)
    with Store.open(data) as store:
        yield store


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    made = path.with_name("changed.zip")
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made


def test_a_restored_copy_gives_the_same_entries_and_figures(
    lived: Store, data: Path, tmp_path: Path
) -> None:
    report = backup(data, tmp_path / "b.zip")
    head = lived.head()
    assert (report.entries, report.head) == head
    assert report.left_out == ()
    assert report.files == (
        "anchors/2026-10-01.txt",
        "journal.sqlite",
        "samples/2026-09.sqlite",
        "samples/2026-10.sqlite",
    )
    assert report.size == report.path.stat().st_size
    assert stat.S_IMODE(report.path.stat().st_mode) == 0o600
    copy = tmp_path / "copy"
    restored = restore(tmp_path / "b.zip", copy)
    assert (restored.data, restored.entries, restored.files) == (copy, head[0], report.files)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o700
    assert {stat.S_IMODE(f.stat().st_mode) for f in copy.rglob("*") if f.is_file()} == {0o600}
    assert tables(copy) == tables(data)
    with Store.open(copy) as again:
        assert again.entries() == lived.entries()
        assert again.ledger_facts(0, EVER) == lived.ledger_facts(0, EVER)
        assert again.samples("sd-001", 0, EVER) == lived.samples("sd-001", 0, EVER)
        assert again.states() == lived.states()
        again.record([inventory("goes on")], at=T0, **WHO)
    assert verify(copy).sound
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "copy", "data"]


def test_a_backup_taken_while_others_write_is_consistent(
    lived: Store, data: Path, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        with Store.open(data) as writer:
            while not stop.is_set():
                writer.record([inventory("x" * 3000)], at=T0, **WHO)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        reports = [backup(data, tmp_path / f"{number}.zip") for number in range(3)]
    finally:
        stop.set()
        thread.join()
    for number, report in enumerate(reports):
        restore(tmp_path / f"{number}.zip", tmp_path / f"copy{number}")
        assert verify(tmp_path / f"copy{number}").head == (report.entries, report.head)


def test_a_backup_replaces_the_one_before(lived: Store, data: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.zip"
    target.write_text("an older one")
    backup(data, target)
    assert restore(target, tmp_path / "copy").entries == lived.head()[0]


def test_a_damaged_sample_file_is_left_out_and_named(
    lived: Store, data: Path, tmp_path: Path
) -> None:
    (data / "samples" / "2026-08.sqlite").write_bytes(b"rust" * 1000)
    report = backup(data, tmp_path / "b.zip")
    assert "samples/2026-10.sqlite" in report.files
    assert len(report.left_out) == 1
    assert "2026-08.sqlite is damaged" in report.left_out[0].message


def test_nothing_is_restored_over_something(lived: Store, data: Path, tmp_path: Path) -> None:
    backup(data, tmp_path / "b.zip")
    with pytest.raises(ArchiveRefused, match="is not empty"):
        restore(tmp_path / "b.zip", data)
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveRefused, match="is not empty"):
        restore(tmp_path / "b.zip", tmp_path / "file")
    (tmp_path / "empty").mkdir()
    assert restore(tmp_path / "b.zip", tmp_path / "empty").entries == lived.head()[0]


def _hostile(files: dict[str, bytes]) -> None:
    files["../outside"] = b"x"


def _hostile_and_named(files: dict[str, bytes]) -> None:
    files["samples/../../outside"] = b"x"
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["samples/../../outside"] = {"bytes": 1, "sha256": "00"}
    files["manifest.json"] = json.dumps(manifest).encode()


def _without_manifest(files: dict[str, bytes]) -> None:
    del files["manifest.json"]


def _without_journal(files: dict[str, bytes]) -> None:
    del files["journal.sqlite"]


def _bad_manifest(files: dict[str, bytes]) -> None:
    files["manifest.json"] = b"[1]"


def _newer(files: dict[str, bytes]) -> None:
    files["manifest.json"] = files["manifest.json"].replace(b'"format": 1', b'"format": 3')


def _changed_sample(files: dict[str, bytes]) -> None:
    files["samples/2026-10.sqlite"] += b" "


def _other_head(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["entries"] += 1
    files["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_hostile, r"a file that is not Pantau's: '\.\./outside'"),
        (_hostile_and_named, r"a file that is not Pantau's"),
        (_without_manifest, "no manifest"),
        (_without_journal, "not those that its manifest names"),
        (_bad_manifest, "cannot be read"),
        (_newer, "newer Pantau"),
        (_changed_sample, "samples/2026-10.sqlite in this backup is not what was saved"),
        (_other_head, "not the one that its manifest names"),
    ],
)
def test_an_archive_that_is_not_as_made_is_refused_and_leaves_nothing(
    lived: Store,
    data: Path,
    tmp_path: Path,
    change: Callable[[dict[str, bytes]], None],
    message: str,
) -> None:
    backup(data, tmp_path / "b.zip")
    changed = rewritten(tmp_path / "b.zip", change)
    with pytest.raises(ArchiveRefused, match=message):
        restore(changed, tmp_path / "copy")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "changed.zip", "data"]


def test_a_backup_of_a_tampered_journal_does_not_come_back(
    lived: Store, data: Path, tmp_path: Path
) -> None:
    db = plain(data)
    db.execute("UPDATE outage SET ended_at = started_at")
    db.close()
    backup(data, tmp_path / "b.zip")
    with pytest.raises(StoreDamaged, match="does not pass the check: outage"):
        restore(tmp_path / "b.zip", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("place", [0.0, 0.2, 0.5, 0.8, 0.999])
def test_a_cut_or_damaged_archive_is_refused_without_a_traceback(
    lived: Store, data: Path, tmp_path: Path, place: float
) -> None:
    backup(data, tmp_path / "b.zip")
    content = bytearray((tmp_path / "b.zip").read_bytes())
    cut = int(len(content) * place)
    (tmp_path / "cut.zip").write_bytes(content[:cut])
    with pytest.raises(ArchiveRefused):
        restore(tmp_path / "cut.zip", tmp_path / "copy")
    content[cut : cut + 40] = bytes(byte ^ 0x5A for byte in content[cut : cut + 40])
    (tmp_path / "rusty.zip").write_bytes(content)
    with pytest.raises(StoreError):
        restore(tmp_path / "rusty.zip", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_what_is_not_there_is_said(store: Store, data: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveRefused, match="there is no backup"):
        restore(tmp_path / "nothing.zip", tmp_path / "copy")
    with pytest.raises(ArchiveRefused, match="there is no backup in"):
        restore(data, tmp_path / "copy")
    with pytest.raises(StoreMissing):
        backup(tmp_path / "nowhere", tmp_path / "b.zip")
    with pytest.raises(StoreUnwritable, match="cannot be written"):
        backup(data, tmp_path / "no" / "such" / "folder" / "b.zip")


def test_what_was_restored_is_as_the_store_writes_it(
    lived: Store, data: Path, tmp_path: Path
) -> None:
    restore(backup(data, tmp_path / "b.zip").path, tmp_path / "back")
    files = sorted((tmp_path / "back").rglob("*.sqlite*"))
    assert {each.suffix for each in files} == {".sqlite"}, "one file each, no log beside it"
    for each in files:
        # Of the header, the versions for writing and reading: 2 is WAL (SQLite file format 1.3).
        assert each.read_bytes()[18:20] == bytes((2, 2)), each
        assert stat.S_IMODE(each.stat().st_mode) == 0o600


def test_what_killed_ones_left_goes_with_the_next_and_no_living_one(
    lived: Store, data: Path, tmp_path: Path
) -> None:
    killed = tmp_path / ".older.zip.pantau-abcd0123"
    killed.mkdir()
    (killed / "archive.zip").write_bytes(b"half")
    others = [
        tmp_path / ".config.zip",
        tmp_path / ".b.zip.pantau-x",
        tmp_path / "b.pantau-abcd0123",
    ]
    for each in others:
        each.mkdir()
    with folder_beside(tmp_path / "living.zip") as living:
        backup(data, tmp_path / "b.zip")
        assert living.is_dir()
    assert not killed.exists()
    assert not living.exists()
    assert all(each.is_dir() for each in others)
