"""What a decision about an exclusion or a void changes: the month judged with it and without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.gangguan.claims import Claim
from dashboard.settings import Settings
from pantau.facts.instant import to_datetime
from pantau.facts.measured import Interval, LedgerFacts
from pantau.facts.words import MonthState, Standing
from pantau.inventory import Inventory
from pantau.sla import MonthResult, facts_window, judge_month
from pantau.sla.result import Total
from pantau.sla.total import sum_up
from pantau.store import StoreError

MOST_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Effect:
    """One month ("2026-10") of the sites that it is about. ``closed``: it takes no changes."""

    month: str
    closed: bool
    now: Total
    then: Total


def months_of(claim: Claim, inventory: Inventory, now: int) -> tuple[str, ...]:
    """The months that it touches, up to the one of ``now`` (microseconds UTC)."""
    zone = inventory.timezone
    last = to_datetime(max(claim.begin, min(claim.end - 1, now)), zone)
    here = to_datetime(claim.begin, zone).date().replace(day=1)
    found: list[str] = []
    while here <= last.date() and len(found) <= MOST_MONTHS:
        found.append(f"{here:%Y-%m}")
        here = date(here.year + here.month // 12, here.month % 12 + 1, 1)
    return tuple(found)


def read_effect(
    settings: Settings, inventory: Inventory, claim: Claim, now: int
) -> tuple[Effect, ...] | None:
    """By month, what approving a proposal would change, or revoking what is approved.

    At most the first three months; nothing where nothing can be decided any more. None where the
    store cannot be read. ``now``: microseconds UTC.
    """
    if claim.proposal.standing not in {Standing.PROPOSED, Standing.APPROVED}:
        return ()
    only = claim.sites[0] if len(claim.sites) == 1 else None
    read: list[tuple[str, bool, LedgerFacts]] = []
    try:
        with settings.store() as store:
            for month in months_of(claim, inventory, now)[:MOST_MONTHS]:
                window = facts_window(month, inventory.timezone)
                with store.view() as view:
                    closed = view.month(month).state is MonthState.CLOSED
                    read.append((month, closed, view.ledger_facts(window.begin, window.end, only)))
    except StoreError:
        return None
    return tuple(_effect(inventory, claim, *each, now) for each in read)


def _effect(
    inventory: Inventory, claim: Claim, month: str, closed: bool, facts: LedgerFacts, now: int
) -> Effect:
    today, supposed = facts, facts
    more: Mapping[str, Sequence[Interval]] = {}
    approved = claim.proposal.standing is Standing.APPROVED
    if claim.outage is not None:
        supposed = _revived(facts, claim.outage) if approved else _voided(facts, claim.outage)
    elif approved:
        left = tuple(each for each in facts.excluded if each.id != claim.id)
        supposed = replace(facts, excluded=left)
    else:
        more = dict.fromkeys(claim.sites, (Interval(claim.begin, claim.end),))
    only = claim.sites[0] if len(claim.sites) == 1 else None
    return Effect(
        month=month,
        closed=closed,
        now=_sum(judge_month(inventory, today, month, now, only=only), claim),
        then=_sum(judge_month(inventory, supposed, month, now, more, only=only), claim),
    )


def _sum(result: MonthResult, claim: Claim) -> Total:
    return sum_up(tuple(row for row in result.sites if row.site in claim.sites))


def _voided(facts: LedgerFacts, id: str) -> LedgerFacts:
    gone = tuple(replace(each, voided=True) for each in facts.outages if each.id == id)
    kept = tuple(each for each in facts.outages if each.id != id)
    return replace(facts, outages=kept, voided=(*facts.voided, *gone))


def _revived(facts: LedgerFacts, id: str) -> LedgerFacts:
    back = tuple(replace(each, voided=False) for each in facts.voided if each.id == id)
    kept = tuple(each for each in facts.voided if each.id != id)
    found = sorted((*facts.outages, *back), key=lambda each: each.started_at)
    return replace(facts, outages=tuple(found), voided=kept)
