"""How a sheet comes out of a printer: size, margins, and what stands on every page."""

from pantau.inventory.choices import PaperSize
from pantau.language import translator
from pantau.reports.content import Document, Mark
from pantau.reports.sheet.book import Sheet
from pantau.reports.sheet.text import cell_text

# Excel's numbers; its folio is 8.5 x 13 inches, the sheet sold as F4.
_PAPER = {PaperSize.A4: 9, PaperSize.F4: 14}
# A header may have 255 characters with all its codes.
_SIDE, _MIDDLE = 90, 30


def set_up(sheet: Sheet, document: Document, *, landscape: bool, pages: int = 1) -> None:
    """The columns on ``pages`` pages, as many below as the rows need, each with the mark."""
    sheet.set_paper(_PAPER[document.size])
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(pages, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.hide_gridlines(1)
    sheet.set_header(header(document.mark))
    sheet.set_footer(_footer(document))


def header(mark: Mark) -> str:
    """The mark left and right, a watermark large between them."""
    middle = f'&C&"-,Bold"&16&KC00000{_plain(mark.watermark, _MIDDLE)}' if mark.watermark else ""
    return f"&L&8{_plain(mark.left, _SIDE)}{middle}&R&8{_plain(mark.right, _SIDE)}"


def _footer(document: Document) -> str:
    say = translator(document.language)
    pages = say("Page {n} of {all}", n="&P", all="&N")
    return f"&L&8{_plain(document.title, 150)}&R&8{pages}"


def _plain(text: str, most: int) -> str:
    """``text`` cut to ``most`` characters, codes taken from it; a digit must not join the size."""
    line = " ".join(cell_text(text).split())
    cut = line if len(line) <= most else f"{line[: most - 1]}…"
    safe = cut.replace("&", "&&")
    return f" {safe}" if safe[:1].isdigit() else safe
