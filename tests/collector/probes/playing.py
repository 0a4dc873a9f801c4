"""Servers on loopback that behave, or misbehave, as a test wants."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from collector.probes.answer import Answer, Asked
from collector.probes.table import ASKERS
from pantau.facts.clock import SystemClock
from pantau.inventory.asking import DnsQuery, Probe
from pantau.inventory.credentials import SnmpCredentials
from tests.fakes.listening import HOST, Talk
from tests.fakes.listening import listening as served

PUBLIC = SnmpCredentials("x", "public", None, "sha", None, "aes", None)


def listening(talk: Talk, tls: ssl.SSLContext | None = None) -> AbstractAsyncContextManager[int]:
    """A TCP server that breaks off what it has said; its port."""
    return served(talk, tls, end=lambda writer: writer.transport.abort())


@asynccontextmanager
async def answering(answer: Callable[[bytes], list[bytes]], port: int = 0) -> AsyncIterator[int]:
    """A UDP server that sends these datagrams for each that comes; its port."""

    class Protocol(asyncio.DatagramProtocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport = transport

        def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
            for each in answer(data):
                self.transport.sendto(each, addr)  # type: ignore[attr-defined]

    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Protocol, local_addr=(HOST, port))
    try:
        yield transport.get_extra_info("sockname")[1]
    finally:
        transport.close()


def closed_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """One where nobody listens."""
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.bind((HOST, 0))
        return int(sock.getsockname()[1])


def probe(kind: str, port: int, **settings: object) -> Probe:
    """A probe of this kind that asks ``port`` on loopback."""
    if kind == "http":
        settings = {"url": f"http://{HOST}:{port}/", **settings}
    elif kind == "dns":
        settings = {"query": DnsQuery("paser.test"), "port": port, **settings}
    elif kind == "snmp":
        settings = {"port": port, "credentials": PUBLIC, **settings}
    else:
        settings = {"port": port, **settings}
    return Probe(kind, kind, **settings)  # type: ignore[arg-type]


async def ask(wanted: Probe, timeout_s: float = 5) -> Answer:
    """What the table's module answers."""
    asked = Asked(HOST, wanted, round(timeout_s * 1e6))
    return await ASKERS[wanted.kind](asked, SystemClock())


async def moment() -> None:
    """A short while, while the other side does not stop."""
    with suppress(TimeoutError):
        async with asyncio.timeout(0.02):
            await asyncio.Event().wait()
