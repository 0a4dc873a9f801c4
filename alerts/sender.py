"""Empties the outbox: one worker a receiver leases, sends, then marks.

At least once: what was sent is marked after the answer, so a crash in between sends it twice, and
nothing is lost. In order for each receiver. The only place of the alerts' sending that waits.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from traceback import extract_tb

import aiohttp

from alerts.folding import fold
from alerts.message import Message, from_json
from alerts.pacing import FOLD_FROM, Health, Pace, pause_before_retry
from alerts.queue import Queue, letter_of
from alerts.receivers.enclosed import Enclosed, Read, read_all
from alerts.receivers.port import Delivered, Line, Outcome, Rejected, Send, Unavailable
from alerts.receivers.text import say_in
from alerts.receivers.why import Why
from pantau.facts.clock import Clock, now_us
from pantau.facts.instant import SECOND
from pantau.facts.letters import Queued
from pantau.inventory.alerting import TAKES_FILES, Receiver, ReceiverKind
from pantau.inventory.secrets import Missing, reveal_all
from pantau.language import to_say
from pantau.store import StoreError

log = logging.getLogger(__name__)

MOST_AT_ONCE = 200
"""Rows in memory for a receiver: what bounds it, however long the queue is."""

LATE_S = 60
"""From when on a message says how late it is: below that it is what sending takes."""

_FAULTS_OF_OURS = 5  # attempts that ended in a fault of our own code before the message is given up
_ENDING_S = 4.0
_LEASE_MARGIN_S = 5
_FILES_TIMEOUT_S = 120.0  # a paper of some megabytes through a slow line

_UNREACHABLE = to_say("Sent here because {receiver} cannot be reached")
_REFUSED = to_say("Sent here because {receiver} refused it")


@dataclass(frozen=True, slots=True)
class Tools:
    """What sending needs. ``chance``: 0 to 1, new each time. ``ack``: see Line.

    ``poll_s``: how often the queues are looked at. ``kept``: reads papers that go with a message.
    """

    sends: Mapping[ReceiverKind, Send]
    session: aiohttp.ClientSession
    environment: Mapping[str, str]
    chance: Callable[[], float]
    ack: Callable[[Message], str | None]
    timeout_s: float = 10.0
    poll_s: float = 0.25
    kept: Read = lambda _: None


async def deliver(
    queue: Queue,
    receivers: Mapping[str, Receiver],
    clock: Clock,
    tools: Tools,
    stop: asyncio.Event,
) -> None:
    """Send whatever waits for ``receivers`` until ``stop`` is set; then end within five seconds.

    What is under way then may still arrive; what does not is sent by the next run. Raises nothing
    for what a receiver or the store does; a fault of our own ends all of it, loudly.
    """
    workers = [
        asyncio.create_task(_Worker(queue, receiver, clock, tools).run(stop))
        for receiver in receivers.values()
    ]
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((stopping, *workers), return_when=asyncio.FIRST_COMPLETED)
        if workers and stop.is_set():
            await asyncio.wait(workers, timeout=_ENDING_S)
        for worker in workers:
            if worker.done():
                worker.result()
    finally:
        for task in (stopping, *workers):
            task.cancel()
        await asyncio.gather(stopping, *workers, return_exceptions=True)


async def attempt(
    message: Message, receiver: Receiver, clock: Clock, tools: Tools
) -> Delivered | Rejected | Unavailable:
    """Send ``message`` once, now. Also what `pantau alert send --test` does."""
    settings = reveal_all(receiver.settings, tools.environment)
    if isinstance(settings, Missing):
        return Unavailable(settings.reason)
    now = now_us(clock)
    late_s = (now - message.at) // SECOND
    files: tuple[Enclosed, ...] = ()
    if message.files and receiver.kind in TAKES_FILES:
        files = await asyncio.to_thread(read_all, message.files, tools.kept)
    line = Line(
        settings=settings,
        session=tools.session,
        timeout_s=max(tools.timeout_s, _FILES_TIMEOUT_S) if files else tools.timeout_s,
        ack=tools.ack,
        late_s=late_s if late_s >= LATE_S else None,
        now=now,
        files=files,
    )
    return await tools.sends[receiver.kind](message, line)


@dataclass(slots=True)
class _Worker:
    """Of one receiver."""

    queue: Queue
    receiver: Receiver
    clock: Clock
    tools: Tools
    health: Health = field(default_factory=Health)
    pace: Pace = field(init=False)
    unmarked: Callable[[], None] | None = None
    troubled: bool = False

    def __post_init__(self) -> None:
        self.pace = Pace(max(1, self.receiver.a_minute))

    async def run(self, stop: asyncio.Event) -> None:
        """One step after the other until ``stop``."""
        while not stop.is_set():
            try:
                wait_s = await self.step()
                self.troubled = False
            except StoreError as problem:
                if not self.troubled:
                    log.warning("%s: the outbox: %s", self.receiver.name, problem)
                self.troubled, wait_s = True, 1.0
            await _pause(stop, wait_s)

    async def step(self) -> float:
        """Do what is next; how long to wait after it, in seconds."""
        if self.unmarked is not None:
            # It was sent and the store could not take that down: nothing else goes before.
            self.unmarked()
            self.unmarked = None
        if self.receiver.fallback and self.health.is_failing(self._boot_s()):
            self._hand_over_all(self.receiver.fallback)
        waiting = self.queue.depth(self.receiver.name)
        if waiting == 0:
            return self.tools.poll_s
        if (wait_s := self.pace.wait_s(self._boot_s())) > 0:
            return min(wait_s, self.tools.poll_s)
        rows = self._leased(MOST_AT_ONCE if waiting > FOLD_FROM else 1)
        if not rows:
            return self.tools.poll_s
        if len(rows) > 1:
            self._fold(rows)
        else:
            await self._send(rows[0])
        return 0.0

    async def _send(self, row: Queued) -> None:
        message = self._read(row)
        if message is None:
            return
        self.pace.spend(self._boot_s())
        outcome = await self._tried(message, row.attempts)
        match outcome:
            case Delivered(reference):
                self.health.worked()
                self._mark(lambda: self.queue.sent([row.id], now_us(self.clock), reference))
            case Rejected(reason):
                self._mark(lambda: self._refused(row.id, message, reason))
            case Unavailable():
                attempts = row.attempts + 1
                self.health.failed(self._boot_s(), attempts)
                # By the receiver's own count: a summary that replaced what failed is new.
                wait_s = pause_before_retry(
                    self.health.attempts, self.tools.chance(), outcome.retry_after_s
                )
                retry_at = now_us(self.clock) + int(wait_s * SECOND)
                if attempts == 1:
                    log.info("%s: not now: %s", self.receiver.name, outcome.reason)
                self._mark(lambda: self.queue.later(row.id, retry_at, outcome.reason, attempts))

    async def _tried(self, message: Message, attempts: int) -> Outcome:
        """Send it. A fault of our own must not hold up the others for ever, nor end the worker."""
        try:
            return await attempt(message, self.receiver, self.clock, self.tools)
        except Exception as fault:  # noqa: BLE001 - see above
            # Not what it says: a library's words may hold an address with a token in it.
            at = extract_tb(fault.__traceback__)[-1]
            name = type(fault).__name__
            log.error("%s: %s: %s in %s:%s", self.receiver.name, message.id, name, *at[:2])  # noqa: TRY400
            reason = Why.OUR_FAULT.of(error=name)
            if attempts + 1 >= _FAULTS_OF_OURS:
                return Rejected(reason)
            return Unavailable(reason, perhaps_delivered=True)

    def _mark(self, marking: Callable[[], None]) -> None:
        """Take down how it ended; where the store refuses, before anything else is sent."""
        self.unmarked = marking
        marking()
        self.unmarked = None

    def _refused(self, id: str, message: Message, reason: str) -> None:
        now = now_us(self.clock)
        fallback = self.receiver.fallback
        if fallback:
            self.queue.hand_over(id, fallback, letter_of(self._handed(message, _REFUSED)), now)
        self.queue.dead(id, now, reason)
        log.warning("%s: %s was refused: %s", self.receiver.name, id, reason)

    def _hand_over_all(self, fallback: str) -> None:
        """Whatever waits here goes there too, once."""
        for row in self.queue.not_handed_over(self.receiver.name, MOST_AT_ONCE):
            message = self._read(row)
            if message is not None:
                letter = letter_of(self._handed(message, _UNREACHABLE))
                self.queue.hand_over(row.id, fallback, letter, now_us(self.clock))

    def _handed(self, message: Message, why: str) -> Message:
        """As the fallback tells it. Once more handed on, it says only the last reason."""
        said = say_in(message)(why, receiver=self.receiver.name)
        return replace(
            message,
            id=f"{message.id}>{self.receiver.fallback}",
            lines=(*message.lines, said),
        )

    def _fold(self, rows: list[Queued]) -> None:
        read = [(row, message) for row in rows if (message := self._read(row))]
        if read:
            summary = fold([message for _, message in read])
            ids = [row.id for row, _ in read]
            self.queue.fold(ids, letter_of(summary), now_us(self.clock))

    def _leased(self, most: int) -> list[Queued]:
        for_us = int((self.tools.timeout_s + _LEASE_MARGIN_S) * SECOND)
        return list(self.queue.lease(self.receiver.name, now_us(self.clock), for_us, most))

    def _read(self, row: Queued) -> Message | None:
        """The message; what is none is put away where people see it."""
        try:
            return from_json(row.body)
        except ValueError:
            log.exception("%s: %s cannot be read", self.receiver.name, row.id)
            self.queue.dead(row.id, now_us(self.clock), "cannot be read; see the log")
            return None

    def _boot_s(self) -> float:
        return self.clock.boot_ns() / 1e9


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but not for longer than until ``stop``. Lets others run even where it is 0."""
    try:
        async with asyncio.timeout(max(seconds, 0.001)):
            await stop.wait()
    except TimeoutError:
        pass
