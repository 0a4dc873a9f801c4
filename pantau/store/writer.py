"""Which copy of a journal this data directory is: a restored one is another than the one it was.

``backup.id`` is in no backup. A copy of the whole directory on another machine is told apart by
that machine's own number, where it has one.
"""

import hashlib
import secrets
from pathlib import Path

from pantau.store.copying import into_place

WRITER = "backup.id"
_MACHINE = Path("/etc/machine-id")


def writer_of(data: Path) -> str:
    """Its number, made where there is none yet; empty where none can be had.

    A disk that takes no file any more is the best reason for a backup.
    """
    try:
        own = _own(data)
    except (OSError, ValueError):
        return ""
    try:
        machine = _MACHINE.read_text("ascii")
    except (OSError, ValueError):
        machine = ""
    return hashlib.sha256(f"{own.strip()} {machine.strip()}".encode()).hexdigest()[:16]


def _own(data: Path) -> str:
    path = data / WRITER
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        made = data / f".{WRITER}"
        made.touch(mode=0o600)
        made.write_text(own := secrets.token_hex(16), "ascii")
        into_place(made, path)
        return own
