"""The collector with a real store, a clock and a network that we turn by hand."""

from collections.abc import Callable
from pathlib import Path

from collector.health import Health
from collector.recorder import Recorder
from collector.shell import Collector
from pantau.actions.edits import weigh
from pantau.facts.clock import now_us
from pantau.facts.instant import SECOND
from pantau.facts.words import WatchEnd
from pantau.inventory.model import Inventory
from pantau.lab.virtual import VirtualClock, VirtualTransport
from pantau.store import Store
from tests.fakes.inventories import small_inventory

MS = 1_000_000
Answers = Callable[[str, float], bool]


class World:
    """A clock, a network and a data directory in which collectors come and go."""

    def __init__(self, data: Path, answers: Answers = lambda address, t: True) -> None:
        self.data = data
        self.clock = VirtualClock()
        self.began_ns = self.clock.wall_ns()
        self.answers = answers
        self.network = VirtualTransport(self.clock, self._behave)

    def _behave(self, address: str, _: int) -> int | None:
        return 10 * MS if self.answers(address, self.now_s) else None

    @property
    def now_s(self) -> float:
        return (self.clock.wall_ns() - self.began_ns) / 1e9

    def instant(self, seconds: float) -> int:
        return self.began_ns // 1000 + round(seconds * SECOND)

    def start(self, inventory: Inventory | None = None) -> "Running":
        return Running(self, inventory or small_inventory())


class Running:
    """One process of the collector. ``crash`` abandons it, ``stop`` ends it in good order."""

    def __init__(self, world: World, inventory: Inventory, health: Health | None = None) -> None:
        self.world = world
        self.store = Store.open(world.data, busy_ms=50)
        self.recorder = Recorder(self.store, world.clock, author="collector", via="test")
        self.recorder.start()
        self.health = health or Health(world.clock)
        self.health.recorder = self.recorder
        self.collector = Collector(
            inventory,
            world.network,
            self.recorder,
            world.clock,
            "collector",
            "test",
            self.health,
            world.data,
        )

    def run(self, seconds: float) -> "Running":
        for number in range(round(seconds * 10)):
            self.world.clock.advance(100 * MS)
            self.collector.step()
            if number % 10 == 9 or not self.collector.engine.judging.run:
                self.settle()
        self.settle()
        return self

    def apply(self, inventory: Inventory) -> None:
        """Put another inventory in force, as a file that nothing speaks against."""
        edit = weigh(self.collector.inventory, inventory, now_us(self.world.clock))
        self.collector.apply(edit.inventory, edit.entry)

    def settle(self) -> None:
        """Wait until the recorder has done all that it was given."""
        self.recorder.call(lambda store: None).result(5)

    def crash(self) -> None:
        self.settle()
        self.store.close()

    def stop(self) -> None:
        self.collector.engine.close_minutes()
        self.collector.end_watch(WatchEnd.STOPPED)
        assert self.recorder.stop()
        self.store.close()
