"""Gangguan in a real browser: a ticket and an exclusion by keyboard, then the approval."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from pantau.actions.accounts import Opening, open_account
from pantau.actions.acting import Actor
from pantau.actions.passwords import Passwords
from pantau.actions.sign_in import Desk, set_password
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Role, Standing
from pantau.store import Access, Store
from tests.dashboard.test_in_chromium import Server, Watched, browser, server
from tests.dashboard.world import World

__all__ = ["browser", "server"]  # fixtures

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

GOOD = "kuda laut makan jagung"


def people(world: World) -> None:
    admin = Actor("root", "root@monitor", Role.ADMIN, world.now)
    with Store.open(world.settings.data) as store, Access.open(world.settings.data) as access:
        for name, role in (("rina", Role.TECHNICIAN), ("budi", Role.MANAGER)):
            code = open_account(store, access, admin, Opening(name, name.title(), role))
            assert isinstance(code, str), code
            set_password(Desk(store, access, Passwords()), code, GOOD, GOOD, world.now)


def signed_in(browser: Browser, server: Server, name: str) -> Watched:
    seen = Watched(browser.new_context(viewport={"width": 1366, "height": 900}).new_page())
    seen.page.goto(f"{server.address}/masuk")
    seen.page.fill("[name=name]", name)
    seen.page.fill("[name=password]", GOOD)
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator(".p-who")).to_contain_text(name.title(), timeout=30_000)
    return seen


def said(page: Page, words: str) -> None:
    expect(page.get_by_test_id("stToast").filter(has_text=words)).to_be_visible(timeout=20_000)


def test_a_ticket_and_an_exclusion_are_typed_and_another_person_approves(
    world: World, server: Server, browser: Browser
) -> None:
    people(world)
    with world.store() as store:
        [outage] = store.open_outages()
    seen = signed_in(browser, server, "rina")
    page = seen.page
    page.goto(f"{server.address}/gangguan?id={outage.id}&lang=en")
    tabs = page.get_by_role("tab")
    expect(tabs.first).to_be_visible(timeout=30_000)

    # Tab, arrows and Enter are enough.
    tabs.first.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_label("Ticket number").focus()
    page.keyboard.type("INC777888")
    page.keyboard.press("Enter")
    said(page, "INC777888")
    expect(page.locator(".p-facts")).to_contain_text("INC777888")

    page.get_by_role("tab", name="Exclude").click()
    page.get_by_role("tabpanel").filter(has=page.get_by_label("Category")).get_by_label(
        "Reason"
    ).fill("PLN padam")
    page.keyboard.press("Enter")
    said(page, "1 outage")
    with world.store() as store:
        [entry] = store.entries(kinds={EntryKind.EXCLUSION_PROPOSED})
        assert store.entries(kinds={EntryKind.TICKET})[-1].author == "rina"
    assert seen.complaints == []
    assert seen.strangers(server) == []

    other = signed_in(browser, server, "budi")
    page = other.page
    page.goto(f"{server.address}/gangguan?bagian=pengecualian&id=X{entry.seq}&lang=en")
    expect(page.locator(".g-effect")).to_contain_text("→", timeout=30_000)
    page.get_by_role("button", name="Approve").focus()
    page.keyboard.press("Enter")
    said(page, f"X{entry.seq}")
    with world.store() as store, store.view() as view:
        found = view.proposal(f"X{entry.seq}")
    assert found is not None
    assert (found.standing, found.decided and found.decided.author) == (Standing.APPROVED, "budi")
    page.get_by_text("Shift hand-over").click()
    expect(page).to_have_url(re.compile("bagian=serah-terima"))
    expect(page.get_by_test_id("stCode")).to_contain_text("GOING ON (1)")
    assert other.complaints == []
    assert other.strangers(server) == []
    assert "Traceback" not in server.log.read_text()
