"""What the page asks of the store, and what it computes from it: short reads, judged outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.settings import Settings
from pantau.actions.months import judged
from pantau.facts.measured import Interval, LedgerFacts
from pantau.facts.said import MonthStanding, Proposal
from pantau.facts.words import MonthState, Standing
from pantau.inventory import Inventory
from pantau.sla import DayResult, MonthResult, facts_window, judge_days
from pantau.sla.case import cases
from pantau.sla.contribution import Contribution, contributions
from pantau.sla.groups import Row, rows
from pantau.sla.judge import judge_cases
from pantau.sla.result import RowKey
from pantau.sla.unknown import UnknownReason, unknown_by_reason
from pantau.sla.what_if import Supposed, what_if
from pantau.store import StoreError


@dataclass(frozen=True, slots=True)
class Month:
    """A month as it stands and what is known of it, both at ``at`` (microseconds UTC).

    ``result``: as frozen where it is closed, else ``today``, which is judged from ``facts``;
    ``rows``: of ``result``, the worst first; ``reasons``: of the unknown seconds of ``today``;
    ``exclusions``: those that share time with the month, of any standing.
    """

    at: int
    standing: MonthStanding
    result: MonthResult
    rows: tuple[Row, ...]
    facts: LedgerFacts
    today: MonthResult
    reasons: Mapping[RowKey, Mapping[UnknownReason, int]]
    exclusions: tuple[Proposal, ...]

    @property
    def is_closed(self) -> bool:
        """Whether the figures are frozen ones."""
        return self.standing.state is MonthState.CLOSED

    @property
    def is_running(self) -> bool:
        """Whether it is not over."""
        return self.today.upto < self.today.window.end


@dataclass(frozen=True, slots=True)
class OfSite:
    """One site's month: its days, and by row the outages that make it."""

    days: tuple[DayResult, ...]
    outages: Mapping[RowKey, tuple[Contribution, ...]]


def read_sla_month(settings: Settings, inventory: Inventory, month: str, now: int) -> Month | None:
    """``month`` ("2026-10") at ``now``; None where the store cannot be read."""
    window = facts_window(month, inventory.timezone)
    try:
        with settings.store() as store:
            with store.view() as view:
                standing = view.month(month)
                facts = view.ledger_facts(window.begin, window.end)
                said = view.exclusions(window.begin, window.end)
            closed = standing.state is MonthState.CLOSED
            frozen = judged(store, inventory, month, now) if closed else None
    except StoreError:
        return None
    found = tuple(cases(inventory, facts, month, now))
    today = judge_cases(inventory, month, now, found)
    result = frozen.result if frozen else today
    return Month(
        at=now,
        standing=frozen.standing if frozen else standing,
        result=result,
        rows=rows(result, inventory),
        facts=facts,
        today=today,
        reasons=unknown_by_reason(found, facts, now),
        exclusions=tuple(
            each
            for each in said
            if each.proposed.data()["begin"] < today.window.end
            and each.proposed.data()["end"] > today.window.begin
        ),
    )


def of_site(month: Month, inventory: Inventory, site: str) -> OfSite:
    """The days and outages of ``site`` out of what is known of ``month``."""
    name = month.result.month
    return OfSite(
        days=judge_days(inventory, month.facts, site, name, month.at),
        outages={
            case.key: contributions(case, month.facts.outages, month.at)
            for case in cases(inventory, month.facts, name, month.at, only=site)
        },
    )


def proposed(month: Month) -> tuple[Proposal, ...]:
    """The exclusions of which nobody has decided."""
    return tuple(each for each in month.exclusions if each.standing is Standing.PROPOSED)


def supposed(
    month: Month, inventory: Inventory, rules: Supposed, approved: Sequence[str]
) -> MonthResult:
    """``month`` as if ``rules`` held and the exclusions of these ids were approved."""
    left_out: dict[str, list[Interval]] = {}
    for each in proposed(month):
        if each.id in approved:
            data = each.proposed.data()
            for site in data["sites"]:
                left_out.setdefault(site, []).append(Interval(data["begin"], data["end"]))
    return what_if(inventory, month.facts, month.result.month, month.at, rules, left_out)
