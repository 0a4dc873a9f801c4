"""Name servers as they are met."""

import asyncio
from collections.abc import Callable

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.answer import Answer
from pantau.facts.words import ProbeOutcome
from pantau.inventory.asking import DnsQuery
from tests.collector.probes.playing import answering, ask, listening, probe

Change = Callable[[dns.message.Message], None]


def reply_to(query: bytes, *records: str, change: Change = lambda _: None) -> bytes:
    message = dns.message.make_response(dns.message.from_wire(query))
    for each in records:
        kind, _, text = each.partition(" ")
        message.answer.append(dns.rrset.from_text("paser.test.", 60, "IN", kind, text))
    change(message)
    return message.to_wire()


def look_up(
    answer: Callable[[bytes], list[bytes]], wanted: DnsQuery, timeout_s: float = 5
) -> Answer:
    async def run() -> Answer:
        async with answering(answer) as port:
            return await ask(probe("dns", port, query=wanted), timeout_s)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("wanted", "records", "outcome"),
    [
        (DnsQuery("paser.test"), ["A 127.64.0.7"], ProbeOutcome.ANSWERED),
        (DnsQuery("paser.test"), [], ProbeOutcome.WRONG_ANSWER),
        (DnsQuery("paser.test"), ["AAAA ::1"], ProbeOutcome.WRONG_ANSWER),
        (DnsQuery("paser.test", "AAAA", "::1"), ["AAAA ::1"], ProbeOutcome.ANSWERED),
        (
            DnsQuery("paser.test", "A", "127.64.0.8"),
            ["A 127.64.0.7", "A 127.64.0.8"],
            ProbeOutcome.ANSWERED,
        ),
        (DnsQuery("paser.test", "A", "127.64.0.9"), ["A 127.64.0.7"], ProbeOutcome.WRONG_ANSWER),
        (DnsQuery("paser.test", "TXT", "halo"), ['TXT "halo"'], ProbeOutcome.ANSWERED),
        (DnsQuery("paser.test", "NS", "ns.paser.test"), ["NS NS.paser.test."], "answered"),
    ],
)
def test_the_answer_is_the_one_that_is_expected(
    wanted: DnsQuery, records: list[str], outcome: ProbeOutcome
) -> None:
    answer = look_up(lambda query: [reply_to(query, *records)], wanted)
    assert answer.outcome == outcome
    assert answer.details["rcode"] == "NOERROR"
    assert (answer.rtt_us is not None) == (outcome == ProbeOutcome.ANSWERED)


def test_a_server_that_says_no_is_told_by_its_code() -> None:
    def refuse(message: dns.message.Message) -> None:
        message.set_rcode(dns.rcode.SERVFAIL)

    answer = look_up(lambda query: [reply_to(query, change=refuse)], DnsQuery("paser.test"))
    assert (answer.outcome, answer.details["rcode"]) == (ProbeOutcome.BAD_STATUS, "SERVFAIL")


def test_what_answers_another_question_is_passed_over() -> None:
    def other(message: dns.message.Message) -> None:
        message.id ^= 1

    def answer(query: bytes) -> list[bytes]:
        return [b"", query, reply_to(query, change=other), reply_to(query, "A 127.64.0.7")]

    assert look_up(answer, DnsQuery("paser.test")).outcome is ProbeOutcome.ANSWERED


def test_a_flood_of_garbage_ends() -> None:
    answer = look_up(lambda _: [b"x"] * 100, DnsQuery("paser.test"), timeout_s=2)
    assert answer.outcome is ProbeOutcome.GARBAGE


def test_an_answer_that_would_take_long_to_read_is_not_read() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(int.from_bytes(await reader.readexactly(2), "big"))
        writer.write(b"\xff\xff" + bytes(65_535))
        await writer.drain()

    def cut(query: bytes) -> list[bytes]:
        message = dns.message.make_response(dns.message.from_wire(query))
        message.flags |= dns.flags.TC
        return [message.to_wire()]

    async def run() -> Answer:
        async with listening(talk) as port, answering(cut, port):
            return await ask(probe("dns", port))

    assert asyncio.run(run()).outcome is ProbeOutcome.GARBAGE
    large = [f"TXT {'x' * 250}{number}" for number in range(30)]
    answer = look_up(lambda query: [reply_to(query, *large)], DnsQuery("paser.test", "TXT"), 0.2)
    assert answer.outcome is ProbeOutcome.GARBAGE


@pytest.mark.parametrize("whole", [True, False])
def test_an_answer_that_does_not_fit_is_fetched_by_tcp(whole: bool) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        query = await reader.readexactly(int.from_bytes(await reader.readexactly(2), "big"))
        wire = reply_to(query, "A 127.64.0.7")
        writer.write(len(wire).to_bytes(2, "big") + (wire if whole else wire[:9]))
        await writer.drain()

    def cut(message: dns.message.Message) -> None:
        message.flags |= dns.flags.TC

    async def run() -> Answer:
        async with (
            listening(talk) as port,
            answering(lambda query: [reply_to(query, change=cut)], port),
        ):
            return await ask(probe("dns", port))

    answer = asyncio.run(run())
    assert answer.outcome is (ProbeOutcome.ANSWERED if whole else ProbeOutcome.CUT_OFF)


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_give_an_answer(tail: bytes, ours: bool) -> None:
    def answer(query: bytes) -> list[bytes]:
        return [query[:2] + b"\x81\x80" + query[4:6] + tail if ours else tail]

    found = look_up(answer, DnsQuery("paser.test"), timeout_s=0.05)
    assert found.outcome in ProbeOutcome
