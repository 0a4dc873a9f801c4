"""A device that answers as agents do, by pysnmp's own engine: v2c, and v3 with its keys.

Slower than pantau.lab.snmp by far, but it speaks v3, and nothing of ours is in how it does.
"""

import socket
from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import Any

from pysnmp.carrier.asyncio.dgram import udp
from pysnmp.entity import config, engine
from pysnmp.entity.rfc3413 import cmdrsp, context
from pysnmp.proto.api import v2c

from pantau.lab.snmp import Oid

Objects = Callable[[], Mapping[Oid, Any]]
"""What the device says at this moment: values of pysnmp by their names."""

_ALL: Oid = (1, 3, 6)


class SnmpDevice:
    """Answers in the event loop that is running, until it is closed."""

    def __init__(self, objects: Objects, *socks: socket.socket) -> None:
        """``socks``: bound already, so that a question that comes too early waits in them."""
        self._engine = engine.SnmpEngine()
        self._socks = socks
        self._transports = [udp.UdpTransport().open_server_mode(sock=sock) for sock in socks]
        for number, transport in enumerate(self._transports):
            config.add_transport(self._engine, (*udp.DOMAIN_NAME, number), transport)
        self._context = context.SnmpContext(self._engine)
        self._context.unregister_context_name(b"")
        self._context.register_context_name(b"", _Instrument(objects))
        for responder in (
            cmdrsp.GetCommandResponder,
            cmdrsp.NextCommandResponder,
            cmdrsp.BulkCommandResponder,
        ):
            responder(self._engine, self._context)

    def add_community(self, community: str) -> None:
        """Let v2c in with this community."""
        config.add_v1_system(self._engine, community, community)
        config.add_vacm_user(self._engine, 2, community, "noAuthNoPriv", _ALL)

    def add_user(
        self, name: str, authentication: tuple[Any, str], privacy: tuple[Any, str]
    ) -> None:
        """Let v3 in; each pair: a protocol of pysnmp and a passphrase."""
        config.add_v3_user(self._engine, name, *authentication, *privacy)
        config.add_vacm_user(self._engine, 3, name, "authPriv", _ALL)

    def close(self) -> None:
        """Answer no more."""
        for transport in self._transports:
            transport.close_transport()
        self._engine.close_dispatcher()
        for sock in self._socks:
            sock.close()


class _Instrument:
    """Where pysnmp looks up what it is asked."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    def read_variables(self, *asked: Any, **_: Any) -> list[Any]:
        """GET."""
        there = self._objects()
        return [(name, there.get(tuple(name), v2c.NoSuchObject(""))) for name, _ in asked]

    def read_next_variables(self, *asked: Any, **_: Any) -> list[Any]:
        """GETNEXT."""
        there = self._objects()
        names = sorted(there)
        found = []
        for name, _ in asked:
            place = bisect_right(names, tuple(name))
            if place == len(names):
                found.append((name, v2c.EndOfMibView("")))
            else:
                found.append((v2c.ObjectIdentifier(names[place]), there[names[place]]))
        return found
