"""The real server, seen by a real browser."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from dashboard.flags import streamlit_command
from dashboard.parent import PIPE
from dashboard.settings import DATA, INVENTORY
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import HOUR, SECOND
from tests.dashboard.world import HOSTILE, World, inventory_text

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

SITES = 60
NAMES = ("chromium", "chromium-browser", "google-chrome")
FROZEN_FOR = """
document.getAnimations().find(each => each.animationName === 'p-rise').currentTime
"""
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Server:
    """A page server of our own, and the end of the pipe that keeps it alive."""

    process: subprocess.Popen[bytes]
    address: str
    pipe: int
    log: Path

    def get(self, path: str) -> Any:
        with urlopen(f"{self.address}{path}", timeout=10) as answer:  # noqa: S310 - our own server
            return json.load(answer)


@dataclass
class Watched:
    """A page, and everything that it asked for or complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda channel: self.asked.append(channel.url))

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def strangers(self, server: Server) -> list[str]:
        """Addresses asked that are not our own server's."""
        host = server.address.removeprefix("http://")
        ours = (f"http://{host}/", f"ws://{host}/", "data:", "blob:")
        return [url for url in self.asked if not url.startswith(ours)]


@pytest.fixture
def server(world: World, tmp_path: Path) -> Iterator[Server]:
    world.text = inventory_text(SITES, first=HOSTILE)
    world.write_inventory()
    world.began(ago=2 * HOUR)
    world.went_down(["s-1"])
    world.committed()
    with serving(world, tmp_path) as made:
        yield made


@contextmanager
def serving(world: World, folder: Path) -> Iterator[Server]:
    """The pages of this world, with their log in ``folder``, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    theirs, ours = os.pipe()
    log = folder / "server.log"
    where = {DATA: str(world.settings.data), INVENTORY: str(world.settings.inventory)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            streamlit_command("127.0.0.1", port),
            env={**os.environ, **where, PIPE: str(theirs)},
            cwd=folder,
            pass_fds=[theirs],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    os.close(theirs)
    made = Server(process, f"http://127.0.0.1:{port}", ours, log)
    try:
        _until_it_answers(made)
        yield made
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser of this machine, until the block ends; without one the test is skipped."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        reason = f"no browser on this machine: none of {', '.join(NAMES)} is on the PATH"
        if os.environ.get("PANTAU_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # Chromium refuses its sandbox to root; nobody else gives it up.
    alone = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=[*QUIET, *alone])
        yield opened
        opened.close()


def _until_it_answers(server: Server) -> None:
    pause = Event()
    for _ in range(600):
        try:
            server.get("/healthz")
        except (URLError, ConnectionError, TimeoutError):
            assert server.process.poll() is None, server.log.read_text()
            pause.wait(0.1)
        else:
            return
    pytest.fail(f"the server did not answer in 60 s:\n{server.log.read_text()}")


def _goes_on(world: World) -> None:
    """The collector commits once more."""
    world.now = now_us(SystemClock())
    world.committed(ago=0)


def test_the_page_shows_the_world_refreshes_by_itself_and_talks_to_nobody_else(
    world: World, server: Server, browser: Browser
) -> None:
    assert server.get("/healthz")["status"] == "ok"
    seen = Watched(browser.new_page(viewport={"width": 1366, "height": 768}))
    page = seen.page
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

    assert seen.complaints == []
    assert seen.strangers(server) == []

    # The server ends with its parent, although a browser still holds on to it.
    os.close(server.pipe)
    server.process.wait(20)

    # A page that lost its server does not pass for the present.
    page.evaluate("document.getAnimations().forEach(each => each.finish())")
    expect(page.locator(".p-frozen")).to_be_visible()
    expect(page.locator(".p-frozen")).to_contain_text("THIS PAGE IS NOT BEING UPDATED")
    assert "Traceback" not in server.log.read_text()
