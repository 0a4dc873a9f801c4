"""Keeps the process that looks for causes alive, and tells it who lies where."""

from collector.beside.keeper import Keeper
from collector.causes.plan import plan_of, to_line
from pantau.facts.clock import now_us
from pantau.inventory.model import Inventory


class CausesKeeper(Keeper):
    """As the Keeper of further probes; its process is always there."""

    module = "collector.causes"
    called = "causes"

    def line_of(self, inventory: Inventory) -> bytes:
        """See Keeper. A contract that changes hands shows with the next inventory, or start."""
        return to_line(plan_of(inventory, now_us(self._health.clock)))

    def started(self) -> None:
        """See Keeper."""
        self._health.causes_starts += 1
