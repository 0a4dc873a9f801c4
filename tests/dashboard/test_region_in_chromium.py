"""What the regency asked for, in a real browser: all eight parts, wide and on a telephone.

The browser itself listens: a complaint in a console, or a request to another host, fails the test.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from pantau.actions.coverage import state_coverage
from pantau.facts.coverage import CoverageStatement
from pantau.facts.instant import HOUR, MINUTE
from pantau.facts.region import Complaint, Coverage
from pantau.meeting.board import BEFORE_US, look_at
from tests.dashboard.chromium import Server, Watched, serving
from tests.dashboard.desk_world import actor, reported
from tests.dashboard.test_rapat import measured, planned
from tests.dashboard.test_rencana_funding import by, fund
from tests.dashboard.world import HOSTILE, World, inventory_text

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

LOOKS = os.environ.get("KEEP_PICTURES_IN")
WIDE: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
LOLO, KELADEN = "64.01.05.2002", "64.01.02.2004"

PARTS = {
    "wilayah?bagian=cakupan": "Tercakup per kecamatan",
    "wilayah?bagian=laporan": "Per desa, dalam 90 hari",
    "wilayah?bagian=buletin": "*GANGGUAN INTERNET*",
    "rapat": "Musrenbang Kecamatan Kuaro",
    "rencana": "Mutu menurut media",
    "rencana?bagian=pemakaian": "Belum ada titik dengan perangkat",
    "rencana?bagian=pendanaan": "Peralihan yang akan datang",
    "rencana?bagian=kewajiban": "Survei titik blank spot",
}


@pytest.fixture
def region(world: World, tmp_path: Path) -> Iterator[Server]:
    """A regency in which each of the eight parts has something to show."""
    world.text = inventory_text(first=HOSTILE)
    world.text = world.text.replace("sites:\n", "pages: {public: true}\nsites:\n")
    world.text = world.text.replace("{id: s-2,", f"{{id: s-2, desa: {LOLO}, medium: vsat,")
    world.text = world.text.replace(
        "Dinas Contoh 2', kind: opd, kecamatan: Long Ikis",
        "Dinas Contoh 2', kind: opd, kecamatan: Kuaro",
    )
    fund(world, "s-3", by("Provinsi", world, -300, 40), by("Kabupaten", world, 41))
    world.write_inventory()
    world.began(ago=2 * HOUR)
    world.went_down(["s-1"], ago=HOUR)
    planned(world, -10 * MINUTE, HOUR)
    span = look_at(world.now)
    measured(world, span.begin - BEFORE_US, world.now + HOUR, s_1=0, s_2=20)
    reported(world, village=LOLO, what=Complaint.NO_SIGNAL, at=world.now, since=world.now - HOUR)
    said = CoverageStatement(KELADEN, Coverage.ON_AIR, "2025-01", "Surat contoh")
    with world.store() as store:
        today = world.inventory.local_day(world.now)
        state_coverage(store, actor(world), said, today)
    world.committed()
    with serving(world, tmp_path) as made:
        yield made


def looked(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for one."""
    if LOOKS:
        page.screenshot(path=Path(LOOKS) / f"{name}.png", full_page=True)


def test_each_part_shows_what_it_is_for_and_is_no_wider_than_the_window(
    region: Server, browser: Watched, tmp_path: Path
) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    for number, (path, words) in enumerate(PARTS.items()):
        page.goto(f"{region.address}/{path}")
        # A table's cells are there for readers too, unseen, a while after the table is drawn.
        shown = page.get_by_text(words).filter(visible=True).first
        expect(shown).to_be_visible(timeout=60_000)
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
        expect(page.locator("a[href='http://x']")).to_have_count(0)  # a name is no link
        for size in (PHONE, WIDE):
            page.set_viewport_size(size)
            expect(shown).to_be_visible()
            assert not page.evaluate(TOO_WIDE), (path, size)
            looked(page, f"{size['width']}-{number}")
    page.goto(f"{region.address}/wilayah?bagian=buletin")
    expect(page.get_by_text("**tebal**").first).to_be_visible(timeout=60_000)
    with page.expect_download(timeout=60_000) as taken:
        page.get_by_text("Teks sebagai berkas").click()
    file = tmp_path / "buletin.txt"
    taken.value.save_as(file)
    assert "*GANGGUAN INTERNET*" in file.read_text(encoding="utf-8")
    page.goto(f"{region.address}/rencana?bagian=pendanaan")
    with page.expect_download(timeout=60_000) as taken:
        page.get_by_text("CSV", exact=True).click()
    file = tmp_path / "pendanaan.csv"
    taken.value.save_as(file)
    assert "Provinsi" in file.read_text(encoding="utf-8-sig")
    context.close()
    assert "Traceback" not in region.log.read_text()
