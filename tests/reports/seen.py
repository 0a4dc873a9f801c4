"""What of a PDF is seen: its words that lie above the foot of their page."""

import io
from typing import Any

import pypdf

from pantau.inventory.choices import PaperSize
from pantau.reports.pdf.sheet import sheet


def seen(pdf: bytes) -> list[str]:
    """The words of each page; what is drawn lower than the text of a page may be is left out."""
    found = []
    least = sheet(PaperSize.A4, landscape=False).bottom - 1
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        words: list[str] = []

        def see(text: str, cm: Any, tm: Any, *_: Any, into: list[str] = words) -> None:
            if cm[1] * tm[4] + cm[3] * tm[5] + cm[5] >= least:
                into.append(text)

        page.extract_text(visitor_text=see)
        found.append(" ".join(words))
    return found
