"""Asks places densely, each at its pace, and counts what comes back by windows.

Pure of waiting: whoever holds it calls ``step`` many times a second, in real or in virtual time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from collector.dense.guard import Guard
from collector.dense.window import Window
from collector.nonces import Nonces
from collector.transport import Destination, Reply, SendFailure, Transport
from pantau.facts.clock import Clock
from pantau.facts.meetings import WINDOW_US, DenseWindow

TIMEOUT_NS = 2_000_000_000
"""What comes later than that is of no use to anybody who speaks."""
_JUMP_NS = 20_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is asked, how often, and which lines an echo passes on its way."""

    to: Destination
    every_us: int
    lines: tuple[str, ...]


class _Flying(NamedTuple):
    window: Window
    number: int
    host: str
    sent_ns: int
    expires_ns: int


class Asker:
    """``sent``: echoes so far."""

    def __init__(self, clock: Clock, transport: Transport) -> None:
        self._clock, self._transport = clock, transport
        self._places: dict[str, Place] = {}
        self._due: dict[str, int] = {}
        self._windows: dict[str, Window] = {}
        self._closing: list[Window] = []
        self._flying: dict[bytes, _Flying] = {}
        self._told: list[DenseWindow] = []
        self._nonces = Nonces()
        self._dropped = transport.dropped()
        self._wall_ns, self._boot_ns = clock.wall_ns(), clock.boot_ns()
        self.guard = Guard()
        self.sent = 0

    def follow(self, places: Mapping[str, Place]) -> None:
        """From now on these, by site. New ones begin spread over their pause."""
        now_ns = self._clock.boot_ns()
        for number, (site, place) in enumerate(sorted(places.items())):
            if self._places.get(site) != place:
                part = place.every_us * 1_000 * number // max(1, len(places))
                self._due[site] = now_ns + part
                self._close(site)
        for site in self._places.keys() - places.keys():
            self._due.pop(site, None)
            self._close(site)
        self._places = dict(places)

    @property
    def busy(self) -> bool:
        """Whether anything is asked or waited for."""
        return bool(self._places or self._flying or self._closing)

    def step(self) -> None:
        """Hear what came, give up what is late, ask what is due, close windows that are over."""
        wall_ns, boot_ns = self._clock.wall_ns(), self._clock.boot_ns()
        self._check(wall_ns, boot_ns)
        for reply in self._transport.receive():
            self._heard(reply)
        if self._transport.dropped() != self._dropped:
            self._dropped = self._transport.dropped()
            self._forget()
        self._expire(boot_ns)
        self._ask(wall_ns // 1_000, boot_ns)
        self._close_windows(wall_ns // 1_000)

    def take(self) -> list[DenseWindow]:
        """The windows that are over since the last call."""
        told, self._told = self._told, []
        return told

    def _check(self, wall_ns: int, boot_ns: int) -> None:
        """After a jump of the clock stamps from before it make no round trip."""
        jump = (wall_ns - self._wall_ns) - (boot_ns - self._boot_ns)
        if abs(jump) > _JUMP_NS:
            self._forget()
        self._wall_ns, self._boot_ns = wall_ns, boot_ns

    def _forget(self) -> None:
        for each in self._flying.values():
            each.window.not_counted(each.number)
        self._flying.clear()

    def _expire(self, boot_ns: int) -> None:
        """What is late is lost, as every echo is until it is answered. They lie in order."""
        while self._flying:
            nonce, each = next(iter(self._flying.items()))
            if each.expires_ns > boot_ns:
                return
            del self._flying[nonce]

    def _heard(self, reply: Reply) -> None:
        each = self._flying.get(reply.nonce)
        if each is None or each.host != reply.host:
            return  # late, or somebody else answers
        del self._flying[reply.nonce]
        rtt_ns = max(reply.received_ns - each.sent_ns, 0)
        if rtt_ns <= TIMEOUT_NS:
            each.window.answered(each.number, rtt_ns // 1_000)

    def _ask(self, now: int, boot_ns: int) -> None:
        asked: list[str] = []
        for site, place in self._places.items():
            due = self._due[site]
            if boot_ns < due:
                continue
            pause_ns = place.every_us * 1_000
            # Who is late does not catch up: that would be a burst of our own.
            self._due[site] = max(due + pause_ns, boot_ns + pause_ns // 2)
            if self.guard.allows(place.lines, boot_ns):
                asked.append(site)
        echoes = [(self._places[site].to, self._nonces.next()) for site in asked]
        for site, echo, sent_ns in zip(asked, echoes, self._send(echoes), strict=True):
            if isinstance(sent_ns, SendFailure):
                continue
            self.sent += 1
            window = self._window(site, now)
            number = window.sent()
            self._flying[echo[1]] = _Flying(
                window, number, echo[0].host, sent_ns, boot_ns + TIMEOUT_NS
            )

    def _send(self, echoes: Sequence[tuple[Destination, bytes]]) -> list[int | SendFailure]:
        return self._transport.send_all(echoes) if echoes else []

    def _window(self, site: str, now: int) -> Window:
        begin = now // WINDOW_US * WINDOW_US
        window = self._windows.get(site)
        if window is None or window.at != begin:
            self._close(site)
            window = self._windows[site] = Window(site, begin, self._places[site].every_us)
        return window

    def _close(self, site: str) -> None:
        window = self._windows.pop(site, None)
        if window is not None:
            self._closing.append(window)

    def _close_windows(self, now: int) -> None:
        for site in [s for s, each in self._windows.items() if each.at + WINDOW_US <= now]:
            self._close(site)
        if not self._closing:
            return
        waiting = {id(each.window) for each in self._flying.values()}
        for window in [each for each in self._closing if id(each) not in waiting]:
            self._closing.remove(window)
            told = window.told()
            if told is not None:
                self._told.append(told)
