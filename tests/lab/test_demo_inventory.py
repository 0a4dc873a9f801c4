"""The shipped inventory as a demo plays with it."""

import ipaddress
from datetime import date

import pytest

from pantau.facts.region import FundingState
from pantau.inventory import Inventory, parse_inventory
from pantau.lab.demo_funding import with_funding
from pantau.lab.demo_inventory import MAILBOX, simulated
from pantau.planning.funding import doubles, rows
from tests.lab.small_regency import SHIPPED

FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)


def played(*, in_lab: bool) -> Inventory:
    text = simulated(SHIPPED.read_text(), FIRST, LAST, in_lab=in_lab)
    found = parse_inventory(text.encode(), "inventory.yaml")
    assert found.problems == ()
    assert found.inventory is not None
    return found.inventory


@pytest.mark.parametrize(("in_lab", "network"), [(True, "10.64.0.0/12"), (False, "127.64.0.0/10")])
def test_every_address_lies_in_the_net_that_is_played_in(in_lab: bool, network: str) -> None:
    inventory = played(in_lab=in_lab)
    asked = [site.address for site in inventory.sites]
    asked += [reference.address for reference in inventory.vantage.references]
    asked += [link.address for link in inventory.upstreams.values() if link.address]
    assert len(inventory.sites) == 300
    assert all(ipaddress.ip_address(each) in ipaddress.ip_network(network) for each in asked)


def test_it_bears_the_mark_and_no_year_that_is_not_its_own() -> None:
    inventory = played(in_lab=True)
    assert inventory.simulation
    assert inventory.text.startswith("version: 1\nsimulation: true\n")
    assert "-2026" not in inventory.text
    assert "/2026" not in inventory.text


def test_it_has_a_public_page_unless_its_text_says_otherwise() -> None:
    assert played(in_lab=True).pages.public
    text = SHIPPED.read_text() + "\npages: {public: false}\n"
    assert "public: true" not in simulated(text, FIRST, LAST, in_lab=True)


def test_every_contract_holds_for_the_whole_past() -> None:
    inventory = played(in_lab=True)
    for contract in inventory.contracts.values():
        assert (contract.start, contract.end) == (FIRST, LAST)
    assert all(site.term_on(FIRST) and site.term_on(LAST) for site in inventory.sites)


def test_people_are_on_call_and_told_on_this_machine_alone() -> None:
    alerting = played(in_lab=True).alerting
    assert all(
        receiver.settings["url"].startswith(MAILBOX) for receiver in alerting.receivers.values()
    )
    assert alerting.rotas
    assert alerting.routes
    assert [person.name for person in alerting.people.values() if person.phone] == []


def test_who_pays_is_at_every_stage_and_one_house_is_paid_for_twice() -> None:
    today = date(2026, 11, 12)
    text = with_funding(simulated(SHIPPED.read_text(), FIRST, LAST, in_lab=True), today)
    found = parse_inventory(text.encode(), "inventory.yaml")
    assert found.inventory is not None
    assert found.errors == ()
    sites = found.inventory.sites
    assert {each.state for each in rows(sites, today)} == set(FundingState)
    [double] = doubles(sites, today)
    assert {site.id for site in double.sites} == {"desa-kepala-telake", "pustu-kepala-telake"}
    assert double.wasted == 1_500_000
