"""A contract's month: a calendar month in the inventory's time zone, as instants."""

import re
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pantau.facts.instant import SECOND, midnight
from pantau.facts.measured import Interval
from pantau.inventory.contracts import Term
from pantau.sla.interval import Span

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
# Wide enough for every contract, narrow enough that neighbouring months always exist.
_FIRST_YEAR, _LAST_YEAR = 1970, 9997


# Asked for the same month by each of its rows.
@lru_cache(maxsize=256)
def month_days(month: str) -> tuple[date, date]:
    """The first day of ``month`` ("2026-10") and the first day of the month after it.

    Raises ValueError with a sentence for people.
    """
    parts = _MONTH.fullmatch(month)
    if parts:
        year, number = int(parts[1]), int(parts[2])
        if _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= number <= 12:
            first = date(year, number, 1)
            return first, _next_month(first)
    raise ValueError(f"'{month}' is not a month; write year and month like 2026-10")


def month_window(month: str, zone: ZoneInfo) -> Interval:
    """The instants (microseconds UTC) at which ``month`` ("2026-10") begins and ends in ``zone``.

    Raises ValueError with a sentence for people.
    """
    first, after = month_days(month)
    return Interval(midnight(first, zone), midnight(after, zone))


def facts_window(month: str, zone: ZoneInfo) -> Interval:
    """What to read from the store (microseconds UTC) to judge ``month``: a month more either side.

    Under ``gap_in_outage: down`` an unknown time at the month's border is down where outages stand
    on both sides of it, so the neighbours must be seen. Nothing outside the month is counted.
    Raises ValueError with a sentence for people.
    """
    first, after = month_days(month)
    before = (first - timedelta(days=1)).replace(day=1)
    return Interval(midnight(before, zone), midnight(_next_month(after), zone))


def term_span(term: Term, month: str, zone: ZoneInfo) -> Span | None:
    """The whole UTC seconds of ``month`` in which ``term`` holds, or None.

    A term begins at midnight of its first day and ends at the midnight after its last, in ``zone``.
    """
    first, after = month_days(month)
    begin = max(first, term.start)
    # Compared as days first: the day after the calendar's last day does not exist.
    end = after if term.end is None or term.end >= after else term.end + timedelta(days=1)
    if begin >= end:
        return None
    return midnight(begin, zone) // SECOND, midnight(end, zone) // SECOND


def _next_month(first: date) -> date:
    """The first day of the month after the one that ``first`` begins."""
    return (first + timedelta(days=31)).replace(day=1)
