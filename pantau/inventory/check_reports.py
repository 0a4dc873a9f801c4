"""Papers: who signs as what, what can be written as what, and who can be sent a file."""

from pantau.facts.papers import FORMATS, PaperKind, PaperOffice, company_word
from pantau.inventory.alerting import TAKES_FILES, TargetKind
from pantau.inventory.alerting_names import Names
from pantau.inventory.alerting_pieces import AlertingPieces
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.inventory.reports_shape import ByItselfShape, ReportsShape
from pantau.inventory.source import Path
from pantau.inventory.wording import meant, shown
from pantau.language import Sentence, to_say


def check(findings: Findings, pieces: Pieces) -> None:
    """Note offices and kinds that are none, forms that a paper does not have, and receivers."""
    written = findings.source.at(("reports",))
    if not isinstance(written, dict):
        return
    _keys(findings, "signatories", to_say("office"), [each.value for each in PaperOffice])
    _keys(findings, "wording", to_say("kind of paper"), [each.value for each in PaperKind])
    _providers(findings, pieces)
    piece = pieces.reports
    if piece is None or piece.shape.itself is None or "itself" in piece.bad:
        return
    itself = piece.shape.itself
    _orders(findings, piece, itself)
    _receivers(findings, (*piece.path, "itself", "send"), itself, pieces.alerting)


def _keys(findings: Findings, section: str, word: str, known: list[str]) -> None:
    block = findings.source.at(("reports", section))
    for key in block if isinstance(block, dict) else ():
        if key not in known:
            findings.error(
                ("reports", section, key),
                Sentence(
                    to_say("{key} is no {word}; {remedy}"),
                    key=shown(key),
                    word=Sentence(word),
                    remedy=meant(key, known),
                ),
                key=True,
            )


def _providers(findings: Findings, pieces: Pieces) -> None:
    """A signatory of a company that provides nothing; it may have done so before."""
    known = {str(each.shape.provider) for each in pieces.contracts.values()}
    words = {company_word(name) for name in known}
    block = findings.source.at(("reports", "providers"))
    for key in block if isinstance(block, dict) else ():
        if company_word(str(key)) not in words:
            findings.warning(
                ("reports", "providers", key),
                Sentence(
                    to_say("no contract is with {provider}; {remedy}"),
                    provider=shown(key),
                    remedy=meant(str(key), sorted(known)),
                ),
                key=True,
            )


def _orders(findings: Findings, piece: Piece[ReportsShape], itself: ByItselfShape) -> None:
    for number, order in enumerate(itself.papers or ()):
        can = FORMATS[order.kind]
        if order.format not in can:
            listed = ", ".join(can)
            path = (*piece.path, "itself", "papers", number, "format")
            findings.error(
                path,
                Sentence(
                    to_say("{kind} is not made as this; write one of: {choices}"),
                    kind=order.kind.value,
                    choices=listed,
                ),
            )


def _receivers(
    findings: Findings, path: Path, itself: ByItselfShape, alerting: AlertingPieces | None
) -> None:
    names = Names(findings, alerting or AlertingPieces())
    for number, name in enumerate(itself.send or ()):
        names.look_up((*path, number), TargetKind.RECEIVER, name)
        receiver = names.pieces.receivers.get(name)
        if receiver and "kind" not in receiver.bad and receiver.shape.kind not in TAKES_FILES:
            text = Sentence(
                to_say(
                    "{kind} takes no files: it gets the text alone; write a receiver of kind email "
                    "or telegram for the papers"
                ),
                kind=receiver.shape.kind.value,
            )
            findings.warning((*path, number), text)
