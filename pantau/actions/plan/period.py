"""The whole months that a plan looks back on."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from pantau.actions.acting import Refused
from pantau.actions.spans import is_no_month
from pantau.facts.measured import Interval
from pantau.language import to_say
from pantau.sla.month import month_days, month_window

MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Period:
    """``months`` ("2026-10") in order, one after the other; ``window``: microseconds UTC.

    Whole months, because a contract is judged by months: so no plan shows another figure than the
    papers do.
    """

    months: tuple[str, ...]
    window: Interval


def period_of(first: str, last: str, zone: ZoneInfo) -> Period | Refused:
    """From month to month, both inclusive."""
    for each in (first, last):
        try:
            month_days(each)
        except ValueError:
            return is_no_month(each)
    months = [first]
    while months[-1] < last and len(months) <= MOST_MONTHS:
        months.append(f"{month_days(months[-1])[1]:%Y-%m}")
    if last < first:
        return Refused(
            to_say("{last} lies before {first}; write the later month second"),
            last=last,
            first=first,
        )
    if len(months) > MOST_MONTHS:
        return Refused(
            to_say("{first} to {last} is longer than {most} months; write fewer"),
            first=first,
            last=last,
            most=MOST_MONTHS,
        )
    window = Interval(month_window(first, zone).begin, month_window(last, zone).end)
    return Period(tuple(months), window)


def ending_with(last: str, count: int, zone: ZoneInfo) -> Period | Refused:
    """``count`` months of which ``last`` is the last."""
    first = last
    for _ in range(count - 1):
        try:
            first = f"{month_days(first)[0] - timedelta(days=1):%Y-%m}"
        except ValueError:
            return is_no_month(last)
    return period_of(first, last, zone)
