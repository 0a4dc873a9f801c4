"""The pages as people have them: in Chromium, and with many viewers at once."""

import asyncio
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import opened
from benchmarks.pages_demo import demo, processor_s, resident_mb
from benchmarks.rows import Part, Row, Target
from benchmarks.viewers import watch

_VIEWERS, _VIEWED_S, _REPEATED = 50, 60.0, 5
_WHAT = "demo with 300 sites and 13 months, collector and alerter running beside it"
_READY = {
    "": ".p-tile",
    "gangguan": "[data-testid=stDataFrame]",
    "peta": ".m-site",
    "sla": "[data-testid=stDataFrame]",
    "laporan": ".p-steps",
    "siaga": ".stMainBlockContainer :is(.p-panel, .stAlert)",
    "inventaris": "[data-testid=stDataFrame]",
    "dinding": ".w-wall",
}


def measure() -> Iterator[Row]:
    """First view, page changes, a past month, a site's year; then the many."""
    with demo() as (address, server):
        with sync_playwright() as playwright:
            browser = opened(playwright)
            yield _first_view(browser, address)
            yield from _changes(browser, address)
            browser.close()
        yield from _many(address, server)


def _first_view(browser: Browser, address: str) -> Row:
    """Each time in a context of its own: nothing is in its cache."""
    taken = []
    for _ in range(_REPEATED):
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        taken.append(_seconds(partial(page.goto, address), page, _READY[""]))
        page.context.close()
    how = (
        f"{_WHAT}; overview until the last tile stands, empty browser cache, median of {_REPEATED}"
    )
    return Row("first view", median(taken), "s", how, (min(taken), max(taken)), Target(2.0))


def _changes(browser: Browser, address: str) -> Iterator[Row]:
    """From page to page by the menu's own links, each several times."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(address)
    page.wait_for_selector(_READY[""])
    for name, ready in _READY.items():
        if name == "dinding":
            continue
        taken = [_change(page, name, ready) for _ in range(_REPEATED)]
        how = "click in the menu until its data stands; median, the first time included"
        title = f"page change to {name or 'ringkasan'}"
        yield Row(title, median(taken), "s", how, (min(taken), max(taken)), Target(0.7))
    page.context.close()


def _change(page: Page, name: str, ready: str) -> float:
    """There from another page."""
    away = "laporan" if name != "laporan" else ""
    _follow(page, away)
    page.wait_for_selector(_READY[away])
    return _seconds(lambda: _follow(page, name), page, ready)


def _follow(page: Page, name: str) -> None:
    page.locator(f"[data-testid=stTopNavLink][href$='/{name}']").first.click()


def _seconds(act: Callable[[], object], page: Page, ready: str) -> float:
    began = time.monotonic()
    act()
    page.wait_for_selector(ready)
    return time.monotonic() - began


def _many(address: str, server: int) -> Iterator[Row]:
    """Sessions without browsers, which would take the processors for themselves."""
    before, began = processor_s(server), time.monotonic()
    seen = asyncio.run(watch(address, "", _VIEWERS, _VIEWED_S))
    share = (processor_s(server) - before) / (time.monotonic() - began) * 100
    waited = [each for viewer in seen for each in viewer.waited_s[1:]]
    how = f"{_WHAT}; {_VIEWERS} sessions on the overview for {_VIEWED_S:g} s"
    yield Row("50 viewers, processor", share, "% of one core", how, target=Target(25.0))
    yield Row("50 viewers, memory", resident_mb(server), "MB", how, target=Target(300.0))
    spread = (min(waited) * 1000, max(waited) * 1000)
    yield Row("refresh, until it is there", median(waited) * 1000, "ms", how, spread)
    yield Row("sessions that saw an error", sum(each.exceptions > 0 for each in seen), "", how)


PART = Part("pages", "The pages in a real browser, and under many viewers.", measure)
