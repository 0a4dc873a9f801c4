"""Whether a web server gives the page that is expected, and where its time goes."""

import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import h11

from collector.probes.answer import Answer, Asked
from collector.probes.asking import Notes, others_turn, within
from collector.probes.certificate import Line, plain, secure
from collector.probes.connecting import connect, look_up, may_lead
from collector.transport import Destination
from pantau.facts.clock import Clock
from pantau.facts.words import ProbeOutcome
from pantau.inventory.asking import Probe

MOST_REDIRECTS = 5
MOST_BYTES = 256 * 1024
"""Of one reply, head and page together: a page that goes on longer is read no further."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BEGINNING = b"HTTP/"
_AT_ONCE = 64 * 1024
_PORTS = {"http": 80, "https": 443}
_IN_A_URL = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class _Place:
    parts: SplitResult
    port: int
    to: Destination


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    location: str | None
    keyword: bool


async def ask(asked: Asked, clock: Clock) -> Answer:
    """Get the page; ``rtt_us`` is the whole of it, redirects included.

    Phases in ``details``: resolve, connect, tls, first_byte and, where a keyword is looked for,
    transfer.
    """
    return await within(asked, clock, _ask)


async def _ask(asked: Asked, notes: Notes) -> ProbeOutcome:
    probe, url = asked.probe, asked.probe.url or ""
    first: Destination | None = None
    for redirects in range(MOST_REDIRECTS + 1):
        found = await _found(url, notes)
        if isinstance(found, ProbeOutcome):
            return found
        first = first or found.to
        if not may_lead(first, found.to):
            return ProbeOutcome.GARBAGE
        reply = await _get(found, probe, notes)
        if isinstance(reply, ProbeOutcome):
            return reply
        if not probe.redirects or reply.location is None:
            return _judge(reply, probe)
        try:
            url = urljoin(url, reply.location)
        except ValueError:
            return ProbeOutcome.GARBAGE
        notes.details["redirects"] = redirects + 1
    return ProbeOutcome.TOO_MANY_REDIRECTS


def _judge(reply: _Reply, probe: Probe) -> ProbeOutcome:
    wanted = reply.status in probe.status if probe.status else 200 <= reply.status <= 299
    if not wanted:
        return ProbeOutcome.BAD_STATUS
    return ProbeOutcome.ANSWERED if reply.keyword else ProbeOutcome.BAD_CONTENT


async def _found(url: str, notes: Notes) -> _Place | ProbeOutcome:
    """Where a page is, its name looked up."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return ProbeOutcome.GARBAGE
    if parts.scheme not in _PORTS or not parts.hostname:
        return ProbeOutcome.GARBAGE
    to = await look_up(parts.hostname, notes)
    return to if isinstance(to, ProbeOutcome) else _Place(parts, port, to)


async def _get(place: _Place, probe: Probe, notes: Notes) -> _Reply | ProbeOutcome:
    """One page, wherever it leads on."""
    parts, port, to = place.parts, place.port, place.to
    sock = await connect(to, port, socket.SOCK_STREAM)
    notes.done("connect")
    if parts.scheme == "https":
        host = parts.hostname or ""
        line = await secure(sock, (to, port, host), notes, verify=probe.verify)
    else:
        line = await plain(sock)
    if isinstance(line, ProbeOutcome):
        return line
    try:
        return await _Talk(line, notes).get(parts, probe)
    finally:
        line.close()


class _Talk:
    """One request and its reply over one connection."""

    def __init__(self, line: Line, notes: Notes) -> None:
        self._line = line
        self._notes = notes
        self._codec = h11.Connection(h11.CLIENT)
        self._read = 0
        self._ended = False

    async def get(self, parts: SplitResult, probe: Probe) -> _Reply | ProbeOutcome:
        try:
            self._line.writer.write(self._request(parts))
            await self._line.writer.drain()
            head = await self._event()
            while isinstance(head, h11.InformationalResponse):
                head = await self._event()
            if not isinstance(head, h11.Response):
                return self._broken()
            self._notes.details["status"] = head.status_code
            location = _location(head)
            if probe.keyword is None or (probe.redirects and location is not None):
                return _Reply(head.status_code, location, keyword=True)
            found = await self._find(probe.keyword.encode())
            self._notes.done("transfer")
        except (h11.ProtocolError, UnicodeError):
            return self._broken()
        return _Reply(head.status_code, location, found)

    def _request(self, parts: SplitResult) -> bytes:
        path = quote(parts.path or "/", safe=_IN_A_URL)
        target = f"{path}?{quote(parts.query, safe=_IN_A_URL)}" if parts.query else path
        headers = [
            ("Host", parts.netloc.rpartition("@")[2].encode("idna").decode()),
            ("User-Agent", "Pantau"),
            ("Accept", "*/*"),
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
        ]
        request = h11.Request(method="GET", target=target, headers=headers)
        return (self._codec.send(request) or b"") + (self._codec.send(h11.EndOfMessage()) or b"")

    async def _find(self, keyword: bytes) -> bool:
        """Whether the page holds it, as far as it is read."""
        tail = b""
        while isinstance(event := await self._event(), h11.Data):
            tail += bytes(event.data)
            if keyword in tail:
                return True
            tail = tail[-len(keyword) :]
        return False

    async def _event(self) -> object:
        """The next part of the reply; None where it is too long or none at all."""
        while (event := self._codec.next_event()) is h11.NEED_DATA:
            if self._read > MOST_BYTES:
                return None
            data = await self._line.reader.read(_AT_ONCE)
            if not self._read and data:
                self._notes.done("first_byte")
                if not (data.startswith(_BEGINNING) or _BEGINNING.startswith(data)):
                    return None
            self._read += len(data)
            self._ended = not data
            self._codec.receive_data(data)
        # Many small parts lie in one piece of a reply.
        await others_turn()
        return event

    def _broken(self) -> ProbeOutcome:
        """Not a reply: because it ended too early, or because it is something else."""
        return ProbeOutcome.CUT_OFF if self._ended else ProbeOutcome.GARBAGE


def _location(head: h11.Response) -> str | None:
    if head.status_code not in _REDIRECTS:
        return None
    found = [value for name, value in head.headers if name == b"location"]
    return found[0].decode("utf-8", "replace") if found else None
