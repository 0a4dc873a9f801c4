"""A backup brought back into an empty place: all that is in it, checked before it appears."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of
from pantau.store import archive, zipped
from pantau.store.backup import named
from pantau.store.backup_folder import STORED, names_in, piece_said
from pantau.store.connection import BUSY_MS, connect, sync_folder
from pantau.store.errors import ArchiveRefused, StoreDamaged, StoreUnwritable
from pantau.store.faults import FaultReason
from pantau.store.half_made import folder_beside
from pantau.store.room import room_for
from pantau.store.upgrade import bring_up
from pantau.store.verify import verify

_MAY_BE_MISSING = frozenset({FaultReason.SEALED_MISSING, FaultReason.KEPT, FaultReason.WINDOWS})


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was brought back of the backup ``source``. ``missing``: what it did not hold."""

    source: Path
    data: Path
    entries: int
    head: bytes
    files: tuple[str, ...]
    missing: tuple[Sentence, ...] = ()


def restore(source: Path, data: Path) -> RestoreReport:
    """Bring a backup back into ``data``, which must be missing or empty.

    ``source``: its file, or a directory of backups, of which the newest is meant. Digests, chain
    and projections are checked before anything appears. Samples and kept files that are damaged in
    the backup stay out, each named; for whatever else is wrong, or without room for all of it,
    nothing appears at all. Raises ArchiveRefused, BackupFailed, StoreDamaged, StoreUnwritable.
    """
    data = data.absolute()
    if source.is_dir():
        source = _newest(source)
    with named(data):
        if data.exists() and (not data.is_dir() or any(data.iterdir())):
            raise ArchiveRefused(
                to_say("{data} is not empty; name a data directory that is not in use"), data=data
            )
        with zipped.opened(source, to_say("backup")) as opened, folder_beside(data) as work:
            manifest = archive.read_manifest(opened)
            demand_room([size for size, _ in manifest.files.values()], data)
            whole = work / "data"
            whole.mkdir(mode=0o700)
            archive.unpack(opened, manifest, whole)
            broken = _fetch(source.parent / STORED, manifest, whole)
            bring_up(whole, unpacked=True)
            head, missing = _demand_sound(whole, manifest)
            _begin_logs(whole)
            whole.rename(data)
        sync_folder(data.parent)
    files = tuple(sorted(manifest.files.keys() - broken.keys()))
    return RestoreReport(source, data, manifest.entries, head, files, (*broken.values(), *missing))


def _newest(folder: Path) -> Path:
    names = names_in(folder)
    if not names:
        raise ArchiveRefused(to_say("there is no backup in {folder}"), folder=folder)
    return folder / names[-1]


def demand_room(sizes: list[int], data: Path) -> None:
    """Raise StoreUnwritable where files of these sizes have no room beside ``data``."""
    room = room_for(sizes, shutil.disk_usage(data.parent).free)
    if not room.suffices:
        raise StoreUnwritable(
            to_say(
                "{data}: what is to be brought back needs {need} MB and {free} MB are free on that "
                "disk. Nothing was written; make room, or name a directory on another disk"
            ),
            data=data,
            **room.in_mb(),
        )


def _fetch(stored: Path, manifest: archive.Manifest, whole: Path) -> dict[str, Sentence]:
    """Copy what lies beside the backup; by name, what is wrong with those that cannot be had."""
    if manifest.stored and not stored.is_dir():
        raise ArchiveRefused(
            to_say(
                "the folder {folder} is not there: this backup needs it beside its file; copy the "
                "two together"
            ),
            folder=stored,
        )
    broken = {}
    for name in sorted(manifest.stored):
        expected, target = manifest.files[name], whole / name
        fault = place_stored(stored / expected[1], target, expected)
        if fault is not None:
            target.unlink(missing_ok=True)
            broken[name] = piece_said(name, expected[1], fault)
        else:
            sync_folder(target.parent)
    return broken


def place_stored(source: Path, target: Path, expected: tuple[int, str]) -> Sentence | None:
    """Copy a file out of ``stored``; what is wrong with it ("is missing", …), or None."""
    try:
        stream = source.open("rb")
    except FileNotFoundError:
        return Sentence(to_say("is missing"))
    except OSError as error:
        return Sentence(to_say("cannot be read: {reason}"), reason=said_of(error))
    with stream:
        if archive.place(stream, target, expected):
            return None
    return Sentence(to_say("is not what was saved"))


def _begin_logs(data: Path) -> None:
    """Databases in a backup are one file each; here they are read and written at once again."""
    for path in sorted(data.rglob("*.sqlite")):
        connect(path, readonly=False, busy_ms=BUSY_MS, synchronous="FULL").close()
        sync_folder(path.parent)


def _demand_sound(data: Path, manifest: archive.Manifest) -> tuple[bytes, tuple[Sentence, ...]]:
    """The head, and what is missing: what was damaged was left out, and is no reason to refuse."""
    found = verify(data)
    missing = [each for each in found.faults if each.reason in _MAY_BE_MISSING]
    if len(found.faults) > len(missing):
        wrong = next(each for each in found.faults if each not in missing)
        raise StoreDamaged(to_say("this backup does not pass the check: {fault}"), fault=wrong.why)
    seq, digest = found.head
    if (seq, digest.hex()) != (manifest.entries, manifest.head):
        raise ArchiveRefused(
            to_say("the journal in this backup is not the one that its manifest names")
        )
    return digest, tuple(each.why for each in missing)
