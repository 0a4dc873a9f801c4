"""The part of the page of plans that tells how far duties are."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pantau.facts.kinds import EntryKind
from pantau.facts.region import DutyState
from pantau.facts.words import Role
from tests.dashboard.opened import html, pressed
from tests.dashboard.opened import opened as opened_page
from tests.dashboard.world import World, inventory_text

SignIn = Callable[[Role], None]


def opened() -> AppTest:
    return opened_page("rencana", lang="en", bagian="kewajiban")


def column(page: AppTest, heading: str) -> list[Any]:
    return list(page.dataframe[0].value[heading])


@pytest.fixture
def known(world: World) -> World:
    world.began()
    world.committed()
    return world


def test_without_duties_the_page_says_where_to_write_them(world: World) -> None:
    lines = [each for each in inventory_text().splitlines() if "duties:" not in each]
    world.text = "\n".join(lines) + "\n"
    world.write_inventory()
    world.began()
    said = opened().info[0].value
    assert said.startswith("No contract names a duty.")
    assert said.endswith("duties: [{id: survei-blankspot, what: …, due: 2026-09-30}]")


def test_who_only_looks_sees_what_was_told_and_no_form(known: World) -> None:
    page = opened()
    assert column(page, "Duty") == ["Survei titik blank spot"]
    # What it sorts by: days late.
    assert column(page, "State")[0] > 0
    assert column(page, "By") == ["Telkom"]
    assert page.caption[-1].value == "Nobody has said anything of it yet."
    assert not page.text_input(key="kewajiban_daftar_cari").disabled
    assert [each.label for each in page.button if each.label == "Say how far it is"] == []


def test_a_manager_says_how_far_a_duty_is(known: World, signed_in: SignIn) -> None:
    signed_in(Role.MANAGER)
    page = opened()
    page = pressed(page, "Say how far it is")
    assert html(page).count("<strong>In progress</strong>") == 1
    page.selectbox(key="kewajiban_keadaan_survei_1").select(DutyState.DONE)
    refused = pressed(page, "Say how far it is")
    assert "nothing shows it" in refused.error[0].value
    refused.text_input(key="kewajiban_catatan_survei_1").input("Laporan <b>akhir</b>")
    done = pressed(refused, "Say how far it is")
    assert "Laporan &lt;b&gt;akhir&lt;/b&gt;" in html(done)
    assert "<strong>Done</strong>" in html(done)
    with known.store() as store:
        [first, last] = store.entries(kinds=[EntryKind.DUTY_STATED])
    assert (first.data()["state"], last.data()["state"]) == ("in_progress", "done")
    assert last.data()["role"] == Role.MANAGER
