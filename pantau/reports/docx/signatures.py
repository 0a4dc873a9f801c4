"""Who signs: two blocks beside one another, a witness below, never parted by a page."""

from lxml.etree import _Element as Element

from pantau.reports.content import Signatory, Signatures
from pantau.reports.docx.grid import Box, Row, grid
from pantau.reports.docx.sheet import Sheet
from pantau.reports.docx.xml import Style, paragraph, run

_ROOM = 4
"""Empty lines for a signature, a stamp or the picture of an electronic one."""

_DOTS = "." * 36


def signatures(block: Signatures, sheet: Sheet) -> list[Element]:
    """The blocks, two by two in the order given, the witness below them in the middle."""
    half = sheet.width // 2
    widths = [half, sheet.width - half]
    rows = []
    if block.dateline:
        rows.append(Row((_empty(), Box((paragraph(Style.SIGNATURE, block.dateline),)))))
    for at in range(0, len(block.signatories), 2):
        pair = [Box(_block(each, sheet)) for each in block.signatories[at : at + 2]]
        # One alone signs on the right, as on a letter.
        rows.append(Row((*[_empty()] * (2 - len(pair)), *pair)))
    if block.witness:
        rows.append(Row((Box(_block(block.witness, sheet), spans=2),)))
    return [paragraph(Style.GAP), grid(rows, widths, lined=False), paragraph(Style.GAP)]


def _empty() -> Box:
    return Box((paragraph(Style.SIGNATURE),))


def _block(who: Signatory, sheet: Sheet) -> tuple[Element, ...]:
    head = [text for text in (who.above, who.title, who.organisation) if text]
    name = run(who.name, "b", "u") if who.name else run(_DOTS)
    below = [who.rank] if who.rank else []
    if who.nip:
        below.append(sheet.say("NIP {nip}", nip=who.nip))
    return tuple(
        [paragraph(Style.SIGNATURE, text) for text in head]
        + [paragraph(Style.SIGNATURE) for _ in range(_ROOM)]
        + [paragraph(Style.SIGNATURE, [name])]
        + [paragraph(Style.SIGNATURE, text) for text in below]
        + [paragraph(Style.SIGNATURE)]
    )
