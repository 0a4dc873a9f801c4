"""Runs the engine against the real clock, network and store.

The only place of the collector that waits. Everything that can fail here is told of and tried
again; nothing but a signal ends the measuring.
"""

import asyncio
import gc
import logging
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Event, Thread

from collector.batch import Batch
from collector.engine import Engine
from collector.health import Health
from collector.judging import Left
from collector.names import AHEAD_US, Names
from collector.push.desk import PushDesk
from collector.recorder import Recorder
from collector.targets import hold_to_promises, remember_loss, targets_of
from collector.transport import Transport
from collector.waited import Waiting
from pantau.actions.edits import weigh
from pantau.actions.in_force import in_force
from pantau.facts.clock import Clock, now_us
from pantau.facts.degraded import DegradedClosed
from pantau.facts.instant import HOUR, midnight, to_datetime
from pantau.facts.journal import Fact, InventoryApplied, OutageClosed, WatchClosed
from pantau.facts.measured import Outage, Sample
from pantau.facts.words import ClosedReason, DegradedEnd, WatchEnd
from pantau.inventory.model import Inventory
from pantau.store import Begun, ClockBehind, Store, StoreError, StoreTooNew, write_anchor

log = logging.getLogger(__name__)

COMMIT_EVERY_NS = 4_000_000_000
"""Well inside the five seconds that a crash may cost."""

_RESOLVE_EVERY_S = 60
_NEVER = 2**63

# Echoes in flight are thousands of young objects, and none of them is a cycle. At Python's own 700
# each tick would look for cycles among them, and every second among all that we know of all sites.
_YOUNG_OBJECTS = 20_000


def tick_for(echoes_a_second: float) -> int:
    """How long a tick is, in ns: wake-ups cost more than packets, bursts overrun buffers."""
    return 100_000_000 if echoes_a_second <= 1_000 else 20_000_000


