"""Calls that do not come: what is an outage, since when, and what only our own port did."""

from collections.abc import Callable

from collector.engine import Engine
from collector.loss import UsualLoss
from collector.push.callers import SELF, Callers
from collector.push.request import Call, Said
from collector.push.transport import PushTransport
from collector.target import Target
from collector.targets import targets_of
from pantau.facts.instant import SECOND
from pantau.facts.journal import Fact, GapClosed, GapOpened, OutageClosed, OutageOpened
from pantau.facts.measured import Sample, SiteState
from pantau.facts.words import GapReason, State
from pantau.inventory.model import Inventory
from pantau.lab.virtual import VirtualClock, VirtualTransport
from tests.fakes.inventories import small_inventory

MS = 1_000_000
EVERY, LATE = 60, 10
HUB = "127.64.1.1"
HEAD = """\
version: 1
timezone: Asia/Makassar
push: {listen: "127.0.0.1:9465", secrets: env:PANTAU_PUSH}
vantage:
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
sites:
  - {id: asked, name: Asked, kind: desa, kecamatan: Kuaro, address: 127.64.1.1}
"""
Lives = Callable[[str, float], bool]


def inventory(*callers: str) -> Inventory:
    return small_inventory(
        text=HEAD
        + "".join(
            f"  - {{id: {id}, name: {id}, kind: desa, kecamatan: Kuaro, heartbeat_by: push, "
            "upstream: asked}\n"
            for id in callers
        )
    )


