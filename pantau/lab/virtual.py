"""A clock that goes only when told to, and a network inside of the process."""

import heapq
import itertools
from bisect import bisect_right
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address

from collector.transport import Destination, Reply, SendFailure
from pantau.lab.answers import Answering, Form

# Given the address and the send time (wall ns): the round trip in ns, None for silence, or why
# the echo could not leave.
Behaviour = Callable[[str, int], int | SendFailure | None]

_STRANGER = "127.64.255.254"


class VirtualClock:
    """Implements pantau.facts.clock.Clock. Wall and boot time move together, until the wall is made
    to jump."""

    def __init__(self, wall_ns: int = 1_790_000_000_000_000_000) -> None:
        self._boot_ns = 1_000_000_000_000
        self._ahead_ns = wall_ns - self._boot_ns
        self._jumps: list[tuple[int, int]] = [(0, self._ahead_ns)]

    def wall_ns(self) -> int:
        """See Clock."""
        return self._boot_ns + self._ahead_ns

    def boot_ns(self) -> int:
        """See Clock."""
        return self._boot_ns

    def wall_at(self, boot_ns: int) -> int:
        """What the wall clock said at this boot time."""
        if boot_ns >= self._jumps[-1][0]:
            return boot_ns + self._ahead_ns
        before = bisect_right(self._jumps, boot_ns, key=lambda jump: jump[0]) - 1
        return boot_ns + self._jumps[before][1]

    def advance(self, ns: int) -> None:
        """Let time pass."""
        self._boot_ns += ns

    def jump_wall(self, ns: int) -> None:
        """Somebody sets the clock forward, or back."""
        self._ahead_ns += ns
        self._jumps.append((self._boot_ns, self._ahead_ns))


class VirtualTransport:
    """Implements collector.transport.Transport over a VirtualClock: addresses behave as told.

    ``sent``: wall time (ns) and address of each echo. ``lost_by_us``: answers that our own machine
    is taken to have dropped.
    """

    def __init__(self, clock: VirtualClock, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.sent: list[tuple[int, str]] = []
        self.lost_by_us = 0
        self._clock = clock
        self._coming = Coming(clock)

    def send(self, to: Destination, nonce: bytes) -> int | SendFailure:
        """See Transport."""
        now = self._clock.wall_ns()
        fate = self.behaviour(to.host, now)
        if isinstance(fate, SendFailure):
            return fate
        self.sent.append((now, to.host))
        if fate is not None:
            self.deliver(nonce, to.host, fate)
        return now

    def send_all(self, echoes: Sequence[tuple[Destination, bytes]]) -> list[int | SendFailure]:
        """See Transport."""
        return [self.send(to, nonce) for to, nonce in echoes]

    def deliver(self, nonce: bytes, host: str, after_ns: int) -> None:
        """Let an answer from ``host`` come in."""
        self._coming.add(nonce, host, after_ns)

    def receive(self) -> list[Reply]:
        """See Transport."""
        return self._coming.take()

    def dropped(self) -> int:
        """See Transport."""
        return self.lost_by_us

    def close(self) -> None:
        """See Transport."""
        self._coming = Coming(self._clock)


class RegencyTransport:
    """Implements collector.transport.Transport: a simulated regency without packets.

    The regency's time begins at the boot time ``began_ns``.
    """

    def __init__(self, clock: VirtualClock, regency: Answering, began_ns: int) -> None:
        self._clock = clock
        self._regency = regency
        self._began_ns = began_ns
        self._coming = Coming(clock)
        self._numbers: dict[str, int] = {}

    def send(self, to: Destination, nonce: bytes) -> int:
        """See Transport."""
        host = to.host
        number = self._numbers.get(host)
        if number is None:
            number = self._numbers[host] = int(IPv4Address(host))
        for answer in self._regency.echo(number, self._clock.boot_ns() - self._began_ns):
            self._deliver(answer.form, nonce, host, answer.after_ns)
        return self._clock.wall_ns()

    def send_all(self, echoes: Sequence[tuple[Destination, bytes]]) -> list[int | SendFailure]:
        """See Transport."""
        return [self.send(to, nonce) for to, nonce in echoes]

    def _deliver(self, form: Form, nonce: bytes, host: str, after_ns: int) -> None:
        """As far as a real transport lets it through: what is cut off or no reply stays outside."""
        if form is Form.REPLY:
            self._coming.add(nonce, host, after_ns)
        elif form is Form.ELSEWHERE:
            self._coming.add(nonce, _STRANGER, after_ns)
        elif form is Form.FORGED:
            self._coming.add(bytes(len(nonce)), host, after_ns)

    def receive(self) -> list[Reply]:
        """See Transport."""
        return self._coming.take()

    def dropped(self) -> int:
        """See Transport."""
        return 0

    def close(self) -> None:
        """See Transport."""
        self._coming = Coming(self._clock)


class Coming:
    """Answers on their way."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._order = itertools.count()
        self._heap: list[tuple[int, int, bytes, str]] = []

    def add(self, nonce: bytes, host: str, after_ns: int) -> None:
        """One that arrives ``after_ns`` from now."""
        due = self._clock.boot_ns() + after_ns
        heapq.heappush(self._heap, (due, next(self._order), nonce, host))

    def take(self) -> list[Reply]:
        """What arrived up to now, in order, each stamped as the kernel would have done."""
        heap, now = self._heap, self._clock.boot_ns()
        arrived = []
        while heap and heap[0][0] <= now:
            due, _, nonce, host = heapq.heappop(heap)
            arrived.append(Reply(nonce, host, self._clock.wall_at(due)))
        return arrived
