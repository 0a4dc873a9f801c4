"""Whether a name server answers, and whether with what is expected."""

import asyncio
import socket

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype

from collector.probes.answer import Answer, Asked
from collector.probes.asking import Notes, others_turn, within
from collector.probes.connecting import connect, look_up
from collector.transport import Destination
from pantau.facts.clock import Clock
from pantau.facts.words import ProbeOutcome
from pantau.inventory.asking import DnsQuery

# A message of the largest size takes half a second to read, and all others would wait for it.
_MOST_BYTES = 4_096  # by UDP, where 512 are usual
_MOST_BYTES_BY_TCP = 16_384
_MOST_STRAYS = 50
_SHOWN = 100  # characters of an answer


async def ask(asked: Asked, clock: Clock) -> Answer:
    """Ask the name server at the site, or at the probe's own address, by UDP.

    An answer that did not fit is fetched by TCP.
    """
    return await within(asked, clock, _ask)


async def _ask(asked: Asked, notes: Notes) -> ProbeOutcome:
    wanted, port = asked.probe.query, asked.probe.port or 53
    if wanted is None:
        return ProbeOutcome.NOT_ASKED
    to = await look_up(asked.probe.address or asked.address, notes)
    if isinstance(to, ProbeOutcome):
        return to
    query = dns.message.make_query(wanted.name, wanted.type)
    notes.begin()
    reply = await _by_udp(query, to, port, notes)
    if reply is not None and reply.flags & dns.flags.TC:
        reply = await _by_tcp(query, to, port)
    if reply is None:
        return ProbeOutcome.GARBAGE
    return _judge(reply, wanted, notes)


def _judge(reply: dns.message.Message, wanted: DnsQuery, notes: Notes) -> ProbeOutcome:
    notes.details["rcode"] = dns.rcode.to_text(reply.rcode())
    if reply.rcode() != dns.rcode.NOERROR:
        return ProbeOutcome.BAD_STATUS
    kind = dns.rdatatype.from_text(wanted.type)
    try:
        found = [each.to_text() for rrset in reply.answer if rrset.rdtype == kind for each in rrset]
    except Exception:  # noqa: BLE001 - a stranger's bytes: whatever the codec stumbles over
        return ProbeOutcome.GARBAGE
    notes.details["answers"] = len(found)
    if found:
        notes.details["answer"] = found[0][:_SHOWN]
    if wanted.expect is None:
        return ProbeOutcome.ANSWERED if found else ProbeOutcome.WRONG_ANSWER
    expected = _plain(wanted.expect)
    met = any(_plain(each) == expected for each in found)
    return ProbeOutcome.ANSWERED if met else ProbeOutcome.WRONG_ANSWER


def _plain(text: str) -> str:
    """As names and texts are compared: without quotes, final dot and capitals."""
    return text.strip('"').removesuffix(".").lower()


async def _by_udp(
    query: dns.message.Message, to: Destination, port: int, notes: Notes
) -> dns.message.Message | None:
    """The answer; what came from there and is none is passed over, and told where no more comes."""
    loop = asyncio.get_running_loop()
    with await connect(to, port, socket.SOCK_DGRAM) as sock:
        await loop.sock_sendall(sock, query.to_wire())
        for _ in range(_MOST_STRAYS):
            reply = _read(await loop.sock_recv(sock, _MOST_BYTES), query)
            if reply is not None:
                return reply
            notes.when_late = ProbeOutcome.GARBAGE
            await others_turn()
    return None


async def _by_tcp(
    query: dns.message.Message, to: Destination, port: int
) -> dns.message.Message | None:
    with await connect(to, port, socket.SOCK_STREAM) as sock:
        wire = query.to_wire()
        await asyncio.get_running_loop().sock_sendall(sock, len(wire).to_bytes(2, "big") + wire)
        length = int.from_bytes(await _exactly(sock, 2), "big")
        if length > _MOST_BYTES_BY_TCP:
            return None
        return _read(await _exactly(sock, length), query)


async def _exactly(sock: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        part = await asyncio.get_running_loop().sock_recv(sock, length - len(data))
        if not part:
            raise ConnectionResetError
        data += part
    return data


def _read(data: bytes, query: dns.message.Message) -> dns.message.Message | None:
    """The message where it answers the query."""
    try:
        reply = dns.message.from_wire(data)
        return reply if query.is_response(reply) else None
    except Exception:  # noqa: BLE001 - a stranger's bytes: whatever the codec stumbles over
        return None
