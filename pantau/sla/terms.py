"""Which terms of a site are one for the ledger and for money."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from pantau.facts.instant import midnight
from pantau.inventory.choices import FourEyes, RepairClock
from pantau.inventory.contracts import Policy, Term
from pantau.inventory.model import Inventory


def joined(terms: Sequence[Term]) -> list[Term]:
    """Terms that follow one another and count time and money alike, as one; in order of start.

    An amendment that only touches latency, loss, repair or who approves must not cut a month in
    two: each part would bear a fee and a tolerance of its own.
    """
    found: list[Term] = []
    for term in terms:
        last = found[-1] if found else None
        if last is not None and _follows(last, term) and _counts(last) == _counts(term):
            found[-1] = replace(last, end=term.end)
        else:
            found.append(term)
    return found


def parts_of(row: Term, terms: Sequence[Term]) -> list[Term]:
    """The terms of a site that ``joined`` made ``row`` of, in order of start."""
    return [
        each
        for each in terms
        if row.start <= each.start
        and (row.end is None or (each.end is not None and each.end <= row.end))
        and _counts(each) == _counts(row)
    ]


def _follows(first: Term, second: Term) -> bool:
    return first.end is not None and second.start - first.end == timedelta(days=1)


def _counts(term: Term) -> tuple[object, ...]:
    """What the ledger and the money of a term depend on."""
    return (
        term.contract,
        term.provider,
        term.tier,
        term.fee,
        term.objective,
        _counting(term.policy),
    )


def _counting(policy: Policy) -> Policy:
    return replace(
        policy,
        repair_target_us=None,
        repair_clock=RepairClock.DETECTED,
        four_eyes=FourEyes.NAMED,
    )


def policies_over(
    inventory: Inventory, sites: Collection[str], begin: int, end: int
) -> list[Policy]:
    """The policies of all terms of these sites that share time with [begin, end) (UTC us)."""
    zone = inventory.timezone
    return [
        term.policy
        for site in inventory.judged
        if site.id in sites
        for term in site.terms
        if midnight(term.start, zone) < end
        and (term.end is None or begin < midnight(term.end + timedelta(days=1), zone))
    ]
