"""What people say to the alerts: what is silenced, and who is on call, as payloads of the journal.

What people.py says holds here: the role stands in the payload, author and time in the entry.
"""

from dataclasses import dataclass
from typing import ClassVar

from pantau.facts.kinds import EntryKind
from pantau.facts.telling import AlertKind
from pantau.facts.words import Role


@dataclass(frozen=True, slots=True)
class SilenceSet:
    """Nothing is told of these sites for a time. It hides messages and changes no figure.

    ``sites`` are those meant, resolved when it was set; ``all_sites``: those that come later and
    what concerns no site are meant too. ``kinds``: of alerts, empty for all. Called "S" and this
    entry's number.
    """

    KIND: ClassVar = EntryKind.SILENCE_SET
    begin: int
    end: int
    sites: tuple[str, ...]
    scope: str
    kinds: tuple[AlertKind, ...]
    reason: str
    role: Role
    all_sites: bool = False

    @property
    def subject(self) -> str:
        """How the sites were named."""
        return self.scope


@dataclass(frozen=True, slots=True)
class SilenceEnded:
    """A silence ends before its time."""

    KIND: ClassVar = EntryKind.SILENCE_ENDED
    silence: str
    reason: str
    role: Role

    @property
    def subject(self) -> str:
        """The silence."""
        return self.silence


@dataclass(frozen=True, slots=True)
class PlannedShift:
    """``person`` (by the inventory's id) is on call in [begin, end)."""

    begin: int
    end: int
    person: str


@dataclass(frozen=True, slots=True)
class ShiftsPlanned:
    """Who is on call otherwise than the inventory says: a swap, a substitute, a whole list.

    Of entries that overlap the later one holds. No shift begins before its entry: who was on call
    is never rewritten. ``reason``: why, or the file that they came from.
    """

    KIND: ClassVar = EntryKind.SHIFTS_PLANNED
    rota: str
    shifts: tuple[PlannedShift, ...]
    reason: str
    role: Role

    @property
    def subject(self) -> str:
        """The rota."""
        return self.rota


Fact = SilenceSet | SilenceEnded | ShiftsPlanned
