"""Tables as official papers have them: lines, repeated headings, a row of column numbers."""

from collections.abc import Sequence

from pantau.reports.columns import Text, fit, texts
from pantau.reports.content import Align, Column, Table
from pantau.reports.docx.grid import Box, Row, grid, shared
from pantau.reports.docx.sheet import Sheet
from pantau.reports.docx.xml import Element, Style, aligned, field, node, paragraph, run

_MANY, _MANY_LANDSCAPE = 8, 11
"""Columns from which the letters are small, by how the sheet lies."""

_STYLES = {9.0: Style.TABLE, 7.5: Style.TABLE_SMALL, 6.5: Style.TABLE_LEAST}
"""By the size of their letters in points, as the template has them."""

_SHORT, _BEGUN = 12, 2
"""Rows up to which a table stays whole, and those that are kept with the next one of a long one."""

_SIDES = {Align.LEFT: "left", Align.RIGHT: "right", Align.CENTRE: "center"}


def table(block: Table, sheet: Sheet, *, numbered: bool = True) -> list[Element]:
    """Caption and table, or what to say where it has no rows.

    ``numbered``: with (1) (2) (3) below the headings.
    """
    head = captioned(block.caption, sheet)
    if not block.rows:
        return [head, paragraph(Style.BODY, block.empty)]
    many = _MANY_LANDSCAPE if sheet.landscape else _MANY
    sizes = tuple(_STYLES)[0 if len(block.columns) < many else 1 :]
    said = [texts(row, block.columns, sheet.shown) for row in block.rows]
    total = block.total and texts(block.total, block.columns, sheet.shown, strong=True)
    found = fit(
        [column.heading for column in block.columns],
        [*said, total] if total else said,
        [column.wide for column in block.columns],
        sheet.width / 20,
        sizes,
    )
    style = _STYLES[found.size]
    rows = _heading(block, style)[: 2 if numbered else 1]
    bands = dict(block.bands)
    for at, row in enumerate(said):
        if at in bands:
            rows.append(_band(bands[at], style, len(block.columns)))
        rows.append(_row(row, block.columns, style, kept=_kept(at, len(said), total=bool(total))))
    if total:
        rows.append(_row(total, block.columns, style, total=True))
    return [head, grid(rows, shared(found.widths, sheet.width), lined=True), paragraph(Style.GAP)]


def _kept(at: int, rows: int, *, total: bool) -> bool:
    """Whether row ``at`` is kept with what follows it: a short table stays whole, under the
    headings of a long one stand three rows at least, and the total is never alone on a page."""
    if at == rows - 1:
        return total
    return rows <= _SHORT or at < _BEGUN


def captioned(caption: str, sheet: Sheet) -> Element:
    """``Tabel 3. Caption``, counted by Word from then on."""
    number = str(sheet.next_of("table"))
    before, after = sheet.say("Table {n}. {caption}").split("{n}")
    said = after.replace("{caption}", caption)
    return paragraph(Style.CAPTION, [run(before), field("SEQ Tabel \\* ARABIC", number), run(said)])


def _heading(block: Table, style: Style) -> list[Row]:
    names = [
        Box((_centred(style, [run(column.heading, "b")]),), shaded=True, middle=True)
        for column in block.columns
    ]
    numbers = [Box((_centred(style, [run(f"({at})")]),)) for at in range(1, len(block.columns) + 1)]
    return [Row(tuple(names), heading=True), Row(tuple(numbers), heading=True)]


def _band(words: str, style: Style, columns: int) -> Row:
    """Over rows that belong together, and kept with the first of them."""
    said = paragraph(style, [run(words, "b")], node("keepNext"))
    return Row((Box((said,), spans=columns, shaded=True),))


def _row(
    cells: Sequence[Text],
    columns: Sequence[Column],
    style: Style,
    *,
    total: bool = False,
    kept: bool = False,
) -> Row:
    """``kept``: on one page with the row that follows."""
    looks = ("b",) if total else ()
    return Row(
        tuple(
            Box(
                (
                    paragraph(
                        style,
                        [run(cell.shown, *looks)],
                        *([node("keepNext")] if kept else []),
                        aligned(_SIDES[column.align]),
                    ),
                ),
                shaded=total,
            )
            for cell, column in zip(cells, columns, strict=True)
        )
    )


def _centred(style: Style, inside: list[Element]) -> Element:
    return paragraph(style, inside, node("keepNext"), aligned("center"))
