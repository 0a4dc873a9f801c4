"""One collector, one alerter, one backup at a time; who packs samples, and who must not meet that.

The locks are the kernel's: each dies with the process that holds it. Its holder signs it, with the
last step of the journal that its program knows.
"""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from pantau.facts.clock import Clock, SystemClock, now_us
from pantau.facts.instant import to_iso
from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of
from pantau.store.connection import make_folder
from pantau.store.errors import AlreadyRunning, StoreBusy, StoreUnwritable
from pantau.store.migrate import last_step

_KEEPING = "keeping.lock"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock. ``knows``: the last step of the journal that its program knows; empty for
    one of before such things were signed, and for one that has not signed yet."""

    who: Sentence
    knows: str = ""


class _Lock:
    """Held from construction until ``release``, the end of the ``with`` block or of the process.

    Raises AlreadyRunning naming process, host and start (UTC) of the one that holds it, and
    StoreUnwritable where the file cannot be written.
    """

    FILE: ClassVar[str]
    WHO: ClassVar[str]
    TAKEN: ClassVar[str] = to_say("another {who} already writes to {data}: {holder}; stop it first")

    def __init__(self, data: Path, clock: Clock | None = None) -> None:
        make_folder(data)
        path = data / self.FILE
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreUnwritable(
                to_say("{path} cannot be written: {reason}"), path=path, reason=said_of(error)
            ) from error
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(self._handle).who
            self.release()
            who = Sentence(self.WHO)
            raise AlreadyRunning(self.TAKEN, who=who, data=data, holder=holder) from None
        # The lock is what counts; a full disk that takes no signature must not stop the work.
        with suppress(OSError):
            _sign(self._handle, clock or SystemClock())

    @classmethod
    def holder(cls, data: Path) -> Holder | None:
        """Who holds it now, ourselves included. Takes it for a moment where nobody does: to be
        asked only where a collector that starts in that moment may be sent away."""
        try:
            handle = os.open(data / cls.FILE, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None  # nobody ever held it
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _holder(handle)
        finally:
            os.close(handle)
        return None

    def release(self) -> None:
        """Let the next collector in. A second time does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


class CollectorLock(_Lock):
    """The collector's."""

    FILE = "collector.lock"
    WHO = to_say("collector")


class AlerterLock(_Lock):
    """The alerter's."""

    FILE = "alerter.lock"
    WHO = to_say("alerter")


class BackupLock(_Lock):
    """Of whoever makes backups into a directory, or takes old ones out of it."""

    FILE = "backup.lock"
    WHO = to_say("backup")
    TAKEN = to_say("another {who} of {data} is being made: {holder}; wait until it is through")


@contextmanager
def kept_still(data: Path) -> Iterator[None]:
    """Meanwhile nothing is packed and nothing goes, so that files read first fit to the journal.

    For those who only read; several may at once. Waits for the one that packs a day just now.
    """
    try:
        handle = os.open(data / _KEEPING, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        # Nobody ever packed anything here, or nobody of this machine's user can.
        yield
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


@contextmanager
def keeping(data: Path, *, waits: bool = False) -> Iterator[None]:
    """For the one who packs days and lets months go. Raises StoreBusy, StoreUnwritable.

    ``waits``: until others have ended, instead of StoreBusy.
    """
    path = data / _KEEPING
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreUnwritable(
            to_say("{path} cannot be written: {reason}"), path=path, reason=said_of(error)
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise StoreBusy(
            to_say("samples are being checked or copied; they are packed later")
        ) from None
    try:
        yield
    finally:
        os.close(handle)


def _sign(handle: int, clock: Clock) -> None:
    who = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "start": to_iso(now_us(clock)),
        "knows": last_step("journal"),
    }
    os.ftruncate(handle, 0)
    os.pwrite(handle, json.dumps(who).encode(), 0)


def _holder(handle: int) -> Holder:
    try:
        who = json.loads(os.pread(handle, 4096, 0))
        text = to_say("process {pid} on {host}, started {start}")
        said = Sentence(text, pid=who["pid"], host=who["host"], start=who["start"])
        return Holder(said, str(who.get("knows", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        # It holds the lock and has not signed yet.
        return Holder(Sentence(to_say("a process that is just starting")))
