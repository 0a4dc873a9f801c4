"""Servers that hang, drip or flood cost their own answer, and nobody else's."""

import asyncio
from collections import Counter, defaultdict
from contextlib import AsyncExitStack, suppress

from collector.beside.asking import Asking
from collector.beside.question import Question
from collector.beside.tally import Tally
from collector.probes.answer import Answer
from collector.probes.asking import others_turn
from pantau.facts.clock import SystemClock
from pantau.facts.words import ProbeOutcome
from pantau.inventory.asking import DnsQuery, Probe
from tests.collector.probes.playing import HOST, PUBLIC, answering, listening, moment

OFTEN, PATIENCE = 100_000, 400_000
GOOD, ROUNDS = "good", 10


async def _pause(seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(max(seconds, 0)):
            await asyncio.Event().wait()


async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await moment()


async def crumble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"1\r\nx\r\n" * 10_000)
        await writer.drain()


async def endless_chain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x03\x40\x00\x0b\xff\xff\xff")
    while True:
        writer.write(b"\x16\x03\x03\x40\x00" + bytes(0x4000))
        await writer.drain()
        await others_turn()


async def well(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    await writer.drain()


class Heard(Tally):
    """Who was answered how, and how often."""

    def __init__(self) -> None:
        super().__init__()
        self.outcomes: dict[str, Counter[ProbeOutcome]] = defaultdict(Counter)

    def ended(
        self, begun: tuple[tuple[str, str, int], int], question: Question, at: int, answer: Answer
    ) -> None:
        super().ended(begun, question, at, answer)
        self.outcomes[question.site][answer.outcome] += 1


async def rounds() -> dict[str, Counter[ProbeOutcome]]:
    """Until the good one was asked often enough, and each of the others once."""
    heard, questions = Heard(), list[Question]()
    async with AsyncExitStack() as servers:

        def asked(name: str, kind: str, **settings: object) -> None:
            patience = 10_000_000 if name == GOOD else PATIENCE
            probe = Probe(kind, name, every_us=OFTEN, timeout_us=patience, **settings)  # type: ignore[arg-type]
            questions.append(Question(name, HOST, probe))

        for talk in (hang, drip, crumble, well):
            port = await servers.enter_async_context(listening(talk))
            name, word = (GOOD, None) if talk is well else (talk.__name__, "y")
            asked(name, "http", url=f"http://{HOST}:{port}/", keyword=word)
        port = await servers.enter_async_context(listening(endless_chain))
        asked("endless chain", "http", url=f"https://{HOST}:{port}/")
        flood = await servers.enter_async_context(answering(lambda _: [b"garbage" * 500] * 40))
        asked("agent", "snmp", port=flood, credentials=PUBLIC)
        asked("name server", "dns", port=flood, query=DnsQuery("paser.test"))
        asking = Asking(SystemClock(), heard, _pause)
        asking.follow(tuple(questions))
        async with asyncio.timeout(30):
            while heard.outcomes[GOOD].total() < ROUNDS or len(heard.outcomes) < len(questions):
                await moment()
        await asking.stop()
    return heard.outcomes


def test_none_of_them_costs_another_its_answer() -> None:
    outcomes = asyncio.run(rounds())
    assert set(outcomes.pop(GOOD)) == {ProbeOutcome.ANSWERED}
    assert len(outcomes) == 6
    assert not any(each[ProbeOutcome.ANSWERED] for each in outcomes.values())
    assert not any(each[ProbeOutcome.NOT_ASKED] for each in outcomes.values())
