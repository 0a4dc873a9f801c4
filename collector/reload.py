"""A changed inventory comes into force while the collector runs; a refused one changes nothing.

Refused is a file that is broken, and one that would change days that are over: the collector then
goes by the inventory applied last. A person may put the second kind in force with ``pantau apply``.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from collector.health import Health
from pantau.actions.edits import Edit, weigh
from pantau.actions.in_force import Unreadable, in_force
from pantau.facts.clock import now_us
from pantau.facts.journal import InventoryApplied
from pantau.inventory import Problem, Reading, read_inventory
from pantau.inventory.model import Inventory
from pantau.store import Store, StoreError

log = logging.getLogger(__name__)
T = TypeVar("T")

_LOOK_EVERY_S = 2
_BUSY_MS = 500


class Runs(Protocol):
    """The collector, as far as its inventory goes."""

    inventory: Inventory

    @property
    def inventory_waits(self) -> bool:
        """Whether the store does not know yet which inventory is in force."""

    def apply(self, inventory: Inventory, entry: InventoryApplied | None) -> None:
        """Put an inventory in force; ``entry`` is for the journal, None where it has it."""


def begun_with(store: Store, file: Inventory, health: Health) -> Inventory:
    """What a collector starts with: the file, or what is in force where the file may not follow."""
    before = in_force(store)
    if isinstance(before, Unreadable):
        log.error("not compared with what is in force: %s", before)
        before = None
    edit = weigh(before, file, now_us(health.clock))
    if before is not None and edit.refused:
        _refuse(health, edit.refused, past=file.digest)
        return before
    _accept(health, edit)
    return edit.inventory


class Reloader:
    """Looks at the file every two seconds and whenever it is told to."""

    def __init__(self, path: Path, data: Path, health: Health, collector: Runs) -> None:
        self._path = path
        self._data = data
        self._health = health
        self._collector = collector
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
        """Read the file if it changed or was permitted meanwhile, and put it in force."""
        stamp = self._stamp()
        # In a thread: reading and weighing three hundred sites takes longer than a tick.
        if stamp == self._seen and not await asyncio.to_thread(self._permitted):
            return
        self._seen = stamp
        self._take(*await asyncio.to_thread(self._read))

    def _read(self) -> tuple[Reading, Edit | None, Inventory]:
        """The file, what it would change, and what it would follow."""
        reading, before = read_inventory(self._path), self._before()
        now = now_us(self._health.clock)
        return reading, weigh(before, reading.inventory, now) if reading.inventory else None, before

    def _take(self, reading: Reading, edit: Edit | None, before: Inventory) -> None:
        """Put the file in force, or tell what is wrong with it."""
        if edit is None:
            _refuse(self._health, reading.errors)
            return
        digest = edit.inventory.digest
        if edit.refused:
            _refuse(self._health, edit.refused, past=digest)
            return
        _accept(self._health, edit)
        known = digest == before.digest
        if not known or digest != self._collector.inventory.digest:
            self._collector.apply(edit.inventory, None if known else edit.entry)
            log.info("a new inventory is in force: %d sites", len(edit.inventory.sites))

    def _before(self) -> Inventory:
        """What the file would follow: what the store says, unless it is behind us."""
        ours = self._collector.inventory
        if self._collector.inventory_waits:
            return ours
        found = self._asked(in_force)
        return found if isinstance(found, Inventory) else ours

    def _permitted(self) -> bool:
        """Whether a person applied the very file that was refused."""
        refused = self._health.past_refused
        return bool(refused) and self._asked(Store.last_inventory) == refused

    def _asked(self, question: Callable[[Store], T]) -> T | None:
        try:
            with Store.open(self._data, readonly=True, busy_ms=_BUSY_MS) as store:
                return question(store)
        except StoreError as error:
            log.warning("the inventory in force could not be asked for: %s", error)
            return None

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _accept(health: Health, edit: Edit) -> None:
    """Say that the file is the one in force, and what ends with it."""
    health.reload_at = now_us(health.clock)
    health.reload_ok, health.reload_problems, health.past_refused = True, (), ""
    health.reload_warnings = tuple(map(str, edit.warnings))
    for warning in edit.warnings:
        log.warning("inventory: %s", warning)


def _refuse(health: Health, errors: Iterable[Problem], past: str = "") -> None:
    """Say that the file is not, and why; ``past``: its digest where it would change the past."""
    told = tuple(map(str, errors))
    health.reload_at = now_us(health.clock)
    health.reload_ok, health.reload_problems, health.past_refused = False, told, past
    for error in told:
        log.error("inventory rejected: %s", error)
    log.error("the inventory of before stays in force (%d errors)", len(told))
