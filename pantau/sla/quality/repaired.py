"""The repairs of a month, site by site, under the terms in which they ended."""

from dataclasses import dataclass

from pantau.facts.instant import SECOND
from pantau.facts.measured import LedgerFacts
from pantau.inventory.contracts import Term
from pantau.inventory.model import Inventory
from pantau.sla.month import term_span
from pantau.sla.quality.repair import Repair, repairs
from pantau.sla.reading import by_site
from pantau.sla.service import ServiceTime


@dataclass(frozen=True, slots=True)
class SiteRepair:
    """A repair, at which site, and under which term."""

    site: str
    term: Term
    repair: Repair


def repairs_of_month(
    inventory: Inventory, facts: LedgerFacts, month: str, now: int
) -> tuple[SiteRepair, ...]:
    """The repairs that ended in ``month`` ("2026-10") or go on in it, by site and time.

    ``facts`` must reach back to the begin of every outage in the month; ``now``: microseconds UTC.
    Terms that differ only in what they promise about repairs are kept apart here.
    Raises ValueError where ``month`` is none.
    """
    zone = inventory.timezone
    service = ServiceTime(inventory.calendars, zone)
    known = by_site(facts, now)
    found: list[SiteRepair] = []
    for site in inventory.judged:
        outages = known.outages.get(site.id, [])
        if not outages:
            continue
        own = known.of(site.id)
        first = min(each.started_at for each in outages) // SECOND
        for term in site.terms:
            span = term_span(term, month, zone)
            if span is None:
                continue
            reach = (min(first, span[0]), max(span[1], first))
            hours = service.spans(term.policy.service_hours, reach)
            ended = repairs(own, outages, term.policy, span, now, hours)
            found += [SiteRepair(site.id, term, each) for each in ended]
    return tuple(found)
