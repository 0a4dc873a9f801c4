"""Our own uplink comes and goes: what nobody can vouch for is written as neither up nor down."""

import pytest

from collector.targets import mixed
from pantau.facts.journal import GapClosed, GapOpened, OutageClosed, OutageOpened
from pantau.facts.words import ClosedReason, Purpose
from pantau.inventory.choices import Layer
from pantau.sla.interval import Spans, subtract, union
from tests.collector.simulation import (
    GATEWAY,
    OUTSIDE,
    Simulation,
    below,
    hub,
    outside,
    reference,
    site,
    site_address,
)

DOWN = site_address(4)


def ten_sites() -> list:
    return [*(site(n) for n in range(10)), outside()]


def unknown(sim: Simulation, name: str) -> Spans:
    """The gaps of this site and of all, in seconds."""
    ends = {gap.site: gap.ended_at for gap in sim.of(GapClosed)}
    return union(
        (sim.seconds(gap.started_at), sim.seconds(gap.ended_at or ends[gap.site]))
        for gap in sim.of(GapOpened)
        if gap.site in (name, "*")
    )


@pytest.mark.parametrize("many", [10, 150])
def test_what_our_own_uplink_loses_is_nobody_s_usual_loss(many: int) -> None:
    def answers(address: str, t: float) -> bool:
        away = 320 <= t < 920 and t % 4.7 < 1.9
        return not away and (address != DOWN or t < 960)

    sim = Simulation([*(site(n) for n in range(many)), outside()], answers).run(980)
    [opened] = sim.of(OutageOpened)
    assert opened.site == "site-4"
    # The bound where none of some 70 heartbeats was lost; of those sent a third were.
    assert opened.evidence.loss < 0.05
    assert opened.evidence.pair_loss == opened.evidence.loss


def test_what_our_own_uplink_loses_enters_no_sample() -> None:
    sim = Simulation(ten_sites(), lambda a, t: not (60 <= t < 300 and t % 3.1 < 1.4)).run(400)
    assert all(s.received == s.sent for s in sim.samples)
    assert min(s.sent for s in sim.samples if sim.seconds(s.at) < 240) < 12


def test_the_loss_of_a_link_enters_its_samples_as_ever() -> None:
    sim = Simulation(ten_sites(), lambda a, t: a != DOWN or t % 15 > 5).run(400)
    lost = [s.sent - s.received for s in sim.samples if s.site == "site-4"]
    assert min(lost[1:]) >= 3
    assert all(s.sent == 12 for s in sim.samples if 60 < sim.seconds(s.at) < 300)


