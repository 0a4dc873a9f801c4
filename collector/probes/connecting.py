"""The first steps to a server: its name, and a connection."""

import asyncio
import socket

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
