"""The wall left alone in a browser: what its tab and its server hold after minutes or hours.

``PANTAU_BENCH_WALL_MINUTES`` says for how long; 10 without it.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.browser import opened
from benchmarks.rows import Part, Row, Target

_SETTLED_S, _EVERY_S = 120, 30


@dataclass(frozen=True, slots=True)
class Held:
    """Megabytes at a moment: the tab's JavaScript heap after collecting, its nodes, the server."""

    heap_mb: float
    nodes: int
    server_mb: float


def measure() -> Iterator[Row]:
    """After two minutes, and at the end."""
    minutes = float(os.environ.get("PANTAU_BENCH_WALL_MINUTES", "10"))
    with _demo() as (address, server), sync_playwright() as playwright:
        browser = opened(playwright)
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(f"{address}/dinding")
        page.wait_for_selector(".w-wall")
        seen = _watch(page, server, minutes * 60)
        browser.close()
    yield from _rows(seen, minutes)


def _watch(page: Page, server: int, seconds: float) -> Sequence[Held]:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    until = time.monotonic() + seconds
    page.wait_for_timeout(_SETTLED_S * 1000)
    seen = [_held(devtools, server)]
    while time.monotonic() < until:
        page.wait_for_timeout(_EVERY_S * 1000)
        seen.append(_held(devtools, server))
    return seen


def _held(devtools: CDPSession, server: int) -> Held:
    devtools.send("HeapProfiler.collectGarbage")
    metrics = {
        each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]
    }
    return Held(metrics["JSHeapUsedSize"] / 1e6, int(metrics["Nodes"]), _resident_mb(server))


def _resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def _rows(seen: Sequence[Held], minutes: float) -> Iterator[Row]:
    """Medians of the first and the last five looks: one look more or less says nothing."""
    first, last = _middle(seen[:5]), _middle(seen[-5:])
    how = f"wall open for {minutes:g} minutes, 300 sites with failures"
    yield Row("tab's heap at first", first.heap_mb, "MB", f"{how}; after collecting garbage")
    yield Row("tab's heap, growth", last.heap_mb - first.heap_mb, "MB", how, target=Target(3.0))
    growth = float(last.nodes - first.nodes)
    yield Row("tab's nodes, growth", growth, "nodes", how, target=Target(500.0))
    yield Row("server at first", first.server_mb, "MB", f"{how}; resident")
    grown = last.server_mb - first.server_mb
    yield Row("server, growth", grown, "MB", how, target=Target(15.0))


def _middle(seen: Sequence[Held]) -> Held:
    half = len(seen) // 2
    return Held(
        sorted(each.heap_mb for each in seen)[half],
        sorted(each.nodes for each in seen)[half],
        sorted(each.server_mb for each in seen)[half],
    )


@contextmanager
def _demo() -> Iterator[tuple[str, int]]:
    """A simulated regency; its address and the number of the process that serves the pages."""
    with tempfile.TemporaryFile() as output:
        pages, metrics = _port(), _port()
        command = (sys.executable, "-m", "pantau", "demo", "--months", "2", "--days", "2")
        where = ("--pages", f"127.0.0.1:{pages}", "--metrics", f"127.0.0.1:{metrics}")
        demo = subprocess.Popen((*command, *where), stdout=output, stderr=output)
        try:
            address = f"http://127.0.0.1:{pages}"
            _until_it_answers(address)
            yield address, _listener(pages)
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(60)


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _until_it_answers(address: str) -> None:
    for _ in range(600):
        try:
            urlopen(f"{address}/healthz", timeout=5).close()  # noqa: S310 - our own server
        except (URLError, ConnectionError):
            time.sleep(0.2)  # noqa: TID251 - a load has its own time
        else:
            return
    raise TimeoutError("the demo did not answer in two minutes")


def _listener(port: int) -> int:
    """The process whose command serves ``port``."""
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if b"streamlit" in command and f"--server.port={port}".encode() in command:
            return int(entry.name)
    raise LookupError(f"no process serves port {port}")


PART = Part("wall", "What the wall's tab and server hold while nobody touches it.", measure)
