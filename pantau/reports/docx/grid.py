"""Tables of Word: rows of cells with fixed widths, in twentieths of a point."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pantau.reports.docx.xml import Element, node


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its paragraphs, over how many columns it goes, and whether it is shaded."""

    paragraphs: tuple[Element, ...]
    spans: int = 1
    shaded: bool = False
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row, never cut by a page; ``heading``: stands again on every page."""

    boxes: tuple[Box, ...]
    heading: bool = False
    height: int = 0


def grid(rows: Iterable[Row], widths: Sequence[int], *, lined: bool) -> Element:
    """A table as wide as its columns; ``lined``: with lines, else for the lay-out alone."""
    looks = [node("tblStyle", {"val": "TableGrid"})] if lined else []
    made = node(
        "tbl",
        None,
        node(
            "tblPr",
            None,
            *looks,
            node("tblW", {"w": sum(widths), "type": "dxa"}),
            node("tblLayout", {"type": "fixed"}),
        ),
        node("tblGrid", None, *(node("gridCol", {"w": width}) for width in widths)),
    )
    made.extend(_row(row, widths) for row in rows)
    return made


def shared(wide: Sequence[float], width: int) -> list[int]:
    """``width`` shared out as ``wide`` asks, to the last twentieth."""
    edges = [round(width * part / sum(wide)) for part in accumulate(wide, initial=0.0)]
    return [end - begin for begin, end in pairwise(edges)]


def _row(row: Row, widths: Sequence[int]) -> Element:
    properties = [node("cantSplit")]
    if row.height:
        properties.append(node("trHeight", {"val": row.height, "hRule": "atLeast"}))
    if row.heading:
        properties.append(node("tblHeader"))
    made = node("tr", None, node("trPr", None, *properties))
    at = 0
    for box in row.boxes:
        made.append(_box(box, sum(widths[at : at + box.spans])))
        at += box.spans
    return made


def _box(box: Box, width: int) -> Element:
    properties = [node("tcW", {"w": width, "type": "dxa"})]
    if box.spans > 1:
        properties.append(node("gridSpan", {"val": box.spans}))
    if box.shaded:
        properties.append(node("shd", {"val": "clear", "color": "auto", "fill": "EDEDED"}))
    if box.middle:
        properties.append(node("vAlign", {"val": "center"}))
    return node("tc", None, node("tcPr", None, *properties), *box.paragraphs)
