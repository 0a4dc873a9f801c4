"""What the inventory in force says of calls, put into practice: port, callers and transport."""

import logging
import os
from collections.abc import Mapping
from threading import Thread

from collector.push.callers import SELF, Callers
from collector.push.port import Bounds, Port
from collector.push.transport import PushTransport
from collector.transport import Transport
from pantau.facts.clock import Clock
from pantau.inventory.choices import Layer
from pantau.inventory.model import Inventory, Site
from pantau.inventory.push import Push, push_address
from pantau.inventory.secrets import Missing, reveal

log = logging.getLogger(__name__)


def callers_of(inventory: Inventory) -> list[Site]:
    """The sites that call in."""
    return [site for site in inventory.sites if site.address == push_address(site.id)]


class PushDesk:
    """The port is open while the inventory has one and a site calls in."""

    def __init__(self, transport: Transport, clock: Clock, bounds: Bounds | None = None) -> None:
        self.callers = Callers()
        self.transport = PushTransport(transport, self.callers, clock)
        self.port: Port | None = None
        self._clock = clock
        self._listens = ("", 0)
        self._known: tuple[Push | None, list[str]] = (None, [])
        self._told = ""
        self._bounds = bounds

    def follow(self, inventory: Inventory) -> None:
        """Another inventory is in force."""
        push, sites = inventory.push, [site.id for site in callers_of(inventory)]
        references = inventory.vantage.references
        outside = [r.address for r in references if r.layer is not Layer.LOCAL]
        self.transport.follow(push, len(sites), outside)
        wanted = push if sites else None
        if self.port is not None and (
            wanted is None or (wanted.host, wanted.port) != self._listens
        ):
            self.port.leave()
            self.port = None
        if wanted is None:
            return
        if self.port is None:
            self._listens = wanted.host, wanted.port
            self.port = Port(*self._listens, self.callers, self._clock, self._bounds)
            self.port.start()
        self._known = wanted, sites
        # Not here: the thread that measures waits for no disk.
        Thread(target=self.read_secrets, name="push secrets", daemon=True).start()

    def read_secrets(self) -> None:
        """Read them anew: one that was changed holds from then on. From any thread."""
        port, (push, sites) = self.port, self._known
        if port is None or push is None:
            return
        trouble = _secrets(push)
        if not isinstance(trouble, str):  # while the file cannot be read, those of before hold
            without = self.callers.know(sites, {**trouble, SELF: port.own_secret})
            trouble = f"no secret for {', '.join(without)}" if without else ""
        if trouble and trouble != self._told:
            log.error("push: sites cannot call in: %s", trouble)
        self._told = trouble

    def take(self) -> list[str]:
        """The sites that called since this was asked last."""
        return self.callers.take()

    def stop(self) -> None:
        """Listen no more."""
        if self.port is not None:
            self.port.stop()
            self.port = None


def _secrets(push: Push) -> Mapping[str, str] | str:
    """By site, from lines of ``SITE SECRET``; or why there are none."""
    found = reveal(push.secrets, os.environ)
    if isinstance(found, Missing):
        return found.reason
    lines = (line.split() for line in found.splitlines() if not line.lstrip().startswith("#"))
    return {parts[0]: parts[1] for parts in lines if len(parts) == 2}
