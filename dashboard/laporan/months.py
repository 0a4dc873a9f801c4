"""Which months there are, and what is known of each without judging it: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pantau.facts.journal import Entry
from pantau.facts.said import MonthStanding
from pantau.facts.words import MonthState


@dataclass(frozen=True, slots=True)
class Listed:
    """A month in the list. Money in whole rupiah, summed over its invoices; None without any."""

    month: str
    state: MonthState
    revision: int
    running: bool
    closed_by: str | None
    closed_at: int | None
    billed: int | None
    deducted: int | None
    paid: int | None


def months_between(first: date, last: date) -> tuple[str, ...]:
    """The months from that of ``first`` to that of ``last``, the newest first: "2026-11"."""
    found = []
    day = last.replace(day=1)
    while (day.year, day.month) >= (first.year, first.month):
        found.append(f"{day:%Y-%m}")
        day = (day - timedelta(days=1)).replace(day=1)
    return tuple(found)


def listed(
    months: Sequence[str],
    standings: Mapping[str, MonthStanding],
    invoices: Sequence[Entry],
    running: str,
) -> tuple[Listed, ...]:
    """``months`` in their order; ``running``: the one that is not over."""
    billed: dict[str, list[Entry]] = {}
    for entry in invoices:
        billed.setdefault(entry.data()["month"], []).append(entry)
    return tuple(
        _listed(month, standings.get(month), billed.get(month, []), month == running)
        for month in months
    )


def _listed(
    month: str, standing: MonthStanding | None, invoices: Sequence[Entry], running: bool
) -> Listed:
    closed = standing.closed if standing else None
    return Listed(
        month=month,
        state=standing.state if standing else MonthState.DRAFT,
        revision=standing.revision if standing else 1,
        running=running,
        closed_by=closed.author if closed else None,
        closed_at=closed.at if closed else None,
        billed=_sum(invoices, "billed"),
        deducted=_sum(invoices, "deducted"),
        paid=_sum(invoices, "paid"),
    )


def _sum(invoices: Sequence[Entry], key: str) -> int | None:
    known = [value for entry in invoices if (value := entry.data()[key]) is not None]
    return sum(known) if known else None
