"""The real server, seen by a real browser."""

import os

import pytest
from playwright.sync_api import expect

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND
from tests.dashboard.chromium import SITES, Server, Watched
from tests.dashboard.world import HOSTILE, World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

FROZEN_FOR = """
document.getAnimations().find(each => each.animationName === 'p-rise').currentTime
"""


def _goes_on(world: World) -> None:
    """The collector commits once more."""
    world.now = now_us(SystemClock())
    world.committed(ago=0)


def test_the_page_shows_the_world_refreshes_by_itself_and_talks_to_nobody_else(
    world: World, server: Server, browser: Watched
) -> None:
    assert server.get("/healthz")["status"] == "ok"
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    _goes_on(world)
    page.goto(f"{server.address}/?lang=en")
    expect(page.locator(".p-tile")).to_have_count(SITES, timeout=30_000)
    expect(page.locator(".p-tile.p-down")).to_have_count(1)
    expect(page).to_have_title("Pantau · Overview")

    # A hostile name is text wherever it stands, and makes no element of its own.
    expect(page.locator(".p-down-list .p-name")).to_have_text(HOSTILE)
    expect(page.locator(".p-tile.p-down .p-tip b")).to_have_text(HOSTILE)
    assert page.locator(".p-panel script, .p-panel a:not(.p-go)").count() == 0

    # A refresh in which no site changed leaves the tiles standing: no flicker, no lost pointer.
    page.evaluate("document.querySelector('.p-tile').mark = 'still the same'")
    before = page.locator(".p-age").inner_text()
    expect(page.locator(".p-age")).not_to_have_text(before, timeout=15_000)
    assert page.evaluate("document.querySelector('.p-tile').mark") == "still the same"

    # What happens in the store is seen without a touch.
    _goes_on(world)
    world.went_down(["s-2", "s-3"], ago=6 * SECOND)
    _goes_on(world)
    expect(page.locator(".p-tile.p-down")).to_have_count(3, timeout=20_000)
    expect(page.locator(".p-card.p-down .p-value")).to_have_text("3")

    # Each run winds up the clock that would take the colours away.
    expect(page.locator(".p-frozen")).to_be_hidden()
    assert page.evaluate(FROZEN_FOR) < 20_000

    # Until here nothing was amiss; that its server is gone the page may complain of.
    browser.ears.assert_nothing()

    # The server ends with its parent, although a browser still holds on to it.
    os.close(server.pipe)
    server.process.wait(20)

    # A page that lost its server does not pass for the present.
    page.evaluate("document.getAnimations().forEach(each => each.finish())")
    expect(page.locator(".p-frozen")).to_be_visible()
    expect(page.locator(".p-frozen")).to_contain_text("THIS PAGE IS NOT BEING UPDATED")
    assert "Traceback" not in server.log.read_text()
    browser.ears.complaints.clear()


def test_on_a_small_laptop_names_of_the_overview_have_room(
    world: World, server: Server, browser: Watched
) -> None:
    page = browser.new_page(viewport={"width": 1024, "height": 768})
    _goes_on(world)
    page.goto(f"{server.address}/?lang=id")
    row = page.locator(".p-down-list tbody tr").first
    expect(row).to_be_visible(timeout=30_000)
    name, whole = row.locator("td").first.bounding_box(), row.bounding_box()
    assert name is not None
    assert whole is not None
    assert name["width"] > 0.9 * whole["width"]
    # Without a heading above it, a cell says what it means.
    said = "cell => getComputedStyle(cell, '::before').content"
    assert row.locator("td").last.get_attribute("data-head") == "Ditangani"
    assert row.locator("td").last.evaluate(said) != "none"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
