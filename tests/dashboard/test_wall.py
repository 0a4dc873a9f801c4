"""The wall: whose turn it is, tiles that always fit, and grey where nothing is so now."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.dinding.sides import failures
from dashboard.dinding.turns import Turn, tile_size, turn_at, turn_seconds
from dashboard.overview import DownLink, DownSite
from dashboard.reading import Snapshot
from dashboard.summary import overview
from pantau.facts.instant import HOUR, MINUTE, SECOND
from tests.dashboard.world import HOSTILE, World, inventory_text

NOW = 1_790_000_000 * SECOND
ROUTER = Path(dashboard.__file__).with_name("router.py")


def wall(**asked: str) -> str:
    page = AppTest.from_file(str(ROUTER), default_timeout=20)
    page.switch_page("views/dinding.py")
    for key, value in asked.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception, page.exception[0].stack_trace
    return "\n".join(
        each.proto.body for each in page.get("html") if "<style" not in each.proto.body
    )


def normal(world: World) -> None:
    world.began()
    world.went_down(["s-1", "s-2"])
    world.committed()


def test_views_turn_by_the_clock_and_all_walls_together() -> None:
    seen = [turn_at(second * SECOND, 20, None) for second in range(0, 80, 20)]
    assert set(seen) == set(Turn)
    assert turn_at(19 * SECOND, 20, None) is turn_at(0, 20, None)
    assert turn_at(20 * SECOND, 20, None) is not turn_at(0, 20, None)


def test_an_address_may_want_one_view_for_ever_or_another_pace() -> None:
    assert {turn_at(at * MINUTE, 20, "bulan") for at in range(9)} == {Turn.MONTH}
    assert turn_at(0, 20, "nowhere") is turn_at(0, 20, None)
    assert [turn_seconds(asked) for asked in (None, "30", "1", "99999", "x", "²", "9" * 9)] == [
        20,
        30,
        5,
        3600,
        20,
        20,
        20,
    ]


@given(st.lists(st.integers(1, 120), min_size=1, max_size=14))
def test_every_tile_finds_room(counts: list[int]) -> None:
    size = tile_size(counts, 47, 32.8)
    a_row = int(47 / size)
    rows = sum(-(-count // a_row) for count in counts)
    assert (rows + 0.2 * len(counts)) * size <= 32.8 + 0.01 * len(counts)
    assert 0 < size <= 3.2


def test_the_wall_shows_every_site_who_fails_and_since_when(world: World) -> None:
    normal(world)
    text = wall(tampilan="titik", lang="en")
    assert text.count('class="p-tile ') == 12
    assert "w-grey" not in text
    assert "OLD DATA" not in text
    assert "<strong>Dinas Contoh 1</strong>" in text
    assert "Nobody is on call" not in text
    assert "Down now" in text


def link(number: int) -> DownLink:
    return DownLink(f"o-{number}", f"l-{number}", f"Link {number}", 0, 60, 0)


def down(number: int, because: str | None) -> DownSite:
    name = f"Site {number}"
    return DownSite(f"s-{number}", name, name, "", None, None, 0, 60, seen=True, because=because)


@pytest.mark.parametrize(
    ("links", "own", "below", "shown", "more"),
    [
        (0, 3, 2, ["Site 0", "Site 1", "Site 2", "Site 3", "Site 4"], ""),
        (2, 3, 9, ["Link 0", "Link 1", "Site 0", "Site 1", "Site 2", "Site 3"], "8 more sites"),
        (9, 1, 0, [f"Link {number}" for number in range(6)], "4 more sites"),
    ],
)
def test_what_finds_no_room_among_the_failures_is_counted(
    links: int, own: int, below: int, shown: list[str], more: str
) -> None:
    seen = replace(
        overview(Snapshot(), NOW),
        links=tuple(map(link, range(links))),
        down=(
            *(down(number, "Link 0") for number in range(own, own + below)),
            *(down(number, None) for number in range(own)),
        ),
    )
    text = failures(seen, NOW, ZoneInfo("UTC"), "en", band=True)
    assert re.findall(r"<strong>((?:Link|Site) \d+)</strong>", text) == shown
    assert f'<p class="w-more">{"and " * bool(more)}{more}</p>' in text


def test_the_month_has_its_turn(world: World) -> None:
    normal(world)
    text = wall(tampilan="bulan", lang="en")
    assert "Misses it" in text
    assert 'class="p-tile ' not in text


def test_a_calm_regency_fills_its_side_with_a_tick(world: World) -> None:
    world.began()
    world.committed()
    assert "w-calm" in wall()


def old(world: World) -> None:
    world.began()
    world.committed(ago=2 * HOUR)


def stopped(world: World) -> None:
    world.began()
    world.stopped(ago=30 * SECOND)


def nothing(world: World) -> None:
    """Nobody ever measured."""


@pytest.mark.parametrize(
    ("prepare", "words"),
    [(old, "OLD DATA: "), (stopped, "OLD DATA: "), (nothing, "NO DATA YET")],
)
def test_what_is_not_so_now_has_no_colour_and_is_said(
    world: World, prepare: Callable[[World], None], words: str
) -> None:
    prepare(world)
    text = wall(lang="en", tampilan="titik")
    assert 'class="w-wall w-grey"' in text
    assert words in text
    assert "p-tile p-up" not in text
    assert "w-calm" not in text


def test_a_name_is_text_on_the_wall_too(world: World) -> None:
    world.text = inventory_text(3, first=HOSTILE)
    world.write_inventory()
    normal(world)
    text = wall()
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_without_an_inventory_the_wall_still_says_what_time_it_is(world: World) -> None:
    world.settings.inventory.write_text("sites: [")
    assert "w-clock" in wall()
