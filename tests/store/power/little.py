"""Scenes that do one thing, right or wrong, to show what tests.store.power.disk makes of it."""

import os
from collections.abc import Callable
from pathlib import Path

import apsw

from pantau.store.connection import connect, sync_folder

Says = Callable[..., None]
TEXT = b"here I am " * 500


def written(root: Path, _: Says) -> None:
    """Bytes that nobody synced."""
    (root / "file").write_bytes(TEXT)


def synced(root: Path, _: Says) -> None:
    """Bytes that are on the disk under a name that need not be."""
    with (root / "file").open("wb") as stream:
        stream.write(TEXT)
        stream.flush()
        os.fsync(stream.fileno())


def named(root: Path, says: Says) -> None:
    """All that it takes."""
    synced(root, says)
    sync_folder(root)


def replaced(root: Path, says: Says) -> None:
    """A sound file is replaced by one whose bytes were not synced."""
    named(root, says)
    (root / "new").write_bytes(TEXT.upper())
    (root / "new").replace(root / "file")
    sync_folder(root)


def overwritten(root: Path, says: Says) -> None:
    """A sound file is written over in its place."""
    named(root, says)
    (root / "file").write_bytes(TEXT.upper())


def moved(root: Path, says: Says) -> None:
    """A folder with a file in it gets another name, and what is beside it goes."""
    (root / "old").mkdir()
    sync_folder(root)
    named(root / "old", says)
    (root / "old").rename(root / "new")
    (root / "beside").write_bytes(TEXT)
    (root / "beside").unlink()
    sync_folder(root)


def _rows(root: Path, says: Says, synchronous: str) -> None:
    db = connect(root / "rows.sqlite", readonly=False, busy_ms=1000, synchronous=synchronous)
    db.execute("CREATE TABLE t (n, x)")
    for number in range(5):
        db.execute("INSERT INTO t VALUES (?, zeroblob(3000))", (number,))
        says("row", number)


def rows_off(root: Path, says: Says) -> None:
    """SQLite told to sync nothing."""
    _rows(root, says, "OFF")


def rows_normal(root: Path, says: Says) -> None:
    """SQLite told to sync only what keeps the file whole."""
    _rows(root, says, "NORMAL")


def rows_full(root: Path, says: Says) -> None:
    """SQLite as the store uses it."""
    _rows(root, says, "FULL")


LITTLE: dict[str, Callable[[Path, Says], None]] = {
    each.__name__: each
    for each in (
        *(written, synced, named, replaced, overwritten, moved),
        *(rows_off, rows_normal, rows_full),
    )
}


def read_rows(root: Path) -> list[int]:
    """What is left of the rows."""
    path = root / "rows.sqlite"
    if not path.exists():
        return []
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        if not db.execute("SELECT 1 FROM sqlite_schema").fetchall():
            return []
        return [number for (number,) in db.execute("SELECT n FROM t")]
    finally:
        db.close()
