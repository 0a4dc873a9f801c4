"""Backups that were made or could not be made, and how much room things take. No journal entries.

They say how this copy of the store is looked after, which is no fact about the service; a store
that was brought back begins with none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pantau.facts.instant import DAY
from pantau.facts.words import BackupTrouble, SpaceKind


@dataclass(frozen=True, slots=True)
class KeepRule:
    """How many backups stay: the newest of each of the last ``days``, ``weeks`` and ``months``."""

    days: int = 7
    weeks: int = 5
    months: int = 24


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a backup into the directory ``target``. Microseconds UTC.

    ``name``: of the backup, None where none was made. ``size``: bytes that all of it takes,
    ``written``: those that this one added, ``held``: those of all backups there. ``trouble``: why
    none was made, or what is the matter with the one that was. ``detail``: whatever else is known
    of it, in English.
    """

    target: str
    began_at: int
    ended_at: int
    name: str | None = None
    size: int = 0
    written: int = 0
    held: int = 0
    trouble: BackupTrouble | None = None
    detail: str = ""

    @property
    def sound(self) -> bool:
        """Whether there is a backup, with all that was to be in it."""
        return self.name is not None and self.trouble is not BackupTrouble.INCOMPLETE


@dataclass(frozen=True, slots=True)
class SpaceDay:
    """The last look of a UTC day at the room that the data takes, in bytes.

    ``at``: microseconds UTC. ``free``, ``size``: of the file system that it lies on.
    """

    at: int
    used: Mapping[SpaceKind, int] = field(default_factory=dict)
    free: int = 0
    size: int = 0

    @property
    def day(self) -> int:
        """Whole UTC days since 1970-01-01."""
        return self.at // DAY

    @property
    def total(self) -> int:
        """Of all that is ours on this file system."""
        return sum(self.used.values())


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What is known of backups and room. ``attempts`` and ``days``: the newest last."""

    attempts: tuple[Attempt, ...] = ()
    days: tuple[SpaceDay, ...] = ()

    def of(self, target: str) -> tuple[Attempt, ...]:
        """The attempts at one directory."""
        return tuple(each for each in self.attempts if each.target == target)
