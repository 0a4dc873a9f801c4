"""Exclusions and voids as rows of a table: what is proposed, where it stands. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pantau.actions.proposals import sites_and_span
from pantau.facts.instant import SECOND
from pantau.facts.said import Proposal
from pantau.facts.words import Decision, ExclusionCategory, Standing
from pantau.inventory import Inventory
from pantau.language import to_say


class Which(StrEnum):
    """Which of them to list."""

    PROPOSED = "diusulkan"
    APPROVED = "disetujui"
    REJECTED = "ditolak"
    REVOKED = "dicabut"
    ALL = "semua"


WHICH = {
    Which.PROPOSED: to_say("Waiting for a decision"),
    Which.APPROVED: to_say("Approved"),
    Which.REJECTED: to_say("Rejected"),
    Which.REVOKED: to_say("Revoked"),
    Which.ALL: to_say("All"),
}
_STANDING = {
    Which.PROPOSED: Standing.PROPOSED,
    Which.APPROVED: Standing.APPROVED,
    Which.REJECTED: Standing.REJECTED,
    Which.REVOKED: Standing.REVOKED,
}
SIGNS = {
    Standing.PROPOSED: "◷",
    Standing.APPROVED: "✓",
    Standing.REJECTED: "✕",
    Standing.REVOKED: "↺",
}
OPEN_TO = {
    Standing.PROPOSED: (Decision.APPROVED, Decision.REJECTED),
    Standing.APPROVED: (Decision.REVOKED,),
    Standing.REJECTED: (),
    Standing.REVOKED: (),
}
"""What can still become of it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One exclusion (``category``) or void (``outage``). Times are microseconds UTC.

    ``names``: of its sites, in the inventory's order.
    """

    proposal: Proposal
    category: ExclusionCategory | None
    outage: str | None
    sites: tuple[str, ...]
    names: tuple[str, ...]
    begin: int
    end: int
    reason: str

    @property
    def id(self) -> str:
        """X17 or V17."""
        return self.proposal.id

    @property
    def seconds(self) -> int:
        """How long it is, for each site."""
        return (self.end - self.begin) // SECOND


def claims(found: Iterable[Proposal], inventory: Inventory) -> tuple[Claim, ...]:
    """Those that wait for a decision first, then the newest."""
    names = {site.id: site.name for site in inventory.judged}
    made = [_claim(each, names) for each in found]
    return tuple(
        sorted(
            made,
            key=lambda each: (
                each.proposal.standing is not Standing.PROPOSED,
                -each.proposal.proposed.seq,
            ),
        )
    )


def _claim(proposal: Proposal, names: dict[str, str]) -> Claim:
    data = proposal.proposed.data()
    sites, begin, end = sites_and_span(proposal)
    category = data.get("category")
    return Claim(
        proposal=proposal,
        category=None if category is None else ExclusionCategory(category),
        outage=data.get("outage"),
        sites=sites,
        names=tuple(names.get(site, site) for site in sites),
        begin=begin,
        end=end,
        reason=data["reason"],
    )


def listed(found: Iterable[Claim], which: Which) -> tuple[Claim, ...]:
    """Those that stand so."""
    return tuple(
        each for each in found if which is Which.ALL or each.proposal.standing is _STANDING[which]
    )
