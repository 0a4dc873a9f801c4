"""The month so far, computed now and then for the metrics, beside the measuring."""

import logging
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from threading import Event, Thread

from collector.health import Health
from pantau.actions.in_force import in_force
from pantau.facts.clock import now_us
from pantau.facts.instant import to_datetime
from pantau.facts.words import Cause
from pantau.inventory.model import Inventory
from pantau.sla import error_budget, facts_window, judge_month
from pantau.store import Brought, Store, StoreError

log = logging.getLogger(__name__)

_EVERY_S = 60
_AT_FIRST_S = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One site and term: availability as an exact fraction, the budget in seconds."""

    site: str
    contract: str
    tier: str
    availability: Fraction | None
    budget_seconds: int | None


@dataclass(slots=True)
class Figures:
    """The rows computed last, when, and which inventory they were judged by.

    ``causes``: outages that began this month, by suggested cause and whether it is the last word.
    ``brought``: what people told and others recorded.
    """

    rows: tuple[Row, ...] = ()
    causes: Counter[tuple[Cause, bool]] = field(default_factory=Counter)
    brought: Brought | None = None
    at: int = 0
    inventory: Inventory | None = None
    _stop: Event = field(default_factory=Event)

    def compute(self, store: Store, inventory: Inventory, now: int) -> None:
        """Judge the month of ``now`` with the one calculator that everybody uses."""
        month = f"{to_datetime(now, inventory.timezone):%Y-%m}"
        window = facts_window(month, inventory.timezone)
        facts = store.ledger_facts(window.begin, window.end)
        causes = store.suggested_causes(window.begin, window.end)
        result = judge_month(inventory, facts, month, now)
        self.rows = tuple(
            Row(r.site, r.contract, r.tier, r.availability, error_budget(r)) for r in result.sites
        )
        self.causes, self.brought = causes, store.brought()
        self.at, self.inventory = now, inventory

    def keep_computing(self, data: Path, health: Health) -> None:
        """Compute every minute from a thread, until ``stop``."""

        def work() -> None:
            while True:
                self._compute_once(data, health)
                known = any(row.availability is not None for row in self.rows)
                if self._stop.wait(_EVERY_S if known else _AT_FIRST_S):
                    return

        Thread(target=work, name="figures", daemon=True).start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()

    def _compute_once(self, data: Path, health: Health) -> None:
        if health.inventory is None:
            return
        try:
            with Store.open(data, readonly=True) as store:
                found = in_force(store)
                inventory = found if isinstance(found, Inventory) else health.inventory
                self.compute(store, inventory, now_us(health.clock))
        except StoreError as error:
            log.warning("the month so far cannot be computed: %s", error)
        except Exception:
            # The metrics of a minute are not worth the thread that makes all later ones.
            log.exception("the month so far cannot be computed")
