"""A backup into a directory that holds the ones before it: what is unchanged is stored once."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pantau.facts.instant import DAY
from pantau.facts.words import BackupTrouble
from pantau.language import Sentence, to_say
from pantau.store import archive, chain, kept, zipped
from pantau.store.backup import Packing, demand_outside
from pantau.store.backup_folder import (
    STORED,
    WORK,
    clear,
    demand_ours,
    manifest_before,
    name_of,
    piece_fault,
)
from pantau.store.connection import BUSY_MS
from pantau.store.copying import digest_of, failed, into_place, to_disk, told_of
from pantau.store.errors import ArchiveRefused, StoreDamaged
from pantau.store.journal_file import JOURNAL, open_journal
from pantau.store.lock import kept_still
from pantau.store.months import SAMPLES, month_window
from pantau.store.writer import writer_of

_SETTLED_US = 2 * DAY
_TICK_NS = 2_000_000_000  # file times are coarse: what was written just now may change unseen


@dataclass(frozen=True, slots=True)
class IntoReport:
    """A backup in a directory. Bytes: ``size`` of all of it, ``written`` what was added for it.

    ``left_out``: what was damaged, with why. ``same_disk``: whether a disk that dies takes data
    and backup together.
    """

    path: Path
    entries: int
    head: bytes
    size: int
    written: int
    left_out: tuple[Sentence, ...] = ()
    same_disk: bool = False


def is_over(month: str, now: int) -> bool:
    """Whether a UTC month ("2026-10") of samples is not written any more, but by an import."""
    return month_window(month)[1] + _SETTLED_US <= now


def backup_into(
    data: Path, folder: Path, *, at: int, known: bool = False, takes_over: bool = True
) -> IntoReport:
    """Add a backup to the directory ``folder``, which must be there, and read it back.

    ``at``: now, in microseconds UTC. ``known``: backups were made into it before, so that one
    without any is not the one that is meant. ``takes_over``: although another copy of this data
    made its backups there before. Whoever calls this holds the BackupLock. Raises
    ArchiveRefused (inside ``data``), BackupFailed, StoreMissing, StoreDamaged (of the journal),
    StoreUnwritable.
    """
    demand_outside(data, folder.absolute())
    journal, writer = _journal_of(data), writer_of(data)
    demand_ours(folder, journal, writer, known=known, takes_over=takes_over)
    with told_of(folder):
        clear(folder)
        (folder / STORED).mkdir(mode=0o700, exist_ok=True)
        target, shelf = folder / name_of(at), _Shelf(folder, at)
        with tempfile.TemporaryDirectory(prefix=WORK, dir=folder) as work:
            with kept_still(data), Packing.into(Path(work), data) as packing:
                _pack(packing, shelf)
                made = packing.close(shelf.stamps)
            _read_back(folder, made)
            into_place(made, target)
        entries, head = packing.head
        zip_size = target.stat().st_size
        pieces = sum(packing.files[name][0] for name in shelf.stamps)
        return IntoReport(
            target,
            entries,
            head,
            zip_size + pieces,
            zip_size + shelf.written,
            tuple(packing.left_out),
            same_disk=folder.stat().st_dev == data.stat().st_dev,
        )


def _journal_of(data: Path) -> str:
    """The hash of its first entry: what tells one store's backups from another's."""
    db = open_journal(data / JOURNAL, BUSY_MS)
    try:
        first = chain.first(db)
    finally:
        db.close()
    if first == chain.NOTHING:
        raise ArchiveRefused(to_say("the journal is still empty: there is nothing to save yet"))
    return first.hex()


def _pack(packing: Packing, shelf: "_Shelf") -> None:
    packing.anchors()
    for path in packing.databases():
        if path.parent.name != SAMPLES or not is_over(path.stem, shelf.at):
            packing.database_or_why_not(path)
            continue
        name = packing.name(path)
        try:
            packing.files[name] = shelf.month(name, path, partial(packing.copied, path))
        except StoreDamaged as error:
            packing.left_out.append(error.why)
    packing.journal()
    for path in packing.kept():
        found = shelf.kept(packing.name(path), path)
        if isinstance(found, Sentence):
            packing.leave_out(path, found)
        else:
            packing.files[packing.name(path)] = found


@dataclass(slots=True)
class _Shelf:
    """The stored files: which are there, and which this backup adds.

    ``stamps``: by name, of those that this backup needs.
    """

    folder: Path
    at: int
    written: int = 0
    stamps: dict[str, str] = field(default_factory=dict)
    _before: archive.Manifest | None = None

    def __post_init__(self) -> None:
        self._before = manifest_before(self.folder)

    def month(self, name: str, path: Path, copied: Callable[[], Path]) -> tuple[int, str]:
        """A month of samples that is over: not even read where its file is as it was.

        Raises StoreDamaged, OSError.
        """
        stamp = self._stamp(path)
        if stamp and self._before and self._before.stored.get(name) == stamp:
            expected = self._before.files[name]
            if piece_fault(self.folder, expected) is None:
                self.stamps[name] = stamp
                return expected
        copy = copied()
        expected = digest_of(copy)
        self._put(copy, expected)
        self.stamps[name] = stamp
        return expected

    def kept(self, name: str, path: Path) -> tuple[int, str] | Sentence:
        """A file that is named by its digest; or what is wrong with it.

        One that was damaged since is still stored as it was.
        """
        stored = self.folder / STORED / path.name
        with suppress(OSError):
            expected = stored.stat().st_size, path.name
            if piece_fault(self.folder, expected) is None:
                self.stamps[name] = ""
                return expected
        fault = kept.find_fault(path.parent.parent, path.name)
        if fault is not None:
            return fault
        content = path.read_bytes()
        copy = self.folder / STORED / f"{WORK}{path.name}"
        copy.touch(mode=0o600)
        copy.write_bytes(content)
        self._put(copy, (len(content), path.name))
        self.stamps[name] = ""
        return len(content), path.name

    def _put(self, copy: Path, expected: tuple[int, str]) -> None:
        """Store a copy, unless it is there already and whole."""
        if piece_fault(self.folder, expected) is None:
            copy.unlink()
            return
        copy.chmod(0o600)
        into_place(copy, self.folder / STORED / expected[1])
        self.written += expected[0]
        if piece_fault(self.folder, expected) is not None:
            raise failed(self.folder, BackupTrouble.UNLIKE_WRITTEN)

    def _stamp(self, path: Path) -> str:
        """By what a file is known again that nobody wrote to; empty where that cannot be said."""
        log = path.with_name(f"{path.name}-wal")
        with suppress(FileNotFoundError):
            if log.stat().st_size:
                return ""
        found = path.stat()
        if self.at * 1_000 - found.st_mtime_ns < _TICK_NS:
            return ""
        return f"{found.st_ino}-{found.st_size}-{found.st_mtime_ns}"


def _read_back(folder: Path, made: Path) -> None:
    """Whether the disk holds what was written. Raises BackupFailed."""
    to_disk(made)
    digest_of(made)  # so that what follows asks the disk
    with suppress(ArchiveRefused), zipped.opened(made, to_say("backup")) as opened:
        if archive.check(opened, archive.read_manifest(opened)) is None:
            return
    raise failed(folder, BackupTrouble.UNLIKE_WRITTEN)
