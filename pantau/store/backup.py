"""One file that holds everything, taken while everything runs, and the way back."""

import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import apsw

from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of
from pantau.store import anchors, archive, chain, kept, samples, zipped
from pantau.store.access import ACCESS, strip
from pantau.store.connection import BUSY_MS, connect, sync_folder, translated
from pantau.store.errors import ArchiveRefused, StoreDamaged, StoreUnwritable
from pantau.store.faults import FaultReason
from pantau.store.journal_file import JOURNAL, open_journal
from pantau.store.lock import kept_still
from pantau.store.outbox import ALERTS
from pantau.store.samples import SAMPLES
from pantau.store.verify import verify


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What is in the file of ``size`` bytes. ``left_out``: what was damaged, with why."""

    path: Path
    size: int
    entries: int
    head: bytes
    files: tuple[str, ...]
    left_out: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was brought back. ``missing``: samples that the backup did not hold."""

    data: Path
    entries: int
    head: bytes
    files: tuple[str, ...]
    missing: tuple[Sentence, ...] = ()


def backup(data: Path, target: Path) -> BackupReport:
    """Copy all of ``data`` that is to outlive it into the one file ``target`` (mode 0600).

    A file of that name is replaced once the new one is whole. Needs room for a second copy beside
    it. Raises ArchiveRefused (a target inside ``data``), StoreMissing, StoreDamaged (of the
    journal), StoreUnwritable.
    """
    target = target.absolute()
    if _real(target).is_relative_to(_real(data)):
        raise ArchiveRefused(
            to_say("{target} lies inside what is to be saved; name a file outside of it"),
            target=target,
        )
    with _named(target), _folder_beside(target) as work, kept_still(data):
        files: dict[str, tuple[int, str]] = {}
        left_out: list[Sentence] = []
        made = work / "archive.zip"
        made.touch(mode=0o600)
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as into:
            for path in _listed(data / anchors.ANCHORS, anchors.FILE_NAME):
                name = f"{anchors.ANCHORS}/{path.name}"
                files[name] = archive.pack(into, path, name)
            for path in _beside_the_journal(data):
                name = str(path.relative_to(data))
                try:
                    files[name] = _pack_database(into, path, name, work)
                except StoreDamaged as error:
                    left_out.append(error.why)
            # Last, so that no anchor and no alert in the archive knows more than its journal.
            open_journal(data / JOURNAL, BUSY_MS).close()
            files[JOURNAL] = _pack_database(into, data / JOURNAL, JOURNAL, work)
            # After it, so that whatever the journal names is there: kept files only come.
            for path in _listed(data / kept.KEPT, kept.FILE_NAME):
                name = f"{kept.KEPT}/{path.name}"
                files[name] = archive.pack(into, path, name)
            entries, head = _head(work / JOURNAL)
            archive.pack_manifest(into, archive.Manifest(entries, head.hex(), files))
        _into_place(made, target)
    size = target.stat().st_size
    return BackupReport(target, size, entries, head, tuple(sorted(files)), tuple(left_out))


def _real(path: Path) -> Path:
    """Where a path leads; unlike Path.resolve, a loop of links is no error here but later."""
    return Path(os.path.realpath(path))


def restore(source: Path, data: Path) -> RestoreReport:
    """Bring a backup back into ``data``, which must be missing or empty: all of it or nothing.

    Digests, chain and projections are checked before anything appears there. Raises
    ArchiveRefused, StoreDamaged, StoreUnwritable.
    """
    data = data.absolute()
    with _named(data):
        if data.exists() and (not data.is_dir() or any(data.iterdir())):
            raise ArchiveRefused(
                to_say("{data} is not empty; name a data directory that is not in use"), data=data
            )
        with zipped.opened(source, to_say("backup")) as opened, _folder_beside(data) as work:
            manifest = archive.read_manifest(opened)
            whole = work / "data"
            whole.mkdir(mode=0o700)
            archive.unpack(opened, manifest, whole)
            head, missing = _demand_sound(whole, manifest)
            whole.rename(data)
        sync_folder(data.parent)
    return RestoreReport(data, manifest.entries, head, tuple(sorted(manifest.files)), missing)


def _pack_database(into: zipfile.ZipFile, path: Path, name: str, work: Path) -> tuple[int, str]:
    """SQLite's own backup: one consistent moment, writers go on meanwhile."""
    copy = work / path.name
    live = connect(path, readonly=True, busy_ms=BUSY_MS, synchronous="FULL")
    try:
        with translated(path):
            made = apsw.Connection(str(copy))
            try:
                # In one step: in several, every commit meanwhile would start it all over.
                with made.backup("main", live, "main") as running:
                    running.step()
                if name == ACCESS:
                    strip(made)
                # So that the copy is one file, without a log beside it.
                made.execute("PRAGMA journal_mode = DELETE").fetchall()
            finally:
                made.close()
    finally:
        live.close()
    return archive.pack(into, copy, name)


def _head(journal: Path) -> tuple[int, bytes]:
    db = open_journal(journal, BUSY_MS)
    try:
        seq, _, digest = chain.head(db)
        return seq, digest
    finally:
        db.close()


def _demand_sound(data: Path, manifest: archive.Manifest) -> tuple[bytes, tuple[Sentence, ...]]:
    """The head, and what is missing: a damaged file of samples was left out, and is no reason."""
    found = verify(data)
    missing = [each for each in found.faults if each.reason is FaultReason.SEALED_MISSING]
    if len(found.faults) > len(missing):
        wrong = next(each for each in found.faults if each not in missing)
        raise StoreDamaged(to_say("this backup does not pass the check: {fault}"), fault=wrong.why)
    seq, digest = found.head
    if (seq, digest.hex()) != (manifest.entries, manifest.head):
        raise ArchiveRefused(
            to_say("the journal in this backup is not the one that its manifest names")
        )
    return digest, tuple(each.why for each in missing)


def _into_place(made: Path, target: Path) -> None:
    handle = os.open(made, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    made.replace(target)
    sync_folder(target.parent)


def _beside_the_journal(data: Path) -> list[Path]:
    """Databases that may be missing, and are left out where they are damaged."""
    beside = (path for path in (data / ALERTS, data / ACCESS) if path.is_file())
    return [*_listed(data / SAMPLES, samples.FILE_NAME), *beside]


def _listed(folder: Path, name: re.Pattern[str]) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if name.fullmatch(path.name))


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """On the same file system, so that the last step is a rename; 0700; removed in any case."""
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _named(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = said_of(error)
        raise StoreUnwritable(
            to_say("{target} cannot be written: {reason}"), target=target, reason=reason
        ) from error
