"""A table as data: its texts, the widths of its columns and the size at which all fits."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from pantau.language import Language
from pantau.reports.cell import Cell, plain, shown
from pantau.reports.content import Align, Table
from pantau.reports.pdf.columns import INSET, Text, fit, fits
from pantau.reports.pdf.heights import LINE, cut, highest, kept
from pantau.reports.pdf.printable import breakable, printable
from pantau.reports.pdf.sheet import Sheet

_SHORT = 12
"""Rows up to which a table is kept on one page."""
_PAD = 8.4
"""Points above and below the text of a row, as the template has them where there is room."""


def table(block: Table, page: Sheet, language: Language, zone: ZoneInfo) -> dict[str, object]:
    """``block`` between the margins of ``page``, without its caption."""

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
        page.inner,
    )
    room = [width - 2 * INSET for width in found.widths]

    def row_of(cells: Sequence[str]) -> list[str]:
        return [
            breakable(words, widest, found.size) for words, widest in zip(cells, room, strict=True)
        ]

    def height_of(cells: Sequence[str]) -> float:
        return highest(zip(cells, room, strict=True), found.size) + _PAD

    shown_rows = [[cell.shown for cell in row] for row in rows]
    shown_total = [cell.shown for cell in total]
    single = [
        all(fits(words, width, found.size) for words, width in zip(row, room, strict=True))
        for row in shown_rows
    ]
    return {
        "kind": "table",
        "widths": found.widths,
        "size": found.size,
        "inset": INSET,
        "aligns": [column.align.value for column in block.columns],
        "headings": row_of(headings),
        "rows": [row_of(row) for row in shown_rows],
        "single": single,
        # Only a row of more than a line can be that high.
        "cut": [
            at
            for at, (row, one) in enumerate(zip(shown_rows, single, strict=True))
            if not one and cut(height_of(row), page)
        ],
        "kept": len(rows) <= _SHORT
        and kept(
            sum(map(height_of, [headings, *shown_rows, *([shown_total] if total else [])]))
            # The numbers of the columns and what stands over rows are a line each.
            + (1 + len(block.bands)) * (LINE * found.size + _PAD),
            page,
        ),
        "total": row_of(shown_total) if total else [],
        "empty": block.empty,
        "bands": {str(at): printable(words) for at, words in block.bands},
    }
