"""The engine against a clock and a network that we turn by hand."""

from collections.abc import Callable

from collector.engine import Engine
from collector.loss import UsualLoss
from collector.target import Target
from collector.transport import SendFailure
from pantau.facts.instant import SECOND
from pantau.facts.journal import Fact
from pantau.facts.measured import Sample, SiteState, upstream_name
from pantau.facts.words import WatchEnd
from pantau.inventory.asking import Confirm, Pace, Recover
from pantau.inventory.choices import Layer
from pantau.lab.virtual import VirtualClock, VirtualTransport

MS = 1_000_000
PACE = Pace(5 * SECOND, SECOND, Confirm(1e-10, SECOND // 2, 4, 30), Recover(3, SECOND // 2))
OUTSIDE = "127.64.255.9"
GATEWAY = "127.64.255.1"

# The time in seconds since the simulation began; True where the address answers.
Answers = Callable[[str, float], bool]


def site_address(number: int) -> str:
    return f"127.64.{number // 250}.{number % 250 + 1}"


def site(number: int, pace: Pace = PACE) -> Target:
    return Target(f"site-{number}", site_address(number), pace, layer=None, usual=UsualLoss())


def reference(name: str, address: str, layer: Layer) -> Target:
    return Target(f"reference/{name}", address, PACE, layer=layer, usual=UsualLoss())


def hub(name: str = "hub", address: str = "127.64.254.1") -> Target:
    return Target(upstream_name(name), address, PACE, layer=None, usual=UsualLoss())


def below(hub: Target, sites: list[Target]) -> list[Target]:
    """A hub and the sites that hang on it."""
    for each in sites:
        each.upstream = hub.name
    return [hub, *sites]


def outside() -> Target:
    return reference("internet", OUTSIDE, Layer.OUTSIDE)


class Simulation:
    """Targets answer after ``rtt_ms`` while ``answers`` says so."""

    def __init__(self, targets: list[Target], answers: Answers, *, own_site: str | None = None):
        self.clock = VirtualClock()
        self.began_ns = self.clock.wall_ns()
        self.rtt_ms = 20.0
        self.answers = answers
        self.refuses: Callable[[str, float], bool] = lambda *_: False
        self.network = VirtualTransport(self.clock, self._behave)
        self.tick_ns = 100 * MS
        self.engine = Engine(self.network, self.tick_ns, self.clock.wall_ns(), self.clock.boot_ns())
        self.engine.watch(targets, own_site)
        self.engine.begin(1, {})
        self.facts: list[Fact] = []
        self.samples: list[Sample] = []
        self.states: dict[str, SiteState] = {}
        self.broke: WatchEnd | None = None

    def seconds(self, instant: int) -> float:
        """An instant as seconds since the simulation began."""
        return (instant - self.began_ns // 1000) / SECOND

    def instant(self, seconds: float) -> int:
        return self.began_ns // 1000 + round(seconds * SECOND)

    def _behave(self, address: str, wall_ns: int) -> int | SendFailure | None:
        at = (wall_ns - self.began_ns) / 1e9
        if self.refuses(address, at):
            return SendFailure.REFUSED
        return round(self.rtt_ms * MS) if self.answers(address, at) else None

    def run(self, seconds: float) -> "Simulation":
        for _ in range(round(seconds * 1e9 / self.tick_ns)):
            self.clock.advance(self.tick_ns)
            self.tick()
        return self

    def tick(self) -> None:
        self.broke = self.engine.tick(self.clock.wall_ns(), self.clock.boot_ns()) or self.broke
        batch = self.engine.take()
        self.facts += batch.facts
        self.samples += batch.samples
        self.states.update((s.site, s) for s in batch.states)

    def of(self, kind: type) -> list:
        return [fact for fact in self.facts if isinstance(fact, kind)]
