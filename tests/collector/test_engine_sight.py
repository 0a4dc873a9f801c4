"""Whether we could see at all: no outage without a witness, and gaps instead."""

import random

import pytest

from pantau.facts.journal import GapClosed, GapOpened, OutageClosed, OutageOpened
from pantau.facts.words import ClosedReason, GapReason, State, WatchEnd
from pantau.inventory.choices import Layer
from tests.collector.simulation import (
    GATEWAY,
    Simulation,
    outside,
    reference,
    site,
    site_address,
)


def ten_sites() -> list:
    return [site(n) for n in range(10)]


def test_when_nothing_answers_time_is_unknown_and_no_outage_is_written() -> None:
    sim = Simulation([*ten_sites(), outside()], lambda a, t: not 30 <= t < 90).run(120)
    assert not sim.of(OutageOpened)
    [opened], [closed] = sim.of(GapOpened), sim.of(GapClosed)
    assert opened.reason is GapReason.VANTAGE_BLIND
    assert opened.site == "*"
    assert 24 < sim.seconds(opened.started_at) < 30
    assert 90 <= sim.seconds(closed.ended_at) < 92
    assert {s.state for s in sim.states.values()} == {State.UP}


def test_states_are_unknown_while_blind() -> None:
    sim = Simulation([*ten_sites(), outside()], lambda a, t: t < 30).run(60)
    assert {s.state for s in sim.states.values()} == {State.UNKNOWN}


def test_an_outage_that_was_open_and_is_gone_after_the_gap_ends_where_we_stopped_seeing() -> None:
    down = site_address(4)

    def answers(address: str, t: float) -> bool:
        return not 60 <= t < 90 and (address != down or not 20 <= t < 70)

    sim = Simulation([*ten_sites(), outside()], answers).run(120)
    [opened] = sim.of(OutageOpened)
    [closed] = sim.of(OutageClosed)
    [gap] = sim.of(GapOpened)
    assert opened.site == closed.site == "site-4"
    assert closed.reason is ClosedReason.GONE_WHEN_SEEN_AGAIN
    assert closed.ended_at == gap.started_at


def test_an_outage_that_goes_on_after_the_gap_is_the_same_outage() -> None:
    down = site_address(4)

    def answers(address: str, t: float) -> bool:
        return not 60 <= t < 90 and (address != down or t < 20 or t >= 110)

    sim = Simulation([*ten_sites(), outside()], answers).run(130)
    [opened] = sim.of(OutageOpened)
    [closed] = sim.of(OutageClosed)
    assert opened.site == closed.site == "site-4"
    assert closed.reason is ClosedReason.ANSWERED_AGAIN
    assert 110 <= sim.seconds(closed.ended_at) < 112


def test_a_site_that_failed_before_we_went_blind_is_still_written() -> None:
    """The reference answered after the site fell silent: that silence was the site's."""
    down = site_address(4)

    def answers(address: str, t: float) -> bool:
        return t < 60 and (address != down or t < 40)

    sim = Simulation([*ten_sites(), outside()], answers).run(90)
    [opened] = sim.of(OutageOpened)
    assert opened.site == "site-4"


def test_a_dead_uplink_is_an_outage_of_our_own_site_and_a_gap_for_all_others() -> None:
    gateway = reference("gateway", GATEWAY, Layer.LOCAL)
    sim = Simulation(
        [*ten_sites(), gateway, outside()],
        lambda a, t: a == GATEWAY or not 30 <= t < 90,
        own_site="site-0",
    ).run(120)
    [opened], [closed] = sim.of(OutageOpened), sim.of(OutageClosed)
    assert opened.site == closed.site == "site-0"
    assert opened.evidence.witness == "reference/gateway"
    [gap] = sim.of(GapOpened)
    assert (gap.site, gap.but_sites) == ("*", ("site-0",))
    assert 90 <= sim.seconds(closed.ended_at) < 92


def test_a_dead_gateway_is_a_gap_for_our_own_site_too() -> None:
    gateway = reference("gateway", GATEWAY, Layer.LOCAL)
    sim = Simulation(
        [*ten_sites(), gateway, outside()], lambda a, t: not 30 <= t < 90, own_site="site-0"
    ).run(120)
    assert not sim.of(OutageOpened)
    assert {g.site for g in sim.of(GapOpened)} == {"*", "site-0"}
    assert len(sim.of(GapClosed)) == 2


