"""What spares people waiting, seen by a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from dashboard.streamlit_build import first_scripts, later_files
from pantau.facts.instant import HOUR
from tests.dashboard.chromium import SITES, Server, Watched, serving
from tests.dashboard.world import World, inventory_text

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.fixture
def server(world: World, tmp_path: Path) -> Iterator[Server]:
    world.text = inventory_text(SITES)
    world.write_inventory()
    world.began(ago=2 * HOUR)
    world.committed()
    with serving(world, tmp_path) as made:
        yield made


def asked_of(page: Page) -> list[str]:
    """The addresses that a page asks for from now on, in order."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_the_first_page_does_not_wait_until_it_knows_how_its_server_is(
    server: Server, browser: Watched
) -> None:
    page = browser.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    for question in ("health", "host-config"):
        page.route(f"**/_stcore/{question}", hold)
    page.goto(server.address)
    expect(page.locator(".p-tile")).to_have_count(SITES, timeout=30_000)
    assert held


def test_what_other_pages_show_is_there_before_anybody_goes_to_them(
    server: Server, browser: Watched
) -> None:
    # So wide that the menu has room for all pages.
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    asked = asked_of(page)
    codings: dict[str, str | None] = {}
    page.on(
        "response",
        lambda answer: codings.update({answer.url: answer.headers.get("content-encoding")}),
    )
    with page.expect_response(f"**{later_files()[-1]}", timeout=60_000):
        page.goto(server.address)
        expect(page.locator(".p-tile")).to_have_count(SITES, timeout=30_000)
    # The page asked for it by itself; it is whole once all that it imports is.
    page.evaluate("file => import(file).then(() => true)", later_files()[-1])
    before = set(codings)
    assert {f"{server.address}{file}" for file in (*first_scripts(), *later_files())} <= before

    page.locator("[data-testid=stTopNavLink][href$='/inventaris']").first.click()
    expect(page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible(timeout=30_000)
    assert [url for url in set(codings) - before if url.endswith(".js")] == []

    # Each travelled packed, and once.
    scripts = [url for url in asked if url.endswith(".js")]
    assert len(scripts) == len(set(scripts))
    assert {codings[url] for url in scripts} == {"gzip"}


def test_a_wall_brings_nothing_for_pages_that_nobody_opens_there(
    server: Server, browser: Watched
) -> None:
    page = browser.new_page()
    asked = asked_of(page)
    page.goto(f"{server.address}/dinding")
    expect(page.locator(".w-wall")).to_be_visible(timeout=30_000)
    # Longer than the overview waits before it brings them.
    page.evaluate("new Promise(done => setTimeout(() => requestIdleCallback(done), 2500))")
    assert not [url for url in asked if url.removeprefix(server.address) in later_files()]


class Line:
    """Between a page and its server: while it is cut, no word of the page gets through."""

    def __init__(self, page: Page) -> None:
        self.is_cut = False
        page.route_web_socket("**/_stcore/stream", self._between)

    def _between(self, channel: WebSocketRoute) -> None:
        server = channel.connect_to_server()
        channel.on_message(lambda said: None if self.is_cut else server.send(said))


def test_a_wall_that_hears_nothing_loads_itself_anew(server: Server, browser: Watched) -> None:
    page = browser.new_page()
    page.clock.install()
    line = Line(page)
    page.goto(f"{server.address}/dinding")
    expect(page.locator(".w-wall")).to_be_visible(timeout=30_000)
    page.evaluate("window.first = true")
    page.clock.run_for(80_000)
    assert page.evaluate("window.first")
    line.is_cut = True
    with page.expect_event("load"):
        page.clock.run_for(200_000)
    line.is_cut = False


def test_who_went_on_from_the_wall_is_left_alone(server: Server, browser: Watched) -> None:
    page = browser.new_page()
    page.clock.install()
    page.goto(server.address)
    page.locator("[data-testid=stTopNavLink][href$='/dinding']").first.click()
    expect(page.locator(".w-wall")).to_be_visible(timeout=30_000)
    page.go_back()
    expect(page.locator(".p-tile")).to_have_count(SITES, timeout=30_000)
    asked = asked_of(page)
    page.clock.run_for(200_000)
    # Whether the server lives is asked before a page is loaded anew; requests go out in order.
    page.evaluate("fetch('/healthz?ours').then(() => true)")
    assert [url for url in asked if "/healthz" in url] == [f"{server.address}/healthz?ours"]
