"""How a database that lies beside the journal is opened: for writing, or to look into it."""

from pathlib import Path

import apsw

from pantau.store.connection import connect, make_folder, translated
from pantau.store.errors import StoreMissing
from pantau.store.migrate import demand_current, migrate, migrations, one_at_a_time


def open_to_write(path: Path, schema: str, busy_ms: int) -> apsw.Connection:
    """The database at ``path``, created (0600) and brought up to date. Raises StoreError."""
    make_folder(path.parent)
    with translated(path), one_at_a_time(path.parent):
        db = connect(path, readonly=False, busy_ms=busy_ms, synchronous="FULL")
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
