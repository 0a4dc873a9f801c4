"""The public form as a cheap telephone shows it, and its answer on the page of the region."""

import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.guard import Guard
from dashboard.lapor.routes import Intake, lapor_routes
from dashboard.lapor.token import SOONEST_US
from pantau.actions.people_reports import answer_report
from pantau.store import Store
from tests.actions.acts import RINA
from tests.dashboard.chromium import Server, Watched
from tests.dashboard.villager import Later
from tests.dashboard.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

LOOKS = os.environ.get("KEEP_PICTURES_IN")
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
SCRIPT = "<img src=x onerror=alert(1)>"


def looked(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for one."""
    if LOOKS:
        page.screenshot(path=Path(LOOKS) / f"{name}.png", full_page=True)


@pytest.fixture
def served(world: World) -> Iterator[tuple[str, Later]]:
    """The form alone behind the guard, and its clock."""
    world.text = world.text.replace(
        "version: 1\n", "version: 1\npages: {people: {form: true}}\n", 1
    )
    world.write_inventory()
    world.began()
    world.committed()
    clock = Later()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        guard = Middleware(Guard, listening=lambda: "127.0.0.1")
        app = Starlette(routes=lapor_routes(Intake(clock)), middleware=[guard])
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = Thread(target=server.run, args=([listening],))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", clock
        server.should_exit = True
        thread.join(20)


def test_a_telephone_without_scripts_sends_a_report_and_reads_its_answer(
    world: World, served: tuple[str, Later], browser: Watched
) -> None:
    address, clock = served
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/lapor")
    assert not page.evaluate(TOO_WIDE)
    expect(page.get_by_label("Biarkan kosong")).not_to_be_in_viewport()
    page.get_by_label("Desa").select_option(label="Lolo")
    page.get_by_label("Apa keluhannya?").select_option(label="Tidak ada sinyal HP")
    page.get_by_label("Sejak kapan?").select_option(label="Sejak kemarin")
    page.get_by_label("Keterangan singkat").fill(SCRIPT)
    page.get_by_label("Telepon").fill("0800-000-1001")
    looked(page, "lapor")
    clock.later_us += SOONEST_US
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Anda sudah masuk")
    expect(page.get_by_text("Sinyal HP tidak diukur di sini")).to_be_visible()
    assert not page.evaluate(TOO_WIDE)
    assert context.cookies() == []
    code = page.url.rpartition("/")[2]
    assert re.fullmatch("[2-9a-z]{12}", code)
    with Store.open(world.settings.data) as store:
        with store.view() as view:
            report = view.people_report_of(code)
        assert report is not None
        answer_report(store, RINA, report.id, f"Dicatat {SCRIPT}")
    page.reload()
    expect(page.get_by_text(f"Dicatat {SCRIPT}")).to_be_visible()
    looked(page, "lapor-kode")
    context.close()


def test_the_page_of_the_region_shows_it_and_a_text_can_be_copied(
    world: World, server: Server, browser: Watched
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{server.address}/wilayah?bagian=buletin")
    text = page.locator("[data-testid=stCode]").first
    expect(text).to_contain_text("*GANGGUAN INTERNET*", timeout=30_000)
    page.get_by_text("Laporan warga", exact=True).click()
    expect(page.get_by_text("Belum ada laporan.")).to_be_visible(timeout=30_000)
    assert not page.evaluate(TOO_WIDE)
    context.close()
