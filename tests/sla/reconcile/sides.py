"""Two sides of a month: our facts, and the lists that a provider sends."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pantau.facts.dealings import Invoiced, ProviderListed, ProviderOutage, ProviderSummary
from pantau.facts.instant import SECOND
from pantau.facts.measured import LedgerFacts, Outage
from pantau.facts.words import Role
from pantau.sla import judge_month
from pantau.sla.case import Case
from pantau.sla.reconcile.differences import Difference
from pantau.sla.reconcile.reconcile import (
    Reconciled,
    Reconciliation,
    TheirWord,
    reconcile,
)
from tests.sla.build import at, interval, inventory, outage, site

NOW = at("2026-11-10")
MONTH = "2026-10"
WATCHED = {name: [interval("2026-09-01", "2026-11-10")] for name in ("a", "b")}
TOWN = inventory(site("a"), site("b"))
MONTH_S = 31 * 86_400


def down(begin: str, end: str | None, name: str = "a", id: str = "O1", **rest: Any) -> Outage:
    found = outage(at(begin), end and at(end), name=name, **rest)
    return replace(found, id=id)


def row(begin: str, end: str | None, name: str = "a", ticket: str = "", line: int = 2):
    return ProviderOutage(line, name, at(begin), end and at(end), ticket)


def listed(
    *outages: ProviderOutage, sums: Sequence[ProviderSummary] = (), provider: str = "Telkom"
) -> ProviderListed:
    begin, end = at("2026-10-01"), at("2026-11-01")
    return ProviderListed(
        "t.csv", "0", provider, begin, end, 480, Role.MANAGER, outages, tuple(sums)
    )


def recap(*, down_seconds: int | None = None, percent: str | None = None) -> ProviderListed:
    return listed(sums=[ProviderSummary(2, "a", down_seconds, percent)])


def laid_beside(
    known: LedgerFacts,
    *lists: ProviderListed,
    town=TOWN,
    invoices: Sequence[Invoiced] = (),
    tolerance: int = 60,
    now: int = NOW,
    provider: str | None = None,
    month_cases: Sequence[Case] | None = None,
) -> Reconciliation:
    rows = judge_month(town, known, MONTH, now).sites
    told = TheirWord({f"L{n}": each for n, each in enumerate(lists, 1)}, invoices, provider)
    return reconcile(town, known, MONTH, now, told, rows, tolerance, month_cases=month_cases)


def only(found: Reconciliation) -> Reconciled:
    (account,) = found.accounts
    return account


def single(found: Reconciliation) -> Difference:
    (difference,) = only(found).differences
    return difference


def seconds(text: str) -> int:
    return at(text) // SECOND


TEN_HOURS = down("2026-10-05T08:00", "2026-10-05T18:00")
# prorata: 1,000,000 x 36,000 / 2,678,400, and the same for nine hours.
TEN_HOURS_RP, NINE_HOURS_RP = 13_441, 12_097
