"""Calls as the engine sees them: an echo to a site that calls in is answered where it called.

Nothing is sent for such an echo. It asks "has the site called within its time?", and is answered
in the same tick or never.
"""

from collections.abc import Collection, Sequence

from collector.push.callers import SELF, Callers
from collector.transport import Destination, Reply, SendFailure, Transport
from pantau.facts.clock import Clock
from pantau.facts.instant import SECOND
from pantau.inventory.push import PUSH, Push

_OURSELVES_US = 30 * SECOND
_OUTSIDE_US = 15 * SECOND


class PushTransport:
    """A transport around the one for packets, which gets all other echoes."""

    def __init__(self, inner: Transport, callers: Callers, clock: Clock) -> None:
        self._inner = inner
        self._callers = callers
        self._clock = clock
        self._silence_ns = 0
        self._alone = False
        self._outside: frozenset[str] = frozenset()
        self._outside_ns: int | None = None
        self._replies: list[Reply] = []

    def follow(self, push: Push | None, sites: int, outside: Collection[str]) -> None:
        """How long a silence may last, how many sites call in, and who is outside (addresses)."""
        self._silence_ns = push.silence_us * 1_000 if push else 0
        self._alone = sites < 2
        self._outside = frozenset(outside)

    def send(self, to: Destination, nonce: bytes) -> int | SendFailure:
        """See Transport."""
        return self.send_all([(to, nonce)])[0]

    def send_all(self, echoes: Sequence[tuple[Destination, bytes]]) -> list[int | SendFailure]:
        """See Transport."""
        if not self._silence_ns or not any(to.calls_in for to, _ in echoes):
            return self._inner.send_all(echoes)
        packets = [echo for echo in echoes if not echo[0].calls_in]
        sent = iter(self._inner.send_all(packets) if packets else ())
        return [self._look(*echo) if echo[0].calls_in else next(sent) for echo in echoes]

    def receive(self) -> list[Reply]:
        """See Transport."""
        replies = self._inner.receive()
        if self._silence_ns and any(reply.host in self._outside for reply in replies):
            self._outside_ns = self._clock.boot_ns()
        if self._replies:
            replies, self._replies = [*replies, *self._replies], []
        return replies

    def dropped(self) -> int:
        """See Transport."""
        return self._inner.dropped()

    def close(self) -> None:
        """See Transport."""
        self._inner.close()

    def _look(self, to: Destination, nonce: bytes) -> int | SendFailure:
        site, at = to.host.removeprefix(f"{PUSH}:"), self._clock.wall_ns()
        if site and not self._callers.knows(site):
            return SendFailure.REFUSED  # we turn it away ourselves: its silence says nothing
        if self._called(site) if site else self._hears():
            self._replies.append(Reply(nonce, to.host, at))
        return at

    def _called(self, site: str) -> bool:
        return self._within(self._callers.last(site), self._silence_ns)

    def _hears(self) -> bool:
        """Whether calls from outside reach us now: another one came, else we reach ourselves.

        Our own call shows that the port answers, a reference outside that our line is there. That
        somebody else can come in, it does not show: so it counts only where nobody else calls.
        """
        if self._within(self._callers.latest(), self._silence_ns):
            return True
        ourselves = self._within(self._callers.last(SELF), _OURSELVES_US * 1_000)
        return self._alone and ourselves and self._within(self._outside_ns, _OUTSIDE_US * 1_000)

    def _within(self, then_ns: int | None, length_ns: int) -> bool:
        return then_ns is not None and self._clock.boot_ns() - then_ns < length_ns
