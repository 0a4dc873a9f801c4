"""Which papers there are, in which forms, what is asked of their making, and what is kept of it."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pantau.facts.kinds import EntryKind
from pantau.facts.words import MonthState, Role


class PaperKind(StrEnum):
    """What people sign, or read instead of the pages."""

    MONTHLY = "monthly"
    BERITA_ACARA = "berita_acara"
    EVIDENCE = "evidence"  # all that is needed to work every figure out again, without us
    YEARLY = "yearly"
    MANAGEMENT = "management"  # one page for those who decide


class PaperFormat(StrEnum):
    """As what a paper is written."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"
    ZIP = "zip"


class PaperStep(StrEnum):
    """How far the making of a paper has got; in order."""

    LOOKING = "looking"
    GATHERING = "gathering"
    WRITING = "writing"
    KEEPING = "keeping"
    DONE = "done"


class PaperOffice(StrEnum):
    """As what somebody signs."""

    MAKER = "maker"
    APPROVER = "approver"
    PROVIDER = "provider"
    WITNESS = "witness"


FORMATS: Mapping[PaperKind, tuple[PaperFormat, ...]] = {
    PaperKind.MONTHLY: (PaperFormat.PDF, PaperFormat.XLSX, PaperFormat.CSV, PaperFormat.DOCX),
    PaperKind.BERITA_ACARA: (PaperFormat.PDF, PaperFormat.DOCX),
    PaperKind.EVIDENCE: (PaperFormat.ZIP,),
    PaperKind.YEARLY: (PaperFormat.PDF, PaperFormat.XLSX),
    PaperKind.MANAGEMENT: (PaperFormat.PDF,),
}
"""What a kind is written as; the first is what people mean who name none."""

MEDIA_TYPES: Mapping[PaperFormat, str] = {
    PaperFormat.PDF: "application/pdf",
    PaperFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PaperFormat.CSV: "text/csv",
    PaperFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.ZIP: "application/zip",
}

_STEMS: Mapping[PaperKind, str] = {
    PaperKind.MONTHLY: "laporan-sla",
    PaperKind.BERITA_ACARA: "berita-acara-sla",
    PaperKind.EVIDENCE: "bukti-sla",
    PaperKind.YEARLY: "evaluasi-sla",
    PaperKind.MANAGEMENT: "lembar-pimpinan",
}
_ANNEX = "lampiran-sla"
_MOST_NAMED = 1
_LONGEST_WORD = 40
# What company names are written with beside letters, and what no two companies differ in.
_BESIDE = re.compile(r"[\s.,()'\"/_-]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which paper is asked for.

    ``period``: a month ("2026-10"), or a year ("2026") for the yearly one. ``sites``: of a
    monthly one, by id: the annex of these instead of the report about all. ``number``: the running
    one of the paper's number, or empty. ``outage``: of an evidence pack about one outage, else
    empty. ``provider``: of a Berita Acara, with whom it is agreed, where the month has several.
    """

    kind: PaperKind
    period: str
    format: PaperFormat
    language: str
    sites: tuple[str, ...] = ()
    number: str = ""
    outage: str = ""
    provider: str = ""

    @property
    def yearly(self) -> bool:
        """Whether it is about a year."""
        return self.kind is PaperKind.YEARLY


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is handed out. ``name``: of the file, safe characters only."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Attached:
    """A kept paper that goes with a message. ``digest``: SHA-256 in hex; ``size``: bytes."""

    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class PaperMade:
    """A paper was made and kept.

    ``state``: of the period then; a paper of a closed one is given out again for ever, byte for
    byte. ``program``: version of Pantau. ``itself``: nobody asked, the inventory says so.
    The rest as in Wanted.
    """

    KIND: ClassVar = EntryKind.PAPER_MADE
    period: str
    revision: int
    state: MonthState
    paper: PaperKind
    format: PaperFormat
    language: str
    sites: tuple[str, ...]
    name: str
    digest: str
    size: int
    program: str
    role: Role
    number: str = ""
    outage: str = ""
    itself: bool = False
    provider: str = ""

    @property
    def subject(self) -> str:
        """The period."""
        return self.period


def file_name(wanted: Wanted, state: MonthState, revision: int) -> str:
    """``laporan-sla-2026-10-rev1.pdf``; of an open period ``laporan-sla-2026-10-draf.pdf``."""
    parts = [_ANNEX if wanted.sites else _STEMS[wanted.kind], wanted.period]
    if wanted.sites:
        one = len(wanted.sites) <= _MOST_NAMED
        parts.append(wanted.sites[0] if one else f"{len(wanted.sites)}-titik")
    if wanted.outage:
        parts.append(wanted.outage)
    if wanted.provider:
        parts.append(company_word(wanted.provider))
    parts.append(f"rev{revision}" if state is MonthState.CLOSED else "draf")
    if wanted.language != "id":
        parts.append(wanted.language)
    return f"{re.sub(r'[^a-z0-9-]', '-', '-'.join(parts).lower())}.{wanted.format.value}"


def company_word(name: str) -> str:
    """A company's name as a word for a file's name; two spellings of one company have one word.

    Case, accents, dots, commas and brackets make no other company; ``Icon+`` is ``icon-plus``. What
    Latin letters and digits cannot say, and the rest of a long name, stands as some digits of its
    hash: no two companies share a word.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    spelled = _BESIDE.sub("-", plain.replace("+", " plus ").replace("&", " dan ")).strip("-")
    word = re.sub(r"[^a-z0-9]+", "-", spelled).strip("-")
    if word == spelled and len(word) <= _LONGEST_WORD:
        return word
    digest = hashlib.sha256(spelled.encode()).hexdigest()[:6]
    return f"{word[:_LONGEST_WORD]}-{digest}".strip("-")


def is_company(name: str, other: str) -> bool:
    """Whether both are spellings of one company's name."""
    return company_word(name) == company_word(other)
