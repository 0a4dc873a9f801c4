"""What a pack is made of, gathered in one moment; the rest is writing it down."""

from dataclasses import dataclass

from pantau.facts.journal import Entry
from pantau.facts.measured import Interval, LedgerFacts, Outage
from pantau.facts.said import MonthStanding, Proposal
from pantau.inventory.model import Inventory
from pantau.sla import MonthResult


@dataclass(frozen=True, slots=True)
class Contents:
    """All times are microseconds UTC.

    ``now``: up to when is counted; of a closed month when it was closed. ``reach``: the window
    from which facts are told, a month more on either side. ``result``: the figures as every face
    shows them, of the pack's sites alone. ``head``: the last entry that the pack knows; None of an
    empty journal. ``outage``: the one that the pack is about, None of a whole month.
    """

    inventory: Inventory
    standing: MonthStanding
    now: int
    reach: Interval
    result: MonthResult
    facts: LedgerFacts
    proposals: tuple[Proposal, ...]
    voids: tuple[Proposal, ...]
    head: Entry | None
    outage: Outage | None = None

    @property
    def sites(self) -> frozenset[str]:
        """The sites that the pack is about."""
        return frozenset(site.id for site in self.inventory.judged)

    @property
    def of_month(self) -> tuple[Outage, ...]:
        """Outages of the pack's sites that share time with the month, voided ones too."""
        window = self.result.window
        everything = (*self.facts.outages, *self.facts.voided)
        return tuple(
            each
            for each in everything
            if each.site in self.sites
            and each.started_at < window.end
            and (each.ended_at is None or each.ended_at > window.begin)
            and self.outage in {None, each}
        )
