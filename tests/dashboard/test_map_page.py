"""The map through the router: every condition, the address, and what stands beside it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.links import page_url
from dashboard.peta.picture import part, picture
from pantau.facts.instant import SECOND
from pantau.facts.measured import upstream_name
from pantau.inventory.outlines.shapes import FILE, Outlines
from tests.dashboard.conditions import SITES, all_down, empty, stale
from tests.dashboard.test_page import ROUTER
from tests.dashboard.world import HOSTILE, World, inventory_text

MEDIA = ("fo", "tembaga", "radio", "modem-4g", "vsat", "leo")


def placed(text: str) -> str:
    """Every site but the last has a place; two share one."""
    for number in range(1, 12):
        at = f"at: [{-1.9 + max(number, 2) / 100:.2f}, 116.2]"
        medium = f", medium: {MEDIA[number - 1]}" if number <= len(MEDIA) else ""
        text = text.replace(f"{{id: s-{number},", f"{{id: s-{number}, {at}{medium},")
    return text


@pytest.fixture(autouse=True)
def places(world: World) -> None:
    world.text = placed(world.text)
    world.write_inventory()


def normal(world: World) -> None:
    world.began()
    world.went_down(SITES[:2])
    world.degraded(SITES[2])
    world.suspected(SITES[3])
    world.committed()


def blind(world: World) -> None:
    normal(world)
    world.blind()
    world.committed(ago=SECOND)


@dataclass
class Seen:
    page: AppTest
    html: str
    drawn: dict[str, Any]

    def tones(self) -> dict[str, int]:
        found = [self.drawn["shades"][mark["shade"]]["tone"] for mark in self.drawn["marks"]]
        return {tone: found.count(tone) for tone in found}

    def mark(self, site: str) -> dict[str, Any]:
        """As board.js reads it."""
        found = next(mark for mark in self.drawn["marks"] if mark["id"] == site)
        return {**self.drawn["shades"][found["shade"]], **found}


def opened(language: str = "en", **asked: str) -> Seen:
    page = AppTest.from_file(str(ROUTER), default_timeout=20)
    page.query_params["lang"] = language
    for key, value in asked.items():
        page.query_params[key] = value
    page.switch_page("views/peta.py")
    page.run()
    assert not page.exception, page.exception[0].stack_trace
    told = [
        json.loads(each.proto.json)
        for each in page.get("bidi_component")
        if each.proto.component_name == "pantau_map"
    ]
    drawn = [json.loads(each.pop("drawn")) | each for each in told]
    html = "\n".join(
        each.proto.body for each in page.get("html") if ".p-tile" not in each.proto.body
    )
    return Seen(page, html, drawn[0] if drawn else {})


@pytest.mark.parametrize(
    ("prepare", "tones"),
    [
        (empty, {"unknown": 11}),
        (normal, {"down": 2, "degraded": 1, "up": 8}),
        (all_down, {"down": 11}),
        (stale, {"unknown": 11}),
        (blind, {"unknown": 11}),
    ],
)
def test_every_condition_has_its_map(
    world: World, prepare: Callable[[World], None], tones: dict[str, int]
) -> None:
    prepare(world)
    seen = opened("id")
    assert seen.tones() == tones
    assert 'class="p-age' in seen.html
    assert len(seen.drawn["outlines"]) == 10
    assert seen.drawn["note"] == "Batas indikatif"


def test_a_site_tells_its_name_its_place_its_state_and_its_month(world: World) -> None:
    normal(world)
    seen = opened()
    mark = seen.mark("s-1")
    assert (mark["shape"], mark["sign"]) == ("square", "✕")
    assert mark["name"] == "Dinas Contoh 1"
    assert mark["lines"][0] == "Kuaro · Regional office · Optical fibre"
    assert mark["lines"][1].startswith("Down since ")
    assert mark["lines"][2].startswith("This month ")
    assert mark["lines"][2].endswith("objective 99.5 %")
    assert mark["href"] == page_url("titik", "en", site="s-1")
    asked = seen.mark("s-4")
    assert (asked["asked"], asked["sign"]) == (True, "…")
    assert "being asked again" in asked["lines"][1]


def test_the_legend_counts_and_sites_without_a_place_are_listed(world: World) -> None:
    normal(world)
    html = opened().html
    assert "<span>Down</span><b>2</b>" in html
    assert "<span>Up</span><b>9</b>" in html
    assert "Without a place on the map" in html
    assert ">Dinas Contoh 12</a>" in html
    assert ">Dinas Contoh 11</a>" not in html


def test_a_silent_link_is_named_and_rings_the_sites_that_fell_silent_with_it(world: World) -> None:
    hub = "upstreams:\n  hub: {name: Hub Contoh, address: 127.64.255.1}\nsites:"
    text = world.text.replace("sites:", hub, 1)
    for site in SITES[:3]:
        text = text.replace(f"{{id: {site},", f"{{id: {site}, upstream: hub,")
    world.text = text
    world.write_inventory()
    world.began()
    world.went_down([upstream_name("hub"), *SITES[:2], SITES[4]])
    world.committed()
    seen = opened()
    assert [mark["id"] for mark in seen.drawn["marks"] if mark.get("ring")] == ["s-1", "s-2"]
    assert seen.mark("s-1")["lines"][1].endswith("· with Hub Contoh")
    assert "<strong>Hub Contoh</strong>" in seen.html
    assert "Fell silent together with a shared link</span><b>2</b>" in seen.html


def test_the_address_chooses_what_colours_tell_and_nonsense_shows_the_state(world: World) -> None:
    normal(world)
    media = opened(warna="media")
    assert {media.mark(site)["shape"] for site in SITES[:7]} == {
        "circle", "square", "triangle", "diamond", "hexagon", "star", "ring",
    }  # fmt: skip
    assert "<span>VSAT</span><b>1</b>" in media.html
    assert "<span>Not given</span><b>6</b>" in media.html
    assert opened(warna="<b>").tones() == opened().tones()


def test_the_month_is_shown_against_the_objective(world: World) -> None:
    normal(world)
    seen = opened(warna="bulan")
    assert "This month against the objective" in seen.html
    # Ten minutes of thirty: no objective stands that.
    assert "<span>Misses its objective</span><b>2</b>" in seen.html
    assert seen.mark("s-1")["tone"] == "down"
    assert seen.mark("s-5")["tone"] == "up"


def test_an_unreadable_store_leaves_the_places_and_no_state(world: World) -> None:
    world.settings.data.mkdir()
    (world.settings.data / "journal.sqlite").write_bytes(b"this is not a database" * 100)
    seen = opened(warna="bulan")
    assert seen.tones() == {"unknown": 11}
    assert "THE DATA CANNOT BE READ" in seen.html
    assert "<span>Not judged yet</span><b>12</b>" in seen.html


def test_without_an_inventory_the_banner_says_why(world: World) -> None:
    world.settings.inventory.write_text("sites: [")
    seen = opened()
    assert seen.drawn == {}
    assert "THE INVENTORY CANNOT BE READ" in seen.html


def test_choosing_changes_the_address_and_the_state_leaves_none(world: World) -> None:
    normal(world)
    page = opened().page
    page.segmented_control(key="choice_warna").select("media").run()
    assert page.query_params["warna"] in ("media", ["media"])
    page.segmented_control(key="choice_warna").select("keadaan").run()
    assert "warna" not in page.query_params
    assert not page.exception


def test_a_kecamatan_of_the_address_is_looked_at(world: World) -> None:
    normal(world)
    assert opened().drawn["part"] is None
    part = opened(kecamatan="Kuaro").drawn["part"]
    whole = opened().drawn["whole"]
    assert part[2] < whole[2]
    assert 'aria-current="true"' in opened(kecamatan="Kuaro").html
    assert opened(kecamatan="Atlantis").drawn["part"] is None


@pytest.mark.parametrize(
    ("view", "box"),
    [
        ("100,200,50", [75.0, 175.0, 50.0, 50.0]),
        ("100,200", None),
        ("nan,0,50", None),
        ("0,inf,50", None),
        ("0,0,1", None),
        ("a,b,c", None),
        ("", None),
        (None, None),
    ],
)
def test_a_part_in_the_address_is_shown_if_it_makes_sense(
    view: str | None, box: list[float] | None
) -> None:
    assert part((), (), view, None) == box


def test_without_any_place_there_is_nothing_to_draw() -> None:
    assert picture((), Outlines(), "en") is None


def test_hostile_names_are_text_in_the_map_and_beside_it(world: World) -> None:
    world.text = placed(inventory_text(first=HOSTILE))
    world.write_inventory()
    world.began()
    world.went_down(["s-1"])
    world.committed()
    seen = opened()
    assert seen.mark("s-1")["name"] == HOSTILE
    assert "<script" not in seen.html
    assert "&lt;script&gt;" in seen.html


def test_outlines_that_cannot_be_used_are_told_once_and_ours_are_drawn(world: World) -> None:
    normal(world)
    world.settings.inventory.with_name(FILE).write_text("{}")
    seen = opened()
    assert len(seen.page.warning) == 1
    assert "no GeoJSON" in seen.page.warning[0].value
    assert len(seen.drawn["outlines"]) == 10
