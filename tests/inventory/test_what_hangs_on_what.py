"""The tree of sites and links, as everybody asks for it."""

from dataclasses import replace

from pantau.facts.measured import upstream_name
from pantau.inventory.routes import hangs_on
from tests.alerts.town import TOWN


def test_it_is_worked_out_once_for_an_inventory_and_anew_for_another() -> None:
    known = hangs_on(TOWN)
    assert known["kuaro-1"] == upstream_name("hub-kuaro")
    assert hangs_on(TOWN) is known
    cut = replace(TOWN, sites=tuple(replace(site, upstream=None) for site in TOWN.sites))
    assert cut.digest == TOWN.digest
    assert hangs_on(cut) == {}
    assert hangs_on(TOWN) == known
