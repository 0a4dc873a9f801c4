"""Tables as official papers have them: lines, repeated headings, a row of column numbers."""

from pantau.reports.cell import Cell
from pantau.reports.content import Align, Column, Table
from pantau.reports.docx.grid import Box, Row, grid, shared
from pantau.reports.docx.sheet import Sheet
from pantau.reports.docx.xml import Element, Style, aligned, field, node, paragraph, run

_MANY, _MANY_LANDSCAPE = 8, 11
"""Columns from which the letters are small, by how the sheet lies."""

_SIDES = {Align.LEFT: "left", Align.RIGHT: "right", Align.CENTRE: "center"}


def table(block: Table, sheet: Sheet, *, numbered: bool = True) -> list[Element]:
    """Caption and table, or what to say where it has no rows.

    ``numbered``: with (1) (2) (3) below the headings.
    """
    head = captioned(block.caption, sheet)
    if not block.rows:
        return [head, paragraph(Style.BODY, block.empty)]
    many = _MANY_LANDSCAPE if sheet.landscape else _MANY
    style = Style.TABLE if len(block.columns) < many else Style.TABLE_SMALL
    rows = _heading(block, style)[: 2 if numbered else 1]
    bands = dict(block.bands)
    for at, cells in enumerate(block.rows):
        if at in bands:
            rows.append(_band(bands[at], style, len(block.columns)))
        rows.append(_row(cells, block.columns, style, sheet))
    if block.total is not None:
        rows.append(_row(block.total, block.columns, style, sheet, total=True))
    widths = shared([column.wide for column in block.columns], sheet.width)
    return [head, grid(rows, widths, lined=True), paragraph(Style.GAP)]


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
    cells: tuple[Cell, ...],
    columns: tuple[Column, ...],
    style: Style,
    sheet: Sheet,
    *,
    total: bool = False,
) -> Row:
    looks = ("b",) if total else ()
    return Row(
        tuple(
            Box(
                (
                    paragraph(
                        style, [run(sheet.shown(cell), *looks)], aligned(_SIDES[column.align])
                    ),
                ),
                shaded=total,
            )
            for cell, column in zip(cells, columns, strict=True)
        )
    )


def _centred(style: Style, inside: list[Element]) -> Element:
    return paragraph(style, inside, node("keepNext"), aligned("center"))
