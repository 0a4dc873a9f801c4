"""The host names of the inventory, and what they were looked up as."""

import socket
from collections.abc import Iterable

from collector.target import Target
from collector.transport import Destination
from pantau.facts.instant import MINUTE

AHEAD_US = 10 * MINUTE
"""So long before a day on which sites change its names are looked up beforehand."""


class Names:
    """Looked up in a thread of its own: a name server may hang for long."""

    def __init__(self) -> None:
        self._found: dict[str, Destination] = {}
        self._coming: tuple[str, ...] = ()

    def expect(self, addresses: Iterable[str]) -> None:
        """What is to be asked from the next day of change on; from any thread."""
        self._coming = tuple(each for each in addresses if Destination.of(each) is None)

    def give(self, targets: Iterable[Target]) -> None:
        """Where targets have a name that was looked up already, they need not wait."""
        for target in targets:
            if target.destination is None:
                target.destination = self._found.get(target.address)

    def look_up(self, target: Target) -> None:
        """Look up the name of a target, if it has one; one that fails keeps its address."""
        if Destination.of(target.address) is None:
            target.destination = self._looked_up(target.address) or target.destination

    def look_ahead(self) -> None:
        """Look up the names that are expected."""
        for name in self._coming:
            self._looked_up(name)

    def _looked_up(self, name: str) -> Destination | None:
        destination = looked_up(name)
        if destination is not None:
            self._found[name] = destination
        return destination


def looked_up(name: str) -> Destination | None:
    """Where a host name leads; None where nowhere. May hang for as long as a name server does."""
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return None
    return Destination.of(str(found[0][4][0]))
