"""The alerter's process: decides, sends, listens for answers, and says that it lives."""

import asyncio
import logging
import os
import random
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import aiohttp

from alerts.alerter import Alerter
from alerts.dead_man import ping, what_is_dead
from alerts.ledgered import judged
from alerts.listening import Listener
from alerts.morning import is_due, morning_message
from alerts.papers import papers_message
from alerts.reading import Eyes
from alerts.receivers.http import open_session
from alerts.receivers.table import SENDS
from alerts.route import receivers_of
from alerts.sender import Tools, deliver
from alerts.world import World
from pantau.actions.ack_link import AckLinks
from pantau.actions.papers_itself import PapersMade
from pantau.facts.clock import Clock, SystemClock, now_us
from pantau.facts.instant import DAY, SECOND
from pantau.facts.letters import Waiting
from pantau.inventory.alerting import Receiver
from pantau.language import to_say
from pantau.store import (
    AlerterLock,
    Anchor,
    FloatingOutbox,
    Outbox,
    Store,
    StoreDamaged,
    StoreError,
    set_aside,
)

log = logging.getLogger(__name__)

POLL_S = 0.25
DECIDE_S = 1.0
LEDGER_S = 60.0
PAPERS_S = 20.0
KEEP_LETTERS_US = 400 * DAY


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the alerter works. ``parent_pipe``: it ends when this file descriptor closes."""

    data: Path
    inventory: Path
    parent_pipe: int | None = None


class Clerk(Protocol):
    """Makes papers without anybody asking: pantau.reports.clerk, which alerts do not know."""

    def look(self, now: int, stopping: Callable[[], bool]) -> Sequence[PapersMade]:
        """Make what is due at ``now`` (microseconds UTC); then all that is due and whole."""
        ...


def run(settings: Settings, clock: Clock | None = None, clerk: Clerk | None = None) -> None:
    """Tell whoever is to be told until SIGTERM, SIGINT or the parent's end.

    ``clerk``: whose papers are sent; the letters that carry them are the alerter's.
    Raises StoreError before anything is decided: another alerter, a store that cannot be written.
    Raises StoreDamaged later too: whoever starts it again has it begin anew.
    """
    clock = clock or SystemClock()
    with AlerterLock(settings.data, clock), _outbox(settings.data) as outbox:
        eyes = Eyes(settings.data, settings.inventory)
        alerter = Alerter.begin(eyes, outbox, now_us(clock))
        try:
            asyncio.run(_Process(settings, clock, alerter, outbox, clerk).run())
        except BaseExceptionGroup as ended:
            damaged = ended.subgroup(StoreDamaged)
            if damaged is None:
                raise
            raise StoreDamaged(
                to_say("what is to be told is damaged; started again, the alerter begins it anew")
            ) from damaged
        finally:
            eyes.close()


def _outbox(data: Path) -> FloatingOutbox:
    """A damaged one is moved aside: some things are told twice then, and none is missed."""
    try:
        return FloatingOutbox.opened(data)
    except StoreDamaged as error:
        aside = set_aside(data)
        log.error("%s; begun anew, the damaged one is %s", error, aside)  # noqa: TRY400
        return FloatingOutbox.opened(data)


@dataclass(slots=True)
class _Process:
    settings: Settings
    clock: Clock
    alerter: Alerter
    outbox: Outbox
    clerk: Clerk | None = None
    greeted: date | None = None
    sent: set[str] = field(default_factory=set)

    async def run(self) -> None:
        """All parts side by side; a part that fails takes the process with it, to be restarted."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        if self.settings.parent_pipe is not None:
            loop.add_reader(self.settings.parent_pipe, self._on_parent, stop)
        links = AckLinks.of(self.settings.data)
        async with open_session() as session, asyncio.TaskGroup() as group:
            tools = Tools(
                SENDS,
                session,
                os.environ,
                random.random,
                lambda m: links.url(m.link, m.outages),
                kept=self._kept,
            )
            listener = Listener(self.settings.data, self.clock, self.outbox, tools)
            for part in (
                self._decide(stop),
                self._judge(stop),
                self._send(stop, tools),
                self._listen(stop, listener),
                self._live(stop, session),
                self._papers(stop),
            ):
                group.create_task(part)

    def _on_parent(self, stop: asyncio.Event) -> None:
        """Nobody ever writes into this pipe: readable means closed."""
        pipe = self.settings.parent_pipe
        if pipe is not None and not os.read(pipe, 1):
            asyncio.get_running_loop().remove_reader(pipe)
            stop.set()

    async def _decide(self, stop: asyncio.Event) -> None:
        """As soon as the journal has grown, and every second."""
        loop = asyncio.get_running_loop()
        last = 0.0
        while not stop.is_set():
            if self.alerter.noticed() or loop.time() - last >= DECIDE_S:
                last = loop.time()
                self.alerter.step(now_us(self.clock))
                self._greet()
            await _pause(stop, POLL_S)

    def _greet(self) -> None:
        """The morning message, once a day."""
        world = self.alerter.world
        if world is None or not is_due(world) or world.alerting.morning is None:
            return
        today = world.inventory.local_day(world.now)
        if self.greeted == today:
            return
        try:
            with Store.open(self.settings.data, readonly=True) as store:
                anchor = str(Anchor(*store.head()))
        except StoreError:
            return
        written = [
            self.alerter.say([receiver], morning_message(world, anchor, receiver), world.now)
            for receiver in receivers_of(world, world.alerting.morning.to)
        ]
        if all(written):
            self.greeted = today

    async def _judge(self, stop: asyncio.Event) -> None:
        """The month so far, in a thread: it takes longer than a decision may."""
        while not stop.is_set():
            world = self.alerter.world
            if world is not None:
                try:
                    self.alerter.eyes.ledger = await asyncio.to_thread(
                        judged, self.settings.data, world.inventory, now_us(self.clock)
                    )
                    self.outbox.trim(now_us(self.clock) - KEEP_LETTERS_US)
                except StoreError as error:
                    log.warning("the month so far cannot be judged: %s", error)
            await _pause(stop, LEDGER_S if world is not None else DECIDE_S)

    async def _send(self, stop: asyncio.Event, tools: Tools) -> None:
        """Workers for the receivers of the inventory in force; anew where these change."""
        while not stop.is_set():
            receivers = self._receivers()
            changed = asyncio.Event()
            sending = asyncio.create_task(
                deliver(self.outbox, receivers, self.clock, tools, changed)
            )
            while not stop.is_set() and self._receivers() == receivers:
                await _pause(stop, POLL_S)
            changed.set()
            await sending

    def _receivers(self) -> Mapping[str, Receiver]:
        world = self.alerter.world
        return world.alerting.receivers if world else {}

    async def _listen(self, stop: asyncio.Event, listener: Listener) -> None:
        """Answers that come in by Telegram."""
        while not stop.is_set():
            world = self.alerter.world
            heard = await listener.listen(world.alerting) if world else False
            await _pause(stop, POLL_S if heard else DECIDE_S)

    async def _live(self, stop: asyncio.Event, session: aiohttp.ClientSession) -> None:
        """The dead man's switch."""
        while not stop.is_set():
            world = self.alerter.world
            switch = world.alerting.dead_man if world else None
            if switch is None:
                await _pause(stop, DECIDE_S)
                continue
            dead = what_is_dead(world, self.alerter.trouble, self._waiting())
            problem = dead or await ping(switch, session, os.environ)
            if problem:
                log.warning("the dead man's switch was not told that all works: %s", problem)
            await _pause(stop, switch.every_us / SECOND)

    async def _papers(self, stop: asyncio.Event) -> None:
        """Papers that are made without anybody asking: looked after in a thread, sent once."""
        while self.clerk is not None and not stop.is_set():
            world = self.alerter.world
            if world is None:
                await _pause(stop, DECIDE_S)
                continue
            made = await asyncio.to_thread(self.clerk.look, now_us(self.clock), stop.is_set)
            for each in made:
                self._tell_of(world, each)
            await _pause(stop, PAPERS_S)

    def _tell_of(self, world: World, made: PapersMade) -> None:
        itself = world.inventory.reports.itself
        if made.id in self.sent or itself is None:
            return
        written = [
            self.alerter.say([receiver], papers_message(world, made, receiver), world.now)
            for receiver in itself.send
        ]
        if all(written):
            self.sent.add(made.id)

    def _kept(self, digest: str) -> bytes | None:
        """A paper that goes with a message."""
        try:
            with Store.open(self.settings.data, readonly=True) as store:
                return store.kept(digest)
        except StoreError as error:
            log.warning("a paper cannot be enclosed: %s", error)
            return None

    def _waiting(self) -> list[Waiting]:
        try:
            return list(self.outbox.waiting())
        except StoreError:
            return []


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        pass
