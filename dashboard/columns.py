"""What a table's columns are, and the files that it can be taken away as. Without streamlit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from pantau.reports.sheet.book import Book, Sheet
from pantau.reports.sheet.csv_file import csv_bytes
from pantau.reports.sheet.text import SheetNames, cell_text, formula_safe

R = TypeVar("R")

Value = int | float | Fraction | str | None

_WIDEST = 60


# No slots: Python 3.11 cannot make a subscripted generic with them.
@dataclass(frozen=True)
class Column(Generic[R]):
    """One column.

    ``shown``: the cell as people read it. ``value``: what it sorts by and what files hold, a number
    where it is one (``unit`` then stands in the file's heading); where not given, the shown text.
    ``width``: small, medium, large, or pixels. ``left``: a time or a state, words that
    only sort by the number: they stand left and are what files hold. ``is_picture``: what is shown
    is the address of a picture; neither files nor searches know of it.
    """

    heading: str
    shown: Callable[[R], str]
    value: Callable[[R], Value] | None = None
    unit: str = ""
    width: str | int | None = None
    left: bool = False
    is_picture: bool = False

    def kept(self, row: R) -> Value:
        """The cell as a value."""
        return self.shown(row) if self.value is None or self.left else self.value(row)

    @property
    def filed(self) -> str:
        """The heading in files."""
        return f"{self.heading} ({self.unit})" if self.unit else self.heading


def in_words(columns: Sequence[Column[R]]) -> list[Column[R]]:
    """The columns that are no pictures."""
    return [column for column in columns if not column.is_picture]


def matching(rows: Sequence[R], columns: Sequence[Column[R]], wanted: str) -> list[R]:
    """The rows in which each word of ``wanted`` stands somewhere, whatever its case."""
    words = wanted.casefold().split()
    if not words:
        return list(rows)
    return [row for row in rows if _holds(row, columns, words)]


def _holds(row: R, columns: Sequence[Column[R]], words: Sequence[str]) -> bool:
    text = " ".join(column.shown(row) for column in in_words(columns)).casefold()
    return all(word in text for word in words)


def as_csv(rows: Sequence[R], columns: Sequence[Column[R]]) -> bytes:
    """As a spreadsheet in Indonesia opens it: semicolons, decimal commas, UTF-8 with its mark."""
    columns = in_words(columns)
    lines = [[column.filed for column in columns]]
    lines += [[_csv_cell(column.kept(row)) for column in columns] for row in rows]
    return csv_bytes(lines)


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return formula_safe(value)
    return str(float(value) if isinstance(value, Fraction) else value).replace(".", ",")


def as_xlsx(rows: Sequence[R], columns: Sequence[Column[R]], title: str) -> bytes:
    """One sheet with a frozen heading and filters; text is text, never a formula or a link."""
    book, columns = Book(), in_words(columns)
    sheet = book.workbook.add_worksheet(SheetNames().take(title))
    heading = book.look(bold=True, bottom=1, text_wrap=True, valign="top")
    for number, column in enumerate(columns):
        sheet.write_string(0, number, cell_text(column.filed), heading)
        widest = len(column.filed)
        for line, row in enumerate(rows, start=1):
            widest = max(widest, _xlsx_cell(sheet, line, number, column.kept(row)))
        sheet.set_column(number, number, min(widest, _WIDEST) + 2)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return book.closed()


def _xlsx_cell(sheet: Sheet, line: int, at: int, value: Value) -> int:
    """Write a cell; answers how many characters wide it is."""
    if value is None:
        return 0
    if isinstance(value, str):
        sheet.write_string(line, at, cell_text(value))
    else:
        sheet.write_number(line, at, float(value))
    return len(str(value)) if isinstance(value, str | int) else 8
