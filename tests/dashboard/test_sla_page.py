"""The page of the contract: from a month to what makes its figures, and what would change them."""

from math import inf
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pantau.actions.months import close_month
from pantau.facts.instant import HOUR
from pantau.facts.said import MonthStanding
from pantau.sla.groups import Per
from tests.dashboard.march import budi, march, proposed
from tests.dashboard.opened import html
from tests.dashboard.opened import opened as opened_page
from tests.dashboard.world import HOSTILE, World, inventory_text


def opened(**asked: str) -> AppTest:
    return opened_page("sla", lang="en", **asked)


def column(page: AppTest, heading: str, table: int = 0) -> list[Any]:
    """Text, or what a column of numbers sorts by."""
    return list(page.dataframe[table].value[heading])


@pytest.fixture
def known(world: World) -> World:
    """March is over and not closed."""
    with march(world):
        pass
    return world


def test_before_anything_was_measured_the_page_says_what_to_do(world: World) -> None:
    assert opened().info[0].value.startswith("No month yet")


def test_a_month_before_the_contract_says_why_it_has_no_figure(world: World) -> None:
    world.text = inventory_text().replace("from: 2020-01-01", "from: 2099-01-01")
    world.write_inventory()
    world.began()
    world.committed()
    assert opened().info[0].value.startswith("No site has service time in this month yet")


def test_the_running_month_is_the_first_and_provisional(world: World) -> None:
    world.began(ago=2 * HOUR)
    world.went_down(["s-1"])
    world.committed()
    page = opened()
    assert "running, provisional" in html(page)
    assert len(column(page, "Site")) == 12
    assert "Why time is unknown" in html(page)


def test_a_link_to_a_month_that_is_not_known_says_so(known: World) -> None:
    assert opened(bulan="2019-01").warning[0].value.startswith("There is no '2019-01' here. Shown")
    assert not opened(bulan="2026-03").warning


def test_sites_stand_the_worst_first_with_the_calculators_figures(known: World) -> None:
    page = opened(bulan="2026-03")
    assert column(page, "Site")[0] == "Dinas Contoh 1"
    assert column(page, "Availability")[:2] == [pytest.approx(98.655913978), -inf]
    assert column(page, "Meets it")[:3] == [0, 1, 2]
    assert "10 of 11" in html(page)
    assert "1 not claimable yet" in html(page)
    # s-12 was not watched: 31 days of one site.
    assert "Nobody was measuring</span><b>31d" in html(page)


def test_groups_lead_to_their_sites_and_sites_back(known: World) -> None:
    page = opened(bulan="2026-03", per="kecamatan")
    assert column(page, "District")[0] == "Kuaro"
    assert column(page, "Sites") == [4, 4, 4]
    page = opened(bulan="2026-03", per="kecamatan", kelompok="Kuaro")
    assert sorted(column(page, "Site")) == [f"Dinas Contoh {n}" for n in (1, 10, 4, 7)]
    assert "District: Kuaro" in html(page)
    assert "/sla?bulan=2026-03&amp;per=kecamatan&amp;lang=en" in html(page)


def test_the_number_of_outages_leads_to_them(known: World) -> None:
    page = opened(bulan="2026-03")
    assert 'href="/gangguan?rentang=2026-03&amp;lang=en"' in html(page)
    page = opened(bulan="2026-03", per="kecamatan", kelompok="Kuaro")
    assert 'href="/gangguan?rentang=2026-03&amp;kecamatan=Kuaro&amp;lang=en"' in html(page)
    page = opened(bulan="2026-03", per="paket", kelompok="contoh-2026/fo-50")
    tier = 'href="/gangguan?rentang=2026-03&amp;paket=contoh-2026%2Ffo-50&amp;lang=en"'
    assert not page.warning
    assert tier in html(page)
    # The list of outages is not narrowed by what a site lacks; the group's sites lead to theirs.
    page = opened(bulan="2026-03", per="media", kelompok="-")
    assert not page.warning
    assert "/gangguan?rentang" not in html(page)


def test_a_site_named_beside_a_group_that_is_not_its_own_stands_by_itself(known: World) -> None:
    page = opened(bulan="2026-03", per="kecamatan", kelompok="Long Ikis", site="s-1")
    assert "<strong>Dinas Contoh 1</strong>" in html(page)
    assert "District: " not in html(page)
    page = opened(bulan="2026-03", per="kecamatan", kelompok="Kuaro", site="s-1")
    assert "kelompok=Kuaro" in html(page)


