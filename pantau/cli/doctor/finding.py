"""What a look finds: at what, how bad, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

from pantau.language import Sentence


class Level(StrEnum):
    """``fine``; ``look``: works, and somebody ought to look at it; ``broken``: does not work."""

    FINE = "fine"
    LOOK = "look"
    BROKEN = "broken"


class Part(StrEnum):
    """What was looked at."""

    INVENTORY = "inventory"
    STATE = "state"
    STORE = "store"
    DISK = "disk"
    RIGHTS = "rights"
    ECHOES = "echoes"
    CLOCK = "clock"
    MACHINE = "machine"
    SECRETS = "secrets"
    RECEIVERS = "receivers"
    NAMES = "names"
    ACCOUNTS = "accounts"
    BACKUP = "backup"
    METRICS = "metrics"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Finding:
    """``what``: what was seen. ``remedy``: what to do; None only where all is fine."""

    part: Part
    level: Level
    what: Sentence
    remedy: Sentence | None = None


def fine(part: Part, what: Sentence) -> Finding:
    """Nothing to do."""
    return Finding(part, Level.FINE, what)


def look(part: Part, what: Sentence, remedy: Sentence) -> Finding:
    """It works, and should not stay so."""
    return Finding(part, Level.LOOK, what, remedy)


def broken(part: Part, what: Sentence, remedy: Sentence) -> Finding:
    """It does not work."""
    return Finding(part, Level.BROKEN, what, remedy)