@dataclass(slots=True)
class Collector:
    """One collector at work. ``inventory`` is the one in force. ``tick_ns``: how long a tick is,
    where not as long as the inventory asks for."""

    inventory: Inventory
    transport: Transport
    recorder: Recorder
    clock: Clock
    author: str
    via: str
    health: Health
    data: Path
    engine: Engine = field(init=False)
    push: PushDesk = field(init=False)
    names: Names = field(default_factory=Names)
    tick_ns: int = 0
    _stands_from: int = field(init=False)
    _changes_at: int = field(init=False)
    _next: asyncio.TimerHandle | None = None
    _beginning: "Future[_Beginning] | None" = None
    _began_once: bool = False
    _waiting: Waiting = field(init=False)
    _committed_ns: int = 0
    _anchored_on: date | None = None
    _unwritten: list[Fact] = field(default_factory=list)
    _handed: str = ""

    def __post_init__(self) -> None:
        rate = sum(1e6 / site.pace.heartbeat_us for site in self.inventory.sites)
        self.tick_ns = self.tick_ns or tick_for(rate)
        wall_ns, boot_ns = self.clock.wall_ns(), self.clock.boot_ns()
        self.push = PushDesk(self.transport, self.clock)
        self._waiting = Waiting(self.data)
        self._stands_from, self._changes_at = 0, _NEVER
        self.engine = Engine(self.push.transport, self.tick_ns, wall_ns, boot_ns)
        self._watch()
        self.health.engine = self.engine
        self.health.push_said = self.push.callers.said

    async def run(self, stop: asyncio.Event) -> None:
        """Measure until ``stop`` is set, then leave the store in good order."""
        gc.set_threshold(_YOUNG_OBJECTS, *gc.get_threshold()[1:])
        ended = Event()
        # A thread that nobody waits for: a look-up may hang for longer than stopping may take.
        Thread(target=self._resolve_names, args=[ended], name="resolver", daemon=True).start()
        loop = asyncio.get_running_loop()
        stopping, failing = loop.create_task(stop.wait()), loop.create_future()
        try:
            self._tick(loop, failing)
            await asyncio.wait((stopping, failing), return_when=asyncio.FIRST_COMPLETED)
            if failing.done():
                failing.result()
        finally:
            if self._next is not None:
                self._next.cancel()
            stopping.cancel()
            ended.set()
            self.push.stop()
            self.engine.close_minutes()
            self.end_watch(WatchEnd.STOPPED)

    def step(self) -> None:
        """One tick, and the handing over of what it brought."""
        wall_ns, boot_ns = self.clock.wall_ns(), self.clock.boot_ns()
        if not self._stands_from <= wall_ns // 1_000 < self._changes_at:
            self._watch()  # sites change today, or the clock was set back to before they did
            log.info("sites are asked as they stand on another day")
        for site in self.push.take():
            self.engine.called(site)
        broke = self.engine.tick(wall_ns, boot_ns)
        if broke is not None:
            log.warning("watching was interrupted: %s", broke)
            self.end_watch(broke)
            self.engine.read_clocks_afresh(wall_ns, boot_ns)
        elif self.engine.judging.run and self.recorder.lost_run == self.engine.judging.run:
            self.engine.judging.run = 0
        if not self.engine.judging.run:
            self._begin_watch()
        due = boot_ns - self._committed_ns >= COMMIT_EVERY_NS
        if due or self.engine.judging.has_facts():
            self._committed_ns = boot_ns
            self.recorder.submit(self._take())
            self._begin_day()
        self.health.ticked(boot_ns, self.tick_ns)

    def _take(self) -> Batch:
        batch = self.engine.take()
        if batch.run and self._unwritten:
            batch = replace(batch, facts=(*self._unwritten, *batch.facts))
            self._unwritten = []
        return batch

    def end_watch(self, end: WatchEnd) -> None:
        """Close the run where the last tick left it."""
        batch = self._take()
        if batch.run:
            closed = WatchClosed(batch.run, batch.until, end)
            batch = replace(batch, facts=(*batch.facts, closed))
        self.recorder.submit(batch)
        self.engine.judging.run = 0

    def apply(self, inventory: Inventory, entry: InventoryApplied | None) -> None:
        """Put another inventory in force, without pausing.

        ``entry``: what the journal is to say of it; None where it says so already.
        """
        self.inventory = inventory
        self._watch()
        if entry is not None:
            # With the next commit: what cannot be written now is written later, like other facts.
            self._unwritten.append(entry)
            self._handed = entry.digest

    @property
    def inventory_waits(self) -> bool:
        """Whether the store does not know yet which inventory is in force. From any thread."""
        return bool(self._handed) and self._handed != self.recorder.applied

    # -- beginning a run ------------------------------------------------------------------------

    def _begin_watch(self) -> None:
        if self._beginning is None:
            self._beginning = self.recorder.call(self._begin)
            return
        if not self._beginning.done():
            return
        done, self._beginning = self._beginning, None
        error = done.exception()
        if isinstance(error, StoreError) and not isinstance(error, StoreTooNew):
            self.health.cannot_watch(str(error))
            return
        if error is not None:
            # Among them: a newer program has brought the data up, and waits for us to end.
            raise error
        self.health.can_watch()
        self._begun(done.result())

    def _begin(self, store: Store) -> "_Beginning":
        """In the recorder's thread."""
        at = now_us(self.clock)
        try:
            begun = store.begin_watch(at=at, author=self.author, via=self.via)
        except ClockBehind:
            self._waiting.refused(self.clock.wall_ns(), self.clock.boot_ns())
            raise
        gap = self._waiting.over(self.clock.wall_ns(), self.clock.boot_ns(), begun.horizon)
        facts: list[Fact] = [] if gap is None else [gap]
        if self._began_once:
            return _Beginning(begun, [], [], [], facts)
        since = at - 2 * HOUR
        minutes = _recent_minutes(store, since, at)
        entries = self._first_entry(store, at)
        return _Beginning(begun, minutes, store.outages(since, at), entries, facts)

    def _first_entry(self, store: Store, at: int) -> list[InventoryApplied]:
        """What the journal is to say of the inventory that this process began with."""
        # Where the file was refused we run on the one applied last, whoever applied it.
        if self.health.past_refused or store.last_inventory() == self.inventory.digest:
            return []
        before = in_force(store)
        before = before if isinstance(before, Inventory) else None
        return [weigh(before, self.inventory, at).entry]

    def _begun(self, beginning: "_Beginning") -> None:
        begun = beginning.begun
        targets = self.engine.targets
        if not self._began_once:
            remember_loss(targets.values(), begun.states, beginning.minutes, beginning.outages)
            self._began_once = True
        left = {
            site: Left(outage.started_at, begun.last_seen[site])
            for site, outage in begun.open_outages.items()
        }
        self.engine.begin(begun.run, left, begun.degraded)
        self._committed_ns = 0  # at once: the states of the run before are not known to hold
        self._unwritten += [*beginning.entries, *beginning.facts]
        self._handed = next((each.digest for each in beginning.entries), self._handed)
        self._unwritten += [
            OutageClosed(
                site, max(each.stopped_at, each.started_at), None, ClosedReason.SITE_REMOVED
            )
            for site, each in left.items()
            if site not in targets
        ]
        self._unwritten += [
            DegradedClosed(site, max(begun.horizon, each.started_at), DegradedEnd.SITE_REMOVED)
            for site, each in begun.degraded.items()
            if site not in targets
        ]
        log.info("watching %d targets, run %d", len(targets), begun.run)

    def _begin_day(self) -> None:
        """At the first commit of the local day: the journal's head leaves it, other terms hold."""
        today = to_datetime(self.engine.now, self.inventory.timezone).date()
        if self.engine.judging.run and today != self._anchored_on:
            self._anchored_on = today
            self.recorder.call(self._anchor)
            hold_to_promises(self.engine.targets.values(), self.inventory, self.engine.now)

    def _anchor(self, store: Store) -> None:
        try:
            write_anchor(self.data, store.head(), now_us(self.clock))
        except StoreError as error:
            log.warning("no anchor could be written today: %s", error)

    # -- the world around -------------------------------------------------------------------------

    def _watch(self) -> None:
        """Ask the sites as they stand today, until the day on which one stands otherwise."""
        now, zone = now_us(self.clock), self.inventory.timezone
        today = self.inventory.local_day(now)
        coming = self.inventory.next_change(today)
        self._stands_from = midnight(today, zone)
        self._changes_at = _NEVER if coming is None else midnight(coming, zone)
        inventory = self.health.inventory = self.inventory.on(today)
        then = self.inventory.on(coming) if coming else inventory
        self.names.expect(_addresses(then) - _addresses(inventory))
        targets = targets_of(inventory, self.engine.targets, self.engine.now)
        self.names.give(targets)
        self.engine.watch(targets, inventory.vantage.site)
        self.push.follow(inventory)

    def _tick(self, loop: asyncio.AbstractEventLoop, failing: "asyncio.Future[None]") -> None:
        """Step, and again at the next tick: a bare timer wakes at half the cost of a task.

        At once where there is more to do, but never without a look at signals and the like.
        """
        try:
            self.step()
        except BaseException as error:  # noqa: BLE001 - raised where ``run`` waits
            failing.set_exception(error)
            return
        rest_s = (self.tick_ns - self.clock.boot_ns() % self.tick_ns) / 1e9
        self._next = loop.call_later(0 if self.engine.behind else rest_s, self._tick, loop, failing)

    def _resolve_names(self, ended: Event) -> None:
        """Host names are looked up now and every minute; a name that fails keeps its address.

        So are the secrets of those who call in: a file may hang like a name server.
        """
        while True:
            targets = self.engine.targets
            for target in list(targets.values()):
                if not ended.is_set():
                    self.names.look_up(target)
            self.push.read_secrets()
            if now_us(self.clock) >= self._changes_at - AHEAD_US and not ended.is_set():
                self.names.look_ahead()
            for _ in range(_RESOLVE_EVERY_S):
                if ended.wait(1):
                    return
                if self.engine.targets is not targets:
                    break  # an edit, or the day of one, brings names that nobody knows yet


def _addresses(inventory: Inventory) -> set[str]:
    """Of all sites."""
    return {site.address for site in inventory.sites}


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What the recorder's thread found when a run began."""

    begun: Begun
    minutes: list[Sample]
    outages: list[Outage]
    entries: list[InventoryApplied]
    facts: list[Fact]


def _recent_minutes(store: Store, since: int, until: int) -> list[Sample]:
    try:
        return store.recent_heartbeats(since, until)
    except StoreError:
        return []
