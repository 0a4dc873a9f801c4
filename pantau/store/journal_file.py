"""The file of the journal: opened for reading, or made and migrated for writing."""

from pathlib import Path

import apsw

from pantau.language import to_say
from pantau.store.connection import connect, identity, translated
from pantau.store.errors import StoreDamaged
from pantau.store.migrate import demand_current, migrate, migrations

JOURNAL = "journal.sqlite"


def has_journal(data: Path) -> bool:
    """Whether a data directory is one: nothing is to be left in another."""
    return (data / JOURNAL).is_file()


def open_journal(path: Path, busy_ms: int) -> apsw.Connection:
    """The journal for reading, its schema checked. Raises StoreError."""
    db = connect(path, readonly=True, busy_ms=busy_ms, synchronous="FULL")
    try:
        with translated(path):
            demand_current(db, migrations("journal"))
    except BaseException:
        db.close()
        raise
    return db


def demand_same(path: Path, known: tuple[int, int] | None) -> None:
    """Raise StoreDamaged where another file, or none, stands where the one in use did."""
    if identity(path) != known:
        raise StoreDamaged(
            to_say(
                "{path} was removed or replaced while it was in use; stop Pantau, bring it back "
                "(from a backup: `pantau restore`), and start again"
            ),
            path=path,
        )


def make_journal(path: Path, busy_ms: int) -> apsw.Connection:
    """The journal for writing, created and brought up to date where needed. Raises StoreError."""
    db = connect(path, readonly=False, busy_ms=busy_ms, synchronous="FULL")
    try:
        with translated(path):
            migrate(db, migrations("journal"))
    except BaseException:
        db.close()
        raise
    return db
