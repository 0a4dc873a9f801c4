"""The wall left alone in a browser: what its tab and its server hold after minutes or hours.

``PANTAU_BENCH_WALL_MINUTES`` says for how long; 10 without it.
"""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.browser import opened
from benchmarks.pages_demo import demo, resident_mb
from benchmarks.rows import Part, Row, Target

_SETTLED_S, _EVERY_S = 120, 30


@dataclass(frozen=True, slots=True)
class Held:
    """Megabytes at a moment: the tab's JavaScript heap after collecting garbage, and the server.

    Not the number of nodes: the views that take turns differ in it.
    """

    heap_mb: float
    server_mb: float


def measure() -> Iterator[Row]:
    """After two minutes, and at the end."""
    minutes = float(os.environ.get("PANTAU_BENCH_WALL_MINUTES", "10"))
    with demo("--months", "2", "--days", "2") as (address, server), sync_playwright() as playwright:
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
    return Held(metrics["JSHeapUsedSize"] / 1e6, resident_mb(server))


def _rows(seen: Sequence[Held], minutes: float) -> Iterator[Row]:
    """Medians of the first and the last five looks: one look more or less says nothing."""
    first, last = _middle(seen[:5]), _middle(seen[-5:])
    how = f"wall open for {minutes:g} minutes, 300 sites with failures"
    yield Row("tab's heap at first", first.heap_mb, "MB", f"{how}; after collecting garbage")
    yield Row("tab's heap, growth", last.heap_mb - first.heap_mb, "MB", how, target=Target(3.0))
    yield Row("server at first", first.server_mb, "MB", f"{how}; resident")
    grown = last.server_mb - first.server_mb
    yield Row("server, growth", grown, "MB", how, target=Target(15.0))


def _middle(seen: Sequence[Held]) -> Held:
    half = len(seen) // 2
    return Held(
        sorted(each.heap_mb for each in seen)[half],
        sorted(each.server_mb for each in seen)[half],
    )


PART = Part("wall", "What the wall's tab and server hold while nobody touches it.", measure)
