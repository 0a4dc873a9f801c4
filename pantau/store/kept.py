"""Files kept by content: evidence, closed results, papers. data/kept/<SHA-256 in hex>.

What a digest names never changes, so writing the same content twice is writing it once.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path

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


def read(data: Path, digest: str) -> bytes:
    """What was kept under ``digest``. Raises StoreDamaged where it is missing or other bytes."""
    path = data / KEPT / digest
    fault = find_fault(data, digest)
    if fault:
        raise StoreDamaged(
            to_say("{path} {fault}; bring back the last backup with `pantau restore`"),
            path=path,
            fault=fault,
        )
    return path.read_bytes()


def find_fault(data: Path, digest: str) -> Sentence | None:
    """What is wrong with a kept file ("is missing", …), or None."""
    path = data / KEPT / digest
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Sentence(to_say("is missing"))
    except OSError as error:
        return Sentence(to_say("cannot be read: {reason}"), reason=said_of(error))
    if hashlib.sha256(content).hexdigest() != digest:
        return Sentence(to_say("is not what was kept"))
    return None
