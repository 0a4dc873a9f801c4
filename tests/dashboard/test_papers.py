"""The page of months, papers and money: what it lists, and what managers do there."""

from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.laporan.months import listed, months_between
from dashboard.laporan.unsettled import unsettled
from pantau.facts.words import MonthState
from pantau.language import Sentence
from tests.dashboard.desk_world import exclusion, watched
from tests.dashboard.world import HOSTILE, World, inventory_text

ROUTER = Path(dashboard.__file__).with_name("router.py")


def opened(**asked: str) -> AppTest:
    page = AppTest.from_file(str(ROUTER), default_timeout=20)
    page.switch_page("views/laporan.py")
    for key, value in asked.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception, page.exception[0].stack_trace
    return page


def html(page: AppTest) -> str:
    return "\n".join(each.proto.body for each in page.get("html"))


def test_months_reach_from_the_first_day_to_today_the_newest_first() -> None:
    assert months_between(date(2025, 12, 31), date(2026, 2, 1)) == ("2026-02", "2026-01", "2025-12")
    assert months_between(date(2026, 2, 5), date(2026, 2, 1)) == ("2026-02",)


def test_a_month_that_nobody_spoke_of_is_a_draft_without_money() -> None:
    [month] = listed(["2026-02"], {}, [], running="2026-02")
    assert (month.state, month.running, month.billed) == (MonthState.DRAFT, True, None)


def test_before_anything_was_measured_the_page_says_what_to_do(world: World) -> None:
    page = opened(lang="en")
    assert page.info[0].value.startswith("No month yet")


def test_the_running_month_has_its_figures_and_cannot_be_closed_by_a_viewer(world: World) -> None:
    world.began()
    world.went_down(["s-1"])
    world.committed()
    page = opened(lang="en")
    text = html(page)
    assert 'class="p-steps"' in text
    assert "Not settled yet" in text
    assert not page.text_input


def test_each_section_has_an_address(world: World) -> None:
    world.text = inventory_text(3, first=HOSTILE)
    world.write_inventory()
    world.began()
    world.committed()
    money = opened(lang="en", bagian="uang")
    assert list(money.dataframe[0].value["Contract"]) == ["contoh-2026"]
    other = opened(lang="en", bagian="rekonsiliasi")
    assert "has not told anything" in other.info[0].value
    every = opened(lang="en", bagian="semua")
    assert list(every.dataframe[0].value["State"]) == ["running"]


def test_what_is_not_settled_leads_to_where_it_is(world: World) -> None:
    down = watched(world, "s-1")
    claim = exclusion(world, "s-2")
    text = html(opened(lang="en"))
    assert f'href="/gangguan?id={down["s-1"]}&amp;lang=en"' in text
    assert f'href="/gangguan?bagian=pengecualian&amp;id={claim}&amp;lang=en"' in text


def test_what_ends_by_itself_leads_nowhere() -> None:
    line = Sentence("gap {id} ({reason}) goes on", id="G7", reason="vantage_blind")
    assert "<a " not in unsettled([line], "en")


def test_a_click_on_a_month_in_the_list_leads_to_it(world: World) -> None:
    world.began()
    world.committed()
    page = opened(lang="en", bagian="semua")
    page.session_state["daftar"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    page.run()
    assert not page.exception
    assert page.query_params["bulan"]
    assert "bagian" not in page.query_params
    assert 'class="p-steps"' in html(page)
