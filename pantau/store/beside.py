"""A database that lies beside the journal: how it is opened, held and closed."""

from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

import apsw

from pantau.store.connection import connect, make_folder, translated
from pantau.store.errors import StoreMissing
from pantau.store.migrate import demand_current, migrate, migrations, one_at_a_time


class Beside:
    """One such file, open; may be shared by threads."""

    def __init__(self, path: Path, db: apsw.Connection, *, readonly: bool) -> None:
        """Use ``open`` of the one that is meant."""
        self._path = path
        self._db = db
        self._readonly = readonly
        self._lock = RLock()

    def close(self) -> None:
        """Close the file. A second time does nothing."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_to_write(
    path: Path, schema: str, busy_ms: int, synchronous: str = "FULL"
) -> apsw.Connection:
    """The database at ``path``, created (0600) and brought up to date. Raises StoreError."""
    make_folder(path.parent)
    with translated(path), one_at_a_time(path.parent):
        db = connect(path, readonly=False, busy_ms=busy_ms, synchronous=synchronous)
        try:
            migrate(db, migrations(schema))
        except BaseException:
            db.close()
            raise
    return db


def open_to_read(path: Path, schema: str, busy_ms: int, missing: str) -> apsw.Connection:
    """The database at ``path``, its schema checked.

    Raises StoreError: StoreMissing says ``missing``.
    """
    if not path.exists():
        raise StoreMissing(missing)
    db = connect(path, readonly=True, busy_ms=busy_ms, synchronous="FULL")
    try:
        with translated(path):
            demand_current(db, migrations(schema))
    except StoreMissing:
        db.close()
        raise StoreMissing(missing) from None
    except BaseException:
        db.close()
        raise
    return db
