"""A paper as the data that the templates draw: only texts, numbers and lists."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, zip_longest
from typing import TypeAlias
from zoneinfo import ZoneInfo

from pantau.language import Language, to_say, translator
from pantau.reports.cell import Plain, shown
from pantau.reports.content import (
    Block,
    Document,
    Figures,
    Heading,
    Letterhead,
    Lines,
    Notice,
    PageBreak,
    Paragraph,
    Particulars,
    Signatory,
    Signatures,
    Table,
    Title,
)
from pantau.reports.face import bold
from pantau.reports.form import Form
from pantau.reports.pdf import charts
from pantau.reports.pdf.days import day_sheet
from pantau.reports.pdf.heights import highest, kept
from pantau.reports.pdf.logo import drawable
from pantau.reports.pdf.places import place_map
from pantau.reports.pdf.printable import in_print, may_break, printable
from pantau.reports.pdf.sections import sections
from pantau.reports.pdf.sheet import Sheet, sheet
from pantau.reports.pdf.tables import table
from pantau.reports.pictures import BarChart, DaySheet, LineChart, PartedBar, PlaceMap

Data: TypeAlias = "dict[str, object]"

_TEXT_SIZE = 11.0
_FIGURE_SIZE, _FIGURE_LEAST = 20.0, 11.0
_FIGURE_PAD = 16.0
# As the template has them: the name's column, what is between name and value, and between pairs.
_NAME, _BETWEEN, _GAP = 118.0, 20.0, 5.5
_NOTICE_PAD = 20.0
_RUNNING = (Paragraph, Lines)
# Room for a list's numbers and for what stands around a word: brackets, a comma.
_INDENT = 45.0


def drawn(document: Document) -> Data:
    """``document`` for the templates: every text printable, and no word wider than half a page."""
    drawer = _Drawer(document.language, document.zone)
    say = translator(document.language)
    marks = {
        "title": document.title,
        "author": document.author,
        "language": document.language,
        "left": document.mark.left,
        "right": document.mark.right,
        "watermark": document.mark.watermark,
        "page_of": say.gettext(to_say("Page {page} of {pages}")),
    }
    return {
        **{key: printable(text) for key, text in marks.items()},
        "sections": [
            _section(drawer, document, section.landscape, section.blocks)
            for section in sections(document.of(Form.PRINT))
        ],
    }


def _section(
    drawer: "_Drawer", document: Document, landscape: bool, blocks: tuple[Block, ...]
) -> Data:
    page = sheet(document.size, landscape=landscape)
    return {
        "width": page.width,
        "height": page.height,
        "left": page.left,
        "right": page.right,
        "top": page.top,
        "bottom": page.bottom,
        "blocks": [
            _printed(drawer, page, block, after) for block, after in zip_longest(blocks, blocks[1:])
        ],
    }


def _printed(drawer: "_Drawer", page: Sheet, block: Block, after: "Block | None") -> Data:
    """``after``: what follows on the same pages. ``soft``: whether a word in it may break."""
    # What fits on a line of running text is not broken: a hash for instance.
    widest = page.inner - _INDENT if isinstance(block, _RUNNING) else page.inner / 2
    made = {
        key: in_print(value, widest, _TEXT_SIZE) for key, value in drawer.block(block, page).items()
    }
    return {
        **made,
        "stays": isinstance(after, Signatures | Table),
        "soft": any(map(may_break, made.values())),
    }


@dataclass(frozen=True, slots=True)
class _Drawer:
    """Numbers tables and pictures as it goes."""

    language: Language
    zone: ZoneInfo
    _tables: Iterator[int] = field(default_factory=lambda: count(1))
    _pictures: Iterator[int] = field(default_factory=lambda: count(1))

    def block(self, block: Block, page: Sheet) -> Data:  # noqa: C901 - one line a kind
        match block:
            case Letterhead():
                return _letterhead(block)
            case Title():
                return {"kind": "title", "text": block.text, "below": block.below}
            case Heading():
                return {"kind": "heading", "text": block.text, "level": block.level}
            case Paragraph():
                return {"kind": "paragraph", "text": block.text}
            case Lines():
                return {"kind": "lines", "items": block.items, "numbered": block.numbered}
            case Notice():
                return _notice(block, page)
            case Figures():
                return self._figures(block, page.inner)
            case Particulars():
                pairs = [(name, self._shown(value)) for name, value in block.pairs]
                return _particulars(pairs, page)
            case Table():
                return self._table(block, page)
            case Signatures():
                return _signatures(block)
            case PageBreak():
                return {"kind": "page_break"}
            case PartedBar() | BarChart() | LineChart() | DaySheet() | PlaceMap():
                return self._picture(block, page.inner)

    def _shown(self, value: Plain) -> str:
        return shown(value, self.language, self.zone)

    def _figures(self, block: Figures, inner: float) -> Data:
        items = [(each.label, self._shown(each.value), each.note) for each in block.items]
        room = inner / max(len(items), 1) - _FIGURE_PAD
        widest = max((bold().width(value, 1.0) for _, value, _ in items), default=0.0)
        size = min(_FIGURE_SIZE, max(_FIGURE_LEAST, room / widest if widest else _FIGURE_SIZE))
        return {"kind": "figures", "items": items, "size": size}

    def _table(self, block: Table, page: Sheet) -> Data:
        caption = self._caption(to_say("Table {n}."), next(self._tables), block.caption)
        return {**table(block, page, self.language, self.zone), "caption": caption}

    def _picture(
        self, block: PartedBar | BarChart | LineChart | DaySheet | PlaceMap, inner: float
    ) -> Data:
        caption = self._caption(to_say("Figure {n}."), next(self._pictures), block.caption)
        match block:
            case PartedBar():
                data = charts.parted_bar(block, inner)
            case BarChart():
                data = charts.bar_chart(block, inner)
            case LineChart():
                data = charts.line_chart(block, inner)
            case DaySheet():
                data = day_sheet(block, inner)
            case PlaceMap():
                data = place_map(block, inner)
        return {**data, "caption": caption}

    def _caption(self, numbered: str, n: int, caption: str) -> list[str]:
        return [translator(self.language)(numbered, n=n), caption]


def _notice(block: Notice, page: Sheet) -> Data:
    height = highest([(block.text, page.inner - _NOTICE_PAD)], _TEXT_SIZE) + _NOTICE_PAD
    return {"kind": "notice", "text": block.text, "kept": kept(height, page)}


def _particulars(pairs: list[tuple[str, str]], page: Sheet) -> Data:
    room = page.inner - _NAME - _BETWEEN
    height = sum(highest([(of, _NAME), (value, room)], _TEXT_SIZE) + _GAP for of, value in pairs)
    return {"kind": "particulars", "pairs": pairs, "kept": kept(height, page)}


def _letterhead(block: Letterhead) -> Data:
    return {
        "kind": "letterhead",
        "lines": block.lines,
        "address": block.address,
        # The templates read no files: the picture is handed over as bytes.
        "logo": list(block.logo) if block.logo and drawable(block.logo) else None,
    }


def _signatures(block: Signatures) -> Data:
    return {
        "kind": "signatures",
        "dateline": block.dateline,
        "signatories": [_signatory(each) for each in block.signatories],
        "witness": _signatory(block.witness) if block.witness else None,
    }


def _signatory(each: Signatory) -> Data:
    return {
        "above": each.above,
        "title": each.title,
        "organisation": each.organisation,
        "name": each.name,
        "rank": each.rank,
        "nip": each.nip,
        "civil": each.civil,
    }
