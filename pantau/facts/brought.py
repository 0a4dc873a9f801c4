"""Samples that others recorded, brought in and taken out again, as payloads of the journal."""

from dataclasses import dataclass
from typing import ClassVar

from pantau.facts.kinds import EntryKind


@dataclass(frozen=True, slots=True)
class SamplesImported:
    """Samples of another source came in; no availability and no money changes.

    ``digest``: SHA-256 in hex of what was read; ``source``: which tool recorded it. ``begin`` and
    ``end``: from the first minute to behind the last. Of ``rows`` minutes ``brought`` are new,
    ``same`` were here with the same values and ``apart`` with others: these stayed as they were.
    ``content``: SHA-256 of the kept file with exactly what is new, as pantau.store.bundle has it.
    """

    KIND: ClassVar = EntryKind.SAMPLES_IMPORTED
    file: str
    digest: str
    source: str
    begin: int
    end: int
    sites: tuple[str, ...]
    probes: tuple[str, ...]
    rows: int
    brought: int
    same: int
    apart: int
    content: str

    @property
    def subject(self) -> str:
        """The file's name."""
        return self.file


@dataclass(frozen=True, slots=True)
class SamplesSettled:
    """The files of samples are now as an import, or its revocation, says. ``days``: changed."""

    KIND: ClassVar = EntryKind.SAMPLES_SETTLED
    import_id: str
    revoked: bool
    days: int

    @property
    def subject(self) -> str:
        """The import."""
        return self.import_id


Fact = SamplesImported | SamplesSettled
