"""Asks many paths, few at once, each within seconds."""

import socket
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol

from collector.icmp.sockets import IcmpRefusedError
from collector.path.course import Course
from collector.path.line import Line
from collector.path.sockets import open_path_socket
from collector.transport import Destination
from pantau.facts.clock import Clock, now_us
from pantau.facts.path import Path

AT_ONCE = 8
"""Paths under way: with 20 ms between two echoes of each, at most 400 echoes a second."""


class Paths(Protocol):
    """Whoever asks paths."""

    def ask(self, name: str, address: str, *, first: bool = False) -> None:
        """Ask the way to an address when its turn comes; ``first``: before those that wait."""
        ...

    def take(self) -> list[tuple[str, Path]]:
        """What became known since the last call, by name."""
        ...


class Walker:
    """Implements Paths. ``step`` does what is due; it never blocks."""

    def __init__(self, clock: Clock, lines: Mapping[socket.AddressFamily, Line]) -> None:
        self._clock = clock
        self._lines = lines
        self._waiting: deque[tuple[str, Destination]] = deque()
        self._under_way: dict[str, tuple[Destination, Course]] = {}
        self._asked: dict[int, tuple[str, int]] = {}  # by sequence number: whose, and which hop
        self._sequence = 0
        self._known: list[tuple[str, Path]] = []
        self.echoes = 0

    @classmethod
    def open(cls, clock: Clock) -> "Walker":
        """Raises IcmpRefusedError where the machine allows no IPv4 echo."""
        lines = {socket.AF_INET: Line(open_path_socket(socket.AF_INET))}
        with suppress(IcmpRefusedError):
            lines[socket.AF_INET6] = Line(open_path_socket(socket.AF_INET6))
        return cls(clock, lines)

    def close(self) -> None:
        """Give the sockets back."""
        for line in self._lines.values():
            line.close()

    def sockets(self) -> list[Line]:
        """To be waited for: readable when there is something for ``step``."""
        return list(self._lines.values())

    @property
    def busy(self) -> bool:
        """Whether any path is under way or waits."""
        return bool(self._under_way or self._waiting)

    def ask(self, name: str, address: str, *, first: bool = False) -> None:
        """See Paths. A name that waits or is under way is not asked twice."""
        to = Destination.of(address)
        if to is None or to.family not in self._lines or name in self._under_way:
            return
        if any(name == waiting for waiting, _ in self._waiting):
            return
        (self._waiting.appendleft if first else self._waiting.append)((name, to))

    def take(self) -> list[tuple[str, Path]]:
        """See Paths."""
        known, self._known = self._known, []
        return known

    def step(self) -> None:
        """Hear, ask and end what is due."""
        self._hear()
        now_ns = self._clock.boot_ns()
        while self._waiting and len(self._under_way) < AT_ONCE:
            name, to = self._waiting.popleft()
            self._under_way[name] = to, Course(to.host, now_us(self._clock), now_ns)
        for name, (to, course) in list(self._under_way.items()):
            if course.over(now_ns):
                self._end(name, course)
                continue
            hop = course.next(now_ns)
            if hop is not None:
                self._send(name, to, hop)
                course.sent(hop, now_ns)

    def _send(self, name: str, to: Destination, hop: int) -> None:
        self._sequence = (self._sequence + 1) & 0xFFFF
        self._asked[self._sequence] = name, hop
        self.echoes += 1
        self._lines[to.family].send(to, hop, self._sequence)

    def _hear(self) -> None:
        for line in self._lines.values():
            for said in line.receive():
                name, hop = self._asked.get(said.sequence, ("", 0))
                if name not in self._under_way:
                    continue
                to, course = self._under_way[name]
                if said.to in (None, to.host):
                    course.heard(hop, said.told, said.host)

    def _end(self, name: str, course: Course) -> None:
        del self._under_way[name]
        self._asked = {n: each for n, each in self._asked.items() if each[0] != name}
        self._known.append((name, course.path()))
