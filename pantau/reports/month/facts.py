"""Everything that a paper about a month says, read from the store once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from pantau.actions.months import as_it_stands, judged
from pantau.actions.provider.lists import their_word
from pantau.actions.quality import PROMISED, RowQuality, month_quality
from pantau.facts.instant import SECOND
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import LedgerFacts, Outage
from pantau.facts.papers import is_company
from pantau.facts.said import MonthStanding, Proposal
from pantau.facts.words import Cause, MonthState
from pantau.inventory import Inventory
from pantau.language import Sentence
from pantau.sla import DayResult, MonthResult, facts_window, month_window
from pantau.sla.case import Case, cases
from pantau.sla.change import changes
from pantau.sla.contribution import Contribution, contributions
from pantau.sla.day import days_of
from pantau.sla.groups import Row, as_it_stood, rows
from pantau.sla.judge import judge_cases
from pantau.sla.month import month_days
from pantau.sla.quality.repaired import SiteRepair, repairs_of_month
from pantau.sla.reconcile.reconcile import Reconciliation, reconcile
from pantau.sla.result import RowKey
from pantau.sla.total import sum_up
from pantau.sla.unknown import UnknownReason, unknown_by_reason
from pantau.store import Store

TOLERANCE_S = 60
"""How far apart, in seconds, both sides' words of one outage may be: as on the command line."""
MONTHS_BEFORE = 5


@dataclass(frozen=True, slots=True)
class OutageLine:
    """An outage in a row of the month.

    ``exclusions``: of any standing, that share time with it; ``proof``: the payload by which it was
    judged so, None where an import told of it; ``suggested``: what the collector holds to be the
    cause.
    """

    row: Row
    part: Contribution
    exclusions: tuple[Proposal, ...]
    proof: Mapping[str, Any] | None
    suggested: Cause | None = None


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """A month as a paper tells of it. Instants are microseconds UTC.

    ``rows``: of the month as it stands (frozen where it is closed), by place and name; ``cases``,
    ``days``, ``reasons``, ``outages``: as the store tells now; ``differences``: what the store
    tells otherwise than the closed month. ``before``: the months before, the oldest first, none of
    them without measurement. ``head``: number and hash (hex) of the journal's entry up to which the
    figures were read. ``quality`` is None where samples of the month went, their term being over.
    """

    inventory: Inventory
    result: MonthResult
    standing: MonthStanding
    rows: tuple[Row, ...]
    cases: Mapping[RowKey, Case]
    days: Mapping[RowKey, tuple[DayResult, ...]]
    reasons: Mapping[RowKey, Mapping[UnknownReason, int]]
    outages: tuple[OutageLine, ...]
    repairs: tuple[SiteRepair, ...]
    quality: Mapping[RowKey, RowQuality] | None
    reconciliation: Reconciliation
    before: tuple[MonthResult, ...]
    differences: tuple[Sentence, ...]
    head: tuple[int, str]
    now: int

    @property
    def closed(self) -> bool:
        """Whether the figures are frozen ones."""
        return self.standing.state is MonthState.CLOSED

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return month_days(self.result.month)[0]


def read_month(
    store: Store, inventory: Inventory, month: str, now: int, provider: str | None = None
) -> MonthFacts:
    """All of ``month`` ("2026-10") at ``now`` (microseconds UTC); ``provider``: as far as it is of
    this one. ``cases`` and ``days`` are those of all.

    Raises ValueError with a sentence where ``month`` is none, and what the store raises.
    """
    window, reach = (bounds(month, inventory.timezone) for bounds in (month_window, facts_window))
    with store.view() as view:
        standing = view.month(month)
        facts = view.ledger_facts(reach.begin, reach.end)
        said = view.exclusions(reach.begin, reach.end)
        told = replace(their_word(view, month, window), provider=provider)
    found = tuple(cases(inventory, facts, month, now))
    today = judge_cases(inventory, month, now, found)
    result = as_it_stands(store, standing, today)
    if provider is not None:
        result, today = (_of(provider, each, inventory) for each in (result, today))
    # By place and name: how officials look for a line. The worst have a table of their own.
    in_order = sorted(rows(result, inventory), key=lambda row: (row.kecamatan, row.kind, row.name))
    by_key = {case.key: case for case in found}
    return MonthFacts(
        inventory=as_it_stood(inventory, result),
        result=result,
        standing=standing,
        rows=tuple(in_order),
        cases=by_key,
        days={key: tuple(days_of(case, inventory.timezone)) for key, case in by_key.items()},
        reasons=unknown_by_reason(found, facts, now),
        outages=_outages(store, in_order, by_key, facts, said, now),
        repairs=repairs_of_month(inventory, facts, month, now),
        quality=_quality(store, inventory, month, result),
        reconciliation=reconcile(
            inventory, facts, month, now, told, result.sites, TOLERANCE_S, month_cases=found
        ),
        before=months_before(store, inventory, month, now, MONTHS_BEFORE),
        differences=changes(result, today),
        head=_head(store, standing),
        now=now,
    )


