"""From a document to the bytes of a PDF/A-2b file."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from pantau.facts.instant import SECOND
from pantau.reports.content import Document
from pantau.reports.pdf.drawn import drawn
from pantau.reports.pdf.face import FONTS

_LOOK: Final = Path(__file__).parent / "look"
_STANDARD: Final = "a-2b"


def to_pdf(document: Document) -> bytes:
    """``document`` on paper: PDF/A-2b, the same bytes for the same document on every machine."""
    data = json.dumps(drawn(document), ensure_ascii=False, separators=(",", ":"))
    return _compiled(_LOOK / "paper.typ", data, document.made_of // SECOND)


def _compiled(template: Path, data: str, made: int) -> bytes:
    compiler = typst.Compiler(
        template, root=_LOOK, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"paper": data}
    )
    found: Any = compiler.compile(
        format="pdf", pdf_standards=[_STANDARD], timestamp=made, pdf_tags=False
    )
    assert isinstance(found, bytes)
    return found


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
