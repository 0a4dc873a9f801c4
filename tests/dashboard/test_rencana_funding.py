"""Rencana, the part about funding: what ends, who follows, and what is paid for twice."""

from datetime import timedelta

import pytest

from pantau.facts.words import Role
from tests.dashboard.conftest import SignIn
from tests.dashboard.opened import html, opened
from tests.dashboard.world import World


@pytest.fixture(autouse=True)
def budi(signed_in: SignIn) -> None:
    signed_in(Role.MANAGER)


def fund(world: World, site: str, *paid: str) -> None:
    world.text = world.text.replace(
        f"{{id: {site},", f"{{id: {site}, funding: [{', '.join(paid)}],"
    )
    world.write_inventory()


def by(name: str, world: World, begin: int, end: int | None = None) -> str:
    """From so many days from now to so many."""
    today = world.inventory.local_day(world.now)
    to = "" if end is None else f", to: {today + timedelta(days=end)}"
    return f"{{by: {name}, from: {today + timedelta(days=begin)}{to}}}"


def test_without_funding_the_page_says_what_to_write(world: World) -> None:
    world.began()
    page = opened("rencana", bagian="pendanaan", lang="en")
    assert "Write funding:" in page.info[0].value


def test_hand_overs_of_a_day_are_one_line_and_say_who_follows(world: World) -> None:
    for site in ("s-1", "s-2"):
        fund(world, site, by("Provinsi", world, -300, 40), by("Kabupaten", world, 41))
    fund(world, "s-3", by("Provinsi", world, -300, 20))
    fund(world, "s-4", by("Provinsi", world, -300, -5))
    world.began()
    shown = html(opened("rencana", bagian="pendanaan", lang="en"))
    assert "2 sites · 40 days left" in shown
    assert "Kabupaten pays from then on" in shown
    assert "1 site · 20 days left" in shown
    assert "Nobody is written down who pays from then on." in shown
    for state in ("✕ Nobody pays", "! Ends, nobody follows", "→ To be handed over"):
        assert state in shown


def test_two_lines_at_one_place_are_named_with_what_they_cost(world: World) -> None:
    for site in ("s-1", "s-2"):
        world.text = world.text.replace(f"{{id: {site},", f"{{id: {site}, place: kantor,")
    world.write_inventory()
    world.began()
    shown = html(opened("rencana", bagian="pendanaan", lang="en"))
    assert "Two lines at one place" in shown
    assert "Rp2,500,000 a month too much" in shown
    assert 'href="/titik?site=s-2&amp;lang=en"' in shown


def test_names_of_payers_are_text(world: World) -> None:
    fund(world, "s-1", by("'<b>x</b>'", world, -300, 20))
    world.began()
    assert "<b>x</b>" not in html(opened("rencana", bagian="pendanaan", lang="en"))


def test_the_provider_has_no_such_page(world: World, signed_in: SignIn) -> None:
    fund(world, "s-1", by("Provinsi", world, -300, 20))
    world.began()
    signed_in(Role.PROVIDER)
    assert "Provinsi" not in html(opened("rencana", bagian="pendanaan", lang="en"))
