"""What people said, and where it stands now."""

from dataclasses import dataclass

from pantau.facts.accounts import SignInWay
from pantau.facts.journal import Entry
from pantau.facts.meetings import MeetingKind
from pantau.facts.region import Complaint, ReportChannel, ReportStanding
from pantau.facts.telling import AlertKind
from pantau.facts.words import MonthState, Role, Settlement, Standing


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


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence (S…) as it was set; see SilenceSet. ``ended``: the entry that ended it early."""

    id: str
    begin: int
    end: int
    sites: tuple[str, ...]
    kinds: tuple[AlertKind, ...]
    all_sites: bool
    made: Entry
    ended: Entry | None

    @property
    def until(self) -> int:
        """When it is over, whatever was meant first; not before it begins."""
        return self.end if self.ended is None else max(self.begin, min(self.end, self.ended.at))


@dataclass(frozen=True, slots=True)
class ShiftChange:
    """``person`` is on call in [begin, end), because an entry of the journal says so."""

    begin: int
    end: int
    person: str
    planned: Entry


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting (R…) as it was planned, or changed last; ``cancelled``: it does not take place."""

    id: str
    name: str
    kind: MeetingKind
    begin: int
    end: int
    sites: tuple[str, ...]
    planned: Entry
    changed: Entry | None
    cancelled: Entry | None

    @property
    def until(self) -> int:
        """When its places are asked no more; not before it begins."""
        if self.cancelled is None:
            return self.end
        return max(self.begin, min(self.end, self.cancelled.at))

    @property
    def takes_place(self) -> bool:
        """Whether it was not cancelled before it began."""
        return self.begin < self.until


@dataclass(frozen=True, slots=True)
class Account:
    """Who may come in, and as what; see AccountOpened. ``closed``: the entry, where it was."""

    name: str
    full_name: str
    role: Role
    way: SignInWay
    provider: str | None
    opened: Entry
    closed: Entry | None


@dataclass(frozen=True, slots=True)
class PeopleReport:
    """A report of people (W…) as it stands, corrected; see PeopleReported.

    ``phone`` and ``words``: ids of what is kept beside the chain. ``settled``: the entry of the
    last word on it.
    """

    id: str
    code: str
    village: str
    what: Complaint
    since: int | None
    reported_at: int
    site: str | None
    channel: ReportChannel
    phone: str | None
    words: str | None
    standing: ReportStanding
    reported: Entry
    settled: Entry | None
