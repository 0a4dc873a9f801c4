"""How a database file is opened, asked, and how its errors become ours."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from pantau.language import to_say
from pantau.language.system_errors import said_of
from pantau.store.errors import (
    FactRefused,
    SqliteTooOld,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreUnwritable,
)
from pantau.store.hindrance import hindrance

BUSY_MS = 10_000
_OLDEST = (3, 51, 3)
_FIRST_PAGE = 4096


def demand_sqlite(version: str) -> None:
    """Raise SqliteTooOld when ``version`` (as "3.51.3") lacks the mended WAL reset."""
    if tuple(int(part) for part in version.split(".")[:3]) < _OLDEST:
        raise SqliteTooOld(
            to_say(
                "SQLite {version} is too old: 3.51.3 or newer is needed; update the package apsw"
            ),
            version=version,
        )


def sqlite_version() -> str:
    """Of the one SQLite in this process, as "3.51.3"."""
    return apsw.sqlite_lib_version()


def connect(path: Path, *, readonly: bool, busy_ms: int, synchronous: str) -> apsw.Connection:
    """Open a database in WAL mode; for writing it is created with mode 0600.

    ``synchronous`` is SQLite's word (FULL: a commit that returned is on the disk). Raises
    StoreError; nothing is read yet, so a damaged file may show itself only later.
    """
    demand_sqlite(sqlite_version())
    with translated(path):
        if readonly:
            return _prepared(_open_readonly(path), busy_ms, ())
        _create(path)
        db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        # The timeout comes first: the switch to WAL needs a lock.
        return _prepared(
            db, busy_ms, ("PRAGMA journal_mode = WAL", f"PRAGMA synchronous = {synchronous}")
        )


def _prepared(db: apsw.Connection, busy_ms: int, pragmas: Sequence[str]) -> apsw.Connection:
    try:
        db.set_busy_timeout(busy_ms)
        for pragma in (*pragmas, "PRAGMA foreign_keys = ON"):
            db.execute(pragma).fetchall()
    except BaseException:
        db.close()
        raise
    return db


def _open_readonly(path: Path) -> apsw.Connection:
    if not path.exists():
        raise StoreMissing(
            to_say("{path} does not exist; check --data, or start the collector once"), path=path
        )
    flags = apsw.SQLITE_OPEN_READONLY
    if _lies_still(path):
        # Without a log beside it SQLite would have to make one: a copy on a read-only disk.
        address = f"{path.absolute().as_uri()}?immutable=1"
        return apsw.Connection(address, flags=flags | apsw.SQLITE_OPEN_URI)
    return apsw.Connection(str(path), flags=flags)


def _lies_still(path: Path) -> bool:
    """Whether nobody writes it or can; whoever has it open for writing has a log beside it."""
    if path.with_name(path.name + "-wal").exists():
        return False
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _create(path: Path) -> None:
    """SQLite would create with 0644 less umask; -wal and -shm inherit the mode given here."""
    try:
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise StoreUnwritable(
            to_say("{path} cannot be created: {reason}"), path=path, reason=said_of(error)
        ) from error
    os.close(made)
    sync_folder(path.parent)


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands under a name; None where none does.

    What was removed or replaced while we have it open goes on to take what is written to it, and
    keeps nothing of it.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def sync_folder(folder: Path) -> None:
    """Put the names in ``folder`` onto the disk, as fsync of a file does for its bytes."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Create ``folder`` with mode 0700 unless it is there. Raises StoreUnwritable.

    What was created outlives a power cut, as what is put into it will.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for each in missing:
            sync_folder(each.parent)
    except OSError as error:
        raise StoreUnwritable(
            to_say("{folder} cannot be created: {reason}"), folder=folder, reason=said_of(error)
        ) from error


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the system about ``path`` into StoreErrors."""
    try:
        yield
    except OSError as error:
        raise StoreUnwritable(
            to_say("{path}: {reason}; check the disk and permissions"),
            path=path,
            reason=said_of(error),
        ) from error
    except apsw.Error as error:
        if _was_being_created(error, path):
            raise StoreMissing(
                to_say("{path} was being made when power went; start the collector once"), path=path
            ) from error
        raise _as_store_error(error, path) from error
    except UnicodeDecodeError as error:
        raise StoreDamaged(
            to_say("{path} is damaged: it holds text that is not Unicode"), path=path
        ) from error


def _as_store_error(error: apsw.Error, path: Path) -> StoreError:
    match error:
        case apsw.BusyError() | apsw.LockedError():
            return StoreBusy(to_say("{path} is locked by another process; try again"), path=path)
        case (
            apsw.FullError()
            | apsw.IOError()
            | apsw.ReadOnlyError()
            | apsw.CantOpenError()
            | apsw.PermissionsError()
        ):
            return _unwritable(error, path)
        case apsw.CorruptError() | apsw.NotADBError():
            return StoreDamaged(
                to_say("{path} is damaged: {error}; bring back the last backup"),
                path=path,
                error=error,
            )
        case apsw.ConstraintError():
            return FactRefused(to_say("refused, nothing was written: {error}"), error=error)
        case _:
            return StoreError(to_say("{path}: {error}"), path=path, error=error)


def _unwritable(error: apsw.Error, path: Path) -> StoreUnwritable:
    """SQLite's words ("disk I/O error") say less than a look at the disk."""
    why = hindrance(path.parent)
    if why is not None:
        return StoreUnwritable(to_say("{path}: {why}"), path=path, why=why)
    return StoreUnwritable(
        to_say("{path}: {error}; check free space and permissions"), path=path, error=error
    )


def _was_being_created(error: apsw.Error, path: Path) -> bool:
    """Whether power went at the switch to WAL, a new file's first step.

    It left a page to roll back, which is for the next one who may write.
    """
    # apsw's types do not know of it.
    is_cut = getattr(error, "extendedresult", None) == apsw.SQLITE_READONLY_ROLLBACK
    return is_cut and path.stat().st_size <= _FIRST_PAGE


@contextmanager
def transaction(db: apsw.Connection, begin: str) -> Iterator[None]:
    """All or nothing. ``begin``: "BEGIN IMMEDIATE" to write, "BEGIN" to read one moment."""
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            # Where even this fails SQLite has rolled back by itself; the first error matters.
            with suppress(apsw.Error):
                db.execute("ROLLBACK")
        raise


def rows(db: apsw.Connection, sql: str, bindings: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query, so that no statement stays open and holds a lock."""
    found: list[tuple[Any, ...]] = db.execute(sql, tuple(bindings)).fetchall()
    return found


def row(db: apsw.Connection, sql: str, bindings: Sequence[Any] = ()) -> tuple[Any, ...] | None:
    """The first row of a query, or None."""
    found = rows(db, sql, bindings)
    return found[0] if found else None
