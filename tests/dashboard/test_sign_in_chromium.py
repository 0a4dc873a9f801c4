"""Coming in and going out with the real server and a real browser."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pantau.actions.accounts import Opening, end_sessions, open_account
from pantau.actions.acting import Actor
from pantau.facts.journal import InventoryApplied
from pantau.facts.words import Role
from pantau.store import Access, Store
from tests.dashboard.chromium import SITES, Server, Watched
from tests.dashboard.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

GOOD = "kuda laut makan jagung"
LOOKS = os.environ.get("KEEP_PICTURES_IN")


def look(page: Page, name: str, width: int = 1366) -> None:
    """Keep a picture where somebody asked for one."""
    if LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=Path(LOOKS) / f"{name}.png", full_page=True)


def type_in(page: Page, *words: str) -> None:
    """As somebody without a mouse does."""
    for word in words:
        page.keyboard.press("Tab")
        page.keyboard.type(word)


def test_people_come_in_by_keyboard_and_are_out_at_once(
    world: World, server: Server, browser: Watched
) -> None:
    data = world.settings.data
    admin = Actor("root", "root@monitor", Role.ADMIN, world.now)
    with Store.open(data) as store, Access.open(data) as access:
        code = open_account(store, access, admin, Opening("rina", "Rina Hapsari", Role.TECHNICIAN))
        world.text = world.text.replace("sites:\n", "pages: {sign_in: always}\nsites:\n")
        applied = InventoryApplied(world.inventory.digest, world.text)
        store.record([applied], at=world.now, author="root", via="root@monitor")
    world.write_inventory()

    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{server.address}/undangan?t={code}")
    type_in(page, GOOD, GOOD)
    look(page, "undangan")
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_be_visible()
    # Whoever has not signed in is led there, and from there to where they wanted to go.
    page.goto(server.address)
    expect(page.locator("input[name=password]")).to_be_visible(timeout=20_000)
    page.goto(f"{server.address}/?lang=id")
    expect(page).to_have_url(f"{server.address}/masuk?next=%2F%3Flang%3Did", timeout=20_000)
    look(page, "masuk")
    type_in(page, "rina", GOOD)
    page.keyboard.press("Enter")
    expect(page.locator(".p-tile")).to_have_count(SITES, timeout=30_000)
    expect(page.locator(".p-who")).to_contain_text("Rina Hapsari")
    look(page, "ringkasan")
    [held] = [each for each in context.cookies() if each["name"] == "pantau_session"]
    assert held["httpOnly"]
    assert "pantau_session" not in page.evaluate("document.cookie")

    look(page, "ringkasan-hp", width=390)
    page.locator(".p-who a").click()
    expect(page.locator("h1")).to_have_text("Rina Hapsari")
    look(page, "akun")
    look(page, "akun-hp", width=390)
    page.goto(server.address)
    expect(page.locator(".p-tile")).to_have_count(SITES, timeout=30_000)

    # Ended elsewhere, the open page goes to the way in by itself, at its next refresh.
    with Store.open(data) as store, Access.open(data) as access:
        assert end_sessions(store, access, admin, "rina") == 1
    expect(page).to_have_url(f"{server.address}/masuk", timeout=20_000)

    # And what the browser held opens nothing any more.
    thief = browser.new_context()
    thief.add_cookies([held])  # type: ignore[list-item]
    other = thief.new_page()
    other.goto(server.address)
    expect(other).to_have_url(f"{server.address}/masuk?next=%2F")
    assert "Traceback" not in server.log.read_text()
