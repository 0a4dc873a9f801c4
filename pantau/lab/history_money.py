"""What the invoices of a simulated month come to, in whole rupiah before tax."""

from pantau.actions.dealings import Invoice
from pantau.actions.months import judged
from pantau.facts.dealings import Invoiced
from pantau.facts.measured import LedgerFacts
from pantau.facts.words import Role
from pantau.inventory.model import Inventory
from pantau.lab.history_acts import Bill, Settle
from pantau.sla.case import cases
from pantau.sla.reconcile.billing import billings
from pantau.sla.result import SlaResult
from pantau.store import Store

_NOTHING_SEEN = LedgerFacts({}, (), (), ())


class Money:
    """Fees and credits of months, each worked out once."""

    def __init__(self, store: Store, inventory: Inventory) -> None:
        """Credits are those of the months as ``store`` has them when they are first asked for."""
        self._store = store
        self._inventory = inventory
        self._fees: dict[str, dict[str, int]] = {}
        self._rows: dict[str, tuple[SlaResult, ...]] = {}

    def billed(self, bill: Bill, now: int) -> Invoice:
        """An invoice of the fees as it comes in; nothing is held back yet."""
        fees = self._fees_of(bill.month, now)[bill.contract]
        return Invoice(_number(bill), bill.contract, bill.month, fees)

    def settled(self, settle: Settle, now: int) -> Invoice:
        """The invoice with what is held back: what was computed, unless something was forgotten."""
        if settle.month not in self._rows:
            month = judged(self._store, self._inventory, settle.month, now)
            self._rows[settle.month] = month.result.sites
        rows = [row for row in self._rows[settle.month] if row.contract == settle.contract]
        credits = [row.credit or 0 for row in rows]
        less = max(credits, default=0) if settle.forgotten else 0
        fees, deducted = self._fees_of(settle.month, now)[settle.contract], sum(credits) - less
        paid = None if settle.paid_on is None else fees - deducted
        about = settle.contract, settle.month
        return Invoice(_number(settle), *about, fees, deducted, paid, settle.paid_on)

    def _fees_of(self, month: str, now: int) -> dict[str, int]:
        """By contract. Fees do not depend on what was seen."""
        if month not in self._fees:
            found = list(cases(self._inventory, _NOTHING_SEEN, month, now))
            contracts = {case.term.contract for case in found}
            blank = [Invoiced("", each, month, 0, 0, Role.MANAGER) for each in contracts]
            self._fees[month] = {each.contract: each.fees for each in billings(found, (), blank)}
        return self._fees[month]


def _number(about: Bill | Settle) -> str:
    return f"INV/{about.contract}/{about.month}"
