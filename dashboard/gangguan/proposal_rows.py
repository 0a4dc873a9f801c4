"""Exclusions and voids as rows, with what lies in their time: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pantau.actions.proposals import sites_and_span
from pantau.facts.instant import SECOND
from pantau.facts.measured import Outage
from pantau.facts.people import EvidenceFile
from pantau.facts.said import Proposal
from pantau.facts.words import ExclusionCategory, Standing
from pantau.inventory import Inventory


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal. ``category`` is None for a void. ``begin`` and ``end``: microseconds UTC.

    ``down_seconds``: of its sites' outages inside of its time, ``outages`` of them; whether they
    count is the contract's rule, asked by the what-if of the page SLA.
    """

    id: str
    standing: Standing
    category: ExclusionCategory | None
    about: str
    sites: int
    begin: int
    end: int
    reason: str
    proposed_by: str
    proposed_at: int
    decided_by: str | None
    decided_at: int | None
    decided_why: str
    evidence: EvidenceFile | None
    outages: int
    down_seconds: int

    @property
    def seconds(self) -> int:
        """Its length."""
        return (self.end - self.begin) // SECOND


_ORDER = (Standing.PROPOSED, Standing.APPROVED, Standing.REJECTED, Standing.REVOKED)


def proposal_rows(
    found: Iterable[Proposal], outages: Sequence[Outage], inventory: Inventory, now: int
) -> tuple[Row, ...]:
    """What is not decided first, then the newest. ``now``: microseconds UTC."""
    made = [_row(each, outages, inventory, now) for each in found]
    return tuple(sorted(made, key=lambda row: (_ORDER.index(row.standing), -row.proposed_at)))


def _row(each: Proposal, outages: Sequence[Outage], inventory: Inventory, now: int) -> Row:
    data, decided = each.proposed.data(), each.decided
    sites, begin, end = sites_and_span(each)
    inside = [
        (
            max(begin, outage.started_at),
            min(end, now if outage.ended_at is None else outage.ended_at),
        )
        for outage in outages
        if outage.site in sites
    ]
    lengths = [(until - since) // SECOND for since, until in inside if since < until]
    evidence = data.get("evidence")
    void = each.id.startswith("V")
    return Row(
        id=each.id,
        standing=each.standing,
        category=None if void else ExclusionCategory(data["category"]),
        about=_about(sites, "" if void else data["scope"], inventory),
        sites=len(sites),
        begin=begin,
        end=end,
        reason=data["reason"],
        proposed_by=each.proposed.author,
        proposed_at=each.proposed.at,
        decided_by=decided.author if decided else None,
        decided_at=decided.at if decided else None,
        decided_why=decided.data()["reason"] if decided else "",
        evidence=EvidenceFile(**evidence) if evidence else None,
        outages=len(lengths),
        down_seconds=sum(lengths),
    )


def _about(sites: Sequence[str], scope: str, inventory: Inventory) -> str:
    """One site by its name; several as they were named."""
    if len(sites) == 1:
        site = inventory.site(sites[0])
        return site.name if site else sites[0]
    return f"{scope} ({len(sites)})"
