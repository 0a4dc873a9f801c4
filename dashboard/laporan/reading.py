"""What the store knows of a month's way to paper, each in one short look."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from dashboard.laporan.months import Listed, listed, months_between
from dashboard.settings import Settings
from pantau.actions.months import judged, open_matters
from pantau.actions.provider.lists import reconciled
from pantau.facts.instant import to_datetime
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.said import MonthStanding
from pantau.inventory import Inventory
from pantau.language.sentence import Sentence
from pantau.sla import MonthResult, month_window
from pantau.sla.reconcile.reconcile import Reconciliation
from pantau.store import Store, StoreError

TOLERANCE_S = 60
"""How far apart, in seconds, both sides' words of one outage may be: as on the command line."""


@dataclass(frozen=True, slots=True)
class Papers:
    """One month. ``open``: what is not settled in it; ``reviewed``: who went through it last."""

    standing: MonthStanding
    result: MonthResult
    open: tuple[Sentence, ...]
    reviewed: Entry | None


def read_months(settings: Settings, inventory: Inventory, now: int) -> tuple[Listed, ...]:
    """All months since the journal began, the newest first; empty where there is no journal."""
    try:
        with settings.store() as store:
            first = _first_day(store, inventory.timezone)
            with store.view() as view:
                standings = {each.month: each for each in view.months()}
                invoices = view.invoices()
    except StoreError:
        return ()
    if first is None:
        return ()
    today = to_datetime(now, inventory.timezone).date()
    months = months_between(first, today)
    return listed(months, standings, invoices, f"{today:%Y-%m}")


def read_papers(settings: Settings, inventory: Inventory, month: str, now: int) -> Papers | None:
    """``month`` ("2026-10") as it stands; None where the store cannot be read."""
    window = month_window(month, inventory.timezone)
    try:
        with settings.store() as store:
            found = judged(store, inventory, month, now)
            reviews = store.entries(kinds={EntryKind.MONTH_REVIEWED}, subject=month)
            with store.view() as view:
                still_open = open_matters(view, month, window)
    except StoreError:
        return None
    return Papers(
        standing=found.standing,
        result=found.result,
        open=still_open,
        reviewed=reviews[-1] if reviews else None,
    )


def read_reconciliation(
    settings: Settings, inventory: Inventory, month: str, now: int
) -> Reconciliation | None:
    """``month`` beside what others told of it; None where the store cannot be read."""
    try:
        with settings.store() as store:
            return reconciled(store, inventory, month, now, TOLERANCE_S)
    except StoreError:
        return None


def _first_day(store: Store, zone: ZoneInfo) -> date | None:
    """The day from which anything was written or watched; None for an empty journal."""
    first = store.entry(1)
    if first is None:
        return None
    spans = (entry.data()["observed_from"] for entry in store.entries(kinds={EntryKind.IMPORTED}))
    begin = min([first.at, *(each for each in spans if each is not None)])
    return to_datetime(begin, zone).date()
