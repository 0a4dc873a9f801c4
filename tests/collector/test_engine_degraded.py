"""A site that is up but worse than promised: entries, state, and what ends it."""

from random import Random

import pytest

from collector.quality import keep_to
from collector.target import Target
from pantau.facts.degraded import DegradedClosed, DegradedOpened, Shortfall, Spell
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.journal import OutageClosed, OutageOpened
from pantau.facts.words import DegradedEnd, DegradedReason, State
from pantau.verdict.degraded import Promise
from tests.collector.simulation import OUTSIDE, Simulation, outside, site, site_address

HOUR_S = 3_600
PROMISE = Promise(loss=0.01, latency_us=50_000)


def sites(promise: Promise = PROMISE) -> list[Target]:
    found = [site(0), site(1), outside()]
    keep_to([(t.name, t.quality) for t in found if t.quality], {"site-0": promise})
    return found


def losing(loss: float, begin: float, end: float, seed: int = 1):
    """The first two sites lose so much of what is sent from begin to end, the reference nothing."""
    dice = Random(seed)

    def answers(address: str, t: float) -> bool:
        return address == OUTSIDE or not begin <= t < end or dice.random() >= loss

    return answers


def spell(seconds: float) -> Spell:
    short = Shortfall(DegradedReason.LOSS, 0.05, 0.02, 0.01, 300, 25)
    return Spell("B1", "site-0", round(seconds * SECOND), None, (short,))


def test_two_hours_of_loss_are_a_spell_of_the_site_whose_tier_promises_better() -> None:
    world = Simulation(sites(), losing(0.06, HOUR_S / 2, 2.5 * HOUR_S))
    world.run(1.5 * HOUR_S)
    [opened] = world.of(DegradedOpened)
    assert opened.site == "site-0"
    assert HOUR_S / 2 < world.seconds(opened.started_at) < 1.25 * HOUR_S
    assert opened.started_at % MINUTE == 0
    [short] = opened.shortfalls
    assert short.reason is DegradedReason.LOSS
    assert short.of >= 300
    state = world.states["site-0"]
    assert (state.state, state.since) == (State.DEGRADED, opened.started_at)
    assert world.states["site-1"].state is State.UP
    world.run(3 * HOUR_S)
    [closed] = world.of(DegradedClosed)
    assert closed.reason is DegradedEnd.GOOD_AGAIN
    assert 2.5 * HOUR_S < world.seconds(closed.ended_at) < 3.5 * HOUR_S
    state = world.states["site-0"]
    assert (state.state, state.since) == (State.UP, closed.ended_at)
    assert not world.of(OutageOpened)


def slow(world: Simulation) -> Simulation:
    world.rtt_ms = 80.0
    return world


def test_a_slow_site_is_degraded_for_its_latency() -> None:
    world = slow(Simulation(sites(), lambda *_: True)).run(1_700)
    [opened] = world.of(DegradedOpened)
    assert [each.reason for each in opened.shortfalls] == [DegradedReason.LATENCY]
    assert opened.shortfalls[0].measured == 80_000


def test_an_outage_ends_the_spell_and_what_was_before_it_counts_no_more() -> None:
    down = (1_750.0, 1_900.0)
    world = Simulation(sites(), lambda a, t: a != site_address(0) or not down[0] <= t < down[1])
    slow(world).run(3_000)
    [opened], [closed] = world.of(DegradedOpened), world.of(DegradedClosed)
    [outage] = world.of(OutageOpened)
    assert (closed.reason, closed.ended_at) == (DegradedEnd.WENT_DOWN, outage.started_at)
    assert opened.started_at < closed.ended_at
    assert world.states["site-0"].state is State.UP
    world.run(500)
    [ended] = world.of(OutageClosed)
    _, again = world.of(DegradedOpened)
    assert again.started_at - ended.ended_at >= 25 * MINUTE


def test_an_outage_is_no_loss() -> None:
    """A tenth of the time down, in outages of a minute; what was up lost nothing."""
    world = Simulation(sites(), lambda a, t: a != site_address(0) or t % 600 < 540)
    world.run(2 * HOUR_S)
    assert len(world.of(OutageOpened)) > 5
    assert not world.of(DegradedOpened)


def test_what_our_own_uplink_lost_is_no_loss_of_the_site() -> None:
    world = Simulation(sites(), lambda _, t: t % 120 < 110)
    world.run(2 * HOUR_S)
    assert not world.of(DegradedOpened)


def test_a_spell_that_was_left_open_goes_on_until_it_is_known_to_be_over() -> None:
    world = Simulation(sites(), lambda *_: True)
    left = spell(world.seconds(0) - 100)
    world.engine.begin(2, {}, {"site-0": left})
    world.run(60)
    assert world.states["site-0"].state is State.DEGRADED
    assert world.states["site-0"].since == left.started_at
    assert world.engine.targets["site-0"].quality.reasons == (DegradedReason.LOSS,)
    world.run(HOUR_S)
    [closed] = world.of(DegradedClosed)
    assert 40 * 60 < world.seconds(closed.ended_at) < 45 * 60
    world.engine.begin(3, {}, {})
    assert world.engine.targets["site-0"].quality.since is None


def test_a_promise_that_is_taken_back_ends_the_spell_too() -> None:
    world = slow(Simulation(sites(), lambda *_: True)).run(1_700)
    target = world.engine.targets["site-0"]
    keep_to([(target.name, target.quality)], {})
    world.run(1_000)
    assert [each.reason for each in world.of(DegradedClosed)] == [DegradedEnd.GOOD_AGAIN]


@pytest.mark.parametrize("gone", [True, False])
def test_a_spell_ends_with_the_site_but_not_with_its_address(gone: bool) -> None:
    world = slow(Simulation(sites(), lambda *_: True)).run(1_700)
    rest = [t for name, t in world.engine.targets.items() if name != "site-0"]
    world.engine.watch(rest if gone else [*rest, site(0)], None)
    world.run(10)
    assert [each.reason for each in world.of(DegradedClosed)] == [DegradedEnd.SITE_REMOVED] * gone
