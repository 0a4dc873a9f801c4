"""What every look reads stays open between looks: opening it costs more than asking.

It is opened anew where another file stands under its name (a store that was restored), where a
newer program brought its schema up, after any error, and at each look on a disk that is read-only:
of a file that nobody could write when it was opened SQLite believes for ever what it saw first.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Generic, Protocol, TypeVar

from dashboard.settings import BUSY_MS, Settings
from pantau.store import Access, Outbox, Store, StoreError


class Kept(Protocol):
    """What can stay open."""

    def is_as_opened(self) -> bool:
        """Whether it still is what was opened."""

    def close(self) -> None:
        """Close it."""


Reader = TypeVar("Reader", bound=Kept)


class Standing(Generic[Reader]):
    """One reader of one data directory, the one asked for last. May be shared by threads: one looks
    at a time."""

    def __init__(self, opening: Callable[[Path], Reader]) -> None:
        """``opening``: opens it in a data directory, for reading."""
        self._opening = opening
        self._lock = RLock()
        self._kept: tuple[Path, Reader] | None = None

    @contextmanager
    def of(self, data: Path) -> Iterator[Reader]:
        """The reader of this data directory. Raises what opening it raises."""
        with self._lock:
            # Asked before it is opened: the disk may become writable while it is read.
            stays = not _is_read_only(data)
            if self._kept is None or not _is_of(*self._kept, data):
                self._let_go()
                self._kept = (data, self._opening(data))
            try:
                yield self._kept[1]
            except BaseException:
                stays = False
                raise
            finally:
                if not stays:
                    self._let_go()

    def _let_go(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept[1].close()


def _is_of(opened_in: Path, reader: Kept, data: Path) -> bool:
    with suppress(StoreError):
        return opened_in == data and reader.is_as_opened()
    return False


def _is_read_only(data: Path) -> bool:
    try:
        return bool(os.statvfs(data).f_flag & os.ST_RDONLY)
    except OSError:
        return False  # Opening it says better what is wrong.


STORE = Standing(lambda data: Store.open(data, readonly=True, busy_ms=BUSY_MS))
ACCESS = Standing(lambda data: Access.open(data, readonly=True, busy_ms=BUSY_MS))
OUTBOX = Standing(lambda data: Outbox.open(data, readonly=True, busy_ms=BUSY_MS))


def looked_into(settings: Settings) -> AbstractContextManager[Store]:
    """As ``settings.store()``, for what is asked every few seconds; a provider's part of the store
    is opened anew each time."""
    return STORE.of(settings.data) if settings.share is None else settings.store()
