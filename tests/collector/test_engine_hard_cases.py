"""Sequences in which a careless collector writes what did not happen."""

import random

import pytest

from collector.transport import SendFailure
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.journal import GapClosed, GapOpened, OutageClosed, OutageOpened
from pantau.facts.words import ClosedReason, GapReason, State
from pantau.inventory.asking import Confirm, Pace, Recover
from pantau.inventory.choices import Layer
from tests.collector.simulation import (
    GATEWAY,
    OUTSIDE,
    PACE,
    Simulation,
    outside,
    reference,
    site,
    site_address,
)


def ten_sites() -> list:
    return [site(n) for n in range(10)]


@pytest.mark.parametrize("silence", [3.5, 4.0, 5.5, 6.0, 8.0, 10.0])
@pytest.mark.parametrize("loss", [0.0, 0.05, 0.1])
@pytest.mark.parametrize("phase", [0.0, 1.3, 2.6, 3.9])
def test_our_own_short_blindness_is_never_an_outage(
    silence: float, loss: float, phase: float
) -> None:
    """The reference answers again after the silence: that proves nothing about the silence."""
    rng = random.Random(repr((silence, loss, phase)))
    begin = 900 + phase

    def answers(address: str, t: float) -> bool:
        if begin <= t < begin + silence:
            return False
        return address != OUTSIDE or rng.random() >= loss

    sim = Simulation([*ten_sites(), outside()], answers).run(960)
    assert not sim.of(OutageOpened)
    assert {s.state for s in sim.states.values()} == {State.UP}


def test_a_silence_nobody_could_testify_to_becomes_unknown_time() -> None:
    """All sites fall silent for a while, and the reference is asked too rarely to notice."""
    slow = Pace(60 * SECOND, 20 * SECOND, PACE.confirm, PACE.recover)
    deaf = reference("internet", OUTSIDE, Layer.OUTSIDE)
    deaf.pace = slow
    sim = Simulation([*ten_sites(), deaf], lambda a, t: not 70 <= t < 78).run(120)
    assert not sim.of(OutageOpened)
    gaps = [g for g in sim.of(GapOpened) if g.reason is GapReason.UNCONFIRMED]
    assert gaps
    for gap in gaps:
        assert 70 <= sim.seconds(gap.started_at) < sim.seconds(gap.ended_at) < 83


def test_a_held_silence_is_shown_as_unknown() -> None:
    deaf = reference("internet", OUTSIDE, Layer.OUTSIDE)
    deaf.pace = Pace(60 * SECOND, 20 * SECOND, PACE.confirm, PACE.recover)
    sim = Simulation([*ten_sites(), deaf], lambda a, t: not 70 <= t < 85).run(80)
    assert State.UNKNOWN in {s.state for s in sim.states.values()}
    assert State.DOWN not in {s.state for s in sim.states.values()}


def test_a_reference_that_cannot_be_asked_does_not_hide_our_blindness() -> None:
    sim = Simulation(
        [*ten_sites(), outside(), reference("v6", "::1", Layer.OUTSIDE)],
        lambda a, t: not 60 <= t < 300,
    )
    sim.refuses = lambda a, t: a == "::1"
    sim.run(330)
    assert not sim.of(OutageOpened)
    [gap] = [g for g in sim.of(GapOpened) if g.site == "*"]
    assert sim.seconds(gap.started_at) <= 60


def test_references_none_of_which_can_be_asked_are_blindness() -> None:
    sim = Simulation([*ten_sites(), outside()], lambda *_: True)
    sim.refuses = lambda a, t: a == OUTSIDE
    sim.run(60)
    [gap] = sim.of(GapOpened)
    assert gap.reason is GapReason.VANTAGE_BLIND
    assert {s.state for s in sim.states.values()} == {State.UNKNOWN}


def test_a_send_buffer_that_stays_full_is_unknown_time() -> None:
    sim = Simulation([*ten_sites(), outside()], lambda *_: True).run(30)
    sim.network.behaviour = lambda address, now: SendFailure.TRY_AGAIN
    sim.run(120)
    assert {s.state for s in sim.states.values()} == {State.UNKNOWN}
    assert all(sim.seconds(g.started_at) <= 30 for g in sim.of(GapOpened))


def test_answers_that_this_machine_loses_for_long_are_unknown_time() -> None:
    sim = Simulation([*ten_sites(), outside()], lambda *_: True)
    sim.rtt_ms = 250
    sim.run(65)
    for _ in range(600):
        sim.network.lost_by_us += 1
        sim.run(0.1)
    assert not sim.of(OutageOpened)
    gaps = [g for g in sim.of(GapOpened) if g.site != "*"]
    assert {g.reason for g in gaps} <= {GapReason.ANSWERS_DROPPED}
    assert {s.state for s in sim.states.values()} == {State.UNKNOWN}
    sim.run(30)
    assert {s.state for s in sim.states.values()} == {State.UP}


