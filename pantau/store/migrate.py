"""Forward-only, named migrations: one .sql file each; all that are missing, or none.

A migration that was released is never edited: its digest is recorded beside its name.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

import apsw

from pantau.language import to_say
from pantau.store.connection import row, rows, transaction
from pantau.store.errors import StoreDamaged, StoreMissing, StoreTooNew, StoreTooOld

_TABLE = "CREATE TABLE migration (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT"


@dataclass(frozen=True)
class Migration:
    """One step; ``digest`` is the SHA-256 of its text in hexadecimal."""

    name: str
    sql: str

    @cached_property
    def digest(self) -> str:
        """What is recorded beside the name."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


@cache
def migrations(which: str) -> tuple[Migration, ...]:
    """The steps of the database ``which`` ("journal" or "samples"), in order.

    They come with the program and are read once: a page opens four databases at every look.
    """
    folder = files("pantau.store") / "schema" / which
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(Migration(f.name.removesuffix(".sql"), f.read_text("utf-8")) for f in found)


def last_step(which: str) -> str:
    """The name of the last one that this program knows."""
    return migrations(which)[-1].name


def migrate(db: apsw.Connection, steps: Sequence[Migration]) -> None:
    """Apply what is missing, as one transaction: a reader never meets a schema half made.

    Raises StoreTooNew or StoreDamaged, and changes nothing then.
    """
    if not _pending(db, steps):
        return
    with transaction(db, "BEGIN IMMEDIATE"):
        # Asked again under the lock: another process may have been faster.
        for step in _pending(db, steps):
            _apply(db, step)


def demand_current(db: apsw.Connection, steps: Sequence[Migration]) -> None:
    """For reading: raises StoreMissing (empty file), StoreTooOld, StoreTooNew, StoreDamaged."""
    pending = _pending(db, steps)
    if len(pending) == len(steps):
        raise StoreMissing
    if pending:
        raise StoreTooOld


def is_behind(db: apsw.Connection, steps: Sequence[Migration]) -> bool:
    """Whether a database that was made lacks steps. Raises StoreTooNew, StoreDamaged."""
    return 0 < len(_pending(db, steps)) < len(steps)


def steps_done(db: apsw.Connection) -> int:
    """How many there are: asked again and again, so it reads no names."""
    found = row(db, "SELECT max(rowid) FROM migration")
    return found[0] or 0 if found else 0


def demand_unmoved(db: apsw.Connection, steps: Sequence[Migration], done: int) -> None:
    """For whoever had it open when it had ``done`` steps: raises StoreTooNew where a newer program
    has brought it up since, under our feet."""
    if steps_done(db) == done:
        return
    unknown = sorted(_done(db).keys() - {step.name for step in steps})
    if unknown:
        raise StoreTooNew(
            to_say(
                "a newer Pantau brought this data up while this process ran (its step '{name}' is "
                "unknown here); nothing more is written by this one: end it, and start the newer "
                "program"
            ),
            name=unknown[0],
        )


def _apply(db: apsw.Connection, step: Migration) -> None:
    if not _has_tables(db):
        db.execute(_TABLE)
    db.execute(step.sql)
    db.execute("INSERT INTO migration VALUES (?, ?)", (step.name, step.digest))


def _pending(db: apsw.Connection, steps: Sequence[Migration]) -> list[Migration]:
    done = _done(db)
    known = {step.name: step.digest for step in steps}
    for name, digest in done.items():
        if name not in known:
            raise StoreTooNew(
                to_say(
                    "this data directory was written by a newer Pantau (its step '{name}' is "
                    "unknown here, the last one known is '{last}'); nothing was changed: install "
                    "the newer program again, or go back as docs/upgrade.md says"
                ),
                name=name,
                last=max(known, default="–"),
            )
        if known[name] != digest:
            raise StoreDamaged(
                to_say(
                    "step '{name}' of this data directory is not the one that this Pantau knows; "
                    "it was changed after its release or written by another program"
                ),
                name=name,
            )
    return [step for step in steps if step.name not in done]


def _done(db: apsw.Connection) -> dict[str, str]:
    if not _has_tables(db):
        return {}
    if row(db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'") is None:
        raise StoreDamaged(to_say("this SQLite file was not written by Pantau; check --data"))
    return {str(name): str(digest) for name, digest in rows(db, "SELECT * FROM migration")}


def _has_tables(db: apsw.Connection) -> bool:
    return row(db, "SELECT 1 FROM sqlite_schema LIMIT 1") is not None


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Held while a database is created: SQLite's switch to WAL does not wait for its rivals."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
