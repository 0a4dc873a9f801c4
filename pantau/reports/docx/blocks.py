"""Each block of a paper in Word's terms: paragraphs and tables, in order."""

from collections.abc import Sequence

from pantau.language import to_say
from pantau.reports.content import (
    Align,
    Block,
    Column,
    Figure,
    Figures,
    Heading,
    Letterhead,
    Lines,
    Notice,
    PageBreak,
    Paragraph,
    Particulars,
    Signatures,
    Table,
    Title,
)
from pantau.reports.docx.grid import Box, Row, grid, shared
from pantau.reports.docx.logo import as_png
from pantau.reports.docx.sheet import Sheet
from pantau.reports.docx.signatures import signatures
from pantau.reports.docx.table import table
from pantau.reports.docx.xml import Element, Style, node, paragraph, run
from pantau.reports.pictures import BarChart, DaySheet, LineChart, PartedBar, PlaceMap

_ABREAST = 4
"""Figures that stand beside one another at most."""

_LOGO_MM = 22
_ELSEWHERE = to_say("This drawing is in the PDF of this paper.")


def elements(block: Block, sheet: Sheet) -> list[Element]:  # noqa: C901, PLR0912 - one a kind
    """``block`` as it is written on ``sheet``; nothing for a page break (see write.py).

    Of a chart its numbers are written: they can be edited, a drawing could not. Day sheets and
    maps are named and left to the PDF.
    """
    match block:
        case PageBreak():
            return []
        case Letterhead():
            return _letterhead(block, sheet)
        case Title():
            below = [paragraph(Style.SUBTITLE, line) for line in block.below]
            return [paragraph(Style.TITLE, block.text), *below, _gap()]
        case Heading():
            style = Style.HEADING_1 if block.level == 1 else Style.HEADING_2
            return [paragraph(style, block.text)]
        case Paragraph():
            return [paragraph(Style.BODY, block.text)]
        case Notice():
            return [paragraph(Style.NOTICE, block.text)]
        case Lines():
            return _lines(block, sheet)
        case Figures():
            return _figures(block, sheet)
        case Particulars():
            return _particulars(block, sheet)
        case Table():
            return table(block, sheet)
        case PartedBar():
            parts = [(part.label, part.shown) for part in block.parts]
            return _numbers(sheet, block.caption, ("", sheet.say("Value")), parts)
        case BarChart():
            bars = [(bar.label, bar.shown) for bar in block.bars]
            return _numbers(sheet, block.caption, ("", sheet.say("Value")), bars)
        case LineChart():
            return _line_chart(block, sheet)
        case DaySheet() | PlaceMap():
            said = f". {sheet.say(_ELSEWHERE)}"
            return [paragraph(Style.BODY, [run(block.caption, "b"), run(said)])]
        case Signatures():
            return signatures(block, sheet)


def _gap() -> Element:
    """A little room; Word also needs a paragraph between two tables."""
    return paragraph(Style.GAP)


def _letterhead(block: Letterhead, sheet: Sheet) -> list[Element]:
    *over, office = block.lines or ("",)
    lines = [paragraph(Style.LETTERHEAD_OVER, line) for line in over]
    lines.append(paragraph(Style.LETTERHEAD_OFFICE, office))
    if block.address:
        lines.append(paragraph(Style.LETTERHEAD_ADDRESS, block.address))
    picture = as_png(block.logo) if block.logo else None
    if picture:
        logo = paragraph(Style.LETTERHEAD_OVER, [sheet.picture(picture, _LOGO_MM)])
        boxes = (Box((logo,), middle=True), Box(tuple(lines), middle=True), Box((_gap(),)))
        side = 1300
        lines = [grid([Row(boxes)], [side, sheet.width - 2 * side, side], lined=False)]
    rule = node("bottom", {"val": "thinThickSmallGap", "sz": 24, "space": 1, "color": "000000"})
    return [*lines, paragraph(Style.GAP, "", node("pBdr", None, rule))]


def _lines(block: Lines, sheet: Sheet) -> list[Element]:
    if not block.numbered:
        return [paragraph(Style.BULLET, item) for item in block.items]
    own = {"val": sheet.numbering()}
    return [
        paragraph(
            Style.NUMBER, item, node("numPr", None, node("ilvl", {"val": 0}), node("numId", own))
        )
        for item in block.items
    ]


def _figures(block: Figures, sheet: Sheet) -> list[Element]:
    if not block.items:
        return []
    abreast = min(_ABREAST, len(block.items))
    boxes = [_figure(each, sheet) for each in block.items]
    boxes += [Box((_gap(),)) for _ in range(-len(boxes) % abreast)]
    rows = [Row(tuple(boxes[at : at + abreast])) for at in range(0, len(boxes), abreast)]
    return [grid(rows, shared([1.0] * abreast, sheet.width), lined=True), _gap()]


def _figure(figure: Figure, sheet: Sheet) -> Box:
    said = [
        paragraph(Style.FIGURE_LABEL, figure.label),
        paragraph(Style.FIGURE_VALUE, sheet.shown(figure.value)),
    ]
    if figure.note:
        said.append(paragraph(Style.FIGURE_LABEL, figure.note))
    return Box(tuple(said))


def _particulars(block: Particulars, sheet: Sheet) -> list[Element]:
    if not block.pairs:
        return []
    rows = [
        Row(
            tuple(
                Box((paragraph(Style.PARTICULAR, text),))
                for text in (name, ":", sheet.shown(value))
            )
        )
        for name, value in block.pairs
    ]
    names, colon = min(sheet.width // 3, 3200), 284
    return [grid(rows, [names, colon, sheet.width - names - colon], lined=False), _gap()]


def _line_chart(block: LineChart, sheet: Sheet) -> list[Element]:
    steps = [point.label for point in block.lines[0].points] if block.lines else []
    rows = [
        (label, *(line.points[at].shown for line in block.lines)) for at, label in enumerate(steps)
    ]
    return _numbers(sheet, block.caption, ("", *(line.label for line in block.lines)), rows)


def _numbers(
    sheet: Sheet, caption: str, head: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> list[Element]:
    columns = tuple(
        Column(f"c{at}", text, Align.RIGHT if at else Align.LEFT, 1.0 if at else 2.0)
        for at, text in enumerate(head)
    )
    return table(Table("numbers", caption, columns, tuple(rows)), sheet, numbered=False)
