"""The tables of a pack as CSV: plain values, so that programs read them too."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pantau.reports.sheet.csv_file import csv_bytes
from pantau.reports.sheet.text import formula_safe

Cell = str | int | bool | Decimal | None


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """As a spreadsheet in Indonesia opens it: semicolons, decimal commas, UTF-8 with its mark."""
    return csv_bytes([head, *([_cell(value) for value in row] for row in rows)])


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return formula_safe(value) if isinstance(value, str) else str(value)
