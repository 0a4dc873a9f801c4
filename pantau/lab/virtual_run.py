"""Plays a scenario in virtual time: the unmodified collector, recorder and store, days in seconds.

    VirtualRun(inventory, script, data).play()

A crash abandons the process: what was not committed is gone, and the store is opened anew. A full
disk is the system's own refusal to let any file grow.
"""

import resource
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from collector.batch import Batch
from collector.health import Health
from collector.recorder import Recorder
from collector.shell import Collector, tick_for
from pantau.facts.clock import now_us
from pantau.facts.words import WatchEnd
from pantau.inventory.model import Inventory
from pantau.lab.answers import Answering
from pantau.lab.script import SECOND, ClockStep, Crash, DiskFull, Event, Script, Suspension
from pantau.lab.virtual import RegencyTransport, VirtualClock
from pantau.store import Store, StoreError

T = TypeVar("T")

AUTHOR, VIA = "collector", "lab"
_START_AGAIN = 5 * SECOND


class PromptRecorder(Recorder):
    """Does its work at once and in the caller's thread, so that the same seed gives the same
    journal. ``disk`` is entered around each piece of work."""

    disk: Callable[[], AbstractContextManager[None]] = staticmethod(nullcontext)

    def submit(self, batch: Batch) -> None:
        """See Recorder."""
        super().submit(batch)
        self._do_all()

    def call(self, work: Callable[[Store], T]) -> "Future[T]":
        """See Recorder."""
        future = super().call(work)
        self._do_all()
        return future

    def _do_all(self) -> None:
        self._inbox.put_nowait(None)  # the sign to stop working, behind all that waits
        with self.disk():
            self._work()


class VirtualRun:
    """One machine with a collector on it, from the first to the last instant of a script.

    ``beside``: what else works on the machine, asked after every tick with the clock's time
    (microseconds UTC). ``tick_ns``: how long the collector's ticks are, where not as long as it
    would have them; a year of them is a matter of hours. ``clock``: the machine's.
    """

    def __init__(
        self,
        inventory: Inventory,
        script: Script,
        regency: Answering,
        data: Path,
        beside: Callable[[int], None] | None = None,
        tick_ns: int = 0,
        clock: VirtualClock | None = None,
    ) -> None:
        self.clock = clock or VirtualClock()
        self._began_ns = self.clock.boot_ns()
        self._inventory = inventory
        self._script = script
        self._regency = regency
        self._data = data
        self._beside = beside
        rate = sum(1e6 / site.pace.heartbeat_us for site in inventory.sites)
        self._tick_ns = tick_ns or tick_for(rate)
        self._process: Collector | None = None
        self._start_at: int | None = 0
        self._still_until = 0
        self._full_disks = 0
        self._stores: list[Store] = []

    def play(self) -> None:
        """Let everything happen; at the end the collector is stopped in good order."""
        try:
            for at, act, event in self._turns():
                self._go_on(at)
                act(event)
            self._go_on(self._script.lasts)
            self._stop()
        finally:
            for store in self._stores:
                store.close()

    def instant(self, at_ns: int) -> int:
        """What the machine's clock said ``at_ns`` after the scenario began (microseconds UTC)."""
        return self.clock.wall_at(self._began_ns + at_ns) // 1_000

    def _turns(self) -> list[tuple[int, Callable[[Event], None], Event]]:
        """What happens to our own machine, in order of time."""
        turns: list[tuple[int, Callable[[Event], None], Event]] = []
        for event in self._script.events:
            match event:
                case Crash():
                    turns.append((event.at, self._crash, event))
                case ClockStep():
                    turns.append((event.at, self._step_clock, event))
                case Suspension():
                    turns.append((event.at, self._suspend, event))
                case DiskFull():
                    turns += [(event.at, self._fill, event), (event.end, self._make_room, event)]
        inside = [turn for turn in turns if turn[0] <= self._script.lasts]
        return sorted(inside, key=lambda turn: turn[0])

    # -- time ---------------------------------------------------------------------------------

    def _now(self) -> int:
        return self.clock.boot_ns() - self._began_ns

    def _go_on(self, until: int) -> None:
        """Tick after tick, unless the process stands still."""
        still = min(self._still_until, until) - self._now()
        if still > 0:
            self.clock.advance(still)
        clock, tick = self.clock, self._tick_ns
        left = until - self._now()
        while left > 0:
            rest = tick - clock.boot_ns() % tick
            clock.advance(min(rest, left))
            left -= rest
            if left < 0:
                return
            if self._process is None:
                self._start_if_due()
            else:
                self._process.step()
            if self._beside is not None:
                self._beside(now_us(self.clock))

    # -- the process --------------------------------------------------------------------------

    def _start_if_due(self) -> None:
        if self._start_at is None or self._now() < self._start_at:
            return
        try:
            with self._disk():
                store = Store.open(self._data)
        except StoreError:
            self._start_at = self._now() + _START_AGAIN  # as the supervisor would
            return
        self._stores.append(store)
        recorder = PromptRecorder(store, self.clock, author=AUTHOR, via=VIA)
        recorder.disk = self._disk
        transport = RegencyTransport(self.clock, self._regency, self._began_ns)
        health = Health(self.clock, recorder=recorder)
        self._process = Collector(
            self._inventory,
            transport,
            recorder,
            self.clock,
            AUTHOR,
            VIA,
            health,
            self._data,
            tick_ns=self._tick_ns,
        )

    def _stop(self) -> None:
        if self._process is not None:
            self._process.engine.close_minutes()
            self._process.end_watch(WatchEnd.STOPPED)

    def _crash(self, event: Event) -> None:
        # The store stays open: closing it would tidy up as no dying process does.
        self._process = None
        self._start_at = event.end

    def _suspend(self, event: Event) -> None:
        self._still_until = event.end

    # -- the machine --------------------------------------------------------------------------

    def _step_clock(self, event: Event) -> None:
        assert isinstance(event, ClockStep)  # noqa: S101 - tells the types what _turns knows
        self.clock.jump_wall(event.by)

    def _fill(self, _: Event) -> None:
        self._full_disks += 1

    def _make_room(self, _: Event) -> None:
        self._full_disks -= 1

    def _disk(self) -> AbstractContextManager[None]:
        return _no_file_grows() if self._full_disks else nullcontext()


@contextmanager
def _no_file_grows() -> Iterator[None]:
    """The system refuses every write to a file of this process (setrlimit(2), RLIMIT_FSIZE)."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
