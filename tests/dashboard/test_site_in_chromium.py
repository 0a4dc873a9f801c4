"""A site's page in a real browser: found by its name, looked at closer, left for a neighbour."""

import re

import pytest
from playwright.sync_api import expect

from tests.dashboard.chromium import Server, Watched
from tests.dashboard.hands import calm
from tests.dashboard.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_a_site_is_found_looked_at_closer_and_left_for_its_neighbour(
    world: World, server: Server, browser: Watched
) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(f"{server.address}/titik?site=s-5&lang=en")
    name = page.locator(".t-name")
    expect(name).to_have_text("Dinas Contoh 5", timeout=30_000)

    # By its name: the field says which it is, typing finds another.
    page.locator("[data-testid=stSelectbox] input").click()
    page.keyboard.type("contoh 7 ")
    page.keyboard.press("Enter")
    expect(name).to_have_text("Dinas Contoh 7")
    expect(page).to_have_url(re.compile("site=s-7"))

    # Drawing over the picture shows that time, and the address says so.
    picture = page.locator(".js-plotly-plot .nsewdrag").first
    expect(picture).to_be_visible(timeout=30_000)
    page.get_by_role("radio", name="1 hour").click()
    expect(page).to_have_url(re.compile("rentang=1j"))
    # The picture of the other span is drawn once the page has answered.
    calm(page)
    # Asked as an element: the page's content policy lets nobody wait for an expression.
    place = page.locator(".nsewdrag").first
    expect(place).to_be_visible()
    box = place.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 50, steps=8)
    page.mouse.up()
    expect(page).to_have_url(re.compile("dari=.*sampai="), timeout=20_000)

    # A day of the calendar, and a neighbour: both without a full load.
    page.evaluate("window.mark = 'still the same'")
    page.locator(".t-heat a.t-day").first.click()
    expect(page).to_have_url(re.compile("dari=[0-9-]+T00%3A00"))
    page.locator(".t-near a.p-tile").first.click()
    expect(name).not_to_have_text("Dinas Contoh 7")
    expect(page).not_to_have_url(re.compile("dari="))
    assert page.evaluate("window.mark") == "still the same"


def test_what_stands_below_the_picture_comes_to_who_followed_a_link(
    server: Server, browser: Watched
) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(server.address)
    page.locator("a.p-tile").first.click(timeout=30_000)
    expect(page.locator(".t-heat")).to_be_visible(timeout=30_000)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator(".t-coming")).to_have_count(0)
