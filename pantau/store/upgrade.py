"""Data of an earlier schema is saved, then brought up: all of its databases in one go.

What is saved lies in ``before-upgrade/`` in the data directory, as a backup without the kept files
and without months of samples that are over and need no step: these do not change. The newest two
stay. The journal comes last, so that whatever was cut off by a kill is begun again, and the same
moment is not saved twice.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from pantau.language import Sentence, to_say
from pantau.store import chain
from pantau.store.access import ACCESS
from pantau.store.backup import Packing
from pantau.store.backup_folder import manifest_before, name_of, names_in
from pantau.store.connection import BUSY_MS, connect, make_folder, translated
from pantau.store.copying import into_place
from pantau.store.dense import DENSE
from pantau.store.errors import AlreadyRunning, StoreDamaged, StoreMissing, StoreUnwritable
from pantau.store.half_made import folder_beside
from pantau.store.incremental import is_over
from pantau.store.journal_file import JOURNAL
from pantau.store.lock import AlerterLock, CollectorLock, kept_still
from pantau.store.migrate import is_behind, last_step, migrate, migrations
from pantau.store.months import SAMPLES
from pantau.store.outbox import ALERTS
from pantau.store.room import room_for

BEFORE = "before-upgrade"
_STAYING = 2
_BESIDE = ((DENSE, "dense"), (ACCESS, "access"), (ALERTS, "alerts"))


def upgrade(data: Path) -> Path | None:
    """Bring up what lies in ``data``; the backup made before, None where none was needed.

    To be called by one at a time. Raises StoreTooNew, AlreadyRunning where an older collector or
    alerter works on it, and StoreUnwritable where there is no room for the backup: nothing is
    changed then. A damaged file is left to who needs what is in it.
    """
    if not (data / JOURNAL).is_file() or not any(_behind(data, newest=True)):
        return None
    _demand_no_older(data)
    saved = _saved(data)
    _demand_no_older(data)  # making it may have taken minutes
    bring_up(data)
    return saved


def _demand_no_older(data: Path) -> None:
    """It would go on to write into tables that are not its own any more."""
    for lock in (CollectorLock, AlerterLock):
        holder = lock.holder(data)
        if holder is not None and holder.knows < last_step("journal"):
            raise AlreadyRunning(
                to_say(
                    "an older {who} is still at work on {data}: {holder}. The data is not brought "
                    "up to this version while it is; nothing was changed. Stop it (systemctl stop "
                    "pantau.target), then start again"
                ),
                who=Sentence(lock.WHO),
                data=data,
                holder=holder.who,
            )


def bring_up(data: Path, *, unpacked: bool = False) -> None:
    """All databases that are behind, the journal last. Raises StoreError.

    ``unpacked``: out of a backup, one file each, and to be left so where nothing is behind.
    """
    for path, schema in list(_behind(data, unpacked=unpacked)):
        db = connect(path, readonly=False, busy_ms=BUSY_MS, synchronous="FULL")
        try:
            with translated(path):
                migrate(db, migrations(schema))
        finally:
            db.close()


def _behind(
    data: Path, *, newest: bool = False, unpacked: bool = False
) -> Iterator[tuple[Path, str]]:
    """With their schema; ``newest``: of the months of samples only the last one is asked."""
    months = sorted((data / SAMPLES).glob("????-??.sqlite"))
    found = [(path, "samples") for path in (months[-1:] if newest else months)]
    found += [(data / name, schema) for name, schema in _BESIDE]
    for path, schema in [*found, (data / JOURNAL, "journal")]:
        if path.is_file() and _is_behind(path, schema, unpacked=unpacked):
            yield path, schema


def _is_behind(path: Path, schema: str, *, unpacked: bool = False) -> bool:
    """A damaged file stands in nobody's way here: who opens it tells of it.

    Asked as a writer: a reader has no shared memory to make where the last writer closed it.
    """
    try:
        db = connect(path, readonly=unpacked, busy_ms=BUSY_MS, synchronous="FULL")
        try:
            with translated(path):
                return is_behind(db, migrations(schema))
        finally:
            db.close()
    except (StoreMissing, StoreDamaged):
        return False


def _saved(data: Path) -> Path:
    """Under the name of the moment that it shows: that of the journal's last entry."""
    folder = data / BEFORE
    make_folder(folder)
    seq, at, digest = _head(data)
    found = manifest_before(folder)
    if found is not None and (found.entries, found.head) == (seq, digest.hex()):
        # Nothing was written since: a kill came between it and the last step.
        return folder / names_in(folder)[-1]
    at = max(at, 0)
    target = folder / name_of(at)
    chosen = [
        path
        for path in Packing.changing(data)
        if path.parent.name != SAMPLES or not is_over(path.stem, at) or _is_behind(path, "samples")
    ]
    _demand_room(data, [*chosen, data / JOURNAL])
    with translated(target), folder_beside(target) as work, kept_still(data):
        with Packing.into(work, data) as packing:
            packing.anchors()
            for path in chosen:
                packing.database_or_why_not(path)
            packing.journal(older=True)
            made = packing.close({})
        into_place(made, target)
    for name in names_in(folder)[:-_STAYING]:
        (folder / name).unlink(missing_ok=True)
    return target


def _head(data: Path) -> tuple[int, int, bytes]:
    path = data / JOURNAL
    db = connect(path, readonly=True, busy_ms=BUSY_MS, synchronous="FULL")
    try:
        with translated(path):
            return chain.head(db)
    finally:
        db.close()


def _demand_room(data: Path, chosen: list[Path]) -> None:
    room = room_for([path.stat().st_size for path in chosen], shutil.disk_usage(data).free)
    if not room.suffices:
        raise StoreUnwritable(
            to_say(
                "{path}: before this data is brought up to this version a backup of it is made; it "
                "needs {need} MB and {free} MB are free. Nothing was changed; make room and start "
                "again"
            ),
            path=data / BEFORE,
            **room.in_mb(),
        )
