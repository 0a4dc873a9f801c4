"""A table as a sheet: title, frozen headings, filters, figures as numbers, formulas that live."""

from collections.abc import Iterator, Sequence
from math import ceil
from textwrap import wrap

from xlsxwriter.utility import xl_col_to_name

from pantau.reports.cell import Cell, Plain, Share, Summed, Worked, plain, shown
from pantau.reports.content import Align, Document, Table
from pantau.reports.sheet.book import Book, Format, Sheet
from pantau.reports.sheet.figures import as_number, with_unit
from pantau.reports.sheet.formula import formula_of, sum_formula
from pantau.reports.sheet.page import set_up
from pantau.reports.sheet.text import cell_text

HEADING = 2
"""The row of the headings, from 0; above it stand the caption and the paper's mark."""
_NARROWEST, _WIDEST = 7, 48
_GREY, _LINE = "#F2F2F2", "#BFBFBF"
_LINE_HIGH = 15
# Characters that a page takes side by side before they are too small to read.
_ACROSS_STANDING, _ACROSS_LYING = 150, 240
_STANDS = {Align.LEFT: "left", Align.RIGHT: "right", Align.CENTRE: "center"}


class TableSheet:
    """Writes one table into ``sheet``."""

    def __init__(self, book: Book, sheet: Sheet, table: Table, document: Document) -> None:
        self._book, self._sheet, self._table, self._document = book, sheet, table, document
        self._letters = [xl_col_to_name(number) for number in range(len(table.columns))]
        self._widths = [_NARROWEST] * len(table.columns)
        self._looks: dict[tuple[str, int, bool], Format] = {}

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
            self._sheet.autofilter(HEADING, 0, last, len(table.columns) - 1)
        if table.total is not None:
            self._row(last + 1, table.total, total=True)
        self._shape(first)

    def _shape(self, first: int) -> None:
        """Widths, what stays in sight, and how it is printed."""
        sheet, table = self._sheet, self._table
        widths = [min(wide, _WIDEST) + 2 for wide in self._widths]
        for number, wide in enumerate(widths):
            sheet.set_column(number, number, wide)
        pairs = zip(headings(table, self._document), widths, strict=True)
        lines = max(len(wrap(heading, wide - 2)) for heading, wide in pairs)
        sheet.set_row(HEADING, _LINE_HIGH * lines + 3)
        sheet.freeze_panes(first, self._named())
        sheet.repeat_rows(HEADING)
        across = _ACROSS_LYING if table.landscape else _ACROSS_STANDING
        pages = ceil(sum(widths) / across)
        if pages > 1:
            sheet.repeat_columns(0, self._named() - 1)
        set_up(sheet, self._document, landscape=table.landscape, pages=pages)

    def _head(self) -> None:
        sheet, table, document = self._sheet, self._table, self._document
        sheet.write_string(0, 0, cell_text(table.caption), self._book.look(bold=True, font_size=13))
        mark = " · ".join(each for each in (document.mark.watermark, document.mark.left) if each)
        sheet.write_string(
            1, 0, cell_text(mark), self._book.look(font_size=9, font_color="#595959")
        )
        across = {"align": "center", "valign": "vcenter", "text_wrap": True}
        look = self._book.look(bold=True, bg_color=_GREY, border=1, border_color=_LINE, **across)
        for number, heading in enumerate(headings(table, document)):
            sheet.write_string(HEADING, number, cell_text(heading), look)
            longest = max((len(word) for word in heading.split()), default=0)
            self._widths[number] = max(_NARROWEST, longest)

    def _named(self) -> int:
        """The columns that stay in sight: up to the name of a row's thing, or the first."""
        keys = [column.key for column in self._table.columns[:3]]
        return keys.index("name") + 1 if "name" in keys else 1

    def _row(self, row: int, cells: Sequence[Cell], *, total: bool) -> None:
        for number, cell in enumerate(cells):
            value = plain(cell)
            figure = as_number(value, self._document.language, self._document.zone)
            words = "" if figure else self._words(value)
            look = self._look(figure.form if figure else "", number, total)
            self._widths[number] = max(self._widths[number], figure.wide if figure else len(words))
            formula = self._formula(cell, row, number, there=figure is not None)
            if formula:
                cached = figure.number if figure else words
                self._sheet.write_formula(row, number, formula, look, cached)
            elif figure is None:
                self._sheet.write_string(row, number, words, look)
            else:
                self._sheet.write_number(row, number, figure.number, look)

    def _words(self, value: Plain) -> str:
        return cell_text(shown(value, self._document.language, self._document.zone))

    def _formula(self, cell: Cell, row: int, number: int, *, there: bool) -> str:
        """The way to the cell's value; none where there is no value, but a share finds that too."""
        if isinstance(cell, Worked) and (there or isinstance(cell.value, Share)):
            pairs = zip(self._table.columns, self._letters, strict=True)
            return formula_of(cell, {column.key: f"{at}{row + 1}" for column, at in pairs})
        if isinstance(cell, Summed) and there:
            return sum_formula(self._letters[number], HEADING + 2, row)
        return ""

    def _look(self, form: str, number: int, total: bool) -> Format:
        key = (form, number, total)
        if key not in self._looks:
            look: dict[str, object] = {
                "align": _STANDS[self._table.columns[number].align],
                "valign": "top",
            }
            look |= {"border": 1, "border_color": _LINE}
            look |= {"num_format": form} if form else {"text_wrap": True}
            look |= {"bold": True, "top": 2, "bg_color": _GREY} if total else {}
            self._looks[key] = self._book.look(**look)
        return self._looks[key]


def headings(table: Table, document: Document) -> Iterator[str]:
    """The headings, each with the unit that its bare numbers lack."""
    for number, column in enumerate(table.columns):
        cells = (row[number] for row in table.rows)
        yield with_unit(column.heading, cells, document.language, document.zone)
