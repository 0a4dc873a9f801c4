"""The port between the engine and the network, and what passes through it."""

import ipaddress
import socket
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Protocol

NONCE_BYTES = 8


@dataclass(frozen=True, slots=True)
class Destination:
    """A numeric address, ready for the kernel. ``host`` is the address as replies bear it."""

    family: socket.AddressFamily
    host: str
    sockaddr: tuple[str, int] | tuple[str, int, int, int]

    @classmethod
    def of(cls, address: str) -> "Destination | None":
        """From a numeric IPv4 or IPv6 address; None for anything else, a host name for instance."""
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return None
        if isinstance(ip, ipaddress.IPv4Address):
            return cls(socket.AF_INET, str(ip), (str(ip), 0))
        scope = 0
        if ip.scope_id is not None:
            try:
                scope = socket.if_nametoindex(ip.scope_id)
            except OSError:
                return None
        plain = str(ipaddress.IPv6Address(int(ip)))
        return cls(socket.AF_INET6, plain, (plain, 0, 0, scope))


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

    def receive(self) -> list[Reply]:
        """Everything that arrived since the last call."""
        ...

    def dropped(self) -> int:
        """Answers that this machine lost itself, its receive buffer being full, since opening."""
        ...

    def close(self) -> None:
        """Give the sockets back."""
        ...
