"""Cells of a table that people open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | bool | Decimal | None


def formula_safe(text: str) -> str:
    """``text`` as a cell that no spreadsheet takes for a formula: a quote before what could be."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """As a spreadsheet in Indonesia opens it: semicolons, decimal commas, UTF-8 with its mark."""
    made = StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return formula_safe(value) if isinstance(value, str) else str(value)
