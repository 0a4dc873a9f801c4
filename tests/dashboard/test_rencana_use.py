"""The part of the page of plans that tells what lines carry."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pantau.facts.device import Quantity, Reading
from pantau.facts.instant import MINUTE
from tests.dashboard.march import march
from tests.dashboard.opened import html
from tests.dashboard.opened import opened as opened_page
from tests.dashboard.world import World, inventory_text
from tests.sla.build import interval

BEGIN = interval("2026-03-10T00:00", "2026-03-11T00:00").begin
PROBE = "probes: [{kind: snmp, credentials: r}]"


def opened(**asked: str) -> AppTest:
    return opened_page("rencana", lang="en", bagian="pemakaian", bulan="2026-03", **asked)


def column(page: AppTest, heading: str) -> list[Any]:
    return list(page.dataframe[0].value[heading])


@pytest.fixture
def known(world: World) -> World:
    """s-1 carries little, s-2 is full, s-3 has a device that said nothing."""
    text = inventory_text().replace(
        "fo-50: {objective: 99.5, fee: 2500000}",
        "fo-50: {objective: 99.5, fee: 2500000, speed: 50Mbps}\n"
        "      fo-10: {objective: 99.5, fee: 900000, speed: 10Mbps}\n"
        "      fo-100: {objective: 99.5, fee: 4500000, speed: 100Mbps}",
    )
    text = text.replace("sites:\n", "credentials: {r: {community: env:PANTAU_R}}\nsites:\n")
    for number in (1, 2, 3):
        text = text.replace(f"id: s-{number},", f"id: s-{number}, {PROBE},")
    world.text = text
    world.write_inventory()
    with march(world) as store:
        store.write_readings(
            [
                Reading(
                    site, "snmp", BEGIN + at * MINUTE, {Quantity.IN_BPS: bps, Quantity.OUT_BPS: 0}
                )
                for site, bps in (("s-1", 2_000_000), ("s-2", 44_000_000))
                for at in range(4 * 24 * 60)
            ]
        )
    return world


def test_lines_and_their_money(known: World) -> None:
    page = opened()
    assert column(page, "Site") == ["Dinas Contoh 2", "Dinas Contoh 1", "Dinas Contoh 3"]
    assert column(page, "Advice") == [
        "Full, a larger tier would do: fo-100",
        "A smaller tier would do: fo-10",
        "Measured for less than three days",
    ]
    assert column(page, "Rupiah a month")[:2] == [2_000_000, -1_600_000]
    assert "Rp1,600,000 a month less" in html(page)
    assert "larger tiers: Rp2,000,000 a month more" in html(page)
    assert "3 of 12 sites have a device that counts." in page.caption[-1].value
    assert 'href="/titik?site=s-2&amp;lang=en"' in html(page)


def test_the_address_names_the_line_whose_curve_is_shown(known: World) -> None:
    assert 'href="/titik?site=s-1&amp;lang=en"' in html(opened(site="s-1"))
    silent = opened(site="s-3")
    assert silent.caption[-1].value == "Nothing that it said is kept of this time."


def test_without_devices_the_page_says_what_to_write(world: World) -> None:
    with march(world):
        pass
    assert opened().info[0].value.startswith("No site has a device that counts its traffic.")
