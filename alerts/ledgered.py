"""What the contract says of the running month, as alerts are decided on it."""

from pathlib import Path

from alerts.world import Ledgered
from pantau.inventory.model import Inventory
from pantau.sla import facts_window, judge_month
from pantau.sla.burn import REACH_US, burning
from pantau.sla.quality.repaired import repairs_of_month
from pantau.store import Store


def judged(data: Path, inventory: Inventory, now: int) -> Ledgered:
    """The running month, whose budgets burn, and which repairs take too long.

    Raises StoreError.
    """
    month = f"{inventory.local_day(now):%Y-%m}"
    window = facts_window(month, inventory.timezone)
    with Store.open(data, readonly=True) as store:
        facts = store.ledger_facts(min(window.begin, now - REACH_US), window.end)
    late = (
        each.repair
        for each in repairs_of_month(inventory, facts, month, now)
        if each.repair.late and each.repair.open
    )
    return Ledgered(
        month=judge_month(inventory, facts, month, now),
        burning=burning(inventory, facts, now),
        overdue=frozenset(name for repair in late for name in repair.outages),
    )
