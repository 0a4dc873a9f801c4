"""What people say of the coverage of villages, as payloads of the journal.

Names of persons do not belong here: a source is a paper, an office or an article.
"""

from dataclasses import dataclass
from typing import ClassVar

from pantau.facts.kinds import EntryKind
from pantau.facts.region import Coverage, CoverageProject
from pantau.facts.words import Role


@dataclass(frozen=True, slots=True)
class CoverageStatement:
    """What a source says of one village (by its code) at a time.

    ``as_of``: the year, month or day for which it is said, as it was written: "2022", "2022-06",
    "2022-06-02". ``title``: what the tower or link is called. ``operator``: whose signal it is.
    """

    village: str
    state: Coverage
    as_of: str
    source: str
    project: CoverageProject | None = None
    title: str = ""
    operator: str = ""
    funding: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoverageStated:
    """One statement, or a file of them brought in whole (``file``, ``digest`` of its bytes).

    Called "C" and the number of this entry; of a file each has its place behind it, "C17-2".
    """

    KIND: ClassVar = EntryKind.COVERAGE_STATED
    statements: tuple[CoverageStatement, ...]
    role: Role
    file: str = ""
    digest: str = ""

    @property
    def subject(self) -> str:
        """The file, or the village."""
        return self.file or self.statements[0].village


@dataclass(frozen=True, slots=True)
class CoverageRevoked:
    """A statement ("C17", "C17-2"), or all of a file's ("C17"), counts no more."""

    KIND: ClassVar = EntryKind.COVERAGE_REVOKED
    statement: str
    reason: str
    role: Role

    @property
    def subject(self) -> str:
        """What was revoked."""
        return self.statement


Fact = CoverageStated | CoverageRevoked
