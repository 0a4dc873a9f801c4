"""Outages: when they are written, with which bounds, and when they are not."""

import random

from pantau.facts.instant import SECOND
from pantau.facts.journal import OutageClosed, OutageOpened
from pantau.facts.words import ClosedReason, Purpose, State, VerdictReason
from tests.collector.simulation import OUTSIDE, Simulation, outside, site, site_address

TWENTY = [site_address(n) for n in range(20)]


def twenty_sites() -> list:
    return [*(site(n) for n in range(20)), outside()]


def test_sites_that_answer_are_up_after_one_heartbeat() -> None:
    sim = Simulation(twenty_sites(), lambda *_: True).run(6)
    assert {s.state for s in sim.states.values()} == {State.UP}
    assert len(sim.states) == 20
    assert not sim.of(OutageOpened)


def test_an_outage_is_bounded_by_what_was_seen() -> None:
    down = site_address(7)
    sim = Simulation(twenty_sites(), lambda a, t: a != down or not 30 <= t < 90).run(120)
    [opened], [closed] = sim.of(OutageOpened), sim.of(OutageClosed)
    assert opened.site == closed.site == "site-7"
    assert sim.seconds(opened.last_up_before) < 30 <= sim.seconds(opened.started_at)
    assert opened.started_at - opened.last_up_before <= 5_100_000
    assert sim.seconds(closed.last_down_within) < 90 <= sim.seconds(closed.ended_at) <= 91.1
    assert closed.reason is ClosedReason.ANSWERED_AGAIN
    assert opened.evidence.unanswered >= opened.evidence.needed >= 4
    assert opened.evidence.witness == "reference/internet"
    assert opened.evidence.witness_sent_at > opened.started_at
    assert opened.evidence.echoes[0].sent_at == opened.started_at
    assert sim.states["site-7"].state is State.UP


def test_the_verdict_is_reached_within_ten_seconds_of_the_true_begin() -> None:
    down = site_address(3)
    sim = Simulation(twenty_sites(), lambda a, t: a != down or t < 63).run(63)
    waited = 0.0
    while not sim.of(OutageOpened):
        sim.run(0.1)
        waited += 0.1
    assert waited <= 9


def test_a_single_lost_echo_is_asked_again_and_is_no_outage() -> None:
    unlucky = [site_address(5)]

    def answers(address: str, t: float) -> bool:
        if t < 20 or address not in unlucky:
            return True
        unlucky.clear()
        return False

    sim = Simulation(twenty_sites(), answers).run(40)
    assert not unlucky
    assert not sim.of(OutageOpened)
    assert sim.engine.sent[Purpose.CONFIRM] >= 1
    assert sim.states["site-5"].suspect_since is None


def test_random_loss_of_a_fifth_writes_no_outage() -> None:
    rng = random.Random(2)
    sim = Simulation(twenty_sites(), lambda *_: rng.random() > 0.2).run(1800)
    assert not sim.of(OutageOpened)
    lossy = [s for s in sim.samples if s.received < s.sent]
    assert len(lossy) > 100


def test_a_lossy_link_needs_more_echoes_than_a_clean_one() -> None:
    rng = random.Random(3)
    lossy = site_address(1)
    sim = Simulation(
        [*(site(n) for n in range(5)), outside()],
        lambda a, t: (t < 3600 and (a != lossy or rng.random() > 0.2)) or a == OUTSIDE,
    ).run(3660)
    needed = {o.site: o.evidence.needed for o in sim.of(OutageOpened)}
    assert len(needed) == 5
    assert needed["site-1"] >= 13
    assert {n for name, n in needed.items() if name != "site-1"} <= {4, 5, 6}


def test_a_link_too_lossy_to_rule_out_chance_says_so() -> None:
    rng = random.Random(4)
    lossy = site_address(1)
    sim = Simulation(
        [*(site(n) for n in range(5)), outside()],
        lambda a, t: a != lossy or (t < 3600 and rng.random() > 0.6),
    ).run(3660)
    [opened] = [o for o in sim.of(OutageOpened) if sim.seconds(o.started_at) > 3590]
    assert opened.reason is VerdictReason.MOST_REACHED
    assert (opened.evidence.vouched, opened.evidence.unanswered) == (30, 30)


