"""The page of plans: media side by side, and who needs fibre most."""

from datetime import UTC, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pantau.facts.instant import HOUR, from_datetime
from pantau.facts.measured import Sample
from tests.dashboard.march import march
from tests.dashboard.opened import html
from tests.dashboard.opened import opened as opened_page
from tests.dashboard.world import HOSTILE, World, inventory_text

MARCH = {"bulan": "2026-03"}
WORK = from_datetime(datetime(2026, 3, 10, 2, tzinfo=UTC))


def on_media(text: str) -> str:
    """s-1 on a dish, s-2 on a modem, the others on fibre; who is served where is half known."""
    lines = []
    for line in text.splitlines():
        medium = "fo"
        if "id: s-1," in line:
            medium = "vsat, serves: 300, at: [-1.9, 116.2]"
        elif "id: s-2," in line:
            medium = "modem-4g"
        elif "id: s-3," in line:
            medium = "fo, at: [-1.8, 116.2]"
        lines.append(line.replace("tier: fo-50}", f"tier: fo-50, medium: {medium}}}"))
    return "\n".join(lines) + "\n"


def opened(**asked: str) -> AppTest:
    return opened_page("rencana", lang="en", **asked)


def column(page: AppTest, heading: str, table: int) -> list[Any]:
    return list(page.dataframe[table].value[heading])


@pytest.fixture
def known(world: World) -> World:
    world.text = on_media(inventory_text())
    world.write_inventory()
    with march(world) as store:
        store.write_samples(
            [
                Sample("s-1", "icmp", WORK, 12, 12, 590_000, 600_000, 620_000, 900),
                Sample("s-2", "icmp", WORK + HOUR, 12, 6, 50_000, 60_000, 70_000, 900),
                Sample("s-3", "icmp", WORK, 12, 12, 9_000, 10_000, 11_000, 900),
            ]
        )
    return world


def test_before_anything_was_measured_the_page_says_what_to_do(world: World) -> None:
    assert opened().info[0].value.startswith("No month yet")


def test_a_month_without_service_time_says_so(world: World) -> None:
    world.text = inventory_text().replace("from: 2020-01-01", "from: 2099-01-01")
    world.write_inventory()
    world.began()
    world.committed()
    assert opened().info[0].value == "No site has service time in these months yet."


def test_without_another_medium_there_is_no_list(world: World) -> None:
    world.text = inventory_text().replace("tier: fo-50}", "tier: fo-50, medium: fo}")
    world.write_inventory()
    with march(world):
        pass
    page = opened(**MARCH)
    assert page.info[0].value.startswith("Nobody is without fibre")
    assert len(page.dataframe) == 1


def test_media_and_who_needs_fibre_most(known: World) -> None:
    page = opened(**MARCH)
    assert column(page, "Medium", 0) == ["Optical fibre", "4G modem", "VSAT"]
    assert column(page, "Sites", 0) == [10, 1, 1]
    assert column(page, "Time lost", 0)[2] == 36_000
    # 5 March 2026 is a Thursday: of 08.00 to 18.00 eight hours are working hours.
    assert column(page, "Time lost in working hours", 0)[2] == 28_800
    assert column(page, "Loss in working hours", 0)[1] == 50
    assert column(page, "Site", 1) == ["Dinas Contoh 1", "Dinas Contoh 2"]
    assert column(page, "Rank", 1) == [1, 2]
    assert column(page, "Nearest fibre site", 1) == ["Dinas Contoh 3 · 11.1 km", "–"]
    assert column(page, "Not known", 1) == ["", "People served, Nearness to fibre"]
    assert "Time lost: 10h / 10h = 1.000; × 2.00 = 2.000" in html(page)
    assert "/peta?warna=media&amp;lang=en" in html(page)


def test_the_address_names_the_site_whose_arithmetic_is_shown(known: World) -> None:
    page = opened(**MARCH, site="s-2")
    assert "Loss in working hours: 50.00 % / 50.00 % = 1.000" in html(page)
    assert "With what is not known it lies between" in html(page)
    assert "Time lost: 10h / 10h" in html(opened(**MARCH, site="s-99"))


def test_weights_stand_in_the_address_and_change_the_list(known: World) -> None:
    only = {f"bobot_{each}": "0" for each in ("hours_lost", "work_hours_lost", "latency", "kind")}
    page = opened(**MARCH, **only, bobot_people="0", bobot_nearness="0", bobot_loss="7")
    assert column(page, "Site", 1) == ["Dinas Contoh 2", "Dinas Contoh 1"]
    page.number_input(key="bobot_latency").set_value(50).run()
    assert column(page, "Site", 1) == ["Dinas Contoh 1", "Dinas Contoh 2"]
    assert page.query_params["bobot_latency"]


def test_several_months_are_read(known: World) -> None:
    page = opened(**MARCH, lama="3")
    assert column(page, "Time lost", 0)[2] == 36_000


def test_names_stay_text(known: World) -> None:
    known.text = on_media(inventory_text(first=HOSTILE))
    known.write_inventory()
    page = opened(**MARCH)
    assert "<script" not in html(page)
