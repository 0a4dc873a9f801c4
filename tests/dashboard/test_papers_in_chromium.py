"""Laporan in a real browser: a paper is made beside the page and comes down as a file."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.dashboard.test_outage_desk_in_chromium import people, signed_in

from tests.dashboard.test_in_chromium import Server, browser, server
from tests.dashboard.world import World

__all__ = ["browser", "server"]  # fixtures

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def test_a_manager_makes_a_paper_and_takes_it_away(
    world: World, server: Server, browser: Browser, tmp_path: Path
) -> None:
    people(world)
    month = f"{world.inventory.local_day(world.now):%Y-%m}"
    seen = signed_in(browser, server, "budi")
    page = seen.page
    page.goto(f"{server.address}/laporan?bagian=berkas&bulan={month}")
    make = page.get_by_role("button", name="Buat laporan")
    expect(make).to_be_visible(timeout=30_000)
    make.click()
    taking = page.get_by_role("button", name=f"Unduh laporan-sla-{month}-draf.")
    expect(taking).to_be_visible(timeout=60_000)
    with page.expect_download() as coming:
        taking.click()
    coming.value.save_as(tmp_path / "paper")
    assert len((tmp_path / "paper").read_bytes()) > 100
    assert coming.value.suggested_filename.startswith(f"laporan-sla-{month}-draf.")
    assert seen.complaints == []
    assert seen.strangers(server) == []
