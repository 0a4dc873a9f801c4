"""An outbox that goes on in memory while its file cannot be written.

Whom a full disk keeps from writing must still tell somebody that the disk is full.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import apsw

from pantau.store.aside import move_aside
from pantau.store.beside import open_to_write
from pantau.store.connection import BUSY_MS, rows, translated
from pantau.store.errors import StoreBusy, StoreDamaged, StoreError, StoreUnwritable
from pantau.store.migrate import demand_unmoved, migrations
from pantau.store.outbox import ALERTS, Outbox


class FloatingOutbox(Outbox):
    """For the one alerter of a data directory, whose file nobody else writes.

    The first write that fails raises as ever, and takes all that the file held into memory: from
    then on everything works there. At each sign of life it is tried to bring it back, whole. What
    is in memory dies with the process: what was sent meanwhile is then told again.
    """

    _file: apsw.Connection | None = None

    @classmethod
    def opened(cls, data: Path, busy_ms: int = BUSY_MS) -> Self:
        """Open it; raises StoreError, StoreDamaged where the file is not sound."""
        path = data / ALERTS
        db = open_to_write(path, cls.SCHEMA, busy_ms)
        try:
            with translated(path):
                sound = rows(db, "PRAGMA quick_check(1)") == [("ok",)]
        except BaseException:
            db.close()
            raise
        if not sound:
            db.close()
            raise StoreDamaged
        return cls(path, db, readonly=False)

    def close(self) -> None:
        """Bring back what is in memory, if that is possible, and close the file."""
        with self._lock:
            if self._file is not None:
                with suppress(StoreError):
                    self._land(self._file)
            super().close()
            if self._file is not None:
                self._file.close()

    def beat(self, at: int, details: Mapping[str, int | str | None]) -> None:
        """Say that the alerter lives; before it, try to be on the disk again."""
        with self._lock:
            if self._file is not None:
                try:
                    self._land(self._file)
                except (StoreUnwritable, StoreBusy) as error:
                    self.trouble = error
            super().beat(at, details)

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        try:
            with super()._writing() as db:
                yield db
        except (StoreUnwritable, StoreBusy) as error:
            if self._file is None:
                self._float(error)
            raise

    def _float(self, why: StoreError) -> None:
        with self._lock, translated(self._path):
            memory = apsw.Connection(":memory:")
            try:
                _copy(self._db, memory)
            except BaseException:
                memory.close()
                raise
            memory.execute("PRAGMA foreign_keys = ON")
            # Nobody waits for it any more: all that is wanted of it is whether it can be written.
            self._db.set_busy_timeout(0)
            self._file, self._db, self.trouble = self._db, memory, why

    def _land(self, file: apsw.Connection) -> None:
        """One transaction of SQLite's own: the file is as it was, or whole. Raises StoreError."""
        with translated(self._path):
            demand_unmoved(file, migrations(self.SCHEMA), self._steps)
            _copy(self._db, file)
        self._db.close()
        file.set_busy_timeout(BUSY_MS)
        self._file, self._db, self.trouble = None, file, None


def set_aside(data: Path) -> Path:
    """Move a damaged outbox away, so that a new one is begun; returns where it is now.

    For the holder of the alerter's lock. Raises StoreUnwritable.
    """
    path = data / ALERTS
    with translated(path):
        return move_aside(path)


def _copy(source: apsw.Connection, target: apsw.Connection) -> None:
    with target.backup("main", source, "main") as copying:
        copying.step(-1)
