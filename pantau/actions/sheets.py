"""A stranger's table as sheets, whatever kind of file it came in, and how its words compare."""

import re

from pantau.actions.table import MOST_BYTES, RowProblem, read_csv, too_large
from pantau.actions.workbook import Sheet, is_workbook, read_workbook
from pantau.language import Sentence


def read_sheets(data: bytes, file: str) -> list[Sheet] | RowProblem:
    """CSV as one sheet without a name, XLSX and XLS as theirs. Empty cells are None."""
    if is_workbook(data):
        sheets = too_large() if len(data) > MOST_BYTES else read_workbook(data)
        return RowProblem(file, 1, sheets) if isinstance(sheets, Sentence) else sheets
    rows = read_csv(data, file)
    if isinstance(rows, RowProblem):
        return rows
    return [Sheet("", tuple((line, tuple(cell or None for cell in row)) for line, row in rows))]


def compared(text: str) -> str:
    """A heading or name as it is compared: "No. Tiket" and "no tiket" are one."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())
