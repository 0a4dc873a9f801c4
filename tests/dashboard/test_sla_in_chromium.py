"""From a kecamatan to what makes a site's figure, by mouse, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.dashboard.chromium import Server, Watched

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def choose_first_row(page: Page) -> None:
    """The box at the left end of the first row; a table is drawn, so it is clicked by place."""
    page.get_by_test_id("stDataFrame").first.click(position={"x": 17, "y": 38 + 17})


def test_clicks_lead_from_a_group_to_the_outages_and_links_back(
    server: Server, browser: Watched
) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 1000})
    page = context.new_page()
    page.goto(f"{server.address}/sla?per=kecamatan")
    expect(page.locator(".s-bar")).to_be_visible(timeout=30_000)
    choose_first_row(page)
    expect(page).to_have_url(re.compile("kelompok="), timeout=15_000)
    expect(page.locator(".s-trail strong")).to_contain_text("Kecamatan: ")
    choose_first_row(page)
    expect(page).to_have_url(re.compile("site=s-"), timeout=15_000)
    expect(page.locator(".s-working li").first).to_contain_text("waktu layanan = ")
    expect(page.locator(".s-trail a")).to_have_count(2)

    page.locator(".s-trail a").first.click()
    expect(page.locator(".s-trail")).to_have_count(0, timeout=15_000)
    assert "kelompok" not in page.url
    page.get_by_text("Pengandaian").click()
    expect(page.locator(".s-estimate")).to_be_visible(timeout=15_000)
    assert "bagian=andai" in page.url
