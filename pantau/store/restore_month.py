"""One month of samples brought back from a backup into a data directory that is in use.

Availability needs no samples, so a damaged month hinders nobody; and what the journal learned since
the backup must not go for it. Only what the journal names comes back.
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from pantau.language import Sentence, to_say
from pantau.store import archive, verify_sealed, zipped
from pantau.store.aside import move_aside
from pantau.store.backup import named
from pantau.store.backup_folder import STORED, names_in
from pantau.store.connection import BUSY_MS, connect, make_folder, sync_folder
from pantau.store.copying import into_place
from pantau.store.errors import ArchiveRefused, StoreDamaged
from pantau.store.faults import FaultReason
from pantau.store.half_made import folder_beside
from pantau.store.journal_file import JOURNAL, open_journal
from pantau.store.lock import CollectorLock, keeping
from pantau.store.months import SAMPLES
from pantau.store.projected_sealed import Named
from pantau.store.restore import demand_room, place_stored
from pantau.store.sealed_days import DaysOfFile
from pantau.store.sealed_files import SealedFiles
from pantau.store.store import Store
from pantau.store.upgrade import bring_up


@dataclass(frozen=True, slots=True)
class MonthRestored:
    """A month that came back out of the backup ``source``: how many packed days it has.

    ``aside``: where the file is now that stood there. ``missing``: what the backup did not hold.
    """

    source: Path
    path: Path
    days: int
    aside: Path | None
    missing: tuple[Sentence, ...] = ()


def restore_month(source: Path, data: Path, month: str) -> MonthRestored:
    """Bring the samples of a UTC month ("2026-10") back into ``data``, in which no collector runs.

    ``source``: a backup, or a directory of backups, of which the newest is taken that has the month
    as the journal names it. The file that stands there is set aside. Raises ArchiveRefused where no
    backup has it, or what stands there has more; AlreadyRunning, BackupFailed, StoreError.
    """
    path = data / SAMPLES / f"{month}.sqlite"
    # First of all: nothing is to be left in a directory that is none of ours.
    open_journal(data / JOURNAL, BUSY_MS).close()
    with CollectorLock(data), keeping(data, waits=True), named(path):
        with Store.open(data, readonly=True) as store:
            days = {day: each for day, each in store.sealed_days().items() if day[:7] == month}
        standing = _standing(data, month, days)
        make_folder(path.parent)
        refused: list[Sentence] = []
        for each in _sources(source):
            with folder_beside(path) as work:
                found = _fetched(each, work, month, days)
                if isinstance(found, Sentence):
                    refused.append(Sentence(to_say("{file}: {why}"), file=str(each), why=found))
                    continue
                _demand_all_of(standing, found, month)
                aside = _make_way(path)
                into_place(work / SAMPLES / path.name, path)
                missing = tuple(each.why for each in verify_sealed.against(found, days))
                return MonthRestored(each, path, len(found.packed), aside, missing)
    raise ArchiveRefused(
        to_say("no backup has the samples of {month} as the journal names them:\n{refused}"),
        month=month,
        refused=tuple(refused),
    )


def _make_way(path: Path) -> Path | None:
    """A log that was left behind would be taken for one of the file that comes."""
    if path.exists():
        return move_aside(path)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    sync_folder(path.parent)
    return None


def _sources(source: Path) -> list[Path]:
    """The newest first."""
    if not source.is_dir():
        return [source]
    return [source / name for name in reversed(names_in(source))]


def _fetched(
    source: Path, work: Path, month: str, days: dict[str, Named]
) -> verify_sealed.Files | Sentence:
    """What the backup's file of the month holds, which then lies in ``work``; or why it is none."""
    try:
        with zipped.opened(source, to_say("backup")) as opened:
            fault = _unpacked(opened, source.parent / STORED, work, f"{SAMPLES}/{month}.sqlite")
    except ArchiveRefused as error:
        return error.why
    if fault is not None:
        return fault
    bring_up(work, unpacked=True)
    connect(
        work / SAMPLES / f"{month}.sqlite", readonly=False, busy_ms=BUSY_MS, synchronous="FULL"
    ).close()
    found = verify_sealed.files(work)
    wrong = [
        each
        for each in verify_sealed.against(found, days)
        if each.reason is not FaultReason.SEALED_MISSING
    ]
    return wrong[0].why if wrong else found


def _unpacked(opened: zipfile.ZipFile, stored: Path, work: Path, name: str) -> Sentence | None:
    """Raises ArchiveRefused, StoreUnwritable."""
    manifest = archive.read_manifest(opened)
    if name not in manifest.files:
        return Sentence(to_say("{name} is not in it"), name=name)
    expected, target = manifest.files[name], work / name
    demand_room([expected[0]], work)
    if name in manifest.stored:
        target.parent.mkdir(mode=0o700)
        fault = place_stored(stored / expected[1], target, expected)
    else:
        with opened.open(name) as stream:
            fits = archive.place(stream, target, expected)
        fault = None if fits else Sentence(to_say("is not what was saved"))
    return Sentence(to_say("{name} {fault}"), name=name, fault=fault) if fault else None


def _standing(data: Path, month: str, days: dict[str, Named]) -> set[str]:
    """Days of which the file that stands there has something sound. Raises ArchiveRefused where
    nothing is wrong with it."""
    folder = SealedFiles(data / SAMPLES, readonly=True, busy_ms=BUSY_MS)
    try:
        there = folder.days_of(month) if month in folder.months() else DaysOfFile((), {})
    except StoreDamaged:
        return set()
    finally:
        folder.close()
    packed = {each.day: each for each in there.packed}
    found = verify_sealed.Files(packed, dict(there.rows))
    if not verify_sealed.against(found, days):
        raise ArchiveRefused(
            to_say("nothing is wrong with the samples of {month}; nothing was changed"),
            month=month,
        )
    sound = {
        day
        for day, each in packed.items()
        if day in days and verify_sealed.is_right(days[day], each, there.rows.get(day))
    }
    return sound | set(there.rows)


def _demand_all_of(standing: set[str], found: verify_sealed.Files, month: str) -> None:
    """Raise ArchiveRefused where the file that stands there has days that the backup has not."""
    more = sorted(standing - found.packed.keys() - found.rows.keys())
    if more:
        raise ArchiveRefused(
            to_say(
                "the file of {month} that stands here has samples of {n} days that the backup has "
                "not, the first is {first}; nothing was changed. Leave it as it is: availability "
                "needs no samples, and the days that can be read stay. Or, if those days may "
                "go, move the file out of the data directory and give this command again"
            ),
            month=month,
            n=len(more),
            first=more[0],
        )
