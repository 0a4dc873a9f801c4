"""What plans go by: a calendar that exists, and duties that can be told apart."""

from pantau.inventory.findings import Findings
from pantau.inventory.pieces import Pieces
from pantau.inventory.wording import meant
from pantau.language import Sentence, to_say


def check(findings: Findings, pieces: Pieces) -> None:
    """Note a calendar that is none, and ids of duties that stand twice."""
    _duties(findings, pieces)
    hours = pieces.planning.shape.hours if pieces.planning else None
    if hours is None or "calendars" in pieces.broken:
        return
    calendars = findings.source.at(("calendars",))
    known = list(calendars) if isinstance(calendars, dict) else []
    if hours not in known:
        findings.error(
            ("planning", "hours"),
            Sentence(to_say("no calendar has this id; {remedy}"), remedy=meant(hours, known)),
        )


def _duties(findings: Findings, pieces: Pieces) -> None:
    """What the journal says of a duty names its id alone."""
    seen: dict[str, str] = {}
    for id, contract in pieces.contracts.items():
        duties = [] if "duties" in contract.bad else contract.shape.duties or []
        for number, duty in enumerate(duties):
            if duty.id in seen:
                findings.error(
                    (*contract.path, "duties", number, "id"),
                    Sentence(
                        to_say("contract {contract} has a duty of this id; write another one"),
                        contract=seen[duty.id],
                    ),
                )
            seen.setdefault(duty.id, id)
