"""Looks for causes in virtual time: the unmodified casebook, beside a VirtualRun."""

from ipaddress import IPv4Address
from pathlib import Path as File

from collector.causes.casebook import Casebook
from collector.causes.devices import Look
from collector.causes.good_paths import GoodPaths
from collector.causes.plan import plan_of
from pantau.facts.device import Uptime
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.path import Path
from pantau.inventory.model import Inventory
from pantau.lab.answers import Form
from pantau.lab.regency import Regency
from pantau.lab.script import Script
from pantau.lab.virtual_run import VIA, VirtualRun
from pantau.store import Paths, Store

_NS = 1_000


class VirtualPaths:
    """Implements collector.path.walker.Paths: what a path would show is known at once."""

    def __init__(self, causes: "VirtualCauses") -> None:
        self._causes = causes
        self._known: list[tuple[str, Path]] = []

    def ask(self, name: str, address: str, *, first: bool = False) -> None:  # noqa: ARG002 - the port's
        """See Paths."""
        regency, at = self._causes.regency, self._causes.at_ns
        number = int(IPv4Address(address))
        way = regency.way(number, at)
        hops = [str(IPv4Address(each)) for each in way.routers[: way.alive]]
        # Three echoes: who loses one of them is reached all the same.
        reached = way.alive == len(way.routers) and any(
            each.form is Form.REPLY for more in range(3) for each in regency.echo(number, at + more)
        )
        if reached:
            hops.append(address)
        self._known.append((name, Path(self._causes.now, tuple(hops), reached)))

    def take(self) -> list[tuple[str, Path]]:
        """See Paths."""
        known, self._known = self._known, []
        return known


class VirtualCauses:
    """``play`` lets a scenario happen, with causes suggested beside it.

    ``asked``: the sites whose routers are asked by SNMP, each once a minute.
    """

    def __init__(
        self, inventory: Inventory, script: Script, data: File, asked: tuple[str, ...]
    ) -> None:
        self.regency = Regency(inventory, script)
        self.run = VirtualRun(inventory, script, self.regency, data, self._beside)
        self.now = self.at_ns = 0
        self._began = self.run.instant(0)
        self._inventory = inventory
        self._data = data
        self._asked = [(id, self._number(id)) for id in asked]
        self._next = 0
        self._minute = -1
        self._book: Casebook | None = None
        self._open: list[Store | Paths] = []

    def play(self) -> None:
        """Until the end of the script."""
        try:
            self.run.play()
        finally:
            for each in self._open:
                each.close()

    def looks(self, now: int) -> list[Look]:
        """Implements collector.causes.devices.Devices."""
        if now // MINUTE == self._minute:
            return []
        self._minute = now // MINUTE
        found = []
        for site, address in self._asked:
            device = self.regency.device(address, self.at_ns)
            if device is not None:
                found.append(Look(site, now, Uptime(now, device.uptime_ns // _NS)))
        return found

    def _beside(self, now: int) -> None:
        if now < self._next:
            return
        self.now, self.at_ns = now, (now - self._began) * _NS
        self._next = now + SECOND
        if self._book is None:
            self._book = self._opened(now)
        self._book.look(now)

    def _opened(self, now: int) -> Casebook:
        store, paths = Store.open(self._data), Paths.open(self._data)
        self._open += [store, paths]
        book = Casebook(store, VirtualPaths(self), self, GoodPaths(paths), via=VIA)
        asked = {site for site, _ in self._asked}
        plan = plan_of(self._inventory, now)
        assert all(plan[site].device for site in asked)  # noqa: S101 - they have such a probe
        book.follow(plan)
        return book

    def _number(self, id: str) -> int:
        site = self._inventory.site(id)
        assert site is not None  # noqa: S101 - of this inventory
        return int(IPv4Address(site.address))
