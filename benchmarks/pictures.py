"""Pictures of the pages for docs/, taken anew: ``python -m benchmarks.pictures docs/pictures``.

Of a demo, so that each shows something else than the one before: look at them before they are kept.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser import opened
from benchmarks.pages_demo import demo

# So long the scenario takes until something is down and a cause is suspected.
_LIVELY_MS, _SETTLED_MS = 90_000, 3_000


@dataclass(frozen=True, slots=True)
class Shot:
    """``shows``: what must stand on the page before it is taken."""

    name: str
    address: str
    width: int
    height: int
    theme: Literal["light", "dark"]
    shows: str


_SHOTS = (
    Shot("dark", "", 1366, 800, "dark", ".p-tile"),
    Shot("wall", "dinding?tampilan=titik", 1920, 1080, "dark", ".w-failure"),
    Shot("site", "titik?site=pustu-muara-toyu", 1366, 1200, "light", ".js-plotly-plot .main-svg"),
    Shot("map", "peta", 1366, 800, "light", ".m-site"),
    Shot("phone", "", 390, 844, "light", ".p-down-list"),
)


def main(folder: Path) -> None:
    """Take all of them."""
    with demo() as (address, _), sync_playwright() as playwright:
        browser = opened(playwright)
        waiting = browser.new_page()
        waiting.wait_for_timeout(_LIVELY_MS)
        waiting.close()
        for each in _SHOTS:
            _take(browser, address, each, folder / f"{each.name}.png")
        browser.close()


def _take(browser: Browser, address: str, shot: Shot, file: Path) -> None:
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.theme
    )
    page.goto(f"{address}/{shot.address}")
    page.wait_for_selector(shot.shows)
    page.wait_for_timeout(_SETTLED_MS)
    page.screenshot(path=file)
    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
