"""A network in the process: it answers as told, at the time told."""

import heapq
import itertools
from collections.abc import Callable

from collector.transport import Destination, Reply, SendFailure
from tests.fakes.clock import FakeClock

# Given the address and the send time (wall ns): the round trip in ns, None for silence, or why
# the echo could not leave.
Behaviour = Callable[[str, int], int | SendFailure | None]


class FakeNetwork:
    """Implements collector.transport.Transport over a FakeClock."""

    def __init__(self, clock: FakeClock, behaviour: Behaviour) -> None:
        self._clock = clock
        self.behaviour = behaviour
        self.sent: list[tuple[int, str]] = []
        self.lost_by_us = 0
        self._order = itertools.count()
        self._coming: list[tuple[int, int, Reply]] = []

    def send(self, to: Destination, nonce: bytes) -> int | SendFailure:
        now = self._clock.wall_ns()
        fate = self.behaviour(to.host, now)
        if isinstance(fate, SendFailure):
            return fate
        self.sent.append((now, to.host))
        if fate is not None:
            self.deliver(Reply(nonce, to.host, now + fate), fate)
        return now

    def deliver(self, reply: Reply, after_ns: int) -> None:
        due = self._clock.boot_ns() + after_ns
        heapq.heappush(self._coming, (due, next(self._order), reply))

    def receive(self) -> list[Reply]:
        replies = []
        while self._coming and self._coming[0][0] <= self._clock.boot_ns():
            replies.append(heapq.heappop(self._coming)[2])
        return replies

    def dropped(self) -> int:
        return self.lost_by_us

    def close(self) -> None:
        self._coming.clear()
