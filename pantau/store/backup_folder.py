"""What a directory of backups holds: a zip file each, and beside them what most of them share.

``pantau-2026-11-26T013000Z.zip`` is a backup, named by when it began (UTC). ``stored/`` holds the
files that do not change any more, each once, under its SHA-256. ``pantau-backups.json`` says whose
backups these are: an empty directory is then known from one whose disk is not there.
"""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pantau.facts.instant import from_datetime, to_datetime
from pantau.facts.words import BackupTrouble
from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of
from pantau.store import archive, zipped
from pantau.store.copying import digest_of, failed, into_place, settle, told_of
from pantau.store.errors import ArchiveRefused
from pantau.store.kept import FILE_NAME as DIGEST

STORED = "stored"
MARK = "pantau-backups.json"
WORK = ".pantau-"
"""How the names of what is not whole yet begin."""

_NAME = re.compile(r"pantau-(\d{4}-\d{2}-\d{2}T\d{6})Z\.zip")
_TIME = "%Y-%m-%dT%H%M%S"
_ABOUT = (
    "Cadangan Pantau. Setiap berkas zip adalah satu cadangan; isi folder 'stored' dipakai bersama, "
    "jangan dihapus. / Backups of Pantau: each zip is one; they share what is in 'stored'. "
    "Back: pantau restore FILE --data DIR"
)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup in a directory. ``at``: when it began, microseconds UTC.

    ``manifest``: None where it cannot be read. ``wrong``: what was found wrong with it.
    """

    path: Path
    at: int
    manifest: archive.Manifest | None
    wrong: tuple[Sentence, ...] = ()

    @property
    def name(self) -> str:
        """Of its zip file."""
        return self.path.name


def name_of(at: int) -> str:
    """What a backup that begins at ``at`` (microseconds UTC) is called."""
    return f"pantau-{to_datetime(at).strftime(_TIME)}Z.zip"


def time_of(name: str) -> int | None:
    """When the backup of this name began, in microseconds UTC; None where it is no name of ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return from_datetime(datetime.strptime(found[1], _TIME).replace(tzinfo=UTC))
    except ValueError:
        return None


def names_in(folder: Path) -> list[str]:
    """Of all backups there, the oldest first. Raises BackupFailed."""
    with told_of(folder):
        return sorted(each.name for each in folder.iterdir() if time_of(each.name) is not None)


def backups_in(folder: Path, *, deep: bool = False) -> Iterator[Backup]:
    """Each backup there, the oldest first, with what is wrong with it.

    ``deep``: everything is read and compared with its digest, each stored file once; else only
    what is missing is noticed. Raises BackupFailed.
    """
    looked: dict[tuple[int, str], Sentence | None] = {}
    for name in names_in(folder):
        yield _looked_at(folder, name, looked, deep=deep)


def manifest_of(path: Path) -> archive.Manifest:
    """What a backup says of itself. Raises ArchiveRefused."""
    with zipped.opened(path, to_say("backup")) as opened:
        return archive.read_manifest(opened)


def manifest_before(folder: Path) -> archive.Manifest | None:
    """Of the newest backup there that can be read. Raises BackupFailed."""
    for name in reversed(names_in(folder)):
        with suppress(ArchiveRefused):
            return manifest_of(folder / name)
    return None


def piece_fault(folder: Path, expected: tuple[int, str], *, deep: bool = True) -> Sentence | None:
    """What is wrong with a stored file of this size and digest ("is missing", …), or None."""
    path = folder / STORED / expected[1]
    try:
        found = digest_of(path) if deep else (path.stat().st_size, expected[1])
    except FileNotFoundError:
        return Sentence(to_say("is missing"))
    except OSError as error:
        return Sentence(to_say("cannot be read: {reason}"), reason=said_of(error))
    return None if found == expected else Sentence(to_say("is not what was saved"))


