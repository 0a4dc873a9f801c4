"""Working hours of plans: a calendar that exists."""

from pantau.inventory.findings import Findings
from pantau.inventory.pieces import Pieces
from pantau.inventory.wording import meant
from pantau.language import Sentence, to_say


def check(findings: Findings, pieces: Pieces) -> None:
    """Note a calendar that is none."""
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
