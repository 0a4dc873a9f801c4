"""The files of samples, one a UTC month (data/samples/2026-10.sqlite): found, opened, let go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import apsw

from pantau.language import to_say
from pantau.store.connection import connect, make_folder, transaction, translated
from pantau.store.errors import StoreDamaged, StoreMissing
from pantau.store.migrate import demand_current, migrate, migrations, one_at_a_time
from pantau.store.months import FILE_NAME, month_of
from pantau.store.opened import Opened, let_go, or_closed

Answer = TypeVar("Answer")
_KEPT_OPEN = 3
_LAST = 253_402_300_799_000_000  # the last second of the year 9999


class MonthFiles:
    """The monthly files below ``folder``, opened when first needed. Not for several threads."""

    def __init__(self, folder: Path, *, readonly: bool, busy_ms: int) -> None:
        self._folder = folder
        self._readonly = readonly
        self._busy_ms = busy_ms
        self._open: dict[str, Opened] = {}

    def close(self) -> None:
        """Close every file."""
        while self._open:
            self._open.popitem()[1].db.close()

    def months(self, begin: int = 0, end: int = _LAST) -> list[str]:
        """Those with a file that may hold something of [begin, end), in order."""
        if not self._folder.is_dir():
            return []
        there = sorted(
            path.stem for path in self._folder.iterdir() if FILE_NAME.fullmatch(path.name)
        )
        # Clamped to what a calendar reaches: a window may be open on either side.
        first, last = (month_of(min(max(at, 0), _LAST)) for at in (begin, end))
        return [month for month in there if first <= month <= last]

    def _ask(
        self,
        month: str,
        question: Callable[[apsw.Connection], list[Answer]],
        *,
        damaged_is_empty: bool,
    ) -> list[Answer]:
        try:
            with self._file(month) as db, transaction(db, "BEGIN"):
                return question(db)
        except StoreMissing:
            # The writer has created the file and not yet its tables.
            return []
        except StoreDamaged:
            if damaged_is_empty:
                return []
            raise

    @contextmanager
    def _writing(self, month: str) -> Iterator[apsw.Connection]:
        """A transaction on the file that bears the month's name once nobody else writes to it: an
        empty one may have gone while we waited."""
        while True:
            with self._file(month) as db, transaction(db, "BEGIN IMMEDIATE"):
                if self._open[month].is_at(self._folder / f"{month}.sqlite"):
                    yield db
                    return

    @contextmanager
    def _file(self, month: str) -> Iterator[apsw.Connection]:
        path = self._folder / f"{month}.sqlite"
        with translated(path):
            opened = self._open.pop(month, None)
            if opened is not None and not opened.is_at(path):
                let_go(opened.db)
                opened = None
            opened = opened or self._opened(path)
            # The one used last is closed last.
            self._open[month] = opened
            while len(self._open) > _KEPT_OPEN:
                self._open.pop(next(iter(self._open))).db.close()
            try:
                if not self._readonly:
                    opened.demand_unmoved()
                yield opened.db
            except (apsw.CorruptError, apsw.NotADBError):
                # Opened anew next time: by then somebody may have put a sound file there.
                self._open.pop(month).db.close()
                raise
            except ValueError as error:
                if isinstance(error, UnicodeDecodeError):
                    raise  # ``translated`` knows it by its own name
                raise StoreDamaged(
                    to_say("{path} is damaged: {error}; bring back the last backup"),
                    path=path,
                    error=error,
                ) from (error)

    def _opened(self, path: Path) -> Opened:
        steps = migrations("samples")
        if self._readonly:
            db = connect(path, readonly=True, busy_ms=self._busy_ms, synchronous="FULL")
            return or_closed(db, path, lambda: demand_current(db, steps))
        make_folder(self._folder)
        with one_at_a_time(self._folder):
            db = connect(path, readonly=False, busy_ms=self._busy_ms, synchronous="FULL")
            return or_closed(db, path, lambda: migrate(db, steps))
