"""From the page of plans to another list by another weight, and to its file, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.dashboard.chromium import Server, Watched

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_a_weight_is_changed_and_the_list_taken_away(
    server: Server, browser: Watched, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 1400})
    page = context.new_page()
    page.goto(f"{server.address}/rencana")
    expect(page.get_by_text("Mutu menurut media")).to_be_visible(timeout=30_000)
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=30_000)
    working = page.locator(".s-working li")
    expect(working.first).to_contain_text("Waktu hilang:", timeout=30_000)
    before = working.last.inner_text()
    page.get_by_text("Bobot", exact=True).click()
    weight = page.get_by_label("Jenis layanan")
    weight.fill("50")
    weight.press("Enter")
    expect(page).to_have_url(re.compile("bobot_kind=50"), timeout=15_000)
    expect(working.filter(has_text="Jenis layanan")).to_contain_text("× 50,00", timeout=15_000)
    assert working.last.inner_text() != before
    with page.expect_download() as taken:
        page.get_by_text("XLSX dengan rumus").click()
    file = tmp_path / "serat.xlsx"
    taken.value.save_as(file)
    assert file.read_bytes().startswith(b"PK")
    assert taken.value.suggested_filename.startswith("serat-optik-")
    page.get_by_text("Kewajiban", exact=True).first.click()
    expect(page).to_have_url(re.compile("bagian=kewajiban"), timeout=15_000)