def demand_ours(folder: Path, journal: str, writer: str, *, known: bool, takes_over: bool) -> None:
    """That the directory is there and takes backups of this ``journal`` (its first hash, in hex).

    A directory without a mark gets one, unless backups are ``known`` to have been made into it:
    then its disk is not the one that is meant. ``writer``: which copy of the journal we are; where
    another one makes backups there, only who ``takes_over`` may. Raises BackupFailed.
    """
    mark = folder / MARK
    with told_of(folder):
        if not folder.is_dir():
            raise failed(folder, BackupTrouble.GONE)
        try:
            found = json.loads(mark.read_bytes())
            whose, by = found["journal"], found.get("writer")
        except FileNotFoundError:
            if known:
                raise failed(folder, BackupTrouble.EMPTIED) from None
            _write_mark(folder, journal, writer)
            return
        except (ValueError, KeyError, TypeError, AttributeError):
            whose, by = None, None  # cut by a kill, or by hand: as good as another's
        if whose != journal:
            raise failed(folder, BackupTrouble.OTHER_JOURNAL)
        if writer and by not in (None, "", writer) and not takes_over:
            raise failed(folder, BackupTrouble.OTHER_WRITER)
        if writer and by != writer:
            _write_mark(folder, journal, writer)


def clear(folder: Path) -> None:
    """Remove what a killed backup left half made."""
    for each in [*folder.glob(f"{WORK}*"), *(folder / STORED).glob(f"{WORK}*")]:
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink(missing_ok=True)


def remove(folder: Path, names: list[str]) -> tuple[int, bool]:
    """Remove these backups, then stored files that no backup names any more.

    How many files went; and whether the stored ones could be told apart: while one backup cannot
    be read, nobody knows which it needs, and all stay. Raises BackupFailed.
    """
    gone = 0
    with told_of(folder):
        for name in names:
            if time_of(name) is not None:
                (folder / name).unlink(missing_ok=True)
                gone += 1
        settle(folder)
        needed: set[str] = set()
        for name in names_in(folder):
            try:
                manifest = manifest_of(folder / name)
            except ArchiveRefused:
                return gone, False
            needed.update(manifest.files[each][1] for each in manifest.stored)
        for piece in _pieces(folder):
            if piece.name not in needed:
                piece.unlink(missing_ok=True)
                gone += 1
    return gone, True


def held(folder: Path) -> int:
    """Bytes of all backups in a directory. Raises BackupFailed."""
    with told_of(folder):
        files = [*(folder / name for name in names_in(folder)), *_pieces(folder)]
        return sum(each.stat().st_size for each in files)


def _pieces(folder: Path) -> list[Path]:
    stored = folder / STORED
    if not stored.is_dir():
        return []
    return [each for each in stored.iterdir() if DIGEST.fullmatch(each.name)]


def _write_mark(folder: Path, journal: str, writer: str) -> None:
    text = {"format": 1, "journal": journal, "writer": writer, "about": _ABOUT}
    made = folder / f"{WORK}mark"
    made.touch(mode=0o600)
    made.write_text(json.dumps(text, indent=1, ensure_ascii=False), "utf-8")
    into_place(made, folder / MARK)


def _looked_at(
    folder: Path, name: str, looked: dict[tuple[int, str], Sentence | None], *, deep: bool
) -> Backup:
    path, at = folder / name, time_of(name) or 0
    wrong: list[Sentence] = []
    try:
        with zipped.opened(path, to_say("backup")) as opened:
            manifest = archive.read_manifest(opened)
            inside = archive.check(opened, manifest) if deep else None
    except ArchiveRefused as error:
        return Backup(path, at, None, (error.why,))
    if inside is not None:
        text = to_say("{name} in this backup is not what was saved")
        wrong.append(Sentence(text, name=inside))
    for each in sorted(manifest.stored):
        expected = manifest.files[each]
        if expected not in looked:
            looked[expected] = piece_fault(folder, expected, deep=deep)
        fault = looked[expected]
        if fault is not None:
            wrong.append(piece_said(each, expected[1], fault))
    return Backup(path, at, manifest, tuple(wrong))


def piece_said(name: str, digest: str, fault: Sentence) -> Sentence:
    """What is wrong with the stored file that keeps ``name``."""
    text = to_say("{name} {fault} ({file})")
    return Sentence(text, name=name, fault=fault, file=f"{STORED}/{digest}")
