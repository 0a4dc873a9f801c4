"""What passes between the regency and its provider, and a month's way to paper, as payloads.

Instants are microseconds UTC, money is whole rupiah. A new field needs a default (see journal.py).
"""

from dataclasses import dataclass
from typing import ClassVar

from pantau.facts.kinds import EntryKind
from pantau.facts.people import EvidenceFile
from pantau.facts.words import Role, Settlement


@dataclass(frozen=True, slots=True)
class Ticket:
    """What is known of a provider's ticket; a later entry of the same number takes its place.

    ``reported_at``: when we told the provider; ``opened_at`` and ``closed_at``: the provider's own
    times. ``person``: who reported, kept beside the chain under this id so that it can be erased.
    """

    KIND: ClassVar = EntryKind.TICKET
    number: str
    outages: tuple[str, ...]
    role: Role
    reported_at: int | None = None
    opened_at: int | None = None
    closed_at: int | None = None
    channel: str = ""
    text: str = ""
    person: str | None = None

    @property
    def subject(self) -> str:
        """The number."""
        return self.number


@dataclass(frozen=True, slots=True)
class Objected:
    """The provider does not agree with a month's figure. Called "K" and this entry's number.

    ``about``: the outage or exclusion meant, empty for the site's month as a whole.
    """

    KIND: ClassVar = EntryKind.OBJECTED
    month: str
    site: str
    reason: str
    role: Role
    about: str = ""
    evidence: EvidenceFile | None = None

    @property
    def subject(self) -> str:
        """The site."""
        return self.site


@dataclass(frozen=True, slots=True)
class ObjectionAnswered:
    """An objection is settled. What follows from it is done by acts of its own."""

    KIND: ClassVar = EntryKind.OBJECTION_ANSWERED
    objection: str
    settlement: Settlement
    reason: str
    role: Role

    @property
    def subject(self) -> str:
        """The objection."""
        return self.objection


@dataclass(frozen=True, slots=True)
class Invoiced:
    """What is known of an invoice; a later entry of the same contract and number replaces it.

    ``paid`` is None until it was paid. ``paid_on``: a day, ISO 8601.
    """

    KIND: ClassVar = EntryKind.INVOICED
    invoice: str
    contract: str
    month: str
    billed: int
    deducted: int
    role: Role
    paid: int | None = None
    paid_on: str | None = None
    text: str = ""

    @property
    def subject(self) -> str:
        """The invoice."""
        return self.invoice


@dataclass(frozen=True, slots=True)
class ProviderOutage:
    """One row of the provider's list. ``line``: of the file. ``ended_at`` None: still open."""

    line: int
    site: str
    started_at: int
    ended_at: int | None
    ticket: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ProviderSummary:
    """One row of the provider's own recap of a month: its down seconds, or None where it gives
    only ``availability`` (percent, decimal text)."""

    line: int
    site: str
    down_seconds: int | None
    availability: str | None = None


@dataclass(frozen=True, slots=True)
class ProviderListed:
    """The provider's own account of a span, kept to be compared; it changes no figure.

    ``site`` of a row is our id, or what the file says where no site of ours bears that name or
    line number. ``utc_offset``: minutes, as stated for the file's times. Called "L" and this
    entry's number.
    """

    KIND: ClassVar = EntryKind.PROVIDER_LISTED
    file: str
    digest: str
    provider: str
    begin: int
    end: int
    utc_offset: int
    role: Role
    outages: tuple[ProviderOutage, ...] = ()
    summaries: tuple[ProviderSummary, ...] = ()

    @property
    def subject(self) -> str:
        """The file's name."""
        return self.file


@dataclass(frozen=True, slots=True)
class ProviderListRevoked:
    """A provider's list counts no more."""

    KIND: ClassVar = EntryKind.PROVIDER_LIST_REVOKED
    list_id: str
    reason: str
    role: Role

    @property
    def subject(self) -> str:
        """The list."""
        return self.list_id


@dataclass(frozen=True, slots=True)
class MonthReviewed:
    """Somebody has gone through a month's figures. ``result``: digest of what was seen."""

    KIND: ClassVar = EntryKind.MONTH_REVIEWED
    month: str
    revision: int
    result: str
    role: Role
    text: str = ""

    @property
    def subject(self) -> str:
        """The month."""
        return self.month


@dataclass(frozen=True, slots=True)
class MonthClosed:
    """A month's figures stand. Everything that made them is named by content.

    ``result`` and ``papers`` (by name): SHA-256 of kept files; ``inventory``: digest of its text;
    ``rules``: version of the calculation; ``head_seq`` and ``head_hash``: the journal as it was
    read. ``open``: what was still open, where it was closed as it is, with the reason ``as_is``.
    """

    KIND: ClassVar = EntryKind.MONTH_CLOSED
    month: str
    revision: int
    result: str
    inventory: str
    rules: str
    head_seq: int
    head_hash: str
    begin: int
    end: int
    role: Role
    open: tuple[str, ...] = ()
    as_is: str = ""
    papers: tuple[EvidenceFile, ...] = ()

    @property
    def subject(self) -> str:
        """The month."""
        return self.month


@dataclass(frozen=True, slots=True)
class MonthRevised:
    """A closed month is opened again as ``revision``.

    ``differences``: what the figures would be now against the closed ones, a line each.
    """

    KIND: ClassVar = EntryKind.MONTH_REVISED
    month: str
    revision: int
    reason: str
    differences: tuple[str, ...]
    role: Role

    @property
    def subject(self) -> str:
        """The month."""
        return self.month


Fact = (
    Ticket
    | Objected
    | ObjectionAnswered
    | Invoiced
    | ProviderListed
    | ProviderListRevoked
    | MonthReviewed
    | MonthClosed
    | MonthRevised
)
