"""Elements of WordprocessingML, made of values: no text ever becomes markup."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

# What XML cannot hold at all, and halves of characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("(\r\n|[\n\r\x85\u2028\u2029\t])")


__all__ = ["Element", "Style", "aligned", "clean", "field", "node", "paragraph", "run"]


class Style(StrEnum):
    """The styles of template/word/styles.xml, by their id there."""

    BODY = "BodyText"
    TITLE = "Title"
    SUBTITLE = "Subtitle"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    BULLET = "ListBullet"
    NUMBER = "ListNumber"
    CAPTION = "Caption"
    HEADER = "Header"
    FOOTER = "Footer"
    LETTERHEAD_OVER = "LetterheadOver"
    LETTERHEAD_OFFICE = "LetterheadOffice"
    LETTERHEAD_ADDRESS = "LetterheadAddress"
    NOTICE = "Notice"
    PARTICULAR = "Particular"
    TABLE = "TableText"
    TABLE_SMALL = "TableTextSmall"
    TABLE_LEAST = "TableTextLeast"
    FIGURE_LABEL = "FigureLabel"
    FIGURE_VALUE = "FigureValue"
    SIGNATURE = "Signature"
    GAP = "Gap"


def node(tag: str, attributes: Mapping[str, str | int] | None = None, *inside: Element) -> Element:
    """``<w:tag w:name="value">`` around ``inside``."""
    made = OxmlElement(f"w:{tag}")
    for name, value in (attributes or {}).items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(inside)
    return made


def clean(text: str) -> str:
    """``text`` without what a document cannot hold."""
    return _UNWRITABLE.sub("", text)


def run(text: str, *looks: str) -> Element:
    """A stretch of text. ``looks``: ``b`` (bold), ``u`` (underlined). Line ends stay line ends."""
    made = node("r")
    if looks:
        values = {"u": {"val": "single"}}
        made.append(node("rPr", None, *(node(look, values.get(look)) for look in looks)))
    for piece in _BREAKS.split(clean(text)):
        if piece == "\t":
            made.append(node("tab"))
        elif _BREAKS.fullmatch(piece):
            made.append(node("br"))
        elif piece:
            written = node("t")
            written.text = piece
            written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(written)
    return made


def paragraph(style: Style, inside: str | Iterable[Element] = (), *own: Element) -> Element:
    """A paragraph of ``style``; ``own``: what it has in its properties beside the style."""
    runs = (run(inside),) if isinstance(inside, str) else inside
    return node("p", None, node("pPr", None, node("pStyle", {"val": style.value}), *own), *runs)


def field(instruction: str, shown: str) -> Element:
    """What Word computes, with what stands there until it has."""
    return node("fldSimple", {"instr": f" {instruction} "}, run(shown))


def aligned(where: str) -> Element:
    """A paragraph property: ``left``, ``right`` or ``center``."""
    return node("jc", {"val": where})
