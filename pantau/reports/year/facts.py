"""Everything that the evaluation of a year says: twelve months, each judged as it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pantau.actions.duties import read_duties
from pantau.actions.months import Judged, judged
from pantau.facts.instant import SECOND, to_datetime
from pantau.facts.measured import LedgerFacts
from pantau.inventory import Inventory
from pantau.planning.duties import DutyStanding
from pantau.sla import facts_window
from pantau.sla.case import cases
from pantau.sla.day import facts_of
from pantau.sla.groups import Row, rows
from pantau.sla.interval import Spans
from pantau.sla.month import month_days
from pantau.sla.quality.repaired import SiteRepair, repairs_of_month
from pantau.store import Store

Hours = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearMonth:
    """A month of the year. ``rows``: with what their sites are called; money in whole rupiah.

    ``deducted`` and ``paid``: of its invoices, None without any.
    """

    judged: Judged
    rows: tuple[Row, ...]
    repairs: tuple[SiteRepair, ...]
    deducted: int | None
    paid: int | None

    @property
    def name(self) -> str:
        """ "2026-10"."""
        return self.judged.result.month

    @property
    def first_day(self) -> date:
        """Its first day."""
        return month_days(self.name)[0]


@dataclass(frozen=True, slots=True)
class YearFacts:
    """A calendar year. Only months in which anything was measured are in ``months``.

    ``by_hour``: down seconds by local hour of the day (24) and ``by_weekday`` (Monday first, 7), of
    all sites; ``head``: the journal's number and hash (hex) as it was read; ``now``: microseconds
    UTC; ``duties``: of all contracts.
    """

    inventory: Inventory
    year: int
    months: tuple[YearMonth, ...]
    by_hour: Hours
    by_weekday: Hours
    head: tuple[int, str]
    now: int
    duties: tuple[DutyStanding, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all months."""
        return tuple(row for month in self.months for row in month.rows)

    @property
    def repairs(self) -> tuple[SiteRepair, ...]:
        """The repairs of all months."""
        return tuple(each for month in self.months for each in month.repairs)


def read_year(store: Store, inventory: Inventory, year: int, now: int) -> YearFacts:
    """``year`` up to ``now`` (microseconds UTC). Raises ValueError where no such year can be."""
    names = [f"{year:04}-{month:02}" for month in range(1, 13)]
    first, last = (facts_window(name, inventory.timezone) for name in (names[0], names[-1]))
    with store.view() as view:
        # One look for the whole year: each month is judged from its part of it.
        facts = view.ledger_facts(first.begin, last.end)
        invoices = [each.data() for each in view.invoices()]
    seq, digest = store.head()
    months, hours, days = [], [0] * 24, [0] * 7
    for name in names:
        found = judged(store, inventory, name, now)
        if found.result.total.availability is None:
            continue
        part = facts_of(facts, facts_window(name, inventory.timezone))
        months.append(_month(inventory, part, found, invoices, now))
        for down in _down(inventory, part, name, now):
            _count(down, inventory, hours, days)
    duties = read_duties(store, inventory, now)
    return YearFacts(
        inventory, year, tuple(months), tuple(hours), tuple(days), (seq, digest.hex()), now, duties
    )


def _month(
    inventory: Inventory,
    facts: LedgerFacts,
    found: Judged,
    invoices: Sequence[Mapping[str, object]],
    now: int,
) -> YearMonth:
    mine = [each for each in invoices if each["month"] == found.result.month]
    return YearMonth(
        judged=found,
        rows=rows(found.result, inventory),
        repairs=repairs_of_month(inventory, facts, found.result.month, now),
        deducted=_sum(mine, "deducted"),
        paid=_sum(mine, "paid"),
    )


def _sum(invoices: Sequence[Mapping[str, object]], key: str) -> int | None:
    known = [value for each in invoices if isinstance(value := each[key], int)]
    return sum(known) if known else None


def _down(inventory: Inventory, facts: LedgerFacts, month: str, now: int) -> Iterator[Spans]:
    for case in cases(inventory, facts, month, now):
        yield case.ledger().down


def _count(spans: Spans, inventory: Inventory, hours: list[int], days: list[int]) -> None:
    """Add down seconds to the local hours and weekdays in which they lie.

    The offset is asked once a span and hour: a zone that moves its clocks shifts it by one hour.
    """
    for begin, end in spans:
        at = begin
        while at < end:
            upto = min(end, at - at % 3_600 + 3_600)
            local = to_datetime(at * SECOND, inventory.timezone)
            hours[local.hour] += upto - at
            days[local.weekday()] += upto - at
            at = upto
