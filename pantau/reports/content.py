"""What a paper holds, independent of its form: a tree of frozen blocks that writers walk.

All texts are in the paper's language already; figures are cells (see cell.py). A block names the
forms it is for where it is not for all of them. Those that are drawn stand in pictures.py.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo

from pantau.inventory.choices import PaperSize
from pantau.language import Language
from pantau.reports.cell import Cell, Plain
from pantau.reports.form import EVERYWHERE, Form
from pantau.reports.pictures import BarChart, DaySheet, LineChart, PartedBar, PlaceMap

SITES = "titik"
"""The key of the table of all sites: what a month is as CSV."""


class Align(StrEnum):
    """Where a column's cells stand."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: lines from the highest office down, then the address; ``logo``: PNG or SVG."""

    lines: tuple[str, ...]
    address: str
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """The paper's title and the lines below it, its number for instance."""

    text: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is numbered I, II, III as in official papers, 2 is plain."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    forms: frozenset[Form] = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Lines:
    """A list; ``numbered`` with 1, 2, 3 or else with dashes."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What nobody may overlook."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that stands large. ``note``: what it is measured against."""

    label: str
    value: Plain
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures beside one another."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Particulars:
    """Names and what they are, a pair a line: parties, contract, versions."""

    pairs: tuple[tuple[str, Plain], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names it in formulas; ``wide``: its share of the width, 1 for a short number."""

    key: str
    heading: str
    align: Align = Align.LEFT
    wide: float = 1.0


_MOST_STANDING = 10
"""Columns whose headings fit side by side on a page that stands."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``key`` names its sheet and file; ``empty``: what to say without rows.

    ``total``: a last row, apart. ``landscape``: too wide for a page that stands. ``bands``: words
    over the row of that number and those below it, on print alone: rows put together by place.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    total: tuple[Cell, ...] | None = None
    landscape: bool = False
    forms: frozenset[Form] = EVERYWHERE
    bands: tuple[tuple[int, str], ...] = ()

    @property
    def lies(self) -> bool:
        """Whether it needs a lying page. One without rows does not, if its headings have room on a
        page that stands; it goes on where a lying page was begun."""
        return self.landscape and (bool(self.rows) or len(self.columns) > _MOST_STANDING)

    def without(self, key: str) -> "Table":
        """Less a column: one whose value stands over the table already."""
        kept = [at for at, column in enumerate(self.columns) if column.key != key]

        def of(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
            return tuple(row[at] for at in kept)

        return replace(
            self,
            columns=tuple(self.columns[at] for at in kept),
            rows=tuple(map(of, self.rows)),
            total=None if self.total is None else of(self.total),
        )


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs. Empty texts leave dotted room.

    ``rank`` and ``nip``: of a civil servant; ``civil``: whether it is one, and a NIP is due.
    """

    above: str
    title: str
    name: str = ""
    rank: str = ""
    nip: str = ""
    organisation: str = ""
    civil: bool = True


@dataclass(frozen=True, slots=True)
class Signatures:
    """Blocks of signatures. ``dateline``: place and date; ``witness`` stands below, centred."""

    dateline: str
    signatories: tuple[Signatory, ...]
    witness: Signatory | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = (
    "Letterhead | Title | Heading | Paragraph | Lines | Notice | Figures | Particulars | Table"
    " | PartedBar | BarChart | LineChart | DaySheet | PlaceMap | Signatures | PageBreak"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on every page, so that a page alone can be traced.

    ``left``: paper, period, state and revision; ``right``: journal, inventory and rules;
    ``simulation``: a watermark's text, empty for real figures; ``draft`` likewise.
    """

    left: str
    right: str
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper. ``made_of`` (microseconds UTC): the instant whose knowledge it holds."""

    name: str
    title: str
    author: str
    language: Language
    zone: ZoneInfo
    size: PaperSize
    mark: Mark
    made_of: int
    blocks: tuple[Block, ...] = field(default=())

    def of(self, form: Form) -> tuple[Block, ...]:
        """The blocks for ``form``."""
        return tuple(each for each in self.blocks if form in getattr(each, "forms", EVERYWHERE))
