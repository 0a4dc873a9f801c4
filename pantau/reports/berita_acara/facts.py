"""What a Berita Acara says: the month, and what both sides said about it."""

from dataclasses import dataclass, replace

from pantau.actions.provider.lists import listed_in
from pantau.facts.said import Objection, Proposal
from pantau.inventory import Inventory
from pantau.reports.month.facts import MonthFacts, read_month
from pantau.sla import month_window
from pantau.sla.reconcile.account import Source
from pantau.sla.total import sum_up
from pantau.store import Store


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """``providers``: with whom it is agreed; ``exclusions`` and ``voids``: of any standing.

    ``month``: of these providers' rows alone.
    """

    month: MonthFacts
    providers: tuple[str, ...]
    objections: tuple[Objection, ...]
    exclusions: tuple[Proposal, ...]
    voids: tuple[Proposal, ...]


def read_record(
    store: Store, inventory: Inventory, month: str, now: int, provider: str | None = None
) -> RecordFacts:
    """``month`` ("2026-10") at ``now`` (microseconds UTC), with one ``provider`` or with all.

    Raises ValueError with a sentence where ``month`` is none, and what the store raises.
    """
    window = month_window(month, inventory.timezone)
    facts = read_month(store, inventory, month, now)
    with store.view() as view:
        objections = view.objections(month)
        exclusions = view.exclusions(window.begin, window.end)
        voids = view.voids(window.begin, window.end)
        lists = {
            f"L{each.seq}": listed_in(each).provider
            for each in view.provider_lists(window.begin, window.end)
        }
    if provider is not None:
        facts = _with(facts, provider, {id for id, name in lists.items() if _same(name, provider)})
    sites = {row.result.site for row in facts.rows}
    return RecordFacts(
        month=facts,
        providers=tuple(sorted({row.provider for row in facts.rows if row.provider})),
        objections=tuple(each for each in objections if each.objected.data()["site"] in sites),
        exclusions=tuple(exclusions),
        voids=tuple(voids),
    )


def _with(facts: MonthFacts, provider: str, lists: set[str]) -> MonthFacts:
    """The month as far as it is this provider's; ``lists``: the ids of its own."""
    rows = tuple(row for row in facts.rows if _same(row.provider, provider))
    keys = {row.result.key for row in rows}
    sites = tuple(row for row in facts.result.sites if row.key in keys)
    contracts = {row.contract for row in sites}
    contracts |= {
        name for name, each in facts.inventory.contracts.items() if _same(each.provider, provider)
    }
    told = facts.reconciliation
    return replace(
        facts,
        rows=rows,
        result=replace(facts.result, sites=sites, total=sum_up(sites)),
        outages=tuple(each for each in facts.outages if each.row.result.key in keys),
        reasons={key: found for key, found in facts.reasons.items() if key in keys},
        reconciliation=replace(
            told,
            accounts=tuple(
                each
                for each in told.accounts
                if each.account.source is not Source.PROVIDER or each.account.id in lists
            ),
            billings=tuple(each for each in told.billings if each.contract in contracts),
        ),
    )


def _same(name: str, other: str) -> bool:
    return name.strip().casefold() == other.strip().casefold()
