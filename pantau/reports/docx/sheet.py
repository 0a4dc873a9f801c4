"""The paper under way: what a block must know of the sheet that it is written on."""

from dataclasses import dataclass, field
from io import BytesIO

from docx.document import Document as WordDocument
from docx.shared import Mm

from pantau.inventory.choices import PaperSize
from pantau.language import Translator, translator
from pantau.reports.cell import Cell, shown
from pantau.reports.content import Document
from pantau.reports.docx.xml import Element, node, run

_SIZES = {PaperSize.A4: (210, 297), PaperSize.F4: (215, 330)}
MARGIN_MM, BINDING_MM = 20, 25
"""White on three sides; on the left, where papers are bound."""

_TWENTIETH = 635
"""EMU (Word's smallest length) in a twentieth of a point."""


@dataclass(slots=True)
class Sheet:
    """``landscape``: how the sheet lies on which blocks are written now."""

    word: WordDocument
    paper: Document
    landscape: bool = False
    _counted: dict[str, int] = field(default_factory=dict)

    @property
    def say(self) -> Translator:
        """Speaks the paper's language."""
        return translator(self.paper.language)

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height of the sheet as it lies."""
        width, height = _SIZES[self.paper.size]
        return (height, width) if self.landscape else (width, height)

    @property
    def width(self) -> int:
        """The width of the text in twentieths of a point."""
        return int(Mm(self.millimetres[0] - MARGIN_MM - BINDING_MM)) // _TWENTIETH

    def shown(self, cell: Cell) -> str:
        """What a cell says."""
        return shown(cell, self.paper.language, self.paper.zone)

    def next_of(self, what: str) -> int:
        """1, 2, 3, … for each kind of thing."""
        self._counted[what] = self._counted.get(what, 0) + 1
        return self._counted[what]

    def numbering(self) -> int:
        """A numbering of its own for one list, beginning at 1; its id."""
        numbering = self.word.part.numbering_part.element
        made = numbering.add_num(3)
        made.add_lvlOverride(0).add_startOverride(1)
        return int(made.numId)

    def picture(self, image: bytes, height_mm: int) -> Element:
        """A run that holds a PNG."""
        inline = self.word.part.new_pic_inline(BytesIO(image), None, Mm(height_mm))
        drawing = node("drawing")
        drawing.append(inline)
        made = run("")
        made.append(drawing)
        return made
