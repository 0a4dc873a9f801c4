"""A table as a sheet: title, frozen headings, filters, figures as numbers, formulas that live."""

from collections.abc import Hashable, Sequence
from math import ceil
from textwrap import wrap
from typing import NamedTuple

from pantau.reports.cell import Cell, Percent, Plain, Share, Summed, Worked, plain, shown
from pantau.reports.content import Align, Document, Table
from pantau.reports.sheet.book import Book, Format
from pantau.reports.sheet.figures import DAY_S, Shown, as_clock, as_number
from pantau.reports.sheet.formula import formula_of, sum_formula
from pantau.reports.sheet.layout import Slot, Way, layout
from pantau.reports.sheet.page import set_up
from pantau.reports.sheet.rows import Ready, Rows
from pantau.reports.sheet.text import cell_text

HEADING = 2
"""The row of the headings, from 0; above it stand the caption and the paper's mark."""
_NARROWEST, _WIDEST = 7, 48
_GREY, _LINE = "#F2F2F2", "#BFBFBF"
_LINE_HIGH = 15
# Characters that a page takes side by side before they are too small to read.
_ACROSS_STANDING, _ACROSS_LYING = 150, 240
_CLOCKS = {Way.CLOCK, Way.CLOCK_BESIDE}
_STANDS = {Align.LEFT: "left", Align.RIGHT: "right", Align.CENTRE: "center"}


# What is reached by a formula of its row; and percentages as they are written: see _row.
_ONE_BY_ONE = (Worked, Summed, Percent)


class _Standing(NamedTuple):
    """A number or words, and how they look."""

    stands: int | float | str
    look: Format


class _Planned(NamedTuple):
    """A column of the sheet: its number, the table's column, whether it repeats as a clock what
    stands beside it, and what stood in it already."""

    number: int
    at: int
    beside: bool
    known: dict[Hashable, Ready]


