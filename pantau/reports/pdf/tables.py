"""A table as data: its texts, the widths of its columns and the size at which all fits."""

from zoneinfo import ZoneInfo

from pantau.language import Language
from pantau.reports.cell import Cell, plain, shown
from pantau.reports.content import Table
from pantau.reports.pdf.columns import INSET, Text, fit, fits
from pantau.reports.pdf.printable import breakable, printable


def table(block: Table, inner: float, language: Language, zone: ZoneInfo) -> dict[str, object]:
    """``block`` in ``inner`` points of width, without its caption."""

    def text(cell: Cell) -> Text:
        words = printable(shown(cell, language, zone))
        return Text(words, whole=not isinstance(plain(cell), str))

    rows = [[text(cell) for cell in row] for row in block.rows]
    total = [text(cell) for cell in block.total] if block.total is not None else []
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
    }
