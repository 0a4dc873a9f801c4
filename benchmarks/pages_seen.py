"""How long somebody waits in front of a browser, until what they asked for stands there."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.rows import Row, Target

WHAT = "demo with 300 sites and 13 months that are packed, collector and alerter running beside it"
_REPEATED = 5
_READ_S = 5
_READY = {
    "": ".p-tile",
    "gangguan": "[data-testid=stDataFrame]",
    "peta": ".m-site",
    "sla": "[data-testid=stDataFrame]",
    "laporan": ".p-steps",
    # Not .p-panel: that stands on the page before as well.
    "siaga": ":is([data-testid=stDataFrame], .stAlert)",
    "inventaris": "[data-testid=stDataFrame]",
}
_PICTURE = ".js-plotly-plot .main-svg"
_CHANGE, _LOOK = Target(0.7), Target(1.0)
_VISIBLE = """
selector => [...document.querySelectorAll(selector)].some(
  each => each.checkVisibility({visibilityProperty: true})
)
"""
# As a link of ours that stands in the page, to an address that none of its links happens to have.
_GO = """
href => {
  const link = document.createElement("a")
  link.className = "p-go"
  link.href = href
  document.body.append(link)
  link.click()
  link.remove()
}
"""


def seen(browser: Browser, address: str) -> Iterator[Row]:
    """First views, first visits, later ones, and the two looks that read most."""
    yield _first_view(browser, address)
    for name in _READY:
        if name:
            yield _first_visit(browser, address, name)
    yield _first_site(browser, address)
    yield from _changes(browser, address)
    yield from _looks(browser, address)


def _first_view(browser: Browser, address: str) -> Row:
    taken = []
    for _ in range(_REPEATED):
        page = _page(browser)
        taken.append(_seconds(partial(page.goto, address), page, _READY[""]))
        page.context.close()
    how = f"{WHAT}; overview until the last tile stands, empty browser cache"
    return _row("first view", taken, how, Target(2.0))


def _first_visit(browser: Browser, address: str, name: str) -> Row:
    taken = []
    for _ in range(_REPEATED):
        page = _on_overview(browser, address)
        taken.append(_seconds(partial(_follow, page, name), page, _READY[name]))
        page.context.close()
    how = f"empty browser cache; click in the menu after {_READ_S} s on the overview"
    return _row(f"first visit to {name}", taken, how, _CHANGE)


def _first_site(browser: Browser, address: str) -> Row:
    taken = []
    for turn in range(_REPEATED):
        page = _on_overview(browser, address)
        tile = page.locator("a.p-tile").nth(turn)
        taken.append(_seconds(tile.click, page, _PICTURE))
        page.context.close()
    how = f"empty browser cache; click on a tile after {_READ_S} s, until the picture is drawn"
    return _row("first visit to a site", taken, how, _LOOK)


def _changes(browser: Browser, address: str) -> Iterator[Row]:
    """From page to page by the menu's own links, each several times."""
    page = _on_overview(browser, address)
    for name, ready in _READY.items():
        taken = [_change(page, name, ready) for _ in range(_REPEATED)]
        how = "click in the menu until its data stands"
        yield _row(f"page change to {name or 'ringkasan'}", taken, how, _CHANGE)
    page.context.close()


def _looks(browser: Browser, address: str) -> Iterator[Row]:
    """Each time another month and another site: the server has read none of them before."""
    page = _on_overview(browser, address)
    sites = page.locator("a.p-tile").evaluate_all("all => all.map(each => each.href)")
    years = [f"{href}&rentang=1t" for href in _paths(sites[20 : 20 + _REPEATED], address)]
    months = [f"/sla?bulan={month}" for month in _past_months()]
    for title, links, ready in (
        ("SLA of a past month", months, _READY["sla"]),
        ("a site with a year", years, _PICTURE),
    ):
        taken = []
        for href in links:
            _follow(page, "laporan")
            page.wait_for_selector(_READY["laporan"])
            taken.append(_seconds(partial(page.evaluate, _GO, href), page, ready))
        how = "by a link in the page, each time another one, the first included"
        yield _row(title, taken, how, _LOOK)
    page.context.close()


def _past_months() -> list[str]:
    """Months before the last, the newest first, as addresses name them.

    Not the last: the reports ask for it, and it would be known already.
    """
    today = time.gmtime()
    counted = [today.tm_year * 12 + today.tm_mon - 1 - back for back in range(2, 2 + _REPEATED)]
    return [f"{each // 12}-{each % 12 + 1:02}" for each in counted]


def _paths(urls: list[str], address: str) -> list[str]:
    return [url.removeprefix(address) for url in urls]


def _page(browser: Browser) -> Page:
    """In a context of its own: nothing is in its cache."""
    return browser.new_page(viewport={"width": 1366, "height": 768})


def _on_overview(browser: Browser, address: str) -> Page:
    """After somebody looked at the overview for a moment."""
    page = _page(browser)
    page.goto(address)
    page.wait_for_selector(_READY[""])
    page.wait_for_timeout(_READ_S * 1000)
    return page


def _change(page: Page, name: str, ready: str) -> float:
    """There from another page."""
    away = "laporan" if name != "laporan" else ""
    _follow(page, away)
    page.wait_for_selector(_READY[away])
    return _seconds(partial(_follow, page, name), page, ready)


def _follow(page: Page, name: str) -> None:
    page.locator(f"[data-testid=stTopNavLink][href$='/{name}']").first.click()


def _seconds(act: Callable[[], object], page: Page, ready: str) -> float:
    began = time.monotonic()
    act()
    # Looked for at each frame: the browser's remote control looks again after up to half a second.
    page.wait_for_function(_VISIBLE, arg=ready, polling="raf")
    return time.monotonic() - began


def _row(what: str, taken: list[float], how: str, target: Target) -> Row:
    how = f"{how}; median of {len(taken)}"
    return Row(what, median(taken), "s", how, (min(taken), max(taken)), target)
