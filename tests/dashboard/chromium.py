"""The real page server and a real browser, for tests; no page of it may complain or ask strangers.

Every page that is opened through ``chromium`` is listened to, whoever opens it: an error in its
console, a dialog, or a request to anybody but this machine fails the test.
"""

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
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dashboard.flags import streamlit_command
from dashboard.parent import PIPE
from dashboard.settings import DATA, INVENTORY
from tests.dashboard.world import World

SITES = 60
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_OURS = {"127.0.0.1"}
_NOWHERE = {"data", "blob", "about"}


@dataclass
class Server:
    """A page server of our own, and the end of the pipe that keeps it alive."""

    process: subprocess.Popen[bytes]
    address: str
    pipe: int
    log: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.address.rpartition(":")[2])

    def get(self, path: str) -> Any:
        with urlopen(f"{self.address}{path}", timeout=10) as answer:  # noqa: S310 - our own server
            return json.load(answer)


@contextmanager
def serving(world: World, folder: Path) -> Iterator[Server]:
    """The pages of this world, with their log in ``folder``, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with started(world, folder, port) as made:
        yield made


@contextmanager
def started(world: World, folder: Path, port: int) -> Iterator[Server]:
    """The same at this port: for a server that ends and comes again."""
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


@dataclass
class Ears:
    """What pages complained of, and whom but this machine they asked."""

    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Listen to a page, and to what it opens."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda channel: self._asked(channel.url))

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")

    def _asked(self, url: str) -> None:
        found = urlsplit(url)
        if found.scheme not in _NOWHERE and found.hostname not in _OURS:
            self.strangers.append(url)

    def assert_nothing(self) -> None:
        assert self.complaints == []
        assert self.strangers == []


class Watched:
    """A browser whose pages are all listened to."""

    def __init__(self, browser: Browser) -> None:
        self._browser, self.ears = browser, Ears()

    def new_context(self, **options: Any) -> BrowserContext:
        made = self._browser.new_context(**options)
        made.on("page", self.ears.watch)
        return made

    def new_page(self, **options: Any) -> Page:
        return self.new_context(**options).new_page()


@contextmanager
def chromium() -> Iterator[Watched]:
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
        watched = Watched(opened)
        yield watched
        opened.close()
        watched.ears.assert_nothing()
