"""The picture's times are the regency's, whichever zone a browser stands in."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from dashboard.titik.chart import chart
from dashboard.titik.samples import Seen
from pantau.facts.instant import HOUR, MINUTE, SECOND, from_datetime, to_datetime
from tests.dashboard.chromium import Server, Watched
from tests.dashboard.world import World

WITA = ZoneInfo("Asia/Makassar")
SHOWN = "document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range.map(String)"
LANE = """() => document.querySelector('.js-plotly-plot')._fullData
  .filter(each => each.orientation === 'h').map(each => String(each.base[0]))"""
# Where a wall time stands on the axis, as the browser reckons it.
PLACE = """word => { const axis = document.querySelector('.js-plotly-plot')._fullLayout.xaxis
  return axis.d2p(word) / axis._length }"""


def test_no_number_stands_for_a_time() -> None:
    begin = from_datetime(datetime(2026, 11, 26, 17, tzinfo=WITA)) // SECOND
    seen = Seen((begin, begin + 3_600), None, [(begin + 60, begin + 120)], [], [], ())
    made = json.loads(chart(seen, WITA, "id", "light").to_json())
    assert made["layout"]["xaxis"]["range"] == ["2026-11-26T17:00:00", "2026-11-26T18:00:00"]
    lanes = [each for each in made["data"] if each.get("orientation") == "h"]
    assert [each["base"] for each in lanes] == [["2026-11-26T17:00:00"], ["2026-11-26T17:01:00"]]
    assert [each["x"] for each in lanes] == [[3_600_000], [60_000]]
    bands = [each["x"] for each in made["data"] if each.get("orientation") != "h"]
    assert all(isinstance(at, str | None) for band in bands for at in band)


@pytest.mark.browser
@pytest.mark.timeout(120)
@pytest.mark.parametrize("zone", ["Asia/Makassar", "UTC", "America/New_York"])
def test_an_outage_stands_where_it_was(
    world: World, server: Server, browser: Watched, zone: str
) -> None:
    page = browser.new_page(timezone_id=zone)
    page.goto(f"{server.address}/titik?site=s-1&rentang=1j")
    expect(page.locator(".js-plotly-plot .barlayer path").first).to_be_attached(timeout=30_000)
    first, last = (each[:16].replace("T", " ") for each in page.evaluate(SHOWN))
    begin, end = (f"{to_datetime(at, WITA):%Y-%m-%d %H:%M}" for at in (world.now - HOUR, world.now))
    assert begin[:13] in {first[:13], f"{to_datetime(world.now - HOUR + MINUTE, WITA):%Y-%m-%d %H}"}
    assert abs(page.evaluate(PLACE, begin)) < 0.1
    assert abs(page.evaluate(PLACE, end) - 1) < 0.1
    # s-1 is down since ten minutes.
    down = to_datetime((world.now - 10 * MINUTE) // SECOND * SECOND, WITA)
    assert f"{down:%Y-%m-%dT%H:%M:%S}" in page.evaluate(LANE)
    assert last > first
