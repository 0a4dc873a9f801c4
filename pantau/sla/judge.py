"""From an inventory and the facts to a month: the one calculator behind every face."""

from collections.abc import Mapping, Sequence

from pantau.facts.instant import SECOND
from pantau.facts.measured import Interval, LedgerFacts
from pantau.inventory.model import Inventory
from pantau.sla.interval import total, union
from pantau.sla.ledger import draw
from pantau.sla.month import month_window, term_span
from pantau.sla.reading import all_floored, by_site, floored
from pantau.sla.result import MonthResult, SlaResult
from pantau.sla.row import judge_row
from pantau.sla.service import ServiceTime
from pantau.sla.terms import joined
from pantau.sla.total import sum_up


def judge_month(
    inventory: Inventory,
    facts: LedgerFacts,
    month: str,
    now: int,
    exclusions: Mapping[str, Sequence[Interval]] | None = None,
) -> MonthResult:
    """Judge every site and term that ``month`` ("2026-10") touches, up to ``now``.

    ``now`` and the intervals of ``exclusions`` are microseconds UTC. These, by site, are supposed
    beside the approved ones of ``facts``: what the month would be if they were approved too. A
    term has no row where no service time of it lies in the month and before now: so every row has
    at least one second of service, and a month in the future has no rows.
    Raises ValueError with a sentence when ``month`` is not a month.
    """
    zone = inventory.timezone
    window = month_window(month, zone)
    service = ServiceTime(inventory.calendars, zone)
    whole_month = floored(window)
    facts_by_site = by_site(facts, now)
    rows: list[SlaResult] = []
    for site in inventory.judged:
        spans = [(term, term_span(term, month, zone)) for term in joined(site.terms)]
        begun = [(term, span) for term, span in spans if span and span[0] < now // SECOND]
        if not begun:
            continue
        known = facts_by_site.of(site.id)
        supposed = all_floored((exclusions or {}).get(site.id, ()))
        left_out = union([*known.excluded, *supposed])
        for term, span in begun:
            judged = (span[0], min(span[1], now // SECOND))
            hours = service.spans(term.policy.service_hours, span)
            ledger = draw(known, judged, term.policy, left_out, hours)
            if ledger.service:
                all_month = service.spans(term.policy.service_hours, whole_month)
                rows.append(judge_row(site.id, term, ledger, total(all_month), total(hours)))
    return MonthResult(
        month=month,
        window=window,
        upto=min(now, window.end),
        timezone=zone.key,
        sites=tuple(rows),
        total=sum_up(rows),
    )
