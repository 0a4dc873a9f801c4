"""Whatever a stranger sends: each target reads it as Pantau does, and demands what must hold.

None raises on any bytes. The fuzzer (``make fuzz``) looks for bytes that break that; as an
ordinary test the seeds are read, and all that was ever found.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from unittest.mock import patch

import dns.message

from collector.icmp import packet
from collector.path import errors
from collector.probes import dns as dns_probe
from collector.probes import http
from collector.probes.answer import Answer, Asked
from collector.probes.asking import Notes
from collector.probes.certificate import Line, ends_at_of
from collector.probes.snmp import message, reading, usm
from collector.probes.snmp.credentials import User
from collector.probes.snmp.message import NoMessageError, Oid, Value
from collector.probes.snmp.survey import Interface, Plan
from collector.probes.snmp.vendors import PLAUSIBLE, vendor_of
from collector.push import request
from collector.transport import Destination
from pantau.facts.clock import SystemClock
from pantau.facts.words import ProbeOutcome
from pantau.inventory.asking import DnsQuery, Probe

CLOCK = SystemClock()
USER = User("pantau", "sha", "authentication-key", "aes", "privacy-key-12")
ENGINE = usm.Engine(b"an engine", 1, 2, 3)
KEYS = USER.keys(ENGINE.id)
HERE = Destination.of("127.0.0.1")
_LONGEST_ANSWER = 100
_MIKROTIK: Oid = (1, 3, 6, 1, 4, 1, 14988, 1)


def icmp(data: bytes) -> None:
    """A packet from a socket that hears ICMP, of each kind."""
    for v6, header in ((False, False), (False, True), (True, False)):
        found = packet.reply(data, v6=v6, ip_header=header)
        assert found is None or (found.ident < 2**16 and len(found.body) <= len(data) - 8)
        heard = errors.heard(data, v6=v6, ip_header=header)
        assert heard is None or heard.host is None or Destination.of(heard.host) is not None


def name_server(data: bytes) -> None:
    """An answer to our question; its first two bytes are the question's number."""
    for kind in ("A", "TXT", "MX"):
        query = dns.message.make_query("paser.test", kind, id=int.from_bytes(data[:2], "big"))
        reply = dns_probe._read(data, query)
        if reply is None:
            continue
        notes = Notes(CLOCK)
        outcome = dns_probe._judge(reply, DnsQuery("paser.test", kind, "x"), notes)
        assert outcome in ProbeOutcome
        assert len(str(notes.details.get("answer", ""))) <= _LONGEST_ANSWER


class Said:
    """Both ends of a connection: the reply in pieces of ``size``; nobody reads what is asked."""

    def __init__(self, reply: bytes, size: int) -> None:
        self._left, self._size, self.transport = reply, size, self

    async def read(self, most: int) -> bytes:
        piece = min(most, self._size)
        found, self._left = self._left[:piece], self._left[piece:]
        return found

    def write(self, data: bytes) -> None: ...

    async def drain(self) -> None: ...

    def abort(self) -> None: ...


@cache
def _loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


def web_server(data: bytes) -> None:
    """A page, in pieces as large as its first byte says; a redirect leads to it again."""
    if not data:
        return
    size, reply = data[0] * 16 or 1, data[1:]

    async def look_up(host: str, notes: Notes) -> Destination | ProbeOutcome:
        with suppress(UnicodeError):
            host.encode("idna")
            return HERE or ProbeOutcome.NOT_RESOLVED
        return ProbeOutcome.NOT_RESOLVED

    async def connect(*_: object) -> None: ...

    async def line(*_: object, **__: object) -> Line:
        said = Said(reply, size)
        return Line(said, said)  # type: ignore[arg-type]

    probe = Probe("http", "http", url="http://paser.test/", keyword="Selamat")
    with patch.multiple(http, look_up=look_up, connect=connect, plain=line, secure=line):
        answer: Answer = _loop().run_until_complete(
            http.ask(Asked("127.0.0.1", probe, 60_000_000), CLOCK)
        )
    assert answer.outcome in ProbeOutcome
    assert int(answer.details.get("redirects", 0)) <= http.MOST_REDIRECTS + 1


def certificate(data: bytes) -> None:
    """Any bytes as a certificate."""
    found = ends_at_of(data)
    assert found is None or isinstance(found, int)


def agent(data: bytes) -> None:
    """A datagram from an agent: as it is, and as what it hides behind our own keys."""
    for read in (
        lambda: message.read_with_community(data, b"public"),
        lambda: usm.read(data, USER, None).pdu,
        lambda: usm.read(data, USER, KEYS).pdu,
        lambda: usm.read(usm.protected(5, data, USER, KEYS, ENGINE, 4), USER, KEYS).pdu,
    ):
        with suppress(NoMessageError):
            _look(read())


def _look(pdu: message.Pdu) -> None:
    """What is made of its values, whatever they are."""
    values: dict[Oid, Value] = dict(pdu.bindings)
    half = dict(pdu.bindings[: len(pdu.bindings) // 2])
    wanted = tuple((each, tuple(values)) for each in vendor_of(_MIKROTIK).wanted)
    plan = Plan(0, "mikrotik", Interface(2, "ether1", up=True), wanted, tuple(values))
    looks = [
        reading.Look(at, plan, said, reading.uptime_of(said, ENGINE, at))
        for at, said in ((1, half), (60_000_000, values))
    ]
    found = reading.found(looks[0], looks[1])
    reading.is_renamed(looks[1])
    assert all(isinstance(value, int) for value in found.values.values())
    for quantity, (least, most) in PLAUSIBLE.items():
        assert quantity not in found.values or least <= found.values[quantity] <= most


def caller(data: bytes) -> None:
    """The head of a call to our own port."""
    call = request.parse_call(data[: request.MOST_HEAD])
    if isinstance(call, request.Call):
        assert call.site == call.site.lower()
        assert 0 <= call.body <= request.MOST_BODY
        assert call.secret.isascii()


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (icmp, name_server, web_server, certificate, agent, caller)
}
