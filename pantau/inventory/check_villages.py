"""The villages: their codes, and numbers of people that the journal must not keep."""

from difflib import get_close_matches

from pantau.inventory import quantities
from pantau.inventory.findings import Findings
from pantau.inventory.gazetteer.names import gazetteer
from pantau.inventory.pieces import Pieces
from pantau.inventory.unfit import UnfitError
from pantau.inventory.wording import KEPT_FOR_EVER
from pantau.language import Sentence, to_say


def check(findings: Findings, pieces: Pieces) -> None:
    """Note a code that is no village's, and the phone of a contact."""
    known = gazetteer().villages
    for code, piece in pieces.villages.items():
        try:
            quantities.desa_code(code)
        except UnfitError as error:
            findings.error(piece.path, error.why, key=True)
            continue
        if code not in known:
            near = get_close_matches(code, known, n=1, cutoff=0.8)
            text = (
                Sentence(
                    to_say("no village has this code; did you mean {code} ({name})?"),
                    code=near[0],
                    name=known[near[0]].name,
                )
                if near
                else Sentence(to_say("no village has this code; look at the official list"))
            )
            findings.warning(piece.path, text, key=True)
        kim = piece.shape.kim
        if kim is not None and kim.phone is not None:
            why = Sentence(to_say("{why}; leave the number out"), why=KEPT_FOR_EVER)
            findings.warning((*piece.path, "kim", "phone"), why)
