"""Who signs: two blocks beside one another, a witness below, never parted by a page."""

from pantau.reports.content import Signatory, Signatures
from pantau.reports.docx.grid import Box, Row, grid
from pantau.reports.docx.sheet import Sheet
from pantau.reports.docx.xml import Element, Style, paragraph, run

_ROOM = 4
"""Empty lines for a signature, a stamp or the picture of an electronic one."""

_DOTS = "." * 36
_DOTS_OF_NIP = "." * 28


def signatures(block: Signatures, sheet: Sheet) -> list[Element]:
    """The blocks, two by two in the order given, the witness below them in the middle."""
    half = sheet.width // 2
    widths = [half, sheet.width - half]
    rows = []
    if block.dateline:
        rows.append(Row((_empty(), Box((paragraph(Style.SIGNATURE, block.dateline),)))))
    for at in range(0, len(block.signatories), 2):
        pair = block.signatories[at : at + 2]
        rows.append(_row([Box(_above(each)) for each in pair]))
        rows.append(_row([Box(_below(each, sheet)) for each in pair]))
    if block.witness:
        rows.append(Row((Box(_above(block.witness), spans=2),)))
        rows.append(Row((Box(_below(block.witness, sheet), spans=2),)))
    return [paragraph(Style.GAP), grid(rows, widths, lined=False), paragraph(Style.GAP)]


def _row(boxes: list[Box]) -> Row:
    """One alone signs on the right, as on a letter."""
    return Row(tuple(boxes if len(boxes) > 1 else [_empty(), *boxes]))


def _empty() -> Box:
    return Box((paragraph(Style.SIGNATURE),))


def _above(who: Signatory) -> tuple[Element, ...]:
    texts = [text for text in (who.above, who.title, who.organisation) if text]
    return tuple(paragraph(Style.SIGNATURE, text) for text in texts or [""])


def _below(who: Signatory, sheet: Sheet) -> tuple[Element, ...]:
    """In a row of its own, so that the names of a pair stand at one height."""
    name = run(who.name, "b", "u") if who.name else run(_DOTS)
    texts = [who.rank] if who.rank else []
    if who.nip:
        texts.append(sheet.say("NIP {nip}", nip=who.nip))
    elif who.civil and not who.name:
        texts.append(sheet.say("NIP {nip}", nip=_DOTS_OF_NIP))
    return (
        *(paragraph(Style.SIGNATURE) for _ in range(_ROOM)),
        paragraph(Style.SIGNATURE, [name]),
        *(paragraph(Style.SIGNATURE, text) for text in (*texts, "")),
    )
