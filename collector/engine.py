"""The heart of the collector: sends echoes when they are due and turns answers into facts.

The engine does no waiting and no storing. Its shell calls ``tick`` with the time and hands what
``take`` returns to the recorder, so the same engine runs in real and in virtual time.
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping

from collector.asking import Asking
from collector.batch import Batch
from collector.judging import Judging, Left
from collector.minutes import Minute, minute_of
from collector.nonces import Nonces
from collector.target import Echo, Fate, Target
from collector.targets import mixed
from collector.transport import Destination, Reply, SendFailure, Transport
from collector.wheel import Wheel
from pantau.facts.degraded import Spell
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import Sample
from pantau.facts.words import GapReason, Purpose, WatchEnd

ALIVE_WITHIN_US = 10 * SECOND
"""An answer later than its timeout is loss, but within this long it still shows a living link."""

_JUMP_NS = 20_000_000
_STEP_NS = 1_000_000_000
_PAUSE_NS = 5_000_000_000
_PROBE = "icmp"
_CLOSED_A_TICK = 500
_CALL_TAKEN_NS = 200_000_000  # a call came up to a tick after the last one, and is due for longer


class Engine:
    """All targets of one vantage. Not thread-safe; its counters may be read a tick late."""

    def __init__(self, transport: Transport, tick_ns: int, wall_ns: int, boot_ns: int) -> None:
        self._transport = transport
        self._wheel = Wheel(tick_ns, boot_ns)
        self._nonces = Nonces()
        self._in_flight: dict[bytes, Echo] = {}
        self._to_ask: list[tuple[Target, Purpose]] = []
        self._to_send: list[tuple[Destination, bytes]] = []
        self._minutes: deque[Minute] = deque()  # in the order in which they began
        self._samples: list[Sample] = []
        self._boot_ns = boot_ns
        self._wall_ns = wall_ns
        self.now = wall_ns // 1_000
        """The time of the last tick, microseconds UTC."""
        self._round_trips_from_ns = wall_ns
        self._dropped = transport.dropped()
        self._longest_timeout_us = SECOND
        self.targets: dict[str, Target] = {}
        self.sent: Counter[Purpose] = Counter()
        self.behind = False  # more is due than one tick could do
        self.unmatched = 0
        self.discarded = 0
        asking = Asking(self._wheel, self._send, lambda: self._boot_ns)
        self.judging = Judging(asking)

    # -- who is asked -------------------------------------------------------------------------

    def watch(self, targets: Iterable[Target], own_site: str | None) -> None:
        """Ask these targets from now on; those already known by the same object go on as before."""
        before = self.targets
        known = set(map(id, before.values()))
        self.targets = {t.name: t for t in targets}
        fresh = []
        for target in self.targets.values():
            old = before.get(target.name)
            if old is not None and target.keeps_beat_of(old):
                target.beat_ns = old.beat_ns
                self._wheel.plan(target.beat_ns, self._beat, target)
            elif id(target) not in known:
                fresh.append(target)
        for order, target in enumerate(mixed(fresh)):
            period = target.pace.heartbeat_us * 1_000
            target.beat_ns = self._boot_ns + period * order // len(fresh)
            self._wheel.plan(target.beat_ns, self._beat, target)
        self._longest_timeout_us = max(
            (t.pace.timeout_us for t in self.targets.values()), default=0
        )
        self.judging.arrange(list(self.targets.values()), own_site, self.now)

    def called(self, name: str) -> None:
        """A site called in: that is its heartbeat, and the next is due when it is late."""
        target = self.targets.get(name)
        if target is None or not target.calls_in:
            return
        self._send(target, Purpose.HEARTBEAT)
        due_ns = self._boot_ns + target.silence_us * 1_000 + _CALL_TAKEN_NS
        if due_ns != target.beat_ns:
            target.beat_ns = due_ns
            self._wheel.plan(due_ns, self._beat, target)

    def _beat(self, target: Target) -> None:
        if target.removed or target.beat_ns > self._boot_ns:
            return  # or it called since this was planned
        self._send(target, Purpose.HEARTBEAT)
        self.judging.note_beat(target)
        self.judging.note_unasked(target, self.now)
        period = target.pace.heartbeat_us * 1_000
        due_ns = target.beat_ns + period
        if due_ns <= self._boot_ns:
            # We were held up: keep the phase, skip the beats that nobody could send.
            due_ns += (self._boot_ns - due_ns) // period * period + period
        target.beat_ns = due_ns
        self._wheel.plan(due_ns, self._beat, target)

    # -- one tick -----------------------------------------------------------------------------

    def tick(self, wall_ns: int, boot_ns: int) -> WatchEnd | None:
        """Take in what arrived, do what is due. Answers why the watch broke, if it did."""
        broke = self._check_clocks(wall_ns, boot_ns)
        if broke is not None:
            return broke
        for reply in self._transport.receive():
            self._on_reply(reply)
        self._check_dropped()
        self.behind = not self._wheel.turn(boot_ns)
        self._send_all()
        self.judging.settle(self.now)
        self._close_minutes(self.now - self._longest_timeout_us - SECOND)
        return None

    def _check_clocks(self, wall_ns: int, boot_ns: int) -> WatchEnd | None:
        passed = boot_ns - self._boot_ns
        jump = (wall_ns - self._wall_ns) - passed
        if abs(jump) > _STEP_NS:
            return WatchEnd.CLOCK_STEPPED
        if passed > _PAUSE_NS:
            return WatchEnd.SUSPENDED
        if abs(jump) > _JUMP_NS:
            # Stamps from before and after a jump make no round trip; after a step back, echoes in
            # flight bear stamps that are still to come.
            self._round_trips_from_ns = max(wall_ns, self._wall_ns + passed)
        self._boot_ns, self._wall_ns, self.now = boot_ns, wall_ns, wall_ns // 1_000
        return None

    def _check_dropped(self) -> None:
        """Answers lost in our own buffer: forget what is in flight rather than call it lost."""
        dropped = self._transport.dropped()
        if dropped == self._dropped:
            return
        self.discarded += len(self._in_flight)
        self._dropped = dropped
        self._forget_all()

    def _forget_all(self) -> None:
        for echo in self._in_flight.values():
            if echo.fate is Fate.IN_FLIGHT and echo.minute is not None:
                echo.minute.not_counted(echo.number)
            echo.fate = Fate.FORGOTTEN
            echo.let_go()
        self._in_flight.clear()

    # -- echoes -------------------------------------------------------------------------------

    def _send(self, target: Target, purpose: Purpose) -> None:
        """Ask at the end of this tick."""
        if target.destination is None:
            target.failure = GapReason.NAME_UNRESOLVED
            return
        self._to_ask.append((target, purpose))
        self._to_send.append((target.destination, self._nonces.next()))

    def _send_all(self) -> None:
        """All echoes of a tick leave together: that costs less than each at its time."""
        to_ask, self._to_ask = self._to_ask, []
        to_send, self._to_send = self._to_send, []
        times = self._transport.send_all(to_send)
        for (target, purpose), (_, nonce), sent_ns in zip(to_ask, to_send, times, strict=True):
            if isinstance(sent_ns, SendFailure):
                target.failure = GapReason.NOT_SENT
                continue
            target.failure = None
            echo = self._in_flight[nonce] = Echo(target, sent_ns, purpose, nonce)
            self.sent[purpose] += 1
            if purpose is Purpose.HEARTBEAT:
                target.heartbeats += 1
                self._enter_minute(target, echo)
            elif purpose is Purpose.CONFIRM:
                echo.follow(target.last_echo)
            target.last_echo = echo
            echo.expires_ns = self._boot_ns + target.pace.timeout_us * 1_000
            suspect_ns = self._boot_ns + target.suspect_after_us * 1_000
            self._wheel.plan(suspect_ns, self._look_after, echo)

    def _enter_minute(self, target: Target, echo: Echo) -> None:
        if not target.judged or not self.judging.run or target.calls_in:
            return  # a call says nothing of loss or delay
        at, minute = echo.sent.at, target.minute
        if minute is None or not 0 <= at - minute.at < MINUTE:
            minute = target.minute = Minute(target.name, minute_of(at))
            self._minutes.append(minute)
        echo.minute = minute
        echo.number = minute.sent()

    def _look_after(self, echo: Echo) -> None:
        """Most echoes are answered by now; only those that are not need a second look."""
        if echo.fate is Fate.IN_FLIGHT:
            self.judging.suspected(echo)
            if echo.expires_ns > self._boot_ns:
                self._wheel.plan(echo.expires_ns, self._expire, echo)
            else:
                self._expire(echo)

    def _expire(self, echo: Echo) -> None:
        if echo.fate is Fate.IN_FLIGHT:
            echo.fate = Fate.LOST
            late_ns = (ALIVE_WITHIN_US - echo.target.pace.timeout_us) * 1_000
            self._wheel.plan(self._boot_ns + max(late_ns, 0), self._forget, echo)
            self.judging.lost(echo)

    def _forget(self, echo: Echo) -> None:
        self._in_flight.pop(echo.nonce, None)
        if echo.fate is Fate.LOST:
            echo.fate = Fate.FORGOTTEN
        echo.let_go()

    def _on_reply(self, reply: Reply) -> None:
        echo = self._in_flight.get(reply.nonce)
        if echo is None or echo.target.destination is None:
            self.unmatched += 1
            return
        if echo.target.destination.host != reply.host:
            # Somebody else answers for the site, and be it with our own packet.
            self.unmatched += 1
            return
        del self._in_flight[reply.nonce]
        target = echo.target
        rtt_us: int | None = max(reply.received_ns - echo.sent_ns, 0) // 1_000
        if echo.sent_ns < self._round_trips_from_ns or target.calls_in:
            rtt_us = None
        timely = rtt_us is None or rtt_us <= target.pace.timeout_us
        if rtt_us is not None:
            target.took(rtt_us)
        if echo.fate is Fate.IN_FLIGHT and timely and echo.minute is not None:
            echo.minute.answered(echo.number, rtt_us)
            target.heartbeats_answered += 1
        echo.fate = Fate.ANSWERED
        self.judging.answered(echo)
        echo.before = None  # as in let_go; the one before may still ask for this one

    # -- minutes ------------------------------------------------------------------------------

    def _close_minutes(self, settled: int) -> None:
        """Turn the minutes into samples in which nothing can change any more.

        A few at a time: those of 100,000 sites fall due together, and echoes must not wait.
        """
        minutes = self._minutes
        for _ in range(_CLOSED_A_TICK):
            if not minutes or minutes[0].at + MINUTE > settled:
                return
            self._sample(minutes.popleft())

    def _sample(self, minute: Minute) -> None:
        sample = minute.sample(_PROBE)
        if sample is not None:
            self._samples.append(sample)
            self.judging.note_minute(sample)

    # -- what is kept -------------------------------------------------------------------------

    def begin(
        self, run: int, left: Mapping[str, Left], degraded: Mapping[str, Spell] | None = None
    ) -> None:
        """A run of watching begins now; outages and spells of degradation were left open, by site.

        Nothing in flight counts: it was sent by somebody who was not watching.
        """
        self._forget_all()
        self.judging.begin(run, self.now, left, degraded or {})

    def read_clocks_afresh(self, wall_ns: int, boot_ns: int) -> None:
        """After a break of the watch: go on from these readings."""
        self._boot_ns, self._wall_ns, self.now = boot_ns, wall_ns, wall_ns // 1_000
        self._round_trips_from_ns = wall_ns
        self.close_minutes()

    def close_minutes(self) -> None:
        """Close every minute now: what is in flight is not counted."""
        self._forget_all()
        for minute in self._minutes:
            self._sample(minute)
        self._minutes.clear()
        for target in self.targets.values():
            target.minute = None

    def take(self) -> Batch:
        """What happened since the last call."""
        samples, self._samples = tuple(self._samples), []
        facts, states = self.judging.take()
        return Batch(self.judging.run, self.now, facts, states, samples)
