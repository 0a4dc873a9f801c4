"""A stranger's table as sheets, whatever kind of file it came in, and how its words compare."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from pantau.actions.table import (
    MOST_BYTES,
    Columns,
    Row,
    RowProblem,
    named_rows,
    read_csv,
    read_table,
    too_large,
)
from pantau.actions.workbook import Cell, Sheet, is_workbook, read_workbook
from pantau.language import Sentence, to_say


def read_sheets(data: bytes, file: str) -> list[Sheet] | RowProblem:
    """CSV as one sheet without a name, XLSX and XLS as theirs. Empty cells are None."""
    if is_workbook(data):
        sheets = too_large() if len(data) > MOST_BYTES else read_workbook(data)
        return RowProblem(file, 1, sheets) if isinstance(sheets, Sentence) else sheets
    rows = read_csv(data, file)
    if isinstance(rows, RowProblem):
        return rows
    return [Sheet("", tuple((line, tuple(cell or None for cell in row)) for line, row in rows))]


def read_any_table(data: bytes, file: str, columns: Columns) -> tuple[list[Row], list[RowProblem]]:
    """As ``read_table``; of a workbook the first sheet whose first row names the columns."""
    if not is_workbook(data):
        return read_table(data, file, columns)
    sheets = read_sheets(data, file)
    if isinstance(sheets, RowProblem):
        return [], [sheets]
    return named_rows(lines_of(fitting(sheets, columns)), file, columns)


def named_sheet(sheets: Sequence[Sheet], name: str | None) -> Sequence[Sheet] | Sentence:
    """The one of that name, all where none was named, or what is said where there is none."""
    if name is None:
        return sheets
    found = [sheet for sheet in sheets if sheet.name == name]
    if found:
        return found
    names = ", ".join(f"'{sheet.name}'" for sheet in sheets)
    return Sentence(to_say("has no sheet '{sheet}'; it has {sheets}"), sheet=name, sheets=names)


def fitting(sheets: Sequence[Sheet], columns: Columns) -> Sheet | None:
    """The first sheet whose first row names the columns that are needed, else the first."""
    for sheet in sheets:
        header = {cell_text(cell).casefold() for cell in (sheet.rows[0][1] if sheet.rows else ())}
        if set(columns.needed) <= header:
            return sheet
    return sheets[0] if sheets else None


def lines_of(sheet: Sheet | None) -> Iterator[tuple[int, list[str]]]:
    """The rows as CSV would have them; empty cells on the right are none."""
    for line, cells in sheet.rows if sheet else ():
        values = list(map(cell_text, cells))
        while values and not values[-1]:
            values.pop()
        yield line, values


def cell_text(cell: Cell) -> str:
    """A cell as CSV would have it."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat()
    return str(cell).strip(" \t")


def compared(text: str) -> str:
    """A heading or name as it is compared: "No. Tiket" and "no tiket" are one."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())