def test_another_way_to_group_forgets_the_group(known: World) -> None:
    page = opened(bulan="2026-03", per="kecamatan", kelompok="Kuaro")
    page.segmented_control(key="choice_per").select(Per.KIND).run()
    assert "kelompok" not in page.query_params
    assert column(page, "Kind") == ["Regional office"]


@pytest.mark.parametrize("asked", [{"site": "s-99"}, {"per": "media", "kelompok": "<b>"}])
def test_what_the_month_does_not_have_is_said_and_everything_shown(
    known: World, asked: dict[str, str]
) -> None:
    page = opened(bulan="2026-03", **asked)
    assert page.warning[0].value.startswith("This month has no '")
    assert page.dataframe[0].value.shape[0] in {1, 12}


def test_a_site_shows_what_makes_its_figure(known: World) -> None:
    with known.store() as store:
        exclusion = proposed(known, store)
    page = opened(bulan="2026-03", site="s-1")
    assert column(page, "Down in this month") == [36_000]
    assert column(page, "Ticket") == ["IN-17"]
    assert column(page, "Exclusions") == [f"{exclusion} proposed"]
    assert "Together down 10h." in html(page)
    assert "service time = 2642400 up + 36000 down" in html(page)
    days = column(page, "Down time", table=1)
    assert (len(days), days[4]) == (31, 36_000)
    assert page.dataframe[1].value["Time"][4].startswith("data:image/svg+xml,")


def test_a_site_without_an_outage_says_so(known: World) -> None:
    page = opened(bulan="2026-03", site="s-3")
    assert page.info[0].value == "No outage was recorded in this month."


def test_what_an_approval_and_a_rule_would_do_is_shown_and_nothing_written(known: World) -> None:
    with known.store() as store:
        exclusion = proposed(known, store)
        head = store.head()
    page = opened(bulan="2026-03", bagian="andai")
    assert page.info[0].value.startswith("Approve an exclusion or change a rule")
    page = opened(bulan="2026-03", bagian="andai", usulan=f"{exclusion},X999", terpendek="5")
    assert "Estimate, not saved" in html(page)
    assert column(page, "Site") == ["Dinas Contoh 1", "Dinas Contoh 2"]
    assert column(page, "Meets it now") == [0, 2]
    assert column(page, "Meets it then") == [2, 2]
    assert column(page, "Difference") == [-33_602, 0]
    assert "now Rp33,602" in html(page)
    with known.store() as store:
        assert store.head() == head


def test_a_supposed_rule_is_in_the_address(known: World) -> None:
    page = opened(bulan="2026-03", bagian="andai")
    page.selectbox(key="choice_restitusi").set_value("kelipatan_harian").run()
    page.number_input(key="kali").set_value(2.0).run()
    assert not page.exception
    assert page.query_params["restitusi"] in ("kelipatan_harian", ["kelipatan_harian"])
    assert column(page, "Credit then") == [161_290]
    page.selectbox(key="choice_kontrak").set_value("contoh-2026").run()
    page.number_input(key="batas").set_value(5.0).run()
    assert column(page, "Credit then") == [125_000]
    page.number_input(key="target").set_value(98.0).run()
    assert column(page, "Credit then") == [0]


def test_a_closed_month_shows_what_was_frozen_and_says_what_is_not(known: World) -> None:
    with known.store() as store:
        closed = close_month(store, budi(known), known.inventory, "2026-03")
    assert isinstance(closed, MonthStanding)
    page = opened(bulan="2026-03", site="s-1")
    assert "closed" in html(page)
    assert not page.info
    known.text = inventory_text().replace("objective: 99.5", "objective: 98")
    known.write_inventory()
    st.cache_resource.clear()
    page = opened(bulan="2026-03", site="s-1")
    assert column(page, "Down in this month") == [36_000]
    assert "objective 99.5 % is missed" in html(page)
    assert page.info[0].value.startswith("This month is closed, and more is known today than then")


def test_hostile_names_stay_text(world: World) -> None:
    world.text = inventory_text(12, first=HOSTILE)
    world.write_inventory()
    with march(world):
        pass
    page = opened(bulan="2026-03", site="s-1")
    assert "<script" not in html(page)
    assert "&lt;script&gt;" in html(page)
    assert column(opened(bulan="2026-03"), "Site")[0] == HOSTILE
