"""What an audit found: each of these was once possible."""

import zipfile
from pathlib import Path

import apsw
import pytest

from pantau.facts.measured import SiteState
from pantau.facts.words import State
from pantau.store import (
    ArchiveRefused,
    Commit,
    FaultReason,
    Store,
    StoreDamaged,
    backup,
    restore,
    verify,
)

AT = 1_790_000_000_000_000


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with Store.open(folder) as store:
        run = store.begin_watch(at=AT, author="a", via="v").run
        state = SiteState("a", State.UP, AT)
        store.commit(Commit(run, AT + 1, (), (state,), AT + 1, "a", "v"))
    return folder


@pytest.mark.parametrize("name", ["journal.sqlite", "journal.sqlite-wal", "new.zip", "samples/x"])
def test_a_backup_into_the_data_directory_is_refused(data: Path, name: str) -> None:
    with pytest.raises(ArchiveRefused, match="outside"):
        backup(data, data / name)
    link = data.parent / "link"
    link.symlink_to(data)
    with pytest.raises(ArchiveRefused, match="outside"):
        backup(link, data / name)
    assert verify(data).sound


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER sqlitew AFTER UPDATE OF until ON watch BEGIN SELECT 1; END",
        "CREATE TRIGGER SQLiteJ AFTER INSERT ON journal BEGIN SELECT 1; END",
        "CREATE TABLE sqlite1 (x)",
        "CREATE VIEW sqliteview AS SELECT 1",
    ],
)
def test_a_name_like_sqlite_s_own_hides_nothing_from_verify(data: Path, sql: str) -> None:
    db = apsw.Connection(str(data / "journal.sqlite"))
    db.execute(sql)
    db.close()
    assert FaultReason.SCHEMA in {fault.reason for fault in verify(data).faults}


def test_a_value_that_we_never_wrote_is_damage_and_no_crash(data: Path) -> None:
    db = apsw.Connection(str(data / "journal.sqlite"))
    db.execute("UPDATE site_state SET state = 'weird'")
    db.close()
    with Store.open(data, readonly=True) as store, pytest.raises(StoreDamaged, match="weird"):
        store.states()


def test_an_archive_packed_otherwise_is_refused(data: Path, tmp_path: Path) -> None:
    whole, other = tmp_path / "whole.zip", tmp_path / "other.zip"
    backup(data, whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(other, "w", zipfile.ZIP_LZMA) as into:
        for name in source.namelist():
            into.writestr(name, source.read(name))
    with pytest.raises(ArchiveRefused, match="never uses"):
        restore(other, tmp_path / "copy")


def test_a_manifest_with_endless_numbers_is_refused(data: Path, tmp_path: Path) -> None:
    whole, other = tmp_path / "whole.zip", tmp_path / "other.zip"
    backup(data, whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(other, "w") as into:
        for name in source.namelist():
            text = source.read(name)
            if name.endswith(".json"):
                text = text.replace(b'"entries": 1', b'"entries": Infinity')
                text = text.replace(b'"entries":1', b'"entries":Infinity')
                assert b"Infinity" in text
            into.writestr(name, text)
    with pytest.raises(ArchiveRefused, match="manifest"):
        restore(other, tmp_path / "copy")
