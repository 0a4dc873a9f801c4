"""Why nothing new is in the journal: what can be seen of it without writing. Linux."""

from dataclasses import dataclass
from pathlib import Path

from pantau.language import Sentence
from pantau.store.hindrance import hindrance
from pantau.store.lock import CollectorLock

_LOCKS = Path("/proc/locks")


@dataclass(frozen=True, slots=True)
class Condition:
    """``held``: a collector that lives holds the store. ``why``: what keeps anybody of our user
    from writing there, and the remedy; None where nothing is seen."""

    held: bool
    why: Sentence | None = None


def condition(data: Path) -> Condition:
    """Look at a data directory. Never raises; takes no lock, so that it is in nobody's way."""
    return Condition(_is_held(data / CollectorLock.FILE), hindrance(data))


def _is_held(lock: Path) -> bool:
    """By the kernel's own list. A holder in another container is not in it, and counts as none."""
    try:
        inode = str(lock.stat().st_ino)
        held = _LOCKS.read_text().splitlines()
    except OSError:
        return False
    return any("FLOCK" in line and line.split()[5].split(":")[-1] == inode for line in held)
