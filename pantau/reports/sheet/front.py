"""The first sheet: what the paper says in words, its figures, and where each table stands."""

from collections.abc import Iterable, Iterator, Mapping
from math import ceil

from pantau.language import number
from pantau.reports.cell import Plain, shown
from pantau.reports.content import (
    Block,
    Document,
    Figures,
    Heading,
    Letterhead,
    Lines,
    Notice,
    Paragraph,
    Particulars,
    Table,
    Title,
)
from pantau.reports.form import Form
from pantau.reports.sheet.book import Book, Sheet
from pantau.reports.sheet.figures import as_clock, as_number
from pantau.reports.sheet.page import set_up
from pantau.reports.sheet.text import cell_text

_WIDTHS = (34, 26, 52)
_LAST = len(_WIDTHS) - 1
_SIZE, _LINE_HIGH = 11, 15.0
_LINK_MOST = 255


class Front:
    """Writes the blocks of ``document`` below one another.

    ``places``: the sheet on which a block of ``document.of(Form.SHEET)`` stands, by its position.
    """

    def __init__(
        self, book: Book, sheet: Sheet, document: Document, places: Mapping[int, str]
    ) -> None:
        self._book, self._sheet, self._document, self._places = book, sheet, document, places
        self._row = 0

    def write(self) -> None:
        """All of it."""
        for column, wide in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, wide)
        mark = self._document.mark
        if mark.watermark:
            self._across(mark.watermark, 16, bold=True, font_color="#C00000")
        for position, block in enumerate(self._document.of(Form.SHEET)):
            if position in self._places:
                self._link(block, self._places[position])
            else:
                self._block(block)
        self._row += 1
        for text in (mark.left, mark.right):
            self._across(text, 9, font_color="#595959")
        set_up(self._sheet, self._document, landscape=False)

    def _block(self, block: Block) -> None:
        """A block of words or pairs; signatures, pictures and page breaks are for paper."""
        match block:
            case Title():
                self._row += 1
                self._across(block.text, 14, bold=True)
                self._each(block.below)
            case Heading():
                self._row += 1
                self._across(block.text, 12 if block.level == 1 else 11, bold=True)
            case Notice():
                self._across(block.text, bold=True, bg_color="#FFF2CC", border=1)
            case Letterhead() | Paragraph() | Lines():
                self._each(_words(block))
            case Figures() | Particulars():
                for name, value, note in _pairs(block):
                    self._pair(name, value, note)

    def _each(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._across(text)

    def _across(self, text: str, size: int = 11, **look: object) -> None:
        """Text over all columns, in a row of its height: rows do not grow under joined cells."""
        if not text:
            return
        self._joined(cell_text(text), 0, size, look)
        self._row += 1

    def _joined(self, text: str, first: int, size: int, look: Mapping[str, object]) -> None:
        """Text over the columns from ``first`` on."""
        form = self._book.look(text_wrap=True, valign="top", font_size=size, **look)
        self._sheet.merge_range(self._row, first, self._row, _LAST, "", form)
        self._sheet.write_string(self._row, first, text, form)
        fitting = sum(_WIDTHS[first:]) * _SIZE / size
        lines = sum(max(1, ceil(len(each) / fitting)) for each in text.split("\n"))
        self._sheet.set_row(self._row, _LINE_HIGH * lines * max(1, size / _SIZE))

    def _pair(self, name: str, value: Plain, note: str) -> None:
        """A name, what it is, and a note in the same row."""
        language, zone = self._document.language, self._document.zone
        words = {"text_wrap": True, "valign": "top", "align": "left"}
        look = self._book.look(**words)
        self._sheet.write_string(self._row, 0, cell_text(name), look)
        figure = as_clock(value) or as_number(value, language, zone)
        if figure is None:
            self._joined(cell_text(shown(value, language, zone)), 1, _SIZE, {"align": "left"})
        else:
            self._sheet.write_string(self._row, 2, cell_text(note), look)
            look = self._book.look(**words, num_format=figure.form)
            self._sheet.write_number(self._row, 1, figure.number, look)
        self._row += 1

    def _link(self, block: Block, place: str) -> None:
        """Where a table or a chart stands, to be gone to with a click."""
        caption = getattr(block, "caption", place)
        rows = (
            f" ({number(len(block.rows), self._document.language)})"
            if isinstance(block, Table)
            else ""
        )
        look = self._book.look(font_color="#0563C1", underline=1)
        name = place.replace("'", "''")
        said = cell_text(f"{caption}{rows}")[:_LINK_MOST]
        self._sheet.write_url(self._row, 0, f"internal:'{name}'!A1", look, said)
        self._row += 1


def _words(block: Letterhead | Paragraph | Lines) -> tuple[str, ...]:
    """The lines of a block of words."""
    match block:
        case Letterhead():
            return (*block.lines, block.address)
        case Paragraph():
            return (block.text,)
        case Lines() if block.numbered:
            return tuple(f"{count}. {text}" for count, text in enumerate(block.items, start=1))
        case Lines():
            return tuple(f"– {text}" for text in block.items)


def _pairs(block: Figures | Particulars) -> Iterator[tuple[str, Plain, str]]:
    """Names, what they are, and a note."""
    if isinstance(block, Figures):
        yield from ((each.label, each.value, each.note) for each in block.items)
    else:
        yield from ((name, value, "") for name, value in block.pairs)
