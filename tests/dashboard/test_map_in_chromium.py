"""The map in a real browser: moved, read, followed, and left alone by refreshes."""

import re

import pytest
from playwright.sync_api import expect

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND
from pantau.facts.journal import InventoryApplied
from tests.dashboard.chromium import SITES, Server, Watched
from tests.dashboard.world import HOSTILE, World, inventory_text, parsed

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

ALONE = "document.querySelector('.m-map').mark = 'still the same'"
SHIFT = "document.querySelector('.m-map svg > g').getAttribute('transform')"
# No two sites cover one another, and all lie within the map.
APART = """() => {
  const box = document.querySelector('.m-map').getBoundingClientRect()
  const all = [...document.querySelectorAll('.m-site path')].map(e => e.getBoundingClientRect())
  const out = all.filter(r => r.left < box.left || r.right > box.right || r.top < box.top
    || r.bottom > box.bottom).length
  let least = Infinity
  all.forEach((a, i) => all.slice(i + 1).forEach(b => {
    least = Math.min(least, Math.hypot(a.left + a.right - b.left - b.right,
      a.top + a.bottom - b.top - b.bottom) / 2 / Math.max(a.width, b.width)) }))
  return [all.length, out, least]
}"""


def placed(text: str) -> str:
    """Forty sites at one and the same place, the others on a line."""
    for number in range(1, SITES + 1):
        at = f"at: [{-1.9 + max(0, number - 40) / 100:.2f}, 116.19]"
        text = text.replace(f"{{id: s-{number},", f"{{id: s-{number}, {at},")
    return text


def goes_on(world: World) -> None:
    world.now = now_us(SystemClock())
    world.committed(ago=0)


def test_the_map_is_moved_read_and_followed_and_a_refresh_changes_only_what_changed(
    world: World,
    server: Server,
    browser: Watched,
) -> None:
    world.text = placed(inventory_text(SITES, first=HOSTILE))
    applied = InventoryApplied(digest=parsed(world.text).digest, text=world.text)
    with world.store() as store:
        store.record([applied], at=now_us(SystemClock()), author="tester", via="test")
    goes_on(world)
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{server.address}/peta?lang=en")
    expect(page.locator(".m-site")).to_have_count(SITES, timeout=30_000)
    expect(page.locator(".m-site.m-down")).to_have_count(1)
    number, outside, apart = page.evaluate(APART)
    assert (number, outside) == (SITES, 0)
    assert apart > 0.7

    # Reached by the keyboard alone; a hostile name is text.
    down = page.locator(".m-site.m-down")
    down.focus()
    expect(page.locator(".m-tip strong")).to_have_text(HOSTILE)
    assert page.locator(".m-map script, .m-map [onerror]").count() == 0

    # A closer look is in the address, and a refresh leaves it alone.
    page.evaluate(ALONE)
    page.get_by_role("button", name="Closer").click()
    expect(page).to_have_url(re.compile("lihat="))
    shift = page.evaluate(SHIFT)
    world.went_down(["s-2"], ago=6 * SECOND)
    goes_on(world)
    expect(page.locator(".m-site.m-down")).to_have_count(2, timeout=20_000)
    assert page.evaluate(SHIFT) == shift
    assert page.evaluate("document.querySelector('.m-map').mark") == "still the same"

    # The address shows the same part again.
    page.reload()
    expect(page.locator(".m-site")).to_have_count(SITES, timeout=30_000)
    before, after = (
        [float(part) for part in re.findall(r"-?[\d.]+", each)]
        for each in (shift, page.evaluate(SHIFT))
    )
    assert after == pytest.approx(before, abs=2)

    down.first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/titik\?.*site=s-"))


APART_BY = """() => {
  const [one, other] = ['s-41', 's-60'].map(id => [...document.querySelectorAll('.m-site')]
    .find(each => each.getAttribute('href')?.includes(`site=${id}`))
    .querySelector('path').getBoundingClientRect())
  return Math.hypot(one.x - other.x, one.y - other.y)
}"""


def test_two_fingers_look_closer_on_a_phone_and_the_page_stays_as_it_is(
    world: World,
    server: Server,
    browser: Watched,
) -> None:
    world.text = placed(inventory_text(SITES))
    applied = InventoryApplied(digest=parsed(world.text).digest, text=world.text)
    with world.store() as store:
        store.record([applied], at=now_us(SystemClock()), author="tester", via="test")
    goes_on(world)
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{server.address}/peta?lang=en")
    expect(page.locator(".m-site")).to_have_count(SITES, timeout=30_000)
    touch = page.context.new_cdp_session(page)
    box = page.locator(".m-map").bounding_box()
    assert box is not None
    across, down = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def fingers(kind: str, *apart: float) -> None:
        points = [{"x": across + each, "y": down, "id": n} for n, each in enumerate(apart)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    before = page.evaluate(APART_BY)
    fingers("touchStart", -30)
    fingers("touchStart", -30, 30)
    for step in range(1, 11):
        fingers("touchMove", -30 - step * 6, 30 + step * 6)
    fingers("touchEnd")
    expect(page).to_have_url(re.compile("lihat="))
    # The fingers went three times as far apart.
    assert 2 < page.evaluate(APART_BY) / before < 4
    assert page.evaluate("visualViewport.scale") == 1
    fingers("touchStart", -90, 90)
    for step in range(1, 11):
        fingers("touchMove", -90 + step * 7, 90 - step * 7)
    fingers("touchEnd")
    expect(page).not_to_have_url(re.compile("lihat="))
    assert abs(page.evaluate(APART_BY) / before - 1) < 0.05
