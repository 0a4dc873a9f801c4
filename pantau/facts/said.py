"""What people said, and where it stands now."""

from dataclasses import dataclass

from pantau.facts.journal import Entry
from pantau.facts.words import MonthState, Settlement, Standing


@dataclass(frozen=True, slots=True)
class Proposal:
    """An exclusion (X…) or a void (V…). ``decided``: the entry of the last decision."""

    id: str
    standing: Standing
    proposed: Entry
    decided: Entry | None


@dataclass(frozen=True, slots=True)
class Maintenance:
    """An announced maintenance (M…); ``cancelled`` where it does not take place."""

    id: str
    announced: Entry
    cancelled: Entry | None


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection of the provider (K…) and its settlement."""

    id: str
    objected: Entry
    answered: Entry | None
    settlement: Settlement | None


@dataclass(frozen=True, slots=True)
class MonthStanding:
    """How far a month has got. ``closed``: the entry that closed it last, None if none has.

    ``begin`` and ``end`` (microseconds UTC): the month's bounds as they were closed.
    """

    month: str
    state: MonthState
    revision: int
    closed: Entry | None = None
    begin: int | None = None
    end: int | None = None