def _of(provider: str, result: MonthResult, inventory: Inventory) -> MonthResult:
    """The month as far as it is this provider's."""
    named = rows(result, inventory)
    own = {row.result.key for row in named if is_company(row.provider, provider)}
    sites = tuple(each for each in result.sites if each.key in own)
    return replace(result, sites=sites, total=sum_up(sites))


def months_before(
    store: Store, inventory: Inventory, month: str, now: int, most: int
) -> tuple[MonthResult, ...]:
    """Up to ``most`` months before ``month``, the oldest first, from the first that was measured.

    Raises ValueError where ``month`` is none.
    """
    found: list[MonthResult] = []
    first = month_days(month)[0]
    for _ in range(most):
        first = (first - timedelta(days=1)).replace(day=1)
        result = judged(store, inventory, f"{first:%Y-%m}", now).result
        if result.total.availability is None:
            break
        found.append(result)
    return tuple(reversed(found))


def _head(store: Store, standing: MonthStanding) -> tuple[int, str]:
    if standing.state is MonthState.CLOSED and standing.closed is not None:
        data = standing.closed.data()
        return data["head_seq"], data["head_hash"]
    seq, digest = store.head()
    return seq, digest.hex()


def _outages(
    store: Store,
    in_order: Sequence[Row],
    by_key: Mapping[RowKey, Case],
    facts: LedgerFacts,
    said: Sequence[Proposal],
    now: int,
) -> tuple[OutageLine, ...]:
    """Site by site in the order of ``in_order``, then by time."""
    of_site: defaultdict[str, list[Outage]] = defaultdict(list)
    for outage in facts.outages:
        of_site[outage.site].append(outage)
    told = [(each, each.proposed.data()) for each in said]
    suggested = store.suggestions([each.id for each in facts.outages])
    parts = []
    for row in in_order:
        case = by_key.get(row.result.key)
        mine = of_site[row.result.site]
        if case is not None and mine:
            parts += [(row, part) for part in contributions(case, mine, now)]
    proofs = _proofs(store, [part.outage for _, part in parts])
    lines = []
    for row, part in parts:
        touching = tuple(each for each, data in told if _touches(data, part, now))
        name = part.outage.id
        cause = suggested[name].cause if name in suggested else None
        lines.append(OutageLine(row, part, touching, proofs.get(name), cause))
    return tuple(lines)


def _proofs(store: Store, outages: Sequence[Outage]) -> dict[str, Mapping[str, Any]]:
    """By outage, the payload of the entry that opened it."""
    own = {each.id: each.started_at for each in outages if each.import_id is None}
    if not own:
        return {}
    opened = store.entries(kinds={EntryKind.OUTAGE_OPENED}, begin=min(own.values()))
    return {name: entry.data() for entry in opened if (name := f"O{entry.seq}") in own}


def _touches(data: Mapping[str, Any], part: Contribution, now: int) -> bool:
    outage = part.outage
    end = now if outage.ended_at is None else outage.ended_at
    return outage.site in data["sites"] and data["begin"] < end and data["end"] > outage.started_at


def _quality(
    store: Store, inventory: Inventory, month: str, result: MonthResult
) -> dict[RowKey, RowQuality] | None:
    """By row of the month; None as ``month_quality`` says."""
    window = month_window(month, inventory.timezone)
    measured = month_quality(store, inventory, month, window, PROMISED)
    if measured is None:
        return None
    of_site: defaultdict[str, list[RowQuality]] = defaultdict(list)
    for each in measured:
        of_site[each.site].append(each)
    found: dict[RowKey, RowQuality] = {}
    for row in result.sites:
        for each in of_site.get(row.site, ()):
            begins = each.span[0] * SECOND
            if each.tier == row.tier and row.span.begin <= begins < row.span.end:
                found.setdefault(row.key, each)
    return found
