"""The port between the engine and the network, and what passes through it."""

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from struct import Struct
from typing import NamedTuple, Protocol

from pantau.inventory.push import push_address

NONCE_BYTES = 8

_CALLS = push_address("")

# sockaddr_in and sockaddr_in6; ports mean nothing to ICMP.
_SOCKADDR_V4 = Struct("@H2x4s8x")
_SOCKADDR_V6 = Struct("@H6x16sI")


@dataclass(frozen=True, slots=True)
class Destination:
    """A numeric address, or a site that calls in, to which nothing is ever sent.

    ``host``: as replies bear it; ``sockaddr``: as the kernel reads it.
    """

    family: socket.AddressFamily
    host: str
    sockaddr: bytes

    @classmethod
    def of(cls, address: str) -> "Destination | None":
        """From a numeric IPv4 or IPv6 address, or ``push:ID``; None for a host name or the like."""
        if address.startswith(_CALLS):
            return cls(socket.AF_UNSPEC, address, b"")
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return None
        if isinstance(ip, ipaddress.IPv4Address):
            return cls(socket.AF_INET, str(ip), _SOCKADDR_V4.pack(socket.AF_INET, ip.packed))
        scope = 0
        if ip.scope_id is not None:
            try:
                scope = socket.if_nametoindex(ip.scope_id)
            except OSError:
                return None
        plain = str(ipaddress.IPv6Address(int(ip)))
        return cls(socket.AF_INET6, plain, _SOCKADDR_V6.pack(socket.AF_INET6, ip.packed, scope))

    @property
    def calls_in(self) -> bool:
        """Whether nobody sends anything there: it calls us."""
        return self.family is socket.AF_UNSPEC


class SendFailure(Enum):
    """Why an echo did not leave."""

    TRY_AGAIN = "the machine's send buffer is full"
    REFUSED = "this machine refuses to send to the address"
    NO_SOCKET = "no socket for this kind of address"


class Reply(NamedTuple):
    """An answer: the nonce of the echo, who answered, and when the kernel received it (wall ns)."""

    nonce: bytes
    host: str
    received_ns: int


class Transport(Protocol):
    """Sends echoes and collects their answers; never blocks."""

    def send(self, to: Destination, nonce: bytes) -> int | SendFailure:
        """Send one echo that bears ``nonce``; the wall time of sending in ns, or why not.

        A network that says "unreachable" is silence like any other and counts as sent.
        """
        ...

    def send_all(self, echoes: Sequence[tuple[Destination, bytes]]) -> list[int | SendFailure]:
        """Send one echo to each; in the same order what ``send`` would answer.

        A few that leave right after one another may share the time at which the first left.
        """
        ...

    def receive(self) -> list[Reply]:
        """Everything that arrived since the last call."""
        ...

    def dropped(self) -> int:
        """Answers that this machine lost itself, its receive buffer being full, since opening."""
        ...

    def close(self) -> None:
        """Give the sockets back."""
        ...
