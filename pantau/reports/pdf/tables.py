"""A table as data: its texts, the widths of its columns and the size at which all fits."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from pantau.language import Language
from pantau.reports.cell import Cell, plain, shown
from pantau.reports.content import Align, Table
from pantau.reports.pdf.columns import INSET, Text, fit, fits
from pantau.reports.pdf.printable import breakable, printable


def table(block: Table, inner: float, language: Language, zone: ZoneInfo) -> dict[str, object]:
    """``block`` in ``inner`` points of width, without its caption."""

    def text(cell: Cell, *, right: bool, strong: bool) -> Text:
        words = printable(shown(cell, language, zone))
        return Text(words, whole=right or not isinstance(plain(cell), str), strong=strong)

    def texts(row: Sequence[Cell], *, strong: bool = False) -> list[Text]:
        # What stands on the right is a figure, "256 of 288" too.
        sides = (column.align is Align.RIGHT for column in block.columns)
        return [
            text(cell, right=right, strong=strong) for cell, right in zip(row, sides, strict=True)
        ]

    rows = [texts(row) for row in block.rows]
    total = texts(block.total, strong=True) if block.total is not None else []
    headings = [printable(column.heading) for column in block.columns]
    found = fit(
        headings,
        [*rows, total] if total else rows,
        [column.wide for column in block.columns],
        inner,
    )
    room = [width - 2 * INSET for width in found.widths]

    def row_of(cells: list[Text]) -> list[str]:
        return [
            breakable(cell.shown, widest, found.size)
            for cell, widest in zip(cells, room, strict=True)
        ]

    return {
        "kind": "table",
        "widths": found.widths,
        "size": found.size,
        "inset": INSET,
        "aligns": [column.align.value for column in block.columns],
        "headings": [
            breakable(each, widest, found.size) for each, widest in zip(headings, room, strict=True)
        ],
        "rows": [row_of(row) for row in rows],
        "single": [
            all(fits(cell.shown, width, found.size) for cell, width in zip(row, room, strict=True))
            for row in rows
        ],
        "total": row_of(total) if total else [],
        "empty": block.empty,
        "bands": {str(at): printable(words) for at, words in block.bands},
    }
