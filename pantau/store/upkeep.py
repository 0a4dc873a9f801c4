"""Which backups were made, and how much room things take day by day: ``upkeep.sqlite``.

Beside the journal and apart from it: no figure is made of it, and it is in no backup. Were it lost,
the next backup and a week of days would fill it again.
"""

import json
from pathlib import Path
from typing import Any

from pantau.facts.instant import DAY
from pantau.facts.saved import Attempt, SpaceDay, Upkeep
from pantau.facts.words import BackupTrouble, SpaceKind
from pantau.language import to_say
from pantau.store.beside import Refilled
from pantau.store.connection import rows
from pantau.store.errors import StoreMissing

UPKEEP = "upkeep.sqlite"
_KEPT_US = 400 * DAY
_SHOWN_DAYS = 60
_SHOWN_ATTEMPTS = 200


class UpkeepFile(Refilled):
    """That of one data directory; may be shared by threads.

    Any operation may raise StoreBusy, StoreUnwritable or StoreDamaged; it is then as if not begun.
    """

    NAME = UPKEEP
    SCHEMA = "upkeep"
    MISSING = to_say("{path} does not exist: nothing was noted yet")

    def note_attempt(self, attempt: Attempt) -> None:
        """Write it down; what is older than 400 days goes, but for the last that made a backup."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(attempt.target, attempt.began_at, attempt.ended_at, attempt.name),
                    *(attempt.size, attempt.written, attempt.held),
                    None if attempt.trouble is None else attempt.trouble.value,
                    attempt.detail,
                ),
            )
            db.execute(
                "DELETE FROM attempt WHERE began_at < ? AND (name IS NULL OR began_at < (SELECT"
                " max(began_at) FROM attempt AS other WHERE other.target = attempt.target"
                " AND other.name IS NOT NULL))",
                (attempt.began_at - _KEPT_US,),
            )

    def note_space(self, space: SpaceDay) -> None:
        """In the place of an earlier look of the same day; what is older than 400 days goes."""
        used = json.dumps({kind.value: size for kind, size in space.used.items()})
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO space VALUES (?, ?, ?, ?, ?)",
                (space.day, space.at, space.free, space.size, used),
            )
            db.execute("DELETE FROM space WHERE at < ?", (space.at - _KEPT_US,))

    def all(self) -> Upkeep:
        """The last of both: 200 attempts of each target, 60 days."""
        with self._reading() as db:
            attempts = rows(
                db,
                "SELECT target, began_at, ended_at, name, size, written, held, trouble, detail FROM"
                " (SELECT *, row_number() OVER (PARTITION BY target ORDER BY began_at DESC) AS n,"
                " max(CASE WHEN name IS NOT NULL THEN began_at END) OVER (PARTITION BY target)"
                " AS made FROM attempt) WHERE n <= ? OR began_at = made ORDER BY began_at",
                (_SHOWN_ATTEMPTS,),
            )
            days = rows(
                db,
                "SELECT at, used, free, size FROM space ORDER BY day DESC LIMIT ?",
                (_SHOWN_DAYS,),
            )
            return Upkeep(tuple(map(_attempt, attempts)), tuple(map(_day, reversed(days))))


def upkeep_of(data: Path) -> Upkeep:
    """What is noted in a data directory; nothing where nothing was. Raises StoreError."""
    try:
        with UpkeepFile.open(data, readonly=True, busy_ms=500) as file:
            return file.all()
    except StoreMissing:
        return Upkeep()


def _attempt(found: tuple[Any, ...]) -> Attempt:
    target, began_at, ended_at, name, size, written, held, trouble, detail = found
    why = None if trouble is None else BackupTrouble(trouble)
    return Attempt(target, began_at, ended_at, name, size, written, held, why, detail)


def _day(found: tuple[Any, ...]) -> SpaceDay:
    at, used, free, size = found
    sizes = {SpaceKind(kind): int(bytes_) for kind, bytes_ in json.loads(used).items()}
    return SpaceDay(at, sizes, free, size)
