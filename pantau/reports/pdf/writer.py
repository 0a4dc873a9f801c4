"""From a document to the bytes of a PDF/A-2b file."""

import json

from pantau.facts.instant import SECOND
from pantau.reports.content import Document, Table
from pantau.reports.form import Form
from pantau.reports.pdf.drawn import drawn
from pantau.reports.pdf.tables import TAGGED_CELLS
from pantau.reports.pdf.typesetting import typeset


def to_pdf(document: Document) -> bytes:
    """``document`` on paper: the same bytes for the same document on every machine.

    A logo that cannot be drawn is left out.
    """
    data = json.dumps(drawn(document), ensure_ascii=False, separators=(",", ":"))
    tagged = _cells(document) <= TAGGED_CELLS
    return typeset("paper.typ", data, made=document.made_of // SECOND, tagged=tagged)


def _cells(document: Document) -> int:
    tables = (block for block in document.of(Form.PRINT) if isinstance(block, Table))
    return sum(len(table.rows) * len(table.columns) for table in tables)
