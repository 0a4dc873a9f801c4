"""A shared link is asked beside its sites, so that one cause is one incident."""

import pytest

from pantau.facts.instant import SECOND
from pantau.facts.journal import OutageClosed, OutageOpened
from pantau.facts.measured import Outage
from pantau.facts.words import Purpose, State
from pantau.inventory import parse_inventory
from pantau.inventory.routes import hangs_on
from pantau.verdict.incident import incidents
from tests.collector.simulation import (
    OUTSIDE,
    Simulation,
    below,
    hub,
    outside,
    site,
    site_address,
)

HUB = "127.64.254.1"


def outages(sim: Simulation) -> list[Outage]:
    closed = {fact.site: fact for fact in sim.of(OutageClosed)}
    return [
        Outage(
            fact.site,
            fact.site,
            fact.started_at,
            closed[fact.site].ended_at if fact.site in closed else None,
            last_up_before=fact.last_up_before,
        )
        for fact in sim.of(OutageOpened)
    ]


def failing(at: float, until: float) -> Simulation:
    """Twelve sites on a hub that is silent from ``at`` to ``until``, and one beside it."""
    sites = [site(n) for n in range(13)]
    targets = [*below(hub(), sites[:12]), sites[12], outside()]
    spared = {site_address(12), "127.64.255.9"}
    return Simulation(targets, lambda a, t: a in spared or not at <= t < until)


@pytest.mark.parametrize("at", [30.0, 31.3, 32.9, 34.2])
def test_a_hub_and_its_sites_are_one_incident_whoever_is_noticed_first(at: float) -> None:
    sim = failing(at, at + 60).run(120)
    found = outages(sim)
    tree = {f"site-{n}": "upstream/hub" for n in range(12)}
    [incident] = incidents(found, tree)
    assert incident.root.site == "upstream/hub"
    assert len(incident.below) == 12
    assert incident.outlasting == ()
    for each in found:
        assert each.last_up_before is not None
        assert each.last_up_before <= sim.instant(at) <= each.started_at


def test_all_sites_are_asked_at_once_when_their_hub_falls_silent() -> None:
    sim = failing(30, 90).run(29.9)
    sim.facts.clear()
    sim.run(12)
    opened = sorted(fact.started_at for fact in sim.of(OutageOpened))
    # By their heartbeats alone the last would be found silent five seconds after the first.
    assert len(opened) == 13
    assert opened[-1] - opened[0] < 1.5 * SECOND


def test_a_site_that_fell_silent_before_its_hub_is_told_apart() -> None:
    targets = below(hub(), [site(n) for n in range(3)])
    early = site_address(1)
    sim = Simulation(
        [*targets, outside()],
        lambda a, t: a == "127.64.255.9" or t < (20 if a == early else 60),
    ).run(90)
    tree = {f"site-{n}": "upstream/hub" for n in range(3)}
    found = {i.root.site: [b.site for b in i.below] for i in incidents(outages(sim), tree)}
    assert found.pop("site-1") == []
    assert set(found) == {"upstream/hub"}
    assert set(found["upstream/hub"]) == {"site-0", "site-2"}


def test_a_hub_that_misses_one_echo_disturbs_nobody() -> None:
    lost = []

    def answers(address: str, t: float) -> bool:
        if address == HUB and t > 30 and not lost:
            lost.append(t)
            return False
        return True

    sim = Simulation([*below(hub(), [site(n) for n in range(5)]), outside()], answers).run(60)
    assert lost
    assert not sim.of(OutageOpened)
    # Beside the heartbeats and whoever vouches for them: the hub once more, and each site.
    vouching = sum(address == OUTSIDE for _, address in sim.network.sent) - 12
    assert 6 <= sim.engine.sent[Purpose.CONFIRM] - vouching <= 8
    assert {state.state for state in sim.states.values()} == {State.UP}


def test_the_tree_climbs_over_links_that_are_not_asked() -> None:
    text = """\
version: 1
timezone: Asia/Makassar
vantage: {references: [{name: internet, address: 127.64.255.9, layer: outside}]}
upstreams:
  ring: {name: Ring, address: 127.64.254.1}
  dark: {name: Serat gelap, upstream: ring}
contracts:
  c: {provider: T, from: 2026-01-01, to: 2027-12-31, tiers: {t: {objective: 99.5, fee: 1}}}
defaults: {kinds: {desa: {contract: c, tier: t}}}
sites:
  - {id: camat, name: Camat, kind: desa, kecamatan: Kuaro, address: 127.64.0.1, upstream: dark}
  - {id: desa, name: Desa, kind: desa, kecamatan: Kuaro, address: 127.64.0.2, upstream: camat}
"""
    reading = parse_inventory(text.encode(), "inventory.yaml")
    assert reading.inventory is not None, reading.problems
    above = hangs_on(reading.inventory)
    assert (above["camat"], above["desa"]) == ("upstream/ring", "camat")
    assert "upstream/ring" not in above