def test_ten_seconds_of_silence_are_an_outage_also_of_a_line_that_often_falls_silent() -> None:
    """Six times a heartbeat and what is asked in the two seconds after it are lost."""
    flaps, since = site_address(1), dict[int, float]()

    def answers(address: str, t: float) -> bool:
        if address != flaps or t >= 2000:
            return address != flaps
        begun = since.setdefault(int(t // 300), t)
        return t < 200 or t - begun > 1.9

    sim = Simulation([*(site(n) for n in range(5)), outside()], answers).run(2020)
    [opened] = sim.of(OutageOpened)
    assert opened.reason is VerdictReason.MOST_REACHED
    assert opened.evidence.needed == opened.evidence.unanswered == 20
    assert opened.evidence.pair_loss > 0.7
    lasted = opened.evidence.echoes[-1].sent_at - opened.started_at
    assert 8 * SECOND <= lasted <= 10 * SECOND
    assert sim.states["site-1"].pairs_at is not None


def test_a_site_that_is_down_is_asked_every_second() -> None:
    down = site_address(7)
    sim = Simulation(twenty_sites(), lambda a, t: a != down).run(30)
    before = len([s for s in sim.network.sent if s[1] == down])
    sim.run(60)
    asked = len([s for s in sim.network.sent if s[1] == down]) - before
    assert 70 <= asked <= 74  # sixty of one a second, twelve heartbeats


def test_echoes_beside_the_heartbeat_never_enter_the_samples() -> None:
    down = site_address(7)
    sim = Simulation(twenty_sites(), lambda a, t: a != down).run(250)
    sent = [s.sent for s in sim.samples if s.site == "site-7"]
    assert set(sent[1:]) == {12}
    assert all(s.received == 0 for s in sim.samples if s.site == "site-7")


def test_slow_answers_are_lost_for_quality_but_the_link_is_alive() -> None:
    sim = Simulation(twenty_sites(), lambda *_: True)
    sim.rtt_ms = 1500
    sim.run(300)
    assert not sim.of(OutageOpened)
    assert {s.state for s in sim.states.values()} == {State.UP}
    assert {s.received for s in sim.samples} == {0}


def test_an_outage_on_a_link_of_three_seconds_round_trip_ends_when_it_answers() -> None:
    sim = Simulation(twenty_sites(), lambda a, t: a == OUTSIDE or not 50 <= t < 100)
    sim.rtt_ms = 2900
    sim.run(160)
    opened, closed = sim.of(OutageOpened), sim.of(OutageClosed)
    assert len(opened) == len(closed) >= 20
    for fact in closed:
        assert sim.seconds(fact.ended_at) < 102


def test_flapping_shorter_than_the_recovery_keeps_one_outage() -> None:
    down = site_address(7)

    def answers(address: str, t: float) -> bool:
        return address != down or t < 30 or t > 90 or 60 < t < 61.2

    sim = Simulation(twenty_sites(), answers).run(120)
    assert len(sim.of(OutageOpened)) == len(sim.of(OutageClosed)) == 1
    assert sim.seconds(sim.of(OutageClosed)[0].ended_at) >= 90


def test_an_answer_from_another_address_counts_for_nobody() -> None:
    sim = Simulation(twenty_sites(), lambda a, t: a == OUTSIDE)
    forged = [0]

    def impostor(address: str, wall_ns: int) -> int | None:
        return None if address != OUTSIDE else 1_000_000

    sim.network.behaviour = impostor
    original = sim.network.send

    def send(to, nonce):  # type: ignore[no-untyped-def]

        if to.host != OUTSIDE:
            forged[0] += 1
            sim.network.deliver(nonce, "127.64.99.99", 1_000_000)
        return original(to, nonce)

    sim.network.send = send  # type: ignore[method-assign]
    sim.run(30)
    assert forged[0] > 100
    assert len(sim.of(OutageOpened)) == 20
    assert sim.engine.unmatched >= forged[0] - 20
