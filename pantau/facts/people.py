"""What people say about what was measured, as payloads of the journal.

Each bears the role in which its author acted; author, time and ``via`` stand in the entry itself.
Instants are microseconds UTC, intervals half-open. A new field needs a default (see journal.py).
"""

from dataclasses import dataclass
from typing import ClassVar

from pantau.facts.kinds import EntryKind
from pantau.facts.region import DutyState
from pantau.facts.words import Cause, Decision, ExclusionCategory, Liability, Role


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that was kept: its name when it came, SHA-256 of its bytes in hex, its length."""

    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class ExclusionProposed:
    """Somebody proposes that the contract leave a time out of account for these sites.

    ``sites`` are those meant, resolved when it was proposed; ``scope`` says how they were named
    ("kecamatan Long Ikis"). The exclusion is called "X" and the number of this entry.
    """

    KIND: ClassVar = EntryKind.EXCLUSION_PROPOSED
    category: ExclusionCategory
    begin: int
    end: int
    sites: tuple[str, ...]
    scope: str
    reason: str
    role: Role
    evidence: EvidenceFile | None = None

    @property
    def subject(self) -> str:
        """How the sites were named."""
        return self.scope


@dataclass(frozen=True, slots=True)
class VoidProposed:
    """Somebody says that an outage did not happen. The void is called "V" and this entry's number.

    ``site`` and the bounds are the outage's, so that the entry can be read by itself.
    """

    KIND: ClassVar = EntryKind.VOID_PROPOSED
    outage: str
    site: str
    started_at: int
    ended_at: int
    reason: str
    role: Role
    evidence: EvidenceFile | None = None

    @property
    def subject(self) -> str:
        """The outage."""
        return self.outage


@dataclass(frozen=True, slots=True)
class Decided:
    """A proposal (an exclusion or a void) is approved, rejected or revoked."""

    KIND: ClassVar = EntryKind.DECIDED
    proposal: str
    decision: Decision
    role: Role
    reason: str = ""

    @property
    def subject(self) -> str:
        """The proposal."""
        return self.proposal


@dataclass(frozen=True, slots=True)
class MaintenanceAnnounced:
    """Work on the service is announced for a time. It hides alerts and changes no figure.

    Called "M" and this entry's number.
    """

    KIND: ClassVar = EntryKind.MAINTENANCE_ANNOUNCED
    begin: int
    end: int
    sites: tuple[str, ...]
    scope: str
    reason: str
    role: Role
    evidence: EvidenceFile | None = None

    @property
    def subject(self) -> str:
        """How the sites were named."""
        return self.scope


@dataclass(frozen=True, slots=True)
class MaintenanceCancelled:
    """An announced maintenance does not take place."""

    KIND: ClassVar = EntryKind.MAINTENANCE_CANCELLED
    maintenance: str
    reason: str
    role: Role

    @property
    def subject(self) -> str:
        """The maintenance."""
        return self.maintenance


@dataclass(frozen=True, slots=True)
class OutageClassified:
    """A person says what made a site go down, and who answers for it. Changes no figure."""

    KIND: ClassVar = EntryKind.OUTAGE_CLASSIFIED
    outage: str
    cause: Cause
    liability: Liability
    reason: str
    role: Role

    @property
    def subject(self) -> str:
        """The outage."""
        return self.outage


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Somebody has taken an outage in hand."""

    KIND: ClassVar = EntryKind.ACKNOWLEDGED
    outage: str
    text: str
    role: Role

    @property
    def subject(self) -> str:
        """The outage."""
        return self.outage


@dataclass(frozen=True, slots=True)
class Noted:
    """A remark on anything: a site, an outage, an exclusion, a month.

    ``person``: who told it, kept beside the chain under this id so that it can be erased.
    ``evidence``: a file that says more.
    """

    KIND: ClassVar = EntryKind.NOTED
    about: str
    text: str
    role: Role
    person: str | None = None
    evidence: EvidenceFile | None = None

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.about


@dataclass(frozen=True, slots=True)
class DutyStated:
    """Somebody says how far a duty of an agreement is; the newest word of each holds.

    ``on``: the day on which it became so ("2026-09-30", in the inventory's time zone).
    """

    KIND: ClassVar = EntryKind.DUTY_STATED
    duty: str
    state: DutyState
    on: str
    note: str
    role: Role
    evidence: EvidenceFile | None = None

    @property
    def subject(self) -> str:
        """The duty."""
        return self.duty


Fact = (
    ExclusionProposed
    | VoidProposed
    | Decided
    | MaintenanceAnnounced
    | MaintenanceCancelled
    | OutageClassified
    | Acknowledged
    | Noted
    | DutyStated
)
