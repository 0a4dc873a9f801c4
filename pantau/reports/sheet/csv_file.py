"""Tables as CSV for a spreadsheet in Indonesia: semicolons, decimal commas, UTF-8 with its mark.

A file holds the rows of one table and its headings, no total: whoever adds up a column must not
find its sum in it. Of simulated figures every row says so, because a file knows no watermark.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import StringIO

from pantau.facts.instant import to_datetime
from pantau.language import translator
from pantau.reports.cell import (
    Cell,
    Count,
    Day,
    Met,
    Moment,
    Percent,
    Plain,
    RoundTrip,
    Rupiah,
    Seconds,
    Share,
    plain,
    shown,
)
from pantau.reports.content import SITES, Document, Table
from pantau.reports.form import Form
from pantau.reports.sheet.figures import with_unit
from pantau.reports.sheet.text import cell_text, formula_safe


def csv_bytes(lines: Iterable[Sequence[str | int]]) -> bytes:
    """Lines of cells, each as it is to stand."""
    made = StringIO()
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows(lines)
    return made.getvalue().encode("utf-8-sig")


def to_csv(document: Document, key: str) -> bytes:
    """The table ``key`` of ``document``. Raises KeyError where it has none."""
    return _table(_tables(document)[key], document)


def sites_csv(document: Document) -> bytes:
    """The table of all sites of a monthly report. Raises KeyError where there is none."""
    return to_csv(document, SITES)


def _tables(document: Document) -> dict[str, Table]:
    return {each.key: each for each in document.of(Form.SHEET) if isinstance(each, Table)}


def _table(table: Table, document: Document) -> bytes:
    say, watermark = translator(document.language), document.mark.watermark
    columns = list(_columns(table, document))
    if watermark:
        columns.append([say("Mark"), *[formula_safe(cell_text(watermark))] * len(table.rows)])
    return csv_bytes(zip(*columns, strict=True))


def _columns(table: Table, document: Document) -> Iterator[list[str]]:
    """Each column: its heading with the unit, and its cells."""
    language, zone = document.language, document.zone
    for number, column in enumerate(table.columns):
        cells = [row[number] for row in table.rows]
        heading = with_unit(column.heading, cells, language, zone, csv=True)
        yield [formula_safe(cell_text(heading)), *(_cell(cell, document) for cell in cells)]


def _cell(cell: Cell, document: Document) -> str:
    """The cell as a number or text: shares cut as shown, times as ISO 8601 in the paper's zone."""
    value: Plain = plain(cell)
    if isinstance(value, str):
        return formula_safe(cell_text(value))
    if value.value is None:
        return ""
    match value:
        case Share():
            return _decimal(value.floored)
        case Percent():
            return _decimal(value.value)
        case RoundTrip():
            return _decimal(Decimal(value.value).scaleb(-3))
        case Seconds() | Count() | Rupiah():
            return str(value.value)
        case Moment():
            local = to_datetime(value.value, document.zone).replace(tzinfo=None, microsecond=0)
            return local.isoformat(" ")
        case Day():
            return value.value.isoformat()
        case Met():
            return shown(value, document.language, document.zone)


def _decimal(value: Decimal | None) -> str:
    return f"{value:f}".replace(".", ",")
