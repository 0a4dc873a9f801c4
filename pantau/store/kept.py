"""Files kept by content: evidence, closed results, papers. data/kept/<SHA-256 in hex>.

What a digest names never changes, so writing the same content twice is writing it once.
"""

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of
from pantau.store.connection import make_folder, sync_folder
from pantau.store.errors import StoreDamaged, StoreUnwritable

KEPT = "kept"
FILE_NAME = re.compile(r"[0-9a-f]{64}")


def keep(data: Path, content: bytes) -> str:
    """Write ``content`` so that it outlives a power cut; returns its digest. StoreUnwritable."""
    digest = hashlib.sha256(content).hexdigest()
    folder = data / KEPT
    target = folder / digest
    try:
        if target.is_file() and target.read_bytes() == content:
            return digest
        make_folder(folder)
        handle, name = tempfile.mkstemp(prefix=".", dir=folder)
        made = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            made.replace(target)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
        sync_folder(folder)
    except OSError as error:
        reason = said_of(error)
        raise StoreUnwritable(
            to_say("{target} cannot be written: {reason}"), target=target, reason=reason
        ) from error
    return digest


class Writer(io.RawIOBase):
    """A file to be kept that comes in pieces; ``done`` puts it in its place.

    Left without that, nothing of it stays. Raises StoreUnwritable.
    """

    def __init__(self, data: Path) -> None:
        super().__init__()
        self._folder = data / KEPT
        self._digest = hashlib.sha256()
        with _written(self._folder):
            make_folder(self._folder)
            handle, name = tempfile.mkstemp(prefix=".", dir=self._folder)
            self._made, self._stream = Path(name), os.fdopen(handle, "wb")

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, content: Any) -> int:
        """Add to it."""
        self._digest.update(content)
        with _written(self._folder):
            return self._stream.write(content)

    def done(self) -> str:
        """Let it stand, so that it outlives a power cut; its SHA-256 in hex."""
        digest = self._digest.hexdigest()
        with _written(self._folder / digest):
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._made.replace(self._folder / digest)
            sync_folder(self._folder)
        return digest

    def close(self) -> None:
        """Leave no half-written file behind."""
        if not self.closed:
            self._stream.close()
            self._made.unlink(missing_ok=True)
        super().close()


@contextmanager
def _written(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnwritable(
            to_say("{target} cannot be written: {reason}"), target=target, reason=said_of(error)
        ) from error


@contextmanager
def opened(data: Path, digest: str) -> Iterator[BinaryIO]:
    """What was kept, to be read piece by piece. Raises StoreDamaged."""
    _demand_sound(data, digest)
    with (data / KEPT / digest).open("rb") as stream:
        yield stream


def read(data: Path, digest: str) -> bytes:
    """What was kept under ``digest``. Raises StoreDamaged where it is missing or other bytes."""
    _demand_sound(data, digest)
    return (data / KEPT / digest).read_bytes()


def _demand_sound(data: Path, digest: str) -> None:
    fault = find_fault(data, digest)
    if fault:
        raise StoreDamaged(
            to_say("{path} {fault}; bring back the last backup with `pantau restore`"),
            path=data / KEPT / digest,
            fault=fault,
        )


def find_fault(data: Path, digest: str) -> Sentence | None:
    """What is wrong with a kept file ("is missing", …), or None."""
    path = data / KEPT / digest
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return Sentence(to_say("is missing"))
    except OSError as error:
        return Sentence(to_say("cannot be read: {reason}"), reason=said_of(error))
    if found != digest:
        return Sentence(to_say("is not what was kept"))
    return None
