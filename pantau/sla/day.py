"""A site's month day by day: the same ledger as the month's, cut at midnight."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

from pantau.facts.instant import SECOND, midnight, to_datetime
from pantau.facts.measured import Interval, LedgerFacts
from pantau.inventory.choices import Excluded
from pantau.inventory.model import Inventory
from pantau.sla.case import Case, cases
from pantau.sla.figures import availability
from pantau.sla.interval import Span, clip_each, total


@dataclass(frozen=True, slots=True)
class DayResult:
    """One site under one contract term on one day of the inventory's zone, up to now.

    up + down + excluded + unknown = service, in whole seconds, always; and the days of a row of the
    month sum to that row. ``availability`` is a share (0 to 1), None where nothing was measured;
    ``outages`` counts the stretches of down time that share a second with the day.
    """

    site: str
    contract: str
    tier: str
    day: date
    service_seconds: int
    up_seconds: int
    down_seconds: int
    excluded_seconds: int
    unknown_seconds: int
    forgiven_seconds: int
    availability: Fraction | None
    outages: int


def judge_days(
    inventory: Inventory, facts: LedgerFacts, site: str, month: str, now: int
) -> tuple[DayResult, ...]:
    """The days of ``site`` in ``month`` ("2026-10") up to ``now`` (microseconds UTC), in order.

    A day without service time has no row; a day on which one term follows another has two. ``now``
    and ``facts`` as in ``judge_month``, of which these are the parts: ``facts`` may be those of the
    site alone, and must be those of the same window. Raises ValueError with a sentence when
    ``month`` is not a month.
    """
    return tuple(
        day
        for case in cases(inventory, facts, month, now, only=site)
        for day in days_of(case, inventory.timezone)
    )


def days_of(case: Case, zone: ZoneInfo) -> list[DayResult]:
    """A row of a month, cut at the midnights of ``zone``."""
    ledger, term = case.ledger(), case.term
    days = _days(case.window, zone)
    parts = (ledger.up, ledger.down, ledger.excluded, ledger.unknown)
    cut = zip(*(clip_each(spans, [span for _, span in days]) for spans in parts), strict=True)
    found = []
    for (day, _), (ups, downs, left_out, unseen) in zip(days, cut, strict=True):
        up, down, excluded, unknown = total(ups), total(downs), total(left_out), total(unseen)
        if not up + down + excluded + unknown:
            continue
        forgiven = excluded if term.policy.excluded is Excluded.COUNT_AS_UP else 0
        found.append(
            DayResult(
                site=case.site,
                contract=term.contract,
                tier=term.tier,
                day=day,
                service_seconds=up + down + excluded + unknown,
                up_seconds=up,
                down_seconds=down,
                excluded_seconds=excluded,
                unknown_seconds=unknown,
                forgiven_seconds=forgiven,
                availability=availability(up, down, forgiven),
                outages=len(downs),
            )
        )
    return found


def facts_of(facts: LedgerFacts, window: Interval) -> LedgerFacts:
    """What of ``facts`` shares time with ``window`` (microseconds UTC), nothing cut.

    So many months can be judged out of one look at the store, each as if its own facts had been
    asked for.
    """

    def shares(begin: int, end: int | None) -> bool:
        return begin < window.end and (end is None or end > window.begin)

    return LedgerFacts(
        watched={
            name: tuple(each for each in spans if shares(each.begin, each.end))
            for name, spans in facts.watched.items()
        },
        imported=tuple(each for each in facts.imported if shares(each.begin, each.end)),
        outages=tuple(each for each in facts.outages if shares(each.started_at, each.ended_at)),
        gaps=tuple(each for each in facts.gaps if shares(each.started_at, each.ended_at)),
        voided=tuple(each for each in facts.voided if shares(each.started_at, each.ended_at)),
        excluded=tuple(each for each in facts.excluded if shares(each.begin, each.end)),
    )


@lru_cache(maxsize=64)
def _days(window: Span, zone: ZoneInfo) -> tuple[tuple[date, Span], ...]:
    """The local days that share a second with ``window``, whole. All sites of a month ask alike."""
    day = to_datetime(window[0] * SECOND, zone).date()
    found = []
    begin = midnight(day, zone) // SECOND
    while begin < window[1]:
        after = day + timedelta(days=1)
        end = midnight(after, zone) // SECOND
        found.append((day, (begin, end)))
        day, begin = after, end
    return tuple(found)
