"""A table as data: its texts, the widths of its columns and the size at which all fits."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from pantau.language import Language
from pantau.reports.cell import Cell, shown
from pantau.reports.columns import INSET, fit, fits, texts
from pantau.reports.content import Table
from pantau.reports.pdf.heights import LINE, highest, kept
from pantau.reports.pdf.printable import breakable, printable
from pantau.reports.pdf.sections import begins_page
from pantau.reports.pdf.sheet import Sheet

_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)
_MANY = 7
"""Columns from which on the largest are not tried."""
_SHORT = 12
"""Rows up to which a table is kept on one page."""
TAGGED_CELLS = 4_000
"""Tags say to a reading machine what is a heading and what a cell. They take some 250 bytes a cell
and as much again while being made: a paper with more cells than this goes without."""

_PAD = 8.4
"""Points above and below the text of a row, as the template has them where there is room."""


def table(block: Table, page: Sheet, language: Language, zone: ZoneInfo) -> dict[str, object]:
    """``block`` between the margins of ``page``, without its caption."""

    def said(cell: Cell) -> str:
        return printable(shown(cell, language, zone))

    rows = [texts(row, block.columns, said) for row in block.rows]
    total = texts(block.total, block.columns, said, strong=True) if block.total is not None else []
    headings = [printable(column.heading) for column in block.columns]
    found = fit(
        headings,
        [*rows, total] if total else rows,
        [column.wide for column in block.columns],
        page.inner,
        _SIZES[2:] if len(headings) > _MANY else _SIZES,
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
            if not one and not kept(height_of(row), page)
        ],
        "begins": begins_page(block),
        "many": len(rows) * len(headings) > TAGGED_CELLS,
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
