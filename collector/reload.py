"""A changed inventory comes into force while the collector runs; a broken one changes nothing."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from collector.health import Health
from pantau.facts.clock import now_us
from pantau.inventory import Reading, Severity, read_inventory
from pantau.inventory.model import Inventory

log = logging.getLogger(__name__)

_LOOK_EVERY_S = 2


class Reloader:
    """Looks at the file every two seconds and whenever it is told to."""

    def __init__(self, path: Path, health: Health, apply: Callable[[Inventory], None]) -> None:
        self._path = path
        self._health = health
        self._apply = apply
        self._seen = self._stamp()
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Read the file now, changed or not (SIGHUP)."""
        self._seen = None
        self._wake.set()

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            try:
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await self._wake.wait()
            except TimeoutError:
                pass
            self._wake.clear()
            try:
                await self.look()
            except Exception:
                # Whatever a file holds: the inventory of before stays, and we look again.
                log.exception("the inventory could not be looked at")

    async def look(self) -> None:
        """Read the file if it changed, and put it in force if it is sound."""
        stamp = self._stamp()
        if stamp == self._seen:
            return
        self._seen = stamp
        # In a thread: reading three hundred sites takes longer than a tick.
        self.take(await asyncio.to_thread(read_inventory, self._path))

    def take(self, reading: Reading) -> None:
        """Put a reading in force, or tell what is wrong with it."""
        health = self._health
        health.reload_at = now_us(health.clock)
        errors = [str(p) for p in reading.problems if p.severity is Severity.ERROR]
        health.reload_problems = tuple(errors)
        health.reload_ok = reading.inventory is not None
        if reading.inventory is None:
            for error in errors:
                log.error("inventory rejected: %s", error)
            log.error("the inventory of before stays in force (%d errors)", len(errors))
        elif health.inventory is None or reading.inventory.digest != health.inventory.digest:
            log.info("a new inventory is in force: %d sites", len(reading.inventory.sites))
            self._apply(reading.inventory)

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino
