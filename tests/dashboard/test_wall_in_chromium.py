"""The wall on a real screen: all of it is seen, on any size, and it needs no hands."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from pantau.facts.clock import SystemClock, now_us
from tests.dashboard.chromium import Server, Watched, started
from tests.dashboard.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

OVER = """
() => [...document.querySelectorAll('.w-wall *')].filter(each => {
  const place = each.getBoundingClientRect()
  return place.right > innerWidth + 1 || place.bottom > innerHeight + 1
}).length
"""
# Hundredths of the width: what has to be read from six metres (see wall.css).
LEAST = 1.4
READ = ".w-count span, .w-clock strong, .w-failure strong, .w-part strong"
SMALLEST = """
wanted => Math.min(...[...document.querySelectorAll(wanted)].map(
  each => parseFloat(getComputedStyle(each).fontSize) * 100 / innerWidth))
"""


def goes_on(world: World) -> None:
    world.now = now_us(SystemClock())
    world.committed(ago=0)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("view", ["titik", "peta", "bulan"])
def test_all_of_a_view_is_on_the_screen_and_read_from_afar(
    world: World, server: Server, browser: Watched, view: str, width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    goes_on(world)
    page.goto(f"{server.address}/dinding?tampilan={view}")
    wall = page.locator(".w-wall")
    expect(wall).to_be_visible(timeout=30_000)
    assert page.evaluate(OVER) == 0
    assert page.evaluate(SMALLEST, READ) >= LEAST - 0.01
    assert page.evaluate("document.documentElement.scrollHeight") == height
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_wall_outlives_its_server(
    world: World, server: Server, browser: Watched, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    goes_on(world)
    page.goto(f"{server.address}/dinding?tampilan=titik")
    expect(page.locator(".w-wall .p-down").first).to_be_visible(timeout=30_000)
    server.process.kill()
    server.process.wait()
    with started(world, tmp_path, server.port):
        goes_on(world)
        world.went_down(["s-2"])
        goes_on(world)
        # Nobody touches it: what happened since is on it.
        expect(page.locator(".w-wall")).to_contain_text("Dinas Contoh 2", timeout=90_000)
    # That its server was away it may complain of.
    browser.ears.complaints.clear()
