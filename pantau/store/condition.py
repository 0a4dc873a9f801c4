"""Why nothing new is in the journal: what can be seen of it without writing. Linux."""

import os
from dataclasses import dataclass
from pathlib import Path

from pantau.language import Sentence, to_say
from pantau.store.lock import CollectorLock

_LEAST_FREE = 1_000_000
"""With less than this a commit may still fit, and soon none will."""

_LOCKS = Path("/proc/locks")


@dataclass(frozen=True, slots=True)
class Condition:
    """``held``: a collector that lives holds the store. ``why``: what keeps anybody of our user
    from writing there, and the remedy; None where nothing is seen."""

    held: bool
    why: Sentence | None = None


def condition(data: Path) -> Condition:
    """Look at a data directory. Never raises; takes no lock, so that it is in nobody's way."""
    return Condition(_is_held(data / CollectorLock.FILE), _hindrance(data))


def _is_held(lock: Path) -> bool:
    """By the kernel's own list. A holder in another container is not in it, and counts as none."""
    try:
        inode = str(lock.stat().st_ino)
        held = _LOCKS.read_text().splitlines()
    except OSError:
        return False
    return any("FLOCK" in line and line.split()[5].split(":")[-1] == inode for line in held)


def _hindrance(data: Path) -> Sentence | None:
    try:
        disk = os.statvfs(data)
    except OSError:
        return Sentence(
            to_say("{path} is not there; is its disk mounted? Mount it again"), path=str(data)
        )
    if disk.f_flag & os.ST_RDONLY:
        return Sentence(
            to_say("the disk of {path} is read-only; look into the system's log, then mount it rw"),
            path=str(data),
        )
    if disk.f_bavail * disk.f_frsize < _LEAST_FREE or not (disk.f_favail or not disk.f_files):
        return Sentence(
            to_say("the disk of {path} is full; make room, everything goes on by itself then"),
            path=str(data),
        )
    shut = [path for path in _must_be_writable(data) if not os.access(path, os.W_OK)]
    if shut:
        return Sentence(
            to_say("{path} may not be written by our user; give it back to the user of Pantau"),
            path=str(shut[0]),
        )
    return None


def _must_be_writable(data: Path) -> list[Path]:
    there = (data, data / "journal.sqlite", data / "journal.sqlite-wal", data / "samples")
    return [path for path in there if path.exists()]
