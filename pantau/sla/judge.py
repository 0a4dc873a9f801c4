"""From an inventory and the facts to a month: the one calculator behind every face."""

from collections.abc import Iterable, Mapping, Sequence

from pantau.facts.measured import Interval, LedgerFacts
from pantau.inventory.model import Inventory
from pantau.sla.case import Case, cases
from pantau.sla.month import month_window
from pantau.sla.result import MonthResult
from pantau.sla.total import sum_up


def judge_month(
    inventory: Inventory,
    facts: LedgerFacts,
    month: str,
    now: int,
    exclusions: Mapping[str, Sequence[Interval]] | None = None,
    only: str | None = None,
) -> MonthResult:
    """Judge every site and term that ``month`` ("2026-10") touches, up to ``now``.

    ``now`` and the intervals of ``exclusions`` are microseconds UTC. These, by site, are supposed
    beside the approved ones of ``facts``: what the month would be if they were approved too. A
    term has no row where no service time of it lies in the month and before now: so every row has
    at least one second of service, and a month in the future has no rows. ``only``: of this site
    alone, for which its own facts are enough.
    Raises ValueError with a sentence when ``month`` is not a month.
    """
    return judge_cases(inventory, month, now, cases(inventory, facts, month, now, exclusions, only))


def judge_cases(
    inventory: Inventory, month: str, now: int, month_cases: Iterable[Case]
) -> MonthResult:
    """``judge_month`` where all cases of ``month`` at ``now`` are there already."""
    window = month_window(month, inventory.timezone)
    rows = tuple(case.judge() for case in month_cases)
    return MonthResult(
        month=month,
        window=window,
        upto=min(now, window.end),
        timezone=inventory.timezone.key,
        sites=rows,
        total=sum_up(rows),
    )
