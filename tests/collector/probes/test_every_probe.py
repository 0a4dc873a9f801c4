"""One contract for all ways of asking: in time, a value, whatever the other side does."""

import asyncio
import socket
from asyncio.selector_events import BaseSelectorEventLoop
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager

import pytest

from collector.probes.answer import Answer
from collector.probes.asking import others_turn
from collector.probes.table import ASKERS
from pantau.facts.words import ProbeOutcome
from tests.collector.probes.playing import (
    HOST,
    answering,
    ask,
    closed_port,
    listening,
    moment,
    probe,
)

KINDS = sorted(ASKERS)
BY_UDP = {"dns", "snmp"}


async def hear_only(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    await asyncio.Event().wait()


async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x00\xff garbage\r\n\r\n" * 10)
    await hear_only(reader, writer)


async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    for byte in b"HTTP/1.1 200 OK\r\n" + b"x-long: name\r\n" * 10_000:
        writer.write(bytes([byte]))
        await writer.drain()
        await moment()


def silent(kind: str) -> AbstractAsyncContextManager[int]:
    if kind == "tcp":
        return crowded()
    return answering(lambda _: []) if kind in BY_UDP else listening(hear_only)


@asynccontextmanager
async def crowded() -> AsyncIterator[int]:
    """A port whose queue is full: who comes now is not even turned away."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind((HOST, 0))
        server.listen(0)
        for _ in range(4):
            one = stack.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(server.getsockname())
        yield server.getsockname()[1]


def garbling(kind: str) -> AbstractAsyncContextManager[int]:
    return answering(lambda _: [b"\x00\xff garbage"]) if kind in BY_UDP else listening(babble)


def dripping(kind: str) -> AbstractAsyncContextManager[int]:
    return answering(lambda data: [data[:5]]) if kind in BY_UDP else listening(drip)


@asynccontextmanager
async def nobody(kind: str) -> AsyncIterator[int]:
    yield closed_port(socket.SOCK_DGRAM if kind in BY_UDP else socket.SOCK_STREAM)


TIMEOUT, REFUSED, GARBAGE = ProbeOutcome.TIMEOUT, ProbeOutcome.REFUSED, ProbeOutcome.GARBAGE
# A port that takes a connection is all that tcp asks for.
TAKEN = ProbeOutcome.ANSWERED
EXPECTED = {
    silent: {"tcp": TIMEOUT, "http": TIMEOUT, "dns": TIMEOUT, "snmp": TIMEOUT},
    garbling: {"tcp": TAKEN, "http": GARBAGE, "dns": GARBAGE, "snmp": GARBAGE},
    dripping: {"tcp": TAKEN, "http": TIMEOUT, "dns": GARBAGE, "snmp": GARBAGE},
    nobody: dict.fromkeys(("tcp", "http", "dns", "snmp"), REFUSED),
}


@pytest.mark.parametrize("serve", EXPECTED, ids=lambda each: each.__name__)
@pytest.mark.parametrize("kind", KINDS)
def test_it_ends_in_time_with_what_was_seen(
    kind: str, serve: Callable[[str], AbstractAsyncContextManager[int]]
) -> None:
    async def run() -> tuple[Answer, float]:
        loop = asyncio.get_running_loop()
        async with serve(kind) as port:
            began = loop.time()
            return await ask(probe(kind, port), timeout_s=0.3), loop.time() - began

    answer, took_s = asyncio.run(run())
    assert answer.outcome is EXPECTED[serve][kind]
    assert (answer.rtt_us is None) == (answer.outcome is not ProbeOutcome.ANSWERED)
    assert took_s < 2


@pytest.mark.parametrize("kind", sorted(BY_UDP))
def test_others_go_on_while_strays_are_read(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    turns, turn_of_each = 0, list[int]()
    receive = BaseSelectorEventLoop.sock_recv

    async def noted(loop: BaseSelectorEventLoop, sock: socket.socket, most: int) -> bytes:
        found = await receive(loop, sock, most)
        turn_of_each.append(turns)
        return found

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await others_turn()

    async def run() -> ProbeOutcome:
        going_on = asyncio.create_task(others())
        async with answering(lambda _: [b"garbage"] * 30) as port:
            answer = await ask(probe(kind, port), timeout_s=0.3)
        going_on.cancel()
        return answer.outcome

    monkeypatch.setattr(BaseSelectorEventLoop, "sock_recv", noted)
    assert asyncio.run(run()) is GARBAGE
    assert len(turn_of_each) >= 30
    assert len(set(turn_of_each)) == len(turn_of_each)


@pytest.mark.parametrize("kind", KINDS)
def test_it_can_be_called_off(kind: str) -> None:
    async def run() -> None:
        async with silent(kind) as port:
            task = asyncio.create_task(ask(probe(kind, port), timeout_s=60))
            await moment()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_is_none_is_no_address(kind: str) -> None:
    # It never reaches a resolver: a label of it is empty.
    wanted = (
        probe(kind, 1, url="http://a..b/") if kind == "http" else probe(kind, 1, address="a..b")
    )
    assert asyncio.run(ask(wanted)).outcome is ProbeOutcome.NOT_RESOLVED


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_looked_up(kind: str) -> None:
    port = closed_port()
    wanted = (
        probe(kind, 1, url=f"http://localhost:{port}/")
        if kind == "http"
        else probe(kind, port, address="localhost")
    )
    answer = asyncio.run(ask(wanted))
    assert answer.outcome is ProbeOutcome.REFUSED
    assert int(answer.details["resolve_us"]) > 0
