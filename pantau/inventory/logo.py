"""The picture at the head of the papers: a file beside the inventory."""

from pathlib import Path

from pantau.inventory.findings import Findings
from pantau.inventory.model import Inventory
from pantau.inventory.pieces import Pieces
from pantau.language import Sentence, to_say

MAX_BYTES = 1_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


def read_logo(inventory: Path, name: str) -> bytes | Sentence:
    """The picture beside the file ``inventory``, or what is wrong with it, in a sentence."""
    path = inventory.parent / name
    try:
        if not path.resolve().is_relative_to(inventory.parent.resolve()) or not path.is_file():
            return Sentence(to_say("there is no such file beside the inventory"))
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return Sentence(to_say("the file cannot be read"))
    if len(data) > MAX_BYTES:
        return Sentence(to_say("the file is larger than {most} MB"), most=MAX_BYTES // 1_000_000)
    if name.lower().endswith(".png"):
        return data if data.startswith(_PNG) else Sentence(to_say("the file is no PNG picture"))
    return data if b"<svg" in data[:4096] else Sentence(to_say("the file is no SVG picture"))


def check(findings: Findings, pieces: Pieces, inventory: Path) -> None:
    """Warn of a logo that cannot be used. No error: measuring does not wait for a picture."""
    piece = pieces.reports
    letterhead = piece.shape.letterhead if piece else None
    if letterhead is None or letterhead.logo is None:
        return
    found = read_logo(inventory, letterhead.logo)
    if isinstance(found, Sentence):
        text = Sentence(
            to_say(
                "{found}: papers are made without it; put a PNG or SVG there, or remove the key"
            ),
            found=found,
        )
        findings.warning(("reports", "letterhead", "logo"), text)


def logo_of(inventory: Inventory) -> bytes | None:
    """The picture of the letterhead, where there is one that can be used.

    ``inventory.file`` must be the path of the file, beside which the picture lies.
    """
    name = inventory.reports.letterhead.logo
    found = read_logo(Path(inventory.file), name) if name else None
    return found if isinstance(found, bytes) else None
