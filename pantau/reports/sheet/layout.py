"""Which columns a table has as a sheet, and where a formula finds them.

Lengths of time that formulas reckon with are whole seconds, so that the formulas stay exact and can
be read; the same stands beside as hours:minutes:seconds, as in all papers. Other lengths of time
are hours:minutes:seconds at once.
"""

from dataclasses import dataclass
from enum import Enum, auto

from xlsxwriter.utility import xl_col_to_name

from pantau.language import to_say, translator
from pantau.reports.cell import Cell, Seconds, Worked, kinds
from pantau.reports.content import Document, Table
from pantau.reports.sheet.figures import with_unit
from pantau.reports.sheet.formula import keys_of

_CLOCK = to_say("{heading} (h:mm:ss)")


class Way(Enum):
    """How a column of the table stands in a column of the sheet."""

    PLAIN = auto()
    SECONDS = auto()
    CLOCK = auto()
    CLOCK_BESIDE = auto()


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of the sheet: the table's column ``at`` (from 0), its letter, its heading."""

    at: int
    way: Way
    letter: str
    heading: str


def layout(table: Table, document: Document) -> tuple[Slot, ...]:
    """The columns of the sheet, from the left."""
    lines = [*table.rows, *([table.total] if table.total else [])]
    # Rows are alike: how the cells of one are reached is how those of all are.
    ways = {
        (cell.formula, cell.over, cell.given)
        for line in lines
        for cell in line
        if type(cell) is Worked
    }
    reckoned = frozenset(key for way in ways for key in keys_of(*way))
    found: list[Slot] = []
    for at, column in enumerate(table.columns):
        cells = [row[at] for row in table.rows]
        for way in _ways(cells, reckoned=column.key in reckoned):
            heading = _heading(column.heading, cells, way, document)
            found.append(Slot(at, way, xl_col_to_name(len(found)), heading))
    return tuple(found)


def _ways(cells: list[Cell], *, reckoned: bool) -> tuple[Way, ...]:
    if Seconds not in kinds(cells):
        return (Way.PLAIN,)
    return (Way.SECONDS, Way.CLOCK_BESIDE) if reckoned else (Way.CLOCK,)


def _heading(heading: str, cells: list[Cell], way: Way, document: Document) -> str:
    if way is Way.CLOCK:
        return heading
    if way is Way.CLOCK_BESIDE:
        return translator(document.language)(_CLOCK, heading=heading)
    return with_unit(heading, cells, document.language, document.zone)
