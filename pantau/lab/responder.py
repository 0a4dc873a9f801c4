"""The loop that answers: packets are read, held as long as the regency says, and written.

A heap keeps the answers by the time they are due. Waiting is select's, whose timeout is a hardware
timer's in microseconds (epoll's is in whole milliseconds). Few packets are read and few answers
written in one turn, so that neither waits for a crowd of the other.
"""

import os
from collections.abc import Callable
from heapq import heappop, heappush
from select import select
from typing import Protocol

from pantau.lab.answers import Answering, Form, Way, Wayside
from pantau.lab.counts import Counts
from pantau.lab.holds import UNANSWERED, Holds
from pantau.lab.packet import (
    Datagram,
    answer,
    datagram,
    echo_request_to,
    exceeded,
    hops_left,
    nonce_of,
)

_AT_ONCE = 24
_PACKET_BYTES = 2_048
_LONGEST_WAIT_NS = 1_000_000_000
_SNMP_PORT = 161
_FAR = 32
"""An echo that may go further is to arrive."""


class Agents(Protocol):
    """Whoever answers SNMP; its answers come back as packets, through ``Responder.write``."""

    def ask(self, asked: Datagram, at_ns: int) -> None:
        """A datagram for the agent at its destination, arrived at ``at_ns``."""
        ...


class Responder:
    """Answers what is read from ``tun``. ``now_ns``: nanoseconds since the scenario began."""

    def __init__(
        self,
        tun: int,
        answering: Answering,
        now_ns: Callable[[], int],
        *,
        agents: Agents | None = None,
        holds: Holds | None = None,
    ) -> None:
        self.counts = Counts()
        self.now_ns = now_ns
        self._tun = tun
        self._echo = answering.echo
        self._way = answering.way if isinstance(answering, Wayside) else _no_routers
        self._agents = agents
        self._holds = holds
        self._due: list[tuple[int, int, int, Form, bytes]] = []
        self._serial = 0
        self._timetable: list[tuple[int, int, Callable[[], None]]] = []
        self._readable: dict[int, Callable[[], None]] = {tun: self._read}
        self._stopped = False
        self._before_first: Callable[[], None] | None = None

    def before_first_echo(self, then: Callable[[], None]) -> None:
        """Call ``then`` before the first echo is looked at; ``now_ns`` may jump by it."""
        self._before_first = then

    def when_readable(self, descriptor: int, then: Callable[[], None]) -> None:
        """Call ``then`` whenever something can be read, a closed pipe's end too."""
        self._readable[descriptor] = then

    def forget(self, descriptor: int) -> None:
        """No longer look at it."""
        self._readable.pop(descriptor, None)

    def at(self, at_ns: int, then: Callable[[], None]) -> None:
        """Call ``then`` as soon as ``at_ns`` has come."""
        self._serial += 1
        heappush(self._timetable, (at_ns, self._serial, then))

    def stop(self) -> None:
        """End ``run`` after this turn; what is not yet due is never answered."""
        self._stopped = True

    def run(self) -> None:
        """Answer until ``stop``, which something readable or the timetable must call."""
        while not self._stopped:
            wait_ns = min(self._write_due(), self._follow_timetable())
            ready, _, _ = select(list(self._readable), [], [], max(wait_ns, 0) / 1e9)
            for descriptor in ready:
                then = self._readable.get(descriptor)
                if then is not None:
                    then()

    def write(self, packet: bytes) -> bool:
        """Send a packet to whoever asked; whether the kernel took it."""
        try:
            os.write(self._tun, packet)
        except OSError:
            self.counts.failed += 1
            return False
        return True

    def _read(self) -> None:
        for _ in range(_AT_ONCE):
            try:
                packet = os.read(self._tun, _PACKET_BYTES)
            except BlockingIOError:
                return
            self._take(packet, self.now_ns())

    def _take(self, packet: bytes, at_ns: int) -> None:
        address = echo_request_to(packet)
        if address is None:
            self._hand_on(packet, at_ns)
            return
        if self._before_first is not None:
            self._before_first()
            self._before_first, at_ns = None, self.now_ns()
        if hops_left(packet) < _FAR:
            self._go(address, packet, at_ns)
            return
        self.counts.requests += 1
        honest = False
        for each in self._echo(address, at_ns):
            self._serial += 1
            heappush(self._due, (at_ns + each.after_ns, self._serial, at_ns, each.form, packet))
            honest = honest or each.form is Form.REPLY
        if self._holds is not None and not honest:
            self._holds.add(address, nonce_of(packet), at_ns, UNANSWERED)

    def _go(self, address: int, packet: bytes, at_ns: int) -> None:
        """An echo that comes to an end on its way; such ones are no heartbeats, and not counted."""
        way, hops = self._way(address, at_ns), hops_left(packet)
        if way.alive < min(hops, len(way.routers)):
            return
        if hops <= len(way.routers):
            self.write(exceeded(packet, way.routers[hops - 1]))
            return
        for each in self._echo(address, at_ns):
            if each.form is Form.REPLY:
                self.write(answer(each.form, packet))

    def _hand_on(self, packet: bytes, at_ns: int) -> None:
        asked = datagram(packet)
        if asked is None or asked.destination_port != _SNMP_PORT or self._agents is None:
            self.counts.other += 1
            return
        self.counts.asked_agents += 1
        self._agents.ask(asked, at_ns)

    def _write_due(self) -> int:
        """Nanoseconds until the next answer is due."""
        for _ in range(_AT_ONCE):
            if not self._due:
                return _LONGEST_WAIT_NS
            now_ns = self.now_ns()
            if self._due[0][0] > now_ns:
                return self._due[0][0] - now_ns
            due_ns, _, at_ns, form, request = heappop(self._due)
            if self.write(answer(form, request)):
                self._count(form, now_ns - due_ns)
                if self._holds is not None and form is Form.REPLY:
                    address = int.from_bytes(request[16:20])
                    self._holds.add(address, nonce_of(request), at_ns, now_ns - at_ns)
        return 0

    def _count(self, form: Form, late_ns: int) -> None:
        self.counts.sent[form] += 1
        self.counts.lateness.add(late_ns)

    def _follow_timetable(self) -> int:
        """Nanoseconds until it asks for something."""
        if not self._timetable:
            return _LONGEST_WAIT_NS
        left_ns = self._timetable[0][0] - self.now_ns()
        if left_ns > 0:
            return left_ns
        heappop(self._timetable)[2]()
        # Whatever it did, stopping for instance, is looked at without waiting.
        return 0


def _no_routers(_: int, __: int) -> Way:
    return Way((), 0)
