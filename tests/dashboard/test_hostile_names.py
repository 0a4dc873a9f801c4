"""Hostile words on every page: they are text, turn nothing around, and widen no page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.markup import element, joined
from dashboard.pages import PAGES
from dashboard.settings import Settings
from pantau.actions.acting import words_fault
from pantau.facts.words import Role
from pantau.inventory import parse_inventory
from pantau.language import translator
from pantau.language.isolate import _TURNS, isolated, turns
from tests.dashboard.chromium import Server, Watched, chromium, serving
from tests.dashboard.conftest import SignIn
from tests.dashboard.hands import calm
from tests.dashboard.hostile import GOOD, REFUSED, SHAPES, hostile_day, text
from tests.dashboard.opened import html, opened
from tests.dashboard.world import World

FSI, PDI = "\u2068", "\u2069"
TURNING = [each for each in (*SHAPES, *REFUSED) if turns(each)]

PLACES = [
    *("", "gangguan", "gangguan?bagian=pengecualian", "gangguan?bagian=pemeliharaan"),
    *("gangguan?bagian=keberatan", "gangguan?bagian=serah-terima", "peta", "peta?warna=media"),
    *("titik", "titik?site=s-3", "titik?site=s-6", "sla", "sla?per=kecamatan", "sla?site=s-4"),
    *("sla?per=penyedia", "sla?bagian=andai"),
    *("laporan", "laporan?bagian=uang", "laporan?bagian=berkas", "laporan?bagian=rekonsiliasi"),
    *("rapat", "rapat?bagian=daftar", "rapat?bagian=baru"),
    *("wilayah?bagian=cakupan", "wilayah?bagian=laporan", "wilayah?bagian=buletin"),
    *("rencana?bagian=serat", "rencana?bagian=pemakaian", "rencana?bagian=pendanaan"),
    *("rencana?bagian=kewajiban", "siaga", "siaga?siaga=senyap"),
    *("inventaris", "inventaris?inventaris=jaringan"),
    *("sistem", "sistem?sistem=jejak", "sistem?sistem=akun"),
    *("dinding?tampilan=titik", "dinding?tampilan=peta", "dinding?tampilan=bulan"),
    *("akun", "tidak-ada", "tidak/ada"),
]

# Words that turn, in HTML of ours: each must stand in an element that keeps them from it.
LOOSE = """() => {
  const turns = /[\\u200f\\u202a-\\u202e\\u2066\\u2067\\u0590-\\u08ff]/
  const found = []
  for (const root of document.querySelectorAll('[data-testid=stHtml], body > main')) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const node = walk.currentNode
      if (!turns.test(node.data) || node.parentElement.closest('style, script')) continue
      const kept = node.parentElement.closest('bdi')
      const inside = /\\u2068[^\\u2069]*[\\u200f\\u202a-\\u202e\\u0590-\\u08ff]/
      if (!kept && !inside.test(node.data)) found.push(node.data.slice(0, 60))
    }
  }
  return found
}"""
# How far the page can be moved to the side, and what of it stands out.
WIDER = """() => {
  const main = document.querySelector('[data-testid=stMain]') || document.documentElement
  const over = each => each.scrollWidth - each.clientWidth
  return [over(document.documentElement), over(document.body), over(main)]
}"""


@pytest.mark.parametrize("name", REFUSED)
def test_no_door_takes_what_nobody_can_see(name: str) -> None:
    assert parse_inventory(text().encode(), "inventory.yaml").inventory is not None
    bad = parse_inventory(text().replace("spasi lebar", name).encode(), "inventory.yaml")
    assert bad.inventory is None
    assert any("invisible" in str(each.why) for each in bad.errors)
    assert words_fault(reason=name) is not None


def test_what_an_address_brings_is_isolated_too(world: World, signed_in: SignIn) -> None:
    hostile_day(world)
    signed_in(Role.ADMIN)
    shown = opened("titik", site=REFUSED[1])
    [told] = [each.value for each in shown.warning if "tidak ditutup" in each.value]
    assert told.count(FSI) == told.count(PDI) == 1


def test_what_turns_is_isolated_in_markup() -> None:
    for name in TURNING:
        made = element("p", "before ", name, " after", title=name)
        assert f"<bdi>{name}</bdi> after" in made
        assert f'title="{FSI}' in made
    assert element("p", "Dinas é 👩🏽\u200d💻") == "<p>Dinas é 👩🏽\u200d💻</p>"
    assert joined("<b>\u202e") == "<bdi>&lt;b&gt;\u202e</bdi>"
    # A title holds no elements.
    assert element("title", "\u202ex") == f"<title>{FSI}\u202ex{PDI}</title>"


def test_what_turns_is_isolated_in_sentences() -> None:
    say = translator("en")
    for name in TURNING:
        said = say("Kecamatan {name}", name=name)
        assert said == f"Kecamatan {isolated(name)}"
        assert said.endswith(PDI)
        # Nothing inside ends the isolate before its time, or begins one that nobody ends.
        assert said.count(FSI) == said.count(PDI) == 1
    assert say("Kecamatan {name}", name="Kuaro") == "Kecamatan Kuaro"
    assert isolated("مكتب") == f"{FSI}مكتب{PDI}"


@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.name)
def test_no_page_makes_markup_of_them(world: World, signed_in: SignIn, page: object) -> None:
    hostile_day(world)
    signed_in(Role.ADMIN)
    for asked in ({}, {"site": "s-3"}):
        shown = opened(page.name, **asked)  # type: ignore[attr-defined]
        said = html(shown)
        assert "<script" not in said
        assert "<img src=x" not in said
        alone = re.sub("<bdi>.*?</bdi>|\u2068.*?\u2069", "", said, flags=re.DOTALL)
        assert not turns(alone), re.findall(f".{{40}}{_TURNS.pattern}", alone)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Watched]]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    world = World(Settings(folder / "data", folder / "inventory.yaml"))
    hostile_day(world)
    with serving(world, folder) as server, chromium() as browser:
        yield server, browser
        assert "Traceback" not in server.log.read_text()


def come_in(page: Page, server: Server, name: str) -> None:
    page.goto(f"{server.address}/masuk")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", GOOD)
    page.keyboard.press("Enter")
    expect(page.locator(".p-who")).to_be_visible(timeout=30_000)


@pytest.mark.browser
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_no_page_is_wider_than_its_window_and_nothing_is_turned_around(
    whole: tuple[Server, Watched], width: int, height: int
) -> None:
    server, browser = whole
    page = browser.new_page(viewport={"width": width, "height": height}, locale="id-ID")
    come_in(page, server, "panjang" if width > 1000 else "ani")
    for place in PLACES:
        page.goto(f"{server.address}/{place}")
        if page.get_by_test_id("stApp").count():
            expect(page.get_by_test_id("stHtml").first).to_be_attached(timeout=30_000)
            calm(page)
        assert page.evaluate(WIDER) == [0, 0, 0], place
        assert page.evaluate(LOOSE) == [], place
        assert page.locator("img[src=x], main script").count() == 0, place
    # An address that is none answers so, and browsers write that down.
    ears = browser.ears
    ears.complaints = [each for each in ears.complaints if "tidak" not in each]
    ears.assert_nothing()
    page.context.close()


@pytest.mark.browser
@pytest.mark.timeout(120)
def test_the_name_in_the_corner_never_lies_over_the_menu(whole: tuple[Server, Watched]) -> None:
    server, browser = whole
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    come_in(page, server, "panjang")
    for width in (1280, 1366, 1600, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        corner = page.locator(".st-key-corner").bounding_box()
        assert corner is not None
        ends = [
            box["x"] + box["width"]
            for each in page.locator("[data-testid=stTopNavLink]").all()
            if each.is_visible() and (box := each.bounding_box())
        ]
        assert ends
        assert max(ends) <= corner["x"], width
    page.context.close()
