"""Copies of files that somebody may be writing to, and copies that are read back from the disk."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from pantau.facts.words import BackupTrouble
from pantau.language import Sentence, to_say
from pantau.language.labels import LABELS
from pantau.language.system_errors import said_of
from pantau.store.access import ACCESS, strip
from pantau.store.connection import BUSY_MS, connect, rows, sync_folder, translated
from pantau.store.errors import BackupFailed, StoreDamaged, StoreUnwritable

_PIECE = 1 << 20
_TROUBLES = {
    errno.ENOENT: BackupTrouble.GONE,
    errno.ENOTDIR: BackupTrouble.GONE,
    errno.ENOSPC: BackupTrouble.FULL,
    errno.EDQUOT: BackupTrouble.FULL,
    errno.EROFS: BackupTrouble.READ_ONLY,
    errno.EACCES: BackupTrouble.FORBIDDEN,
    errno.EPERM: BackupTrouble.FORBIDDEN,
    errno.EIO: BackupTrouble.UNREACHABLE,
    errno.ENODEV: BackupTrouble.UNREACHABLE,
    errno.ENXIO: BackupTrouble.UNREACHABLE,
    errno.ESTALE: BackupTrouble.UNREACHABLE,
    errno.ETIMEDOUT: BackupTrouble.UNREACHABLE,
    errno.EHOSTDOWN: BackupTrouble.UNREACHABLE,
    errno.EHOSTUNREACH: BackupTrouble.UNREACHABLE,
    errno.ENOTCONN: BackupTrouble.UNREACHABLE,
}


def copy_database(path: Path, copy: Path) -> None:
    """SQLite's own backup: one consistent moment, writers go on meanwhile.

    Raises StoreMissing, StoreBusy, StoreDamaged, StoreUnwritable of what is copied; OSError where
    the copy finds no room.
    """
    live = connect(path, readonly=True, busy_ms=BUSY_MS, synchronous="FULL")
    try:
        with _no_room(copy), translated(path):
            made = apsw.Connection(str(copy))
            try:
                # In one step: in several, every commit meanwhile would start it all over.
                with made.backup("main", live, "main") as running:
                    running.step()
                if path.name == ACCESS:
                    strip(made)
                # So that the copy is one file, without a log beside it.
                made.execute("PRAGMA journal_mode = DELETE").fetchall()
            finally:
                made.close()
    finally:
        live.close()


def demand_whole(copy: Path, path: Path) -> None:
    """Raise StoreDamaged naming ``path`` where SQLite finds damage in its copy."""
    with translated(path):
        db = apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            (found,) = rows(db, "PRAGMA quick_check(1)")[0]
        finally:
            db.close()
    if found != "ok":
        text = to_say("{path} is damaged: {error}; bring back the last backup")
        raise StoreDamaged(text, path=path, error=str(found).splitlines()[0])


def digest_of(path: Path) -> tuple[int, str]:
    """Length and SHA-256 of a file as it stands on the disk, not in memory. Raises OSError."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        _forget(stream.fileno())
        while piece := stream.read(_PIECE):
            size += len(piece)
            digest.update(piece)
        _forget(stream.fileno())
    return size, digest.hexdigest()


def _forget(handle: int) -> None:
    """So that reading asks the disk, and pushes nothing of others out of memory."""
    with suppress(OSError):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def into_place(made: Path, target: Path) -> None:
    """Put a file that is whole onto the disk and under its name. Raises OSError."""
    to_disk(made)
    made.replace(target)
    settle(target.parent)


def to_disk(path: Path) -> None:
    """Put the bytes of a file onto the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle(folder: Path) -> None:
    """Put the names in ``folder`` onto the disk; some shares know no such thing of folders."""
    try:
        sync_folder(folder)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EACCES}:
            raise


@contextmanager
def told_of(folder: Path) -> Iterator[None]:
    """Turn what the system says of a directory of backups into BackupFailed."""
    try:
        yield
    except OSError as error:
        trouble = _TROUBLES.get(error.errno or 0, BackupTrouble.OTHER)
        raise failed(folder, trouble, said_of(error)) from error


def failed(folder: Path, trouble: BackupTrouble, reason: Sentence | str = "") -> BackupFailed:
    """To be raised: ``folder`` takes no backup, with the remedy, and the system's ``reason``."""
    remedy = Sentence(LABELS[BackupTrouble][trouble])
    why = Sentence(to_say("{folder}: {remedy}"), folder=str(folder), remedy=remedy)
    if reason:
        why = Sentence(to_say("{why} ({reason})"), why=why, reason=reason)
    return BackupFailed(why, trouble)


@contextmanager
def _no_room(copy: Path) -> Iterator[None]:
    """A full disk is that of the copy: what is copied is only read."""
    try:
        yield
    except StoreUnwritable as error:
        if isinstance(error.__cause__, apsw.FullError):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(copy)) from error
        raise
