"""Whatever an agent sends, and whenever: an answer, in time, and no exception."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.probes.answer import Answer
from collector.probes.snmp import message, usm
from collector.probes.snmp.message import GET, NoMessageError, question, with_community
from pantau.facts.words import ProbeOutcome
from tests.collector.snmp.devices import (
    BOTH,
    COMMUNITY,
    HOST,
    USER,
    Device,
    Looking,
    router,
)

KEYS = USER.keys(b"an engine")
REAL = with_community(b"public", question(GET, 5, ((1, 3, 6, 1, 2, 1, 1, 3, 0),)))
V3 = usm.discovery(5, question(GET, 5, ()))
PROTECTED = usm.protected(5, question(GET, 5, ()), USER, KEYS, usm.Engine(b"an engine", 1, 2, 3), 4)


def mangled(real: bytes) -> st.SearchStrategy[bytes]:
    """A message with some of its bytes changed, cut, or followed by others."""

    def change(found: tuple[list[tuple[int, int]], int, bytes]) -> bytes:
        changed = bytearray(real)
        for place, value in found[0]:
            changed[place % len(changed)] = value
        return bytes(changed[: found[1]]) + found[2]

    places = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 255)), max_size=4)
    return st.tuples(places, st.integers(1, len(real)), st.binary(max_size=8)).map(change)


anything = st.binary(max_size=300) | mangled(REAL) | mangled(V3) | mangled(PROTECTED)


@given(anything)
def test_any_bytes_are_a_message_or_none(packet: bytes) -> None:
    with suppress(NoMessageError):
        message.read_with_community(packet, b"public")
    for keys in (None, KEYS):
        with suppress(NoMessageError):
            usm.read(packet, USER, keys)


@given(packet=mangled(PROTECTED))
def test_what_was_changed_on_its_way_is_not_believed(packet: bytes) -> None:
    with suppress(NoMessageError):
        heard = usm.read(packet, USER, KEYS)
        assert not heard.authentic or packet == PROTECTED


async def answered_by(says: Callable[[bytes], bytes | None], version: str) -> Answer:
    """One look at an agent that says this to every question."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((HOST, 0))
        sock.setblocking(False)

        def on_question() -> None:
            asked, whom = sock.recvfrom(65_536)
            said = says(asked)
            if said is not None:
                sock.sendto(said, whom)

        asyncio.get_running_loop().add_reader(sock, on_question)
        try:
            looking = Looking(BOTH[version], sock.getsockname()[1])
            return await looking.look(timeout_s=0.1)
        finally:
            asyncio.get_running_loop().remove_reader(sock)


@pytest.mark.parametrize("version", BOTH)
@given(packet=anything)
@settings(max_examples=10, deadline=None)
def test_garbage_is_called_so(version: str, packet: bytes) -> None:
    answer = asyncio.run(answered_by(lambda _: packet, version))
    assert answer.outcome in {ProbeOutcome.GARBAGE, ProbeOutcome.TIMEOUT}


@pytest.mark.parametrize("version", BOTH)
def test_a_silent_agent_costs_its_timeout_and_no_more(version: str) -> None:
    answer = asyncio.run(answered_by(lambda _: None, version))
    assert (answer.outcome, answer.rtt_us) == (ProbeOutcome.TIMEOUT, None)


@pytest.mark.parametrize("version", BOTH)
def test_an_echo_of_the_question_is_no_answer(version: str) -> None:
    answer = asyncio.run(answered_by(lambda asked: asked, version))
    assert answer.outcome is ProbeOutcome.GARBAGE


class Between:
    """Somebody on the path between us and an agent: what it answers goes through ``does``."""

    def __init__(self, port: int, does: Callable[[bytes], list[bytes]]) -> None:
        self.there = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.there.connect((HOST, port))
        self.here.bind((HOST, 0))
        self.port: int = self.here.getsockname()[1]
        self._does = does
        loop = asyncio.get_running_loop()
        loop.add_reader(self.here, self._ask)
        loop.add_reader(self.there, self._answer)

    def _ask(self) -> None:
        asked, self._whom = self.here.recvfrom(65_536)
        self.there.send(asked)

    def _answer(self) -> None:
        for each in self._does(self.there.recv(65_536)):
            self.here.sendto(each, self._whom)

    def close(self) -> None:
        for sock in (self.here, self.there):
            asyncio.get_running_loop().remove_reader(sock)
            sock.close()


@pytest.mark.parametrize("version", BOTH)
def test_an_answer_that_comes_to_the_next_question_is_not_taken_for_its_answer(
    version: str,
) -> None:
    """Each answer comes one question late: it is known as an old one."""
    kept: list[bytes] = []

    def late(answer: bytes) -> list[bytes]:
        kept.append(answer)
        return kept[-2:-1]

    async def run() -> None:
        agent = Device(router())
        path = Between(agent.port, late)
        looking = Looking(BOTH[version], path.port)
        for _ in range(2):
            answer = await looking.look(timeout_s=0.2)
            assert answer.outcome in {ProbeOutcome.TIMEOUT, ProbeOutcome.GARBAGE}
        path.close()
        await agent.close()

    asyncio.run(run())


def test_an_old_answer_played_again_is_not_believed() -> None:
    engine = usm.Engine(b"an engine", 3, 10_000, 0)
    pdu = message.Pdu(message.RESPONSE, 5, 0, ())

    def heard(boots: int, time_s: int) -> usm.Heard:
        return usm.Heard(5, b"an engine", boots, time_s, authentic=True, pdu=pdu)

    assert usm.is_timely(heard(3, 10_050), engine, 60)
    assert usm.is_timely(heard(4, 0), engine, 60)
    assert usm.is_timely(heard(3, 9_911), engine, 60)
    assert not usm.is_timely(heard(3, 9_909), engine, 60)
    assert not usm.is_timely(heard(2, 10_050), engine, 60)


def test_a_clock_that_is_not_ours_is_learned() -> None:
    """The agent's clock runs on while we look away, and ours is set forward by an hour."""

    async def run() -> None:
        agent = Device(router())
        looking = Looking(USER, agent.port)
        assert (await looking.look()).outcome is ProbeOutcome.ANSWERED
        looking.clock.pass_s(3_000)
        outcomes = [(await looking.look(timeout_s=1)).outcome for _ in range(2)]
        assert outcomes[-1] is ProbeOutcome.ANSWERED
        await agent.close()

    asyncio.run(run())


def test_the_community_is_read_as_it_was_written() -> None:
    assert COMMUNITY.text == "public"
    with pytest.raises(NoMessageError):
        message.read_with_community(REAL, b"other")
