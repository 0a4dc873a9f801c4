"""Routers before the sites of a regency: which there are, and which answer."""

from dataclasses import replace
from ipaddress import IPv4Address

from pantau.lab.regency import Regency
from pantau.lab.script import (
    LINKS,
    MINUTE,
    Event,
    PowerCut,
    Restart,
    Script,
    SiteOutage,
    UpstreamFailure,
)
from tests.lab.small_regency import small

AT = 10 * MINUTE
HUB = "hub-kuaro"


def alive(*events: Event, site: str = "site-1") -> tuple[int, int]:
    """How many routers there are, and how many answer in the middle of it."""
    inventory = small(4)
    regency = Regency(inventory, Script(1, 2 * AT, LINKS, events))
    found = inventory.site(site)
    assert found is not None
    way = regency.way(int(IPv4Address(found.address)), AT + MINUTE)
    return len(way.routers), way.alive


def test_what_a_site_hangs_on_stands_before_it() -> None:
    inventory = small(4)
    regency = Regency(inventory, Script(1, AT, LINKS, ()))
    way = regency.way(int(IPv4Address("127.64.1.2")), 0)
    assert str(IPv4Address(way.routers[2])) == inventory.upstreams[HUB].address
    assert regency.way(1, 0).routers == ()


def test_each_fault_silences_its_own_part_of_the_way() -> None:
    span = AT, 2 * MINUTE
    sites = ("site-1",)
    assert alive() == (4, 4)
    assert alive(SiteOutage(*span, sites)) == (4, 4)
    assert alive(SiteOutage(*span, sites, routers=2)) == (4, 2)
    assert alive(PowerCut(*span, sites, 0, routers=1)) == (4, 3)
    assert alive(UpstreamFailure(*span, HUB)) == (4, 2)
    assert alive(UpstreamFailure(*span, HUB), site="site-0") == (3, 3)


def test_a_router_that_began_anew_counts_from_there() -> None:
    restart = Restart(AT, 2 * MINUTE, ("site-1",))
    regency = Regency(small(4), Script(1, 2 * AT, LINKS, (restart,)))
    address = int(IPv4Address("127.64.1.2"))
    assert regency.device(address, AT + MINUTE) is None
    after = regency.device(address, restart.end + MINUTE)
    assert after is not None
    assert after.uptime_ns == MINUTE
    assert replace(restart, at=0).end == 2 * MINUTE
