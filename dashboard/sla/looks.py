"""What the page asks of the store, and what it computes from it: short reads, judged outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.settings import Settings
from dashboard.sla.rows import Row, rows
from pantau.actions.months import judged
from pantau.facts.measured import Interval, LedgerFacts
from pantau.facts.said import MonthStanding, Proposal
from pantau.facts.words import MonthState, Standing
from pantau.inventory import Inventory
from pantau.sla import DayResult, MonthResult, facts_window, judge_days, judge_month
from pantau.sla.case import cases
from pantau.sla.contribution import Contribution, contributions
from pantau.sla.result import RowKey
from pantau.sla.unknown import UnknownReason, unknown_by_reason
from pantau.sla.what_if import Supposed, what_if
from pantau.store import Store, StoreError

_BUSY_MS = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """A month as it stands, the worst row first."""

    result: MonthResult
    standing: MonthStanding
    rows: tuple[Row, ...]

    @property
    def is_closed(self) -> bool:
        """Whether the figures are frozen ones."""
        return self.standing.state is MonthState.CLOSED


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a month at ``at`` (microseconds UTC), whether it is closed or not.

    ``today``: judged from that; ``reasons``: of its unknown seconds; ``exclusions``: of any
    standing.
    """

    at: int
    facts: LedgerFacts
    today: MonthResult
    reasons: Mapping[RowKey, Mapping[UnknownReason, int]]
    exclusions: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class OfSite:
    """One site's month: its days, and by row the outages that make it."""

    days: tuple[DayResult, ...]
    outages: Mapping[RowKey, tuple[Contribution, ...]]


def read_shown(settings: Settings, inventory: Inventory, month: str, now: int) -> Shown | None:
    """``month`` ("2026-10") as it stands at ``now``; None where the store cannot be read."""
    try:
        with Store.open(settings.data, readonly=True, busy_ms=_BUSY_MS) as store:
            found = judged(store, inventory, month, now)
    except StoreError:
        return None
    return Shown(found.result, found.standing, rows(found.result, inventory))


def read_known(settings: Settings, inventory: Inventory, month: str, now: int) -> Known | None:
    """What is known of ``month`` at ``now``; None where the store cannot be read."""
    window = facts_window(month, inventory.timezone)
    try:
        with (
            Store.open(settings.data, readonly=True, busy_ms=_BUSY_MS) as store,
            store.view() as view,
        ):
            facts = view.ledger_facts(window.begin, window.end)
            said = view.exclusions(window.begin, window.end)
    except StoreError:
        return None
    today = judge_month(inventory, facts, month, now)
    return Known(
        at=now,
        facts=facts,
        today=today,
        reasons=unknown_by_reason(inventory, facts, month, now),
        exclusions=tuple(
            each
            for each in said
            if each.proposed.data()["begin"] < today.window.end
            and each.proposed.data()["end"] > today.window.begin
        ),
    )


def of_site(known: Known, inventory: Inventory, month: str, site: str) -> OfSite:
    """The days and outages of ``site`` out of what is known of ``month``."""
    return OfSite(
        days=judge_days(inventory, known.facts, site, month, known.at),
        outages={
            case.key: contributions(case, known.facts.outages, known.at)
            for case in cases(inventory, known.facts, month, known.at, only=site)
        },
    )


def proposed(known: Known) -> tuple[Proposal, ...]:
    """The exclusions of which nobody has decided."""
    return tuple(each for each in known.exclusions if each.standing is Standing.PROPOSED)


def supposed(
    known: Known, inventory: Inventory, month: str, rules: Supposed, approved: Sequence[str]
) -> MonthResult:
    """``month`` as if ``rules`` held and the exclusions of these ids were approved."""
    left_out: dict[str, list[Interval]] = {}
    for each in proposed(known):
        if each.id in approved:
            data = each.proposed.data()
            for site in data["sites"]:
                left_out.setdefault(site, []).append(Interval(data["begin"], data["end"]))
    return what_if(inventory, known.facts, month, known.at, rules, left_out)
