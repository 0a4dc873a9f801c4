"""Journal entries and their payloads.

A payload is written once as canonical JSON and never written again: the hash chain runs over the
bytes as stored. A new field therefore needs a default, and an old one is never renamed.
"""

import json
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from pantau.facts import (
    accounts,
    brought,
    causes,
    coverage,
    dealings,
    degraded,
    device_entries,
    meetings,
    oncall,
    papers,
    people,
    sealed,
    village_reports,
)
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Evidence
from pantau.facts.words import ClosedReason, GapReason, Role, VerdictReason, WatchEnd


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal as stored. ``hash`` covers everything before it in the row."""

    seq: int
    at: int
    author: str
    via: str
    kind: EntryKind
    subject: str
    payload: bytes
    previous: bytes
    hash: bytes

    def data(self) -> dict[str, Any]:
        """The payload as a dictionary."""
        data: dict[str, Any] = json.loads(self.payload)
        return data


@dataclass(frozen=True, slots=True)
class WatchOpened:
    """A run of the collector begins. The previous run's end is fixed in the chain with it."""

    KIND: ClassVar = EntryKind.WATCH_OPENED
    run: int
    started_at: int
    previous_run: int | None = None
    previous_until: int | None = None
    previous_end: WatchEnd | None = None

    @property
    def subject(self) -> str:
        """The run."""
        return f"run {self.run}"


@dataclass(frozen=True, slots=True)
class WatchSites:
    """From when each site was watched in this run; until when, for those taken out of it."""

    KIND: ClassVar = EntryKind.WATCH_SITES
    run: int
    since: dict[str, int]
    until: dict[str, int]

    @property
    def subject(self) -> str:
        """The run."""
        return f"run {self.run}"


@dataclass(frozen=True, slots=True)
class WatchClosed:
    """A run of the collector ends in good order, or because it noticed that it could not see."""

    KIND: ClassVar = EntryKind.WATCH_CLOSED
    run: int
    until: int
    end: WatchEnd

    @property
    def subject(self) -> str:
        """The run."""
        return f"run {self.run}"


@dataclass(frozen=True, slots=True)
class OutageOpened:
    """A site was judged down."""

    KIND: ClassVar = EntryKind.OUTAGE_OPENED
    site: str
    started_at: int
    last_up_before: int | None
    reason: VerdictReason
    evidence: Evidence

    @property
    def subject(self) -> str:
        """The site."""
        return self.site


@dataclass(frozen=True, slots=True)
class OutageClosed:
    """A site's open outage ended."""

    KIND: ClassVar = EntryKind.OUTAGE_CLOSED
    site: str
    ended_at: int
    last_down_within: int | None
    reason: ClosedReason

    @property
    def subject(self) -> str:
        """The site."""
        return self.site


@dataclass(frozen=True, slots=True)
class GapOpened:
    """A gap begins; with ``ended_at`` it is written down whole, afterwards."""

    KIND: ClassVar = EntryKind.GAP_OPENED
    site: str
    started_at: int
    reason: GapReason
    ended_at: int | None = None
    but_sites: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The site, or all."""
        return self.site


@dataclass(frozen=True, slots=True)
class GapClosed:
    """The open gap of this site (or of all) and reason ends."""

    KIND: ClassVar = EntryKind.GAP_CLOSED
    site: str
    reason: GapReason
    ended_at: int

    @property
    def subject(self) -> str:
        """The site, or all."""
        return self.site


@dataclass(frozen=True, slots=True)
class ImportedOutage:
    """One row of an imported list of outages."""

    site: str
    started_at: int
    ended_at: int
    cause: str | None = None
    ticket: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedGap:
    """One row of an imported list of gaps."""

    site: str
    started_at: int
    ended_at: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedWatch:
    """A time in which another tool watched a site."""

    site: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Imported:
    """A file brought in whole: what its source watched, and what it saw.

    ``observed``: the sites that the source watched from ``observed_from`` to ``observed_to``;
    empty for a list of gaps, which declares nothing as watched, and where ``spans`` says for each
    site when it was. ``source``: the tool that recorded it, empty for a list that somebody wrote.
    """

    KIND: ClassVar = EntryKind.IMPORTED
    file: str
    digest: str
    observed_from: int | None
    observed_to: int | None
    observed: tuple[str, ...]
    outages: tuple[ImportedOutage, ...] = ()
    gaps: tuple[ImportedGap, ...] = ()
    spans: tuple[ImportedWatch, ...] = ()
    source: str = ""

    @property
    def subject(self) -> str:
        """The file's name."""
        return self.file


@dataclass(frozen=True, slots=True)
class ImportRevoked:
    """An import is undone."""

    KIND: ClassVar = EntryKind.IMPORT_REVOKED
    import_id: str
    reason: str

    @property
    def subject(self) -> str:
        """The import."""
        return self.import_id


@dataclass(frozen=True, slots=True)
class InventoryApplied:
    """An inventory came into force: its whole text, its digest and what changed.

    ``role``: as what a person applied it; None where the collector took up the file.
    ``correction``: why it may say otherwise about days that were over, where it does.
    """

    KIND: ClassVar = EntryKind.INVENTORY_APPLIED
    digest: str
    text: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    role: Role | None = None
    correction: str = ""

    @property
    def subject(self) -> str:
        """The digest's first digits."""
        return self.digest[:12]


Fact = (
    WatchOpened
    | WatchSites
    | WatchClosed
    | OutageOpened
    | OutageClosed
    | GapOpened
    | GapClosed
    | Imported
    | ImportRevoked
    | InventoryApplied
    | degraded.Fact
    | device_entries.Fact
    | causes.Fact
    | people.Fact
    | village_reports.Fact
    | dealings.Fact
    | oncall.Fact
    | meetings.Fact
    | accounts.Fact
    | papers.PaperMade
    | sealed.SamplesSealed
    | sealed.SamplesThinned
    | brought.Fact
    | coverage.Fact
)


def to_payload(fact: Fact) -> bytes:
    """Canonical JSON of a fact: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        fact, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_by_field
    ).encode()


def _by_field(value: Any) -> dict[str, Any]:
    """As ``asdict`` at a third of its price: it would copy what is only read here."""
    return {field.name: getattr(value, field.name) for field in fields(value)}