@pytest.mark.parametrize("most", [60, 61, 100])
def test_a_rule_that_asks_for_many_echoes_is_obeyed(most: int) -> None:
    rng = random.Random(5)
    patient = Pace(
        5 * SECOND, SECOND, Confirm(1e-10, SECOND // 2, 4, most), Recover(3, SECOND // 2)
    )
    lossy = site(0, patient)
    sim = Simulation(
        [lossy, *(site(n) for n in range(1, 5)), outside()],
        lambda a, t: a != lossy.address or (t < 3600 and rng.random() > 0.8),
    ).run(3900)
    last = sim.of(OutageOpened)[-1]
    assert last.evidence.needed == most
    assert most <= last.evidence.unanswered <= most + 2
    assert sim.states["site-0"].state is State.DOWN


def test_without_references_a_slow_heartbeat_still_shows_our_own_blindness() -> None:
    slow = Pace(30 * SECOND, SECOND, PACE.confirm, PACE.recover)
    sim = Simulation([site(n, slow) for n in range(6)], lambda a, t: not 60 <= t < 1260).run(1350)
    assert not sim.of(OutageOpened)
    [gap] = [g for g in sim.of(GapOpened) if g.reason is GapReason.VANTAGE_BLIND]
    assert sim.seconds(gap.started_at) <= 95


def test_an_edit_of_the_vantage_while_blind_leaves_no_time_up() -> None:
    gateway = reference("gateway", GATEWAY, Layer.LOCAL)
    sites, far = ten_sites(), outside()
    sim = Simulation([*sites, gateway, far], lambda a, t: not 30 <= t < 200, own_site="site-0")
    sim.run(100)
    sim.engine.watch([*sites, gateway, far], "site-1")
    sim.run(60)
    assert {s.state for s in sim.states.values()} == {State.UNKNOWN}
    sim.run(100)
    assert not sim.of(OutageOpened)
    assert {s.state for s in sim.states.values()} == {State.UP}
    opened, closed = sim.of(GapOpened), sim.of(GapClosed)
    assert len(opened) == len(closed) + len([g for g in opened if g.ended_at is not None])


def test_an_edit_that_leaves_the_vantage_alone_forgets_no_testimony() -> None:
    sites, far = ten_sites(), outside()
    sim = Simulation([*sites, far], lambda a, t: t < 60).run(62.5)
    sim.engine.watch([*sites, far], None)
    sim.run(30)
    [gap] = [g for g in sim.of(GapOpened) if g.site == "*"]
    assert sim.seconds(gap.started_at) < 60


def test_a_suspicion_that_blindness_cuts_short_is_unknown_and_not_up() -> None:
    first = site_address(4)
    sim = Simulation([*ten_sites(), outside()], lambda a, t: t < 60 or (a != first and t < 62)).run(
        90
    )
    suspicions = [g for g in sim.of(GapOpened) if g.reason is GapReason.UNCONFIRMED]
    blind = next(g for g in sim.of(GapOpened) if g.site == "*")
    for gap in suspicions:
        assert gap.ended_at == blind.started_at
    down = {o.site for o in sim.of(OutageOpened)}
    assert down <= {"site-4"}


def test_an_address_that_changes_under_suspicion_leaves_unknown_time() -> None:
    quiet = site_address(4)
    sites, far = ten_sites(), outside()
    sim = Simulation([*sites, far], lambda a, t: a != quiet or t < 60)
    sim.run(60)
    while sites[4].line.suspect_since is None:
        sim.run(0.1)
    moved = site(40)
    moved.name = "site-4"
    moved.watched_since = sites[4].watched_since
    sim.engine.watch([*sites[:4], moved, *sites[5:], far], None)
    sim.run(10)
    [gap] = sim.of(GapOpened)
    assert (gap.site, gap.reason) == ("site-4", GapReason.UNCONFIRMED)
    assert gap.ended_at is not None


def test_a_silence_whose_answers_all_come_late_says_so() -> None:
    late = site_address(2)
    sim = Simulation([*ten_sites(), outside()], lambda *_: True).run(60)

    def behave(address: str, now: int) -> int | None:
        at = (now - sim.began_ns) / 1e9
        if address == late and at < 66:
            return round((66 - at) * 1e9) + 1_000_000
        return 20_000_000

    sim.network.behaviour = behave
    sim.run(60)
    for opened, closed in zip(sim.of(OutageOpened), sim.of(OutageClosed), strict=True):
        assert closed.ended_at == opened.started_at
        assert closed.reason is ClosedReason.ANSWERED_LATE


def test_minutes_do_not_pile_up_while_the_clock_is_behind() -> None:
    sim = Simulation([*ten_sites(), outside()], lambda *_: True).run(90)
    sim.clock.jump_wall(-86_400_000_000_000)
    sim.tick()
    sim.engine.judging.run = 0
    sim.engine.read_clocks_afresh(sim.clock.wall_ns(), sim.clock.boot_ns())
    sim.run(600)
    assert len(sim.engine._minutes) == 0
    assert max(s.at for s in sim.samples) <= sim.instant(90)
    assert min(s.at for s in sim.samples) >= sim.instant(-MINUTE / SECOND)
