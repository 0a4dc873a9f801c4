"""A paper as a Word document: the same facts give the same bytes."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT
from docx.section import Section
from docx.shared import Mm

from pantau.facts.instant import to_datetime
from pantau.reports.content import (
    Block,
    Document,
    Heading,
    Lines,
    Notice,
    PageBreak,
    Paragraph,
    Table,
)
from pantau.reports.docx.blocks import elements
from pantau.reports.docx.margins import write_margins
from pantau.reports.docx.parcel import same_bytes, template
from pantau.reports.docx.sheet import BINDING_MM, MARGIN_MM, Sheet
from pantau.reports.docx.xml import Style, clean, node, paragraph
from pantau.reports.form import Form

_TEXT = (Heading, Paragraph, Notice, Lines)


def to_docx(paper: Document) -> bytes:
    """``paper`` as a .docx file that officials can go on writing in."""
    sheet = Sheet(docx.Document(BytesIO(template(paper.language))), paper)
    _name(sheet)
    first = True
    for landscape, blocks in _sections(paper.of(Form.PRINT)):
        if not first:
            sheet.word.add_section()
        first = False
        sheet.landscape = landscape
        _lay(sheet, sheet.word.sections[-1])
        _write(sheet, blocks)
    return same_bytes(sheet.word)


def _name(sheet: Sheet) -> None:
    """Title, author and time: those of the knowledge that the paper holds."""
    of, then = sheet.word.core_properties, to_datetime(sheet.paper.made_of).replace(tzinfo=None)
    of.title, of.author = clean(sheet.paper.title)[:255], clean(sheet.paper.author)[:255]
    of.last_modified_by, of.revision = of.author, 1
    of.created = of.modified = then
    of.language = sheet.paper.language


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """Runs of blocks on sheets that lie the same way.

    A heading and the text below it go with the wide table that they lead to.
    """
    lies = [isinstance(block, Table) and block.lies for block in blocks]
    for at, block in enumerate(blocks):
        if not isinstance(block, Table) or not block.landscape:
            continue
        before = led = at
        while before and isinstance(blocks[before - 1], _TEXT):
            before -= 1
            if isinstance(blocks[before], Heading):
                led = before
        if block.lies or (led and lies[led - 1]):
            lies[led : at + 1] = [True] * (at + 1 - led)
    begin = 0
    for at in range(1, len(blocks) + 1):
        if at == len(blocks) or lies[at] is not lies[begin]:
            yield lies[begin], list(blocks[begin:at])
            begin = at


def _lay(sheet: Sheet, section: Section) -> None:
    width, height = sheet.millimetres
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(BINDING_MM), Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    write_margins(sheet, section)


def _write(sheet: Sheet, blocks: Sequence[Block]) -> None:
    end = sheet.word.element.body.sectPr
    breaks = False
    for block in blocks:
        if isinstance(block, PageBreak):
            breaks = True
            continue
        made = elements(block, sheet)
        if breaks and made:
            # A break of its own would leave an empty line at the top of the page.
            made.insert(0, paragraph(Style.GAP, "", node("pageBreakBefore")))
            breaks = False
        for each in made:
            end.addprevious(each)