def _key(cell: Plain) -> Hashable:
    """The same for cells that are alike. Of parts that hash and compare without Python's help: the
    cells themselves would take a third of the time of a sheet."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Share):
        # Equal objectives may be written with different places; the table keeps each of them.
        return cell.value, id(cell.objective)
    return type(cell), cell.value


class TableSheet:
    """Writes one table into ``sheet``."""

    def __init__(self, book: Book, sheet: Rows, table: Table, document: Document) -> None:
        self._book, self._sheet, self._table, self._document = book, sheet, table, document
        self._slots = layout(table, document)
        own = [slot for slot in self._slots if slot.way is not Way.CLOCK_BESIDE]
        self._letters = {table.columns[slot.at].key: slot.letter for slot in own}
        words = [slot.heading.split() for slot in self._slots]
        self._widths = [max(map(len, each), default=0) for each in words]
        self._looks: dict[tuple[str, int, bool], Format] = {}
        self._plan = [
            _Planned(number, slot.at, slot.way is Way.CLOCK_BESIDE, {})
            for number, slot in enumerate(self._slots)
        ]

    def write(self) -> None:
        """All of it, from above downwards."""
        table, first = self._table, HEADING + 1
        self._head()
        for number, row in enumerate(table.rows, start=first):
            self._row(number, row, total=False)
        last = first + len(table.rows) - 1
        if not table.rows:
            self._sheet.write_string(first, 0, cell_text(table.empty))
        else:
            self._sheet.autofilter(HEADING, 0, last, len(self._slots) - 1)
        if table.total is not None:
            self._row(last + 1, table.total, total=True)
        self._shape()

    def _head(self) -> None:
        """Caption, mark and headings."""
        sheet, mark, look = self._sheet, self._document.mark, self._book.look
        sheet.write_string(0, 0, cell_text(self._table.caption), look(bold=True, font_size=13))
        said = " · ".join(each for each in (mark.watermark, mark.left) if each)
        sheet.write_string(1, 0, cell_text(said), look(font_size=9, font_color="#595959"))
        heading = look(
            bold=True,
            bg_color=_GREY,
            border=1,
            border_color=_LINE,
            align="center",
            valign="vcenter",
            text_wrap=True,
        )
        for number, slot in enumerate(self._slots):
            sheet.write_string(HEADING, number, cell_text(slot.heading), heading)

    def _shape(self) -> None:
        """Widths, what stays in sight, and how it is printed."""
        sheet, landscape = self._sheet, self._table.landscape
        widths = [min(max(wide, _NARROWEST), _WIDEST) + 3 for wide in self._widths]
        for number, wide in enumerate(widths):
            sheet.set_column(number, number, wide)
        pairs = zip(self._slots, widths, strict=True)
        lines = max(len(wrap(slot.heading, wide - 3)) for slot, wide in pairs)
        sheet.set_row(HEADING, _LINE_HIGH * lines + 3)
        sheet.freeze_panes(HEADING + 1, self._named())
        sheet.repeat_rows(HEADING)
        pages = ceil(sum(widths) / (_ACROSS_LYING if landscape else _ACROSS_STANDING))
        if pages > 1:
            sheet.repeat_columns(0, self._named() - 1)
        set_up(sheet, self._document, landscape=landscape, pages=pages)

    def _named(self) -> int:
        """The columns that stay in sight: up to the name of a row's thing, or the first."""
        keys = [column.key for column in self._table.columns[:3]]
        return keys.index("name") + 1 if "name" in keys else 1

    def _row(self, row: int, cells: Sequence[Cell], *, total: bool) -> None:
        line = []
        for number, at, beside, known in self._plan:
            cell = cells[at]
            if total or beside or isinstance(cell, _ONE_BY_ONE):
                line.append(self._cell(row, number, cell, total=total))
                continue
            key = _key(cell)
            ready = known.get(key)
            if ready is None:
                ready = known[key] = self._sheet.cell(*self._standing(cell, number, total=False))
            line.append(ready)
        self._sheet.line(row, line)

    def _cell(self, row: int, number: int, cell: Cell, *, total: bool) -> Ready:
        """A cell that no other is like, with the formula by which it is reached."""
        stands, look = self._standing(plain(cell), number, total=total)
        formula = self._formula(cell, row, self._slots[number], there=not isinstance(stands, str))
        if formula:
            return self._sheet.formula(formula, look, stands)
        return self._sheet.cell(stands, look)

    def _standing(self, value: Plain, number: int, *, total: bool) -> _Standing:
        """What stands for ``value`` in a column of the sheet, which becomes as wide as it needs."""
        figure = self._figure(value, self._slots[number].way)
        words = "" if figure else self._words(value)
        self._widths[number] = max(self._widths[number], figure.wide if figure else len(words))
        look = self._look(figure.form if figure else "", number, total)
        return _Standing(figure.number if figure else words, look)

    def _figure(self, value: Plain, way: Way) -> Shown | None:
        if way in _CLOCKS:
            return as_clock(value)
        return as_number(value, self._document.language, self._document.zone)

    def _words(self, value: Plain) -> str:
        return cell_text(shown(value, self._document.language, self._document.zone))

    def _formula(self, cell: Cell, row: int, slot: Slot, *, there: bool) -> str:
        """The way to the cell's value; none where there is no value, but a share finds that too."""
        if slot.way is Way.CLOCK_BESIDE:
            key = self._table.columns[slot.at].key
            return f"={self._letters[key]}{row + 1}/{DAY_S}" if there else ""
        if isinstance(cell, Worked) and (there or isinstance(cell.value, Share)):
            return formula_of(cell, {key: f"{at}{row + 1}" for key, at in self._letters.items()})
        if isinstance(cell, Summed) and there:
            return sum_formula(slot.letter, HEADING + 2, row)
        return ""

    def _look(self, form: str, number: int, total: bool) -> Format:
        key = (form, number, total)
        if key not in self._looks:
            column = self._table.columns[self._slots[number].at]
            look: dict[str, object] = {"align": _STANDS[column.align], "valign": "top"}
            # Room between a figure and the words of the column beside it.
            look |= {"indent": 1} if column.align is Align.RIGHT else {}
            look |= {"border": 1, "border_color": _LINE}
            look |= {"num_format": form} if form else {"text_wrap": True}
            look |= {"bold": True, "top": 2, "bg_color": _GREY} if total else {}
            self._looks[key] = self._book.look(**look)
        return self._looks[key]
