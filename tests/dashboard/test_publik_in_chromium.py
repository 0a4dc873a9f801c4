"""The public page as a phone and a desk show it, without scripts."""

import socket
from collections.abc import Iterator
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import uvicorn
from playwright.sync_api import expect
from starlette.applications import Starlette

from dashboard.publik.routes import public_routes
from tests.dashboard.chromium import Server, Watched
from tests.dashboard.stranger import published
from tests.dashboard.world import HOSTILE, World, inventory_text

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def address(world: World) -> Iterator[str]:
    """The public routes alone, switched on."""
    world.text = published(inventory_text(60, first=HOSTILE))
    world.write_inventory()
    world.began()
    world.went_down(["s-1", "s-2"])
    world.committed()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        app = Starlette(routes=public_routes())
        served = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = Thread(target=served.run, args=([listening],))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        served.should_exit = True
        thread.join(20)


def test_a_phone_without_scripts_reads_it_all_and_a_page_left_open_says_that_it_is_old(
    address: str, browser: Watched
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, color_scheme="dark"
    )
    page = context.new_page()
    page.goto(f"{address}/publik?lang=en")
    expect(page.locator(".big")).to_have_text("✕ 2 of 60 sites are down")
    expect(page.locator("td .s.down").first).to_be_visible()
    expect(page.get_by_role("link", name=HOSTILE, exact=True)).to_be_visible()
    expect(page.locator(".old")).to_be_hidden()
    page.get_by_role("link", name="Kuaro", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kecamatan Kuaro")
    page.get_by_role("link", name="Open data").click()
    expect(page.get_by_role("link", name="status.json")).to_be_visible()
    assert context.cookies() == []
    context.close()

    other = browser.new_page(viewport={"width": 360, "height": 740})
    for path in ("", "/kecamatan/Kuaro", "/jenis/opd", "/titik/s-1", "/data"):
        other.goto(f"{address}/publik{path}")
        assert not other.evaluate(TOO_WIDE), path
    other.goto(f"{address}/publik")
    other.evaluate("document.getAnimations().forEach(each => each.finish())")
    expect(other.locator(".old")).to_be_visible()

    # The first press of the tabulator reaches the first link, and it shows.
    other.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert other.evaluate(outline) == "solid"


def test_the_real_server_answers_there_itself_and_is_off_by_default(server: Server) -> None:
    for path in ("/publik", "/publik/titik/s-1", "/publik/data/status.json"):
        with pytest.raises(HTTPError, match="404") as refused:
            urlopen(f"{server.address}{path}?lang=en", timeout=10)  # noqa: S310 - our own server
        assert "There is no public page here" in refused.value.read().decode()
        assert refused.value.headers["set-cookie"] is None
        refused.value.close()