def test_without_references_more_than_half_silent_together_is_our_own_blindness() -> None:
    silent = {site_address(n) for n in range(6)}
    sim = Simulation(ten_sites(), lambda a, t: a not in silent or not 30 <= t < 90).run(120)
    assert not sim.of(OutageOpened)
    assert len(sim.of(GapOpened)) == len(sim.of(GapClosed)) == 1


def test_without_references_other_sites_testify() -> None:
    silent = {site_address(n) for n in range(3)}
    sim = Simulation(ten_sites(), lambda a, t: a not in silent or t < 30).run(60)
    assert {o.site for o in sim.of(OutageOpened)} == {"site-0", "site-1", "site-2"}
    assert not sim.of(GapOpened)


def test_echoes_that_this_machine_refuses_to_send_are_unknown_time() -> None:
    refused = site_address(2)
    sim = Simulation([*ten_sites(), outside()], lambda *_: True).run(20)
    sim.refuses = lambda a, t: a == refused and t < 60
    sim.run(70)
    assert not sim.of(OutageOpened)
    [opened], [closed] = sim.of(GapOpened), sim.of(GapClosed)
    assert (opened.site, opened.reason) == ("site-2", GapReason.NOT_SENT)
    assert 14 <= sim.seconds(opened.started_at) <= 20
    assert 60 <= sim.seconds(closed.ended_at) <= 65.2
    assert sim.states["site-2"].state is State.UP


def test_answers_that_we_lost_ourselves_are_not_held_against_anybody() -> None:
    sim = Simulation([*ten_sites(), outside()], lambda *_: True).run(65)
    sim.answers = lambda *_: False
    for _ in range(50):
        sim.network.lost_by_us += 1
        sim.run(0.1)
    sim.network.lost_by_us += 1
    sim.answers = lambda *_: True
    sim.run(120)
    assert not sim.of(OutageOpened)
    assert not sim.of(GapOpened)
    assert all(s.received == s.sent for s in sim.samples)


def test_a_clock_that_steps_breaks_the_watch() -> None:
    sim = Simulation([*ten_sites(), outside()], lambda *_: True).run(20)
    sim.clock.jump_wall(3_000_000_000)
    sim.run(0.1)
    assert sim.broke is WatchEnd.CLOCK_STEPPED


def test_a_suspended_process_breaks_the_watch() -> None:
    sim = Simulation([*ten_sites(), outside()], lambda *_: True).run(20)
    sim.clock.advance(30_000_000_000)
    sim.tick()
    assert sim.broke is WatchEnd.SUSPENDED


def test_a_small_jump_discards_round_trips_but_not_answers() -> None:
    sim = Simulation([*ten_sites(), outside()], lambda *_: True)
    sim.rtt_ms = 250
    sim.run(20)
    sim.clock.jump_wall(500_000_000)
    sim.run(120)
    assert sim.broke is None
    assert all(s.received == s.sent for s in sim.samples)
    assert max(s.rtt_max_us for s in sim.samples) < 260_000


@pytest.mark.parametrize(("on", "off"), [(1.0, 1.1), (1.0, 3.3), (1.5, 0.7), (4.0, 6.0)])
def test_an_uplink_that_comes_and_goes_is_never_an_outage_of_a_site(on: float, off: float) -> None:
    """Our own line flaps; the sites are a satellite hop further away than the reference."""

    def away(t: float) -> bool:
        return 30 <= t < 150 and (t - 30) % (on + off) < off

    def behave(address: str, wall_ns: int) -> int | None:
        sent = (wall_ns - sim.began_ns) / 1e9
        rtt = 0.02 if address == "127.64.255.9" else 0.6
        return None if away(sent) or away(sent + rtt) else round(rtt * 1e9)

    sim = Simulation([*(site(n) for n in range(4)), outside()], lambda a, t: True)
    sim.network.behaviour = behave
    sim.run(200)
    assert not sim.of(OutageOpened)
    assert {state.state for state in sim.states.values()} == {State.UP}


def test_a_site_that_is_down_is_found_although_our_uplink_loses_a_fifth() -> None:
    rng = random.Random(9)
    down = site_address(4)
    sim = Simulation(
        [*ten_sites(), outside()], lambda a, t: rng.random() > 0.2 and not (a == down and t >= 900)
    ).run(960)
    [opened] = sim.of(OutageOpened)
    assert opened.site == "site-4"
    assert sim.seconds(opened.started_at) >= 895
    assert opened.evidence.vouched is not None
    assert opened.evidence.vouched >= opened.evidence.needed