@pytest.mark.parametrize("phase", [0.1, 1.4, 2.6, 3.9, 4.7])
def test_an_outage_that_begins_while_we_cannot_see_begins_when_we_can(phase: float) -> None:
    """We are away for three seconds; the site fails just before we are back."""
    away = 60 + phase
    back = away + 3

    def answers(address: str, t: float) -> bool:
        return not away <= t < back and (address != DOWN or t < back - 0.1)

    sim = Simulation(ten_sites(), answers).run(90)
    [opened] = [fact for fact in sim.of(OutageOpened) if fact.site == "site-4"]
    assert sim.seconds(opened.started_at) >= back - 0.2
    first_lost = min(
        sim.seconds(sent // 1000)
        for sent, address in sim.network.sent
        if address == DOWN and (sent - sim.began_ns) / 1e9 >= away
    )
    begun = sim.seconds(opened.started_at)
    assert not subtract([(first_lost, begun)] if first_lost < back else [], unknown(sim, "site-4"))
    assert opened.evidence.echoes[0].sent_at == opened.started_at


@pytest.mark.parametrize("back", [62.05, 63.15, 63.9])
def test_an_outage_that_ends_while_we_cannot_see_ends_where_we_last_saw_it(back: float) -> None:
    """The site comes back half a second after our own uplink went away."""

    def answers(address: str, t: float) -> bool:
        return not 60.55 <= t < back and (address != DOWN or not 30 <= t < 61.05)

    sim = Simulation(ten_sites(), answers).run(90)
    [closed] = [fact for fact in sim.of(OutageClosed) if fact.site == "site-4"]
    assert 60.4 <= sim.seconds(closed.ended_at) <= 62.05
    assert closed.reason is ClosedReason.GONE_WHEN_SEEN_AGAIN
    [gap] = unknown(sim, "site-4")
    assert gap[0] == sim.seconds(closed.ended_at)
    assert back <= gap[1] <= back + 1.1


def test_a_silence_of_our_own_within_an_outage_leaves_it_one() -> None:
    def answers(address: str, t: float) -> bool:
        return not 50 <= t < 53 and (address != DOWN or not 30 <= t < 70)

    sim = Simulation(ten_sites(), answers).run(90)
    [closed] = [fact for fact in sim.of(OutageClosed) if fact.site == "site-4"]
    assert closed.reason is ClosedReason.ANSWERED_AGAIN
    assert 70 <= sim.seconds(closed.ended_at) <= 71.1


def test_what_failed_while_we_were_blind_is_unknown_until_it_is_seen_to_be_down() -> None:
    def answers(address: str, t: float) -> bool:
        return not 60 <= t < 90 and (address != DOWN or t < 70)

    sim = Simulation(ten_sites(), answers).run(120)
    [opened] = sim.of(OutageOpened)
    [blind] = sim.of(GapClosed)
    assert opened.started_at > blind.ended_at
    [gap] = unknown(sim, "site-4")
    assert gap[1] == sim.seconds(opened.started_at)


def test_many_sites_vouch_for_one_another_and_nobody_is_asked_besides() -> None:
    sim = Simulation(
        [*(site(n) for n in range(150)), outside()], lambda a, t: a != DOWN or t < 30
    ).run(25)
    assert sim.engine.sent[Purpose.CONFIRM] == 0
    sim.run(20)
    [opened] = sim.of(OutageOpened)
    assert opened.started_at - opened.last_up_before == 5_000_000
    assert opened.evidence.vouched == opened.evidence.unanswered


def test_sites_of_other_hubs_vouch_for_those_of_one_that_fails() -> None:
    """In the inventory's order all that are asked together would fall silent together."""
    hubs = [hub(f"hub-{n}", f"127.64.254.{n + 1}") for n in range(5)]
    targets = [outside()]
    for number, each in enumerate(hubs):
        targets += below(each, [site(number * 40 + n) for n in range(40)])
    dead = {each.address for each in targets if each.upstream == hubs[2].name}
    sim = Simulation(targets, lambda a, t: a not in dead or t < 31.7).run(60)
    assert len(sim.of(OutageOpened)) == 40
    assert not sim.of(GapOpened)
    for opened in sim.of(OutageOpened):
        assert opened.started_at - opened.last_up_before <= 5_000_000


def test_where_nearly_all_sites_fail_their_outages_are_bounded_as_ever() -> None:
    alive = {site_address(n) for n in (7, 80)} | {OUTSIDE}
    sim = Simulation(
        [*(site(n) for n in range(150)), outside()],
        lambda a, t: a in alive or not 30.03 <= t < 90.03,
    ).run(120)
    opened, closed = sim.of(OutageOpened), sim.of(OutageClosed)
    assert len(opened) == len(closed) == 148
    assert not sim.of(GapOpened)
    assert max(each.started_at - each.last_up_before for each in opened) <= 5_000_000
    for each in closed:
        assert each.reason is ClosedReason.ANSWERED_AGAIN
        assert 90 <= sim.seconds(each.ended_at) <= 91.1


@pytest.mark.parametrize("offset_ms", [0, 7, 13, 17, 19])
@pytest.mark.parametrize("rtt_ms", [4, 70, 300, 600])
def test_where_only_the_gateway_answers_it_vouches_for_every_echo(
    offset_ms: int, rtt_ms: int
) -> None:
    gateway = reference("gateway", GATEWAY, Layer.LOCAL)
    sim = Simulation(
        [site(0), gateway, outside()],
        lambda a, t: a == GATEWAY or not 30 <= t < 90,
        own_site="site-0",
    )
    sim.rtt_ms = rtt_ms
    sim.clock.jump_wall(offset_ms * 1_000_000)
    sim.run(120)
    [opened], [closed] = sim.of(OutageOpened), sim.of(OutageClosed)
    assert opened.started_at - opened.last_up_before == 5_000_000
    assert closed.reason is ClosedReason.ANSWERED_AGAIN
    assert 90 <= sim.seconds(closed.ended_at) <= 91.2
    assert not [gap for gap in sim.of(GapOpened) if gap.site == "site-0"]


def test_mixing_keeps_everybody() -> None:
    for number in range(40):
        targets = [site(n) for n in range(number)]
        assert {each.name for each in mixed(targets)} == {each.name for each in targets}
        assert len(mixed(targets)) == number


def test_one_answer_after_a_silence_of_our_own_ends_an_outage() -> None:
    """It was seen to live, so the next silence is another outage."""

    def answers(address: str, t: float) -> bool:
        if 60 <= t < 120:
            return False
        return address != DOWN or t < 30 or 121 <= t < 126.2 or t >= 150

    sim = Simulation(ten_sites(), answers).run(180)
    first, second = sim.of(OutageClosed)
    assert first.reason is ClosedReason.GONE_WHEN_SEEN_AGAIN
    assert second.reason is ClosedReason.ANSWERED_AGAIN
    assert sim.seconds(sim.of(OutageOpened)[1].started_at) >= 126.2


def test_an_outage_that_is_ending_when_we_go_blind_has_ended() -> None:
    def answers(address: str, t: float) -> bool:
        return t < 60.9 and (address != DOWN or not 30 <= t < 60)

    sim = Simulation(ten_sites(), answers).run(90)
    [closed] = sim.of(OutageClosed)
    assert closed.site == "site-4"
    assert closed.reason is ClosedReason.ANSWERED_AGAIN
    assert 60 <= sim.seconds(closed.ended_at) <= 60.9


def test_where_few_are_asked_references_are_asked_beside_them() -> None:
    sim = Simulation(ten_sites(), lambda *_: True).run(60)
    beside = sum(address == OUTSIDE for _, address in sim.network.sent)
    assert 100 <= beside <= 140
