"""The first steps to a server: its name, and a connection."""

import asyncio
import socket
from ipaddress import IPv6Address, ip_address

from collector.probes.asking import Notes
from collector.transport import Destination
from pantau.facts.words import ProbeOutcome


async def look_up(host: str, notes: Notes) -> Destination | ProbeOutcome:
    """The address behind a host name, the resolver's first; an address is itself."""
    found = Destination.of(host)
    if found is not None:
        return found
    loop = asyncio.get_running_loop()
    try:
        addresses = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        return ProbeOutcome.NOT_RESOLVED
    notes.done("resolve")
    found = Destination.of(str(addresses[0][4][0]))
    return ProbeOutcome.NOT_RESOLVED if found is None else found


def may_lead(first: Destination, to: Destination) -> bool:
    """Whether a server at ``first`` may send us on to ``to``.

    This machine's own addresses and those of its link alone (metadata services live there) are
    asked where the inventory names one of them; no stranger's redirect leads there.
    """
    return not _is_close(to) or _is_close(first)


def _is_close(to: Destination) -> bool:
    address = ip_address(to.host)
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    kinds = address.is_loopback, address.is_link_local, address.is_unspecified, address.is_multicast
    return any(kinds)


async def connect(to: Destination, port: int, kind: socket.SocketKind) -> socket.socket:
    """A connected socket that does not block. Raises OSError."""
    family = socket.AF_INET6 if ":" in to.host else socket.AF_INET
    sock = socket.socket(family, kind)
    try:
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, (to.host, port))
    except BaseException:
        sock.close()
        raise
    return sock
