"""A database that lies beside the journal: how it is opened, held and closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import ClassVar, Self

import apsw

from pantau.language import Sentence, to_say
from pantau.store.connection import (
    BUSY_MS,
    connect,
    identity,
    make_folder,
    transaction,
    translated,
)
from pantau.store.errors import StoreDamaged, StoreMissing, StoreUnwritable
from pantau.store.migrate import (
    demand_current,
    demand_unmoved,
    migrate,
    migrations,
    one_at_a_time,
    steps_done,
)


class Beside:
    """One such file, open; may be shared by threads.

    ``REMEDY``: what can be done where it is damaged, behind "; "; empty where that loses something.
    ``SCHEMA``: the name of its steps.
    """

    REMEDY: str | Sentence = ""
    SCHEMA: ClassVar[str]

    def __init__(self, path: Path, db: apsw.Connection, *, readonly: bool) -> None:
        """Use ``open`` of the one that is meant."""
        self._path = path
        self._db = db
        self._readonly = readonly
        self._identity = identity(path)
        self._steps = steps_done(db)
        self._lock = RLock()

    def is_as_opened(self) -> bool:
        """Whether its file still stands under its name, and nobody brought its schema up since."""
        if identity(self._path) != self._identity:
            return False
        with self._lock, translated(self._path):
            return steps_done(self._db) == self._steps

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

    @contextmanager
    def _reading(self) -> Iterator[apsw.Connection]:
        """A short look. Raises StoreBusy, StoreDamaged."""
        with self._lock, translated(self._path), transaction(self._db, "BEGIN"):
            try:
                yield self._db
            except UnicodeDecodeError:
                raise  # a ValueError, but ``translated`` knows it by its own name
            except (ValueError, TypeError) as error:
                text = Sentence(
                    to_say("{path} holds a value that we never wrote: {error}{remedy}"),
                    path=str(self._path),
                    error=str(error),
                    remedy=self.REMEDY,
                )
                raise StoreDamaged(text) from error

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        """A change, or none where it fails. Raises StoreBusy, StoreDamaged, StoreUnwritable."""
        if self._readonly:
            text = Sentence(
                to_say("{name} was opened for reading only; nothing was written"),
                name=self._path.name,
            )
            raise StoreUnwritable(text)
        with self._lock, translated(self._path), transaction(self._db, "BEGIN IMMEDIATE"):
            demand_unmoved(self._db, migrations(self.SCHEMA), self._steps)
            yield self._db


class Refilled(Beside):
    """One that no figure is made of: were it lost, it would fill again.

    ``MISSING``: what is said where it is not there yet, of its ``{path}``.
    """

    REMEDY = Sentence(to_say("; remove the file"))
    NAME: ClassVar[str]
    MISSING: ClassVar[str]
    SYNCHRONOUS: ClassVar[str] = "FULL"

    @classmethod
    def open(cls, data: Path, *, readonly: bool = False, busy_ms: int = BUSY_MS) -> Self:
        """Open it in ``data``; create (0600) and migrate it unless readonly.

        Raises StoreMissing (readonly and there is none yet), StoreTooNew, StoreTooOld (readonly),
        SqliteTooOld, StoreDamaged, StoreUnwritable.
        """
        path = data / cls.NAME
        if readonly:
            missing = Sentence(cls.MISSING, path=str(path))
            return cls(path, open_to_read(path, cls.SCHEMA, busy_ms, missing), readonly=True)
        db = open_to_write(path, cls.SCHEMA, busy_ms, cls.SYNCHRONOUS)
        return cls(path, db, readonly=False)


def open_to_write(
    path: Path, schema: str, busy_ms: int, synchronous: str = "FULL"
) -> apsw.Connection:
    """The database at ``path``, created (0600) and brought up to date. Raises StoreError.

    Where the data is of an earlier schema all of it is saved and brought up first.
    """
    from pantau.store.upgrade import upgrade  # noqa: PLC0415 - it knows those who lie beside

    make_folder(path.parent)
    with translated(path), one_at_a_time(path.parent):
        upgrade(path.parent)
        db = connect(path, readonly=False, busy_ms=busy_ms, synchronous=synchronous)
        try:
            migrate(db, migrations(schema))
        except BaseException:
            db.close()
            raise
    return db


def open_to_read(path: Path, schema: str, busy_ms: int, missing: Sentence) -> apsw.Connection:
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
