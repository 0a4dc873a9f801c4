"""Keeps the process that asks densely alive while a meeting is near, and tells it the places."""

from pathlib import Path

from collector.beside.keeper import Keeper
from collector.dense.plan import plan_of, to_line
from collector.health import Health
from pantau.facts.clock import now_us
from pantau.facts.instant import MINUTE
from pantau.facts.meetings import LEAD_US
from pantau.inventory.model import Inventory
from pantau.store import Store, StoreError

_LOOK_EVERY_NS = 5_000_000_000


class DenseKeeper(Keeper):
    """As the Keeper of further probes; its process is there while a meeting is near."""

    module = "collector.dense"
    called = "meetings"

    def __init__(self, data: Path, health: Health) -> None:
        super().__init__(data, health)
        self._clock = health.clock
        self._look_ns = 0
        self._near = False

    def line_of(self, inventory: Inventory) -> bytes:
        """See Keeper."""
        return to_line(plan_of(inventory))

    def started(self) -> None:
        """See Keeper: it comes and goes with meetings, so its starts tell nothing."""

    def wanted(self) -> bool:
        """See Keeper. Where the store cannot be read, what was known last holds."""
        now_ns = self._clock.boot_ns()
        if now_ns >= self._look_ns:
            self._look_ns = now_ns + _LOOK_EVERY_NS
            try:
                self._near = self._any_near(now_us(self._clock))
            except StoreError:
                return self._near
        return self._near

    def _any_near(self, now: int) -> bool:
        with Store.open(self._data, readonly=True) as store, store.view() as view:
            # A minute after the end the last windows are written.
            found = view.meetings(now - MINUTE, now + LEAD_US + MINUTE)
        return any(each.cancelled is None for each in found)
