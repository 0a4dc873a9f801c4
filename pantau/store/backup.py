"""One file that holds everything, taken while everything runs."""

import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of
from pantau.store import anchors, archive, chain, kept, months
from pantau.store.access import ACCESS
from pantau.store.connection import BUSY_MS, connect, translated
from pantau.store.copying import copy_database, demand_whole, into_place
from pantau.store.dense import DENSE
from pantau.store.errors import ArchiveRefused, StoreDamaged, StoreUnwritable
from pantau.store.half_made import folder_beside
from pantau.store.journal_file import JOURNAL, open_journal
from pantau.store.lock import kept_still
from pantau.store.months import SAMPLES
from pantau.store.outbox import ALERTS


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What is in the file of ``size`` bytes. ``left_out``: what was damaged, with why."""

    path: Path
    size: int
    entries: int
    head: bytes
    files: tuple[str, ...]
    left_out: tuple[Sentence, ...] = ()


def backup(data: Path, target: Path) -> BackupReport:
    """Copy all of ``data`` that is to outlive it into the one file ``target`` (mode 0600).

    A file of that name is replaced once the new one is whole. Needs room for a second copy beside
    it. Raises ArchiveRefused (a target inside ``data``), StoreMissing, StoreDamaged (of the
    journal), StoreUnwritable.
    """
    target = target.absolute()
    demand_outside(data, target)
    with named(target), folder_beside(target) as work, kept_still(data):
        with Packing.into(work, data) as packing:
            packing.anchors()
            for path in packing.databases():
                packing.database_or_why_not(path)
            packing.journal()
            for path in packing.kept():
                if fault := kept.find_fault(data, path.name):
                    packing.leave_out(path, fault)
                else:
                    packing.file(path)
            made = packing.close({})
        into_place(made, target)
    entries, head = packing.head
    files = tuple(sorted(packing.files))
    return BackupReport(
        target, target.stat().st_size, entries, head, files, tuple(packing.left_out)
    )


class Packing:
    """A zip file of a backup in the making, and the order in which things go into it.

    First anchors, samples and what lies beside the journal, so that none of them knows more than
    the journal; then the journal; then kept files, so that whatever it names is there: these only
    come.
    """

    def __init__(self, work: Path, data: Path, into: zipfile.ZipFile) -> None:
        """Use ``into``. ``work``: a folder of our own, for copies on the way."""
        self.files: dict[str, tuple[int, str]] = {}
        self.left_out: list[Sentence] = []
        self.head = (0, chain.NOTHING)
        self._work, self._data, self._into = work, data, into

    @classmethod
    @contextmanager
    def into(cls, work: Path, data: Path) -> Iterator["Packing"]:
        """A file ``archive.zip`` in ``work``."""
        made = work / "archive.zip"
        made.touch(mode=0o600)
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as into:
            yield cls(work, data, into)

    def anchors(self) -> None:
        """The heads of the chain that were noted."""
        for path in listed(self._data / anchors.ANCHORS, anchors.FILE_NAME):
            self.file(path)

    @staticmethod
    def changing(data: Path) -> list[Path]:
        """Databases that may be missing, and are left out where they are damaged."""
        beside = (data / name for name in (ALERTS, ACCESS, DENSE))
        return [*listed(data / SAMPLES, months.FILE_NAME), *filter(Path.is_file, beside)]

    def databases(self) -> list[Path]:
        """Of this data directory."""
        return self.changing(self._data)

    def kept(self) -> list[Path]:
        """Evidence, results and papers, each named by its digest."""
        return listed(self._data / kept.KEPT, kept.FILE_NAME)

    def name(self, path: Path) -> str:
        """What a file of the data directory is called in a backup."""
        return str(path.relative_to(self._data))

    def file(self, path: Path) -> None:
        """A file that nobody writes to any more. Raises StoreUnwritable where it cannot be read."""
        with translated(path):
            path.open("rb").close()
        self.files[self.name(path)] = archive.pack(self._into, path, self.name(path))

    def copied(self, path: Path) -> Path:
        """A copy of a database. Raises StoreDamaged; OSError where there is no room."""
        copy = self._work / path.name
        copy.unlink(missing_ok=True)
        copy_database(path, copy)
        if path.parent.name == SAMPLES:
            demand_whole(copy, path)
        return copy

    def database_or_why_not(self, path: Path) -> None:
        """A database; one that is damaged is left out."""
        try:
            copy = self.copied(path)
        except StoreDamaged as error:
            self.left_out.append(error.why)
        else:
            self.files[self.name(path)] = archive.pack(self._into, copy, self.name(path))
            copy.unlink()

    def leave_out(self, path: Path, fault: Sentence) -> None:
        """A kept file that is not what it was."""
        text = to_say("{path} {fault}; bring back the last backup with `pantau restore`")
        self.left_out.append(Sentence(text, path=str(path), fault=fault))

    def journal(self, *, older: bool = False) -> None:
        """The journal, which must be whole; ``older``: it may be of an earlier schema."""
        if not older:
            open_journal(self._data / JOURNAL, BUSY_MS).close()
        copy = self.copied(self._data / JOURNAL)
        db = connect(copy, readonly=True, busy_ms=BUSY_MS, synchronous="FULL")
        try:
            seq, _, digest = chain.head(db)
            self.head = (seq, digest)
        finally:
            db.close()
        self.files[JOURNAL] = archive.pack(self._into, copy, JOURNAL)

    def close(self, stored: dict[str, str]) -> Path:
        """Write the manifest, as the last one; the file that was made.

        ``stored``: those of ``files`` that lie elsewhere, with their stamps.
        """
        seq, digest = self.head
        archive.pack_manifest(self._into, archive.Manifest(seq, digest.hex(), self.files, stored))
        self._into.close()
        return self._work / "archive.zip"


def demand_outside(data: Path, target: Path) -> None:
    """Raise ArchiveRefused where ``target`` lies inside of ``data``."""
    if _real(target).is_relative_to(_real(data)):
        raise ArchiveRefused(
            to_say("{target} lies inside what is to be saved; name a file outside of it"),
            target=target,
        )


def _real(path: Path) -> Path:
    """Where a path leads; unlike Path.resolve, a loop of links is no error here but later."""
    return Path(os.path.realpath(path))


def listed(folder: Path, name: re.Pattern[str]) -> list[Path]:
    """The files in ``folder`` that are called so."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if name.fullmatch(path.name))


@contextmanager
def named(target: Path) -> Iterator[None]:
    """Turn what the system says into StoreUnwritable of ``target``."""
    try:
        yield
    except OSError as error:
        reason = said_of(error)
        raise StoreUnwritable(
            to_say("{target} cannot be written: {reason}"), target=target, reason=reason
        ) from error