class Town:
    """Sites call every minute, each at its own second, while ``calls`` says so."""

    def __init__(
        self, calls: Lives, *sites: str, outside: bool = True, hub_until: float = 1e9
    ) -> None:
        self.clock, self.sites, self.calls = VirtualClock(), sites, calls
        self.began_ns = self.clock.wall_ns()
        self.callers = Callers()
        self.callers.know(sites, dict.fromkeys((*sites, SELF), "x"))
        answers = VirtualTransport(
            self.clock,
            lambda address, _: (
                10 * MS if outside and (address != HUB or self.now < hub_until) else None
            ),
        )
        self.transport = PushTransport(answers, self.callers, self.clock)
        plan = inventory(*sites)
        self.transport.follow(plan.push, len(sites), ["127.64.255.9"])
        self.engine = Engine(self.transport, 100 * MS, self.clock.wall_ns(), self.clock.boot_ns())
        self.engine.watch(targets_of(plan, {}, self.engine.now), None)
        self.engine.begin(1, {})
        self.facts: list[Fact] = []
        self.samples: list[Sample] = []
        self.states: dict[str, SiteState] = {}
        self.itself = True

    @property
    def now(self) -> float:
        return (self.clock.wall_ns() - self.began_ns) / 1e9

    def run(self, seconds: float) -> "Town":
        for _ in range(round(seconds * 10)):
            self.clock.advance(100 * MS)
            tenths = round(self.now * 10)
            if self.itself and tenths % 100 == 0:
                ours = self.callers.hear(Call(SELF, b"x", 0), self.clock.boot_ns())
                assert ours is Said.HEARD
            for number, site in enumerate(self.sites):
                if tenths % (EVERY * 10) == (7 + 11 * number) * 10 and self.calls(site, self.now):
                    heard = self.callers.hear(Call(site, b"x", 0), self.clock.boot_ns())
                    assert heard is Said.HEARD
            for site in self.callers.take():
                self.engine.called(site)
            assert self.engine.tick(self.clock.wall_ns(), self.clock.boot_ns()) is None
            batch = self.engine.take()
            self.facts += batch.facts
            self.samples += batch.samples
            self.states.update((s.site, s) for s in batch.states)
        return self

    def of(self, kind: type) -> list:
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def at(self, instant: int | None) -> float:
        assert instant is not None
        return (instant - self.began_ns // 1000) / SECOND


def test_sites_that_call_are_up_and_nothing_is_written_of_loss() -> None:
    town = Town(lambda *_: True, "a", "b").run(1200)
    assert {town.states[site].state for site in ("a", "b")} == {State.UP}
    assert town.of(OutageOpened) + town.of(GapOpened) == []
    assert {sample.site for sample in town.samples} == {"asked"}


def test_three_missed_calls_are_an_outage_that_one_call_ends() -> None:
    # a calls at second 7 of each minute; its last call before the cut is at 607.
    town = Town(lambda site, t: site != "a" or not 610 <= t < 1500, "a", "b").run(600)
    town.run(7 + 3 * EVERY + LATE - 5)
    assert town.of(OutageOpened) == []
    assert town.states["a"].state is State.UP  # suspected, at most
    town.run(20)
    [opened] = town.of(OutageOpened)
    assert opened.site == "a"
    assert 0 <= town.at(opened.started_at) - (607 + EVERY + LATE) <= 0.3
    assert town.at(opened.last_up_before) <= 607.1
    assert opened.evidence.address == "push:a"
    town.run(1000)
    [closed] = town.of(OutageClosed)
    assert 1507 <= town.at(closed.ended_at) <= 1507.2
    assert town.states["a"].state is State.UP
    assert town.of(GapOpened) == []


def test_two_missed_calls_are_none() -> None:
    town = Town(lambda site, t: site != "a" or not 610 <= t < 730, "a", "b").run(1200)
    assert town.of(OutageOpened) + town.of(GapOpened) == []
    assert town.states["a"].state is State.UP


def test_when_nobody_calls_any_more_it_is_our_own_blindness() -> None:
    town = Town(lambda site, t: not 610 <= t < 1500, "a", "b").run(1800)
    assert town.of(OutageOpened) == []
    gaps = town.of(GapOpened)
    assert {gap.site for gap in gaps} == {"a", "b"}
    assert GapReason.VANTAGE_BLIND in {gap.reason for gap in gaps}
    assert {gap.site for gap in town.of(GapClosed)} == {"a", "b"}
    assert {town.states[site].state for site in ("a", "b", "asked")} == {State.UP}


def test_one_alone_is_down_while_we_reach_ourselves_and_somebody_outside() -> None:
    town = Town(lambda _, t: t < 610, "a").run(1000)
    [opened] = town.of(OutageOpened)
    assert 0 <= town.at(opened.started_at) - (607 + EVERY + LATE) <= 0.3


def test_one_alone_is_unknown_while_the_port_or_our_line_is_dead() -> None:
    deaf = Town(lambda _, t: t < 610, "a").run(605)
    deaf.itself = False
    deaf.run(600)
    cut = Town(lambda _, t: t < 610, "a", outside=False).run(1000)
    for town in (deaf, cut):
        assert town.of(OutageOpened) == []
        assert {gap.reason for gap in town.of(GapOpened) if gap.site == "a"} <= {
            GapReason.VANTAGE_BLIND,
            GapReason.UNCONFIRMED,
        }
        assert town.states["a"].state is State.UNKNOWN


def test_who_never_called_since_we_began_is_down_not_before_three_calls_were_due() -> None:
    town = Town(lambda site, _: site == "b", "a", "b").run(2 * EVERY)
    assert town.of(OutageOpened) == []
    town.run(3 * EVERY)
    [opened] = town.of(OutageOpened)
    assert opened.site == "a"


def test_a_site_for_which_we_have_no_secret_is_unknown_not_down() -> None:
    town = Town(lambda *_: False, "a", "b")
    town.callers.know(["a", "b"], {"b": "x", SELF: "x"})
    town.calls = lambda site, _: site == "b"
    town.run(900)
    assert town.of(OutageOpened) == []
    assert (town.states["a"].state, town.states["b"].state) == (State.UNKNOWN, State.UP)


def test_a_link_that_fails_does_not_make_a_call_later_than_it_was() -> None:
    town = Town(lambda site, t: site != "a" or t < 610, "a", "b", hub_until=630).run(900)
    found = {each.site: each for each in town.of(OutageOpened)}
    assert {*found} == {"a", "asked"}
    assert town.at(found["a"].last_up_before) <= 607.2
    assert town.at(found["asked"].started_at) < town.at(found["a"].started_at)


def test_a_site_that_is_asked_is_none_of_this() -> None:
    target = Target("x", "127.64.1.1", inventory("a").sites[0].pace, layer=None, usual=UsualLoss())
    assert not target.calls_in
    assert Callers().hear(Call(SELF, b"", 0), 0) is Said.REFUSED
