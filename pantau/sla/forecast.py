"""Where a month is heading: how much of the error budget is left, and when it will be used up."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pantau.facts.instant import SECOND
from pantau.inventory.contracts import Term
from pantau.inventory.model import Inventory, Site
from pantau.sla.budget import error_budget
from pantau.sla.interval import Spans
from pantau.sla.month import term_span
from pantau.sla.result import MonthResult, SlaResult
from pantau.sla.service import ServiceTime
from pantau.sla.terms import joined


class Outlook(StrEnum):
    """What is to be expected of a site's objective."""

    BROKEN = "broken"  # no more can be kept this month
    HEADING = "heading"  # at the present rate it will be broken before the month is over
    HOLDING = "holding"
    UNDECIDED = "undecided"  # no objective, or nothing was measured


@dataclass(frozen=True, slots=True)
class Forecast:
    """One row of a month, looked at from its end.

    ``allowed_seconds``: down time that the objective tolerates in the whole month inside the term;
    ``left_seconds`` of it are not used yet, negative where more than all was. ``used_up_at``: the
    instant (microseconds UTC) at which the rest is used up at the present rate, None where that is
    not in this month, or was already.
    """

    site: str
    contract: str
    tier: str
    objective: Decimal | None
    allowed_seconds: int | None
    down_seconds: int
    left_seconds: int | None
    outlook: Outlook
    used_up_at: int | None


def forecast_month(inventory: Inventory, result: MonthResult) -> tuple[Forecast, ...]:
    """A forecast for each row of ``result``, which was judged by this inventory, in its order."""
    service = ServiceTime(inventory.calendars, inventory.timezone)
    sites = {site.id: site for site in inventory.judged}
    return tuple(
        forecast(row, _rest(sites[row.site], row, result, inventory, service))
        for row in result.sites
    )


def forecast(row: SlaResult, rest: Spans) -> Forecast:
    """``rest``: the service time of the month inside the term that is still to come.

    The present rate is down / (up + down) so far: after n more seconds of service as many as
    n x down / (up + down) more will have been down.
    """
    left = error_budget(row)
    outlook, at = _outlook(row, left, rest)
    return Forecast(
        site=row.site,
        contract=row.contract,
        tier=row.tier,
        objective=row.objective,
        allowed_seconds=None if left is None else left + row.down_seconds,
        down_seconds=row.down_seconds,
        left_seconds=left,
        outlook=outlook,
        used_up_at=None if at is None else at * SECOND,
    )


def _outlook(row: SlaResult, left: int | None, rest: Spans) -> tuple[Outlook, int | None]:
    seen = row.up_seconds + row.down_seconds
    if left is None or not seen:
        return Outlook.UNDECIDED, None
    if left < 0:
        return Outlook.BROKEN, None
    if not row.down_seconds:
        return Outlook.HOLDING, None
    # The first whole second of service after which more than what is left would be down.
    at = _after(rest, left * seen // row.down_seconds + 1)
    return (Outlook.HOLDING if at is None else Outlook.HEADING), at


def _after(rest: Spans, seconds: int) -> int | None:
    """The instant (s) at which so many seconds of ``rest`` have passed; None where it has fewer."""
    for begin, end in rest:
        if seconds <= end - begin:
            return begin + seconds
        seconds -= end - begin
    return None


def _rest(
    site: Site, row: SlaResult, result: MonthResult, inventory: Inventory, service: ServiceTime
) -> Spans:
    judged = row.span.end // SECOND
    return [
        part
        for term in joined(site.terms)
        if (span := term_span(term, result.month, inventory.timezone))
        and _is_of(row, term, span[0])
        for part in service.spans(term.policy.service_hours, (judged, span[1]))
    ]


def _is_of(row: SlaResult, term: Term, begin: int) -> bool:
    return (row.contract, row.tier, row.span.begin) == (term.contract, term.tier, begin * SECOND)
