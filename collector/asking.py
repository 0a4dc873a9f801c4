"""The extra echoes: asked when something is amiss, and never counted as heartbeats."""

from collections.abc import Callable

from collector.target import Target
from collector.wheel import Wheel
from pantau.facts.words import Outcome, Purpose, State

_WHILE_DOWN_US = 1_000_000
# Many sites may be confirmed at once; a reference is asked beside them ten times a second at most.
_ONCE_EVERY_NS = 100_000_000

Send = Callable[[Target, Purpose], None]


def why_ask(target: Target) -> tuple[Purpose, int] | None:
    """Why a target is asked beside its heartbeat, and after how many microseconds again."""
    line, pace = target.line, target.pace
    if line.state is State.DOWN:
        if line.tail and line.tail[-1].outcome is Outcome.ANSWERED:
            return Purpose.RECOVER, pace.recover.every_us
        if line.stopped_at is None:
            return Purpose.WHILE_DOWN, _WHILE_DOWN_US
    if line.suspect_since is None:
        return None
    if target.ruled_out:
        # Chance is ruled out but nobody can testify yet: keep looking, at the pace of an outage.
        return Purpose.CONFIRM, max(pace.confirm.every_us, _WHILE_DOWN_US)
    return Purpose.CONFIRM, pace.confirm.every_us


class Asking:
    """Rounds of extra echoes; a new round makes the plans of the older one void."""

    def __init__(self, wheel: Wheel, send: Send, boot_ns: Callable[[], int]) -> None:
        self._wheel = wheel
        self._send = send
        self._boot_ns = boot_ns
        self.beside: Callable[[Target], None] = lambda _: None  # asked with every extra echo

    def start(self, target: Target) -> None:
        """Ask at once, and go on while there is a reason to."""
        if not target.asks:
            self._renew(target)
            self._ask((target, target.asking))

    def change_pace(self, target: Target) -> None:
        """The reason changed: the next echo is due by the new pause, counted from the last one."""
        reason = why_ask(target)
        self._renew(target)
        if reason is None:
            target.asks = False
            return
        due = target.asked_at_ns + reason[1] * 1_000
        self._wheel.plan(due, self._ask, (target, target.asking))

    def stop(self, target: Target) -> None:
        """Ask no more."""
        target.asking += 1
        target.asks = False

    def once(self, target: Target) -> None:
        """One extra echo now, unless there was one a moment ago.

        A site that calls in cannot be asked: an answer would only repeat its last call, later.
        """
        if target.calls_in and target.judged:
            return
        if self._boot_ns() - target.asked_at_ns >= _ONCE_EVERY_NS:
            target.asked_at_ns = self._boot_ns()
            self._send(target, Purpose.CONFIRM)

    def _renew(self, target: Target) -> None:
        target.asks = True
        target.asking += 1

    def _ask(self, planned: tuple[Target, int]) -> None:
        target, number = planned
        if number != target.asking:
            return
        reason = why_ask(target)
        if reason is None:
            target.asks = False
            return
        purpose, pause_us = reason
        target.asked_at_ns = self._boot_ns()
        self._send(target, purpose)
        self.beside(target)
        self._wheel.plan(target.asked_at_ns + pause_us * 1_000, self._ask, planned)
