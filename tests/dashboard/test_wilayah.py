"""Wilayah, the coverage of villages: what is known, what stands out, what staff do about it."""

import json

import pytest

from pantau.actions.coverage import import_coverage, state_coverage, statements
from pantau.actions.coverage_rows import CoverageRows, read_coverage
from pantau.actions.people_reports import mark_spam
from pantau.facts.coverage import CoverageStatement
from pantau.facts.instant import DAY
from pantau.facts.region import Complaint, Coverage
from pantau.facts.words import Role
from pantau.villages.coverage import Statement
from tests.actions.test_coverage import EXAMPLE
from tests.dashboard.conftest import SignIn
from tests.dashboard.desk_world import actor, reported
from tests.dashboard.opened import html, opened, pressed
from tests.dashboard.test_map_page import opened as map_opened
from tests.dashboard.world import HOSTILE, World

KELADEN, BELIMBING = "64.01.02.2004", "64.01.06.2012"
ROWS = (
    b"as_of,village,state,source\n2022-06,Kladen,survey,Tribun\n2022-06,Belimbing,building,Tribun\n"
)


@pytest.fixture(autouse=True)
def rina(signed_in: SignIn) -> None:
    signed_in(Role.TECHNICIAN)


def said(world: World) -> list[Statement]:
    with world.store() as store, store.view() as view:
        return statements(view)


def state(world: World, village: str, what: Coverage, source: str = "surat") -> None:
    told = CoverageStatement(village, what, "2025-07", source)
    with world.store() as store:
        done = state_coverage(store, actor(world), told, world.inventory.local_day(world.now))
    assert isinstance(done, str)


def with_a_site_in(world: World, village: str) -> None:
    world.text = world.text.replace("kecamatan: Kuaro,", f"kecamatan: Kuaro, desa: {village},", 1)
    world.write_inventory()


def test_an_empty_store_says_what_to_do(world: World) -> None:
    world.began()
    page = opened("wilayah", lang="en")
    assert "Write down what a letter" in page.info[0].value
    assert "of 144 villages" in html(page)
    assert "0.00 % of the villages" in html(page)


def test_the_example_is_counted_and_drawn(world: World) -> None:
    world.began()
    rows = read_coverage(EXAMPLE, "coverage.csv", world.inventory.local_day(world.now))
    assert isinstance(rows, CoverageRows)
    with world.store() as store:
        import_coverage(store, actor(world), rows)
    page = opened("wilayah", lang="en")
    assert "0.69 % of the villages" in html(page)  # Kepala Telake alone
    assert "Covered by kecamatan" in html(page)
    [figure] = page.get("plotly_chart")
    layers = json.loads(figure.proto.spec)["data"]
    assert [each["y"][-1] for each in layers] == [1, 0, 11, 4, 0]
    [figure] = opened("wilayah", lang="en", waktu="Long Kali").get("plotly_chart")
    layers = json.loads(figure.proto.spec)["data"]
    assert [each["y"][-1] for each in layers] == [1, 0, 1, 0, 0]  # Muara Toyu is planned
    assert "Kepala Telake" in html(opened("wilayah", lang="en", desa="64.01.08.2012"))


def test_a_village_that_is_said_to_be_covered_stands_out_while_its_site_is_long_down(
    world: World,
) -> None:
    with_a_site_in(world, KELADEN)
    world.began(ago=9 * DAY)
    [site] = [each for each in world.inventory.sites if each.desa]
    world.went_down([site.id], ago=4 * DAY)
    world.committed()
    state(world, KELADEN, Coverage.ON_AIR)
    page = opened("wilayah", lang="en")
    assert "Stands out: said one way, seen another" in html(page)
    assert f"a site there has long been down: {site.name}" in html(page)
    assert f'href="/titik?site={site.id}&amp;lang=en"' in html(
        opened("wilayah", lang="en", desa=KELADEN)
    )


def test_nobody_speaks_against_it_while_nobody_measures(world: World) -> None:
    with_a_site_in(world, KELADEN)
    world.began(ago=9 * DAY)
    [site] = [each for each in world.inventory.sites if each.desa]
    world.went_down([site.id], ago=4 * DAY)
    world.committed(ago=DAY)
    state(world, KELADEN, Coverage.ON_AIR)
    assert "Stands out: said" not in html(opened("wilayah", lang="en"))


def test_people_who_have_no_signal_speak_against_what_was_said(world: World) -> None:
    world.began()
    state(world, KELADEN, Coverage.ON_AIR)
    state(world, BELIMBING, Coverage.ON_AIR)
    for what in (Complaint.NO_SIGNAL, Complaint.NO_SIGNAL, Complaint.SLOW):
        reported(world, village=KELADEN, what=what, at=world.now - DAY, since=world.now - 2 * DAY)
    reported(
        world, village=BELIMBING, what=Complaint.SLOW, at=world.now - DAY, since=world.now - 2 * DAY
    )
    spam = reported(
        world,
        village=BELIMBING,
        what=Complaint.NO_SIGNAL,
        at=world.now - DAY,
        since=world.now - 2 * DAY,
    )
    with world.store() as store:
        mark_spam(store, actor(world), spam)
    shown = html(opened("wilayah", lang="en"))
    top = shown[shown.index("Stands out: said") : shown.index("of 144 villages")]
    assert "people there report otherwise (2)" in top
    assert "Belimbing" not in top


def test_statements_that_disagree_stand_on_top(world: World) -> None:
    world.began()
    state(world, BELIMBING, Coverage.ON_AIR)
    state(world, BELIMBING, Coverage.BLANK, "warga")
    shown = html(opened("wilayah", lang="en"))
    assert shown.index("Statements disagree") < shown.index("of 144 villages")


def test_the_history_names_every_source_as_text(world: World) -> None:
    world.began()
    state(world, BELIMBING, Coverage.WEAK, HOSTILE)
    shown = html(opened("wilayah", lang="en", desa=BELIMBING))
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_a_village_that_is_none_is_told_as_such(world: World) -> None:
    world.began()
    assert "There is no" in html(opened("wilayah", lang="en", desa="<b>64</b>"))


def test_staff_write_a_statement_down_and_take_it_back(world: World) -> None:
    world.began()
    page = opened("wilayah", lang="en", desa=KELADEN)
    page.selectbox(key="cakupan_keadaan_0").set_value("survey")
    page.text_input(key="cakupan_per_0").set_value("2022-06")
    page.text_input(key="cakupan_sumber_0").set_value("Tribun Kaltim")
    pressed(page, "Write the state down")
    [one] = said(world)
    assert (one.said.village, one.said.state, one.author) == (
        KELADEN,
        Coverage.SURVEY,
        "sri",
    )
    page = opened("wilayah", lang="en", desa=KELADEN)
    page.text_input(key="cakupan_cabut_alasan_0").set_value("salah desa")
    pressed(page, "Revoke the statement")
    assert said(world) == []


def test_a_statement_without_a_source_is_refused_and_what_was_typed_stays(world: World) -> None:
    world.began()
    page = opened("wilayah", lang="en", desa=KELADEN)
    page.text_input(key="cakupan_nama_0").set_value("BTS Keladen")
    pressed(page, "Write the state down")
    assert "source is empty" in page.error[0].value
    assert page.text_input(key="cakupan_nama_0").value == "BTS Keladen"
    assert said(world) == []


def test_a_list_is_read_dry_and_then_taken_once(world: World) -> None:
    world.began()
    page = opened("wilayah", lang="en")
    page.file_uploader[0].set_value(("desa.csv", ROWS, "text/csv"))
    page.run()
    assert said(world) == []
    pressed(page, "Take the statements")
    assert [each.said.village for each in said(world)] == [KELADEN, BELIMBING]
    page.file_uploader[0].set_value(("desa.csv", ROWS, "text/csv"))
    page.run()
    assert "Take the statements" not in [each.label for each in page.button]


def test_every_bad_row_is_named_and_nothing_is_offered(world: World) -> None:
    world.began()
    page = opened("wilayah", lang="en")
    page.file_uploader[0].set_value(("desa.csv", ROWS.replace(b"Kladen", b"Kla"), "text/csv"))
    page.run()
    assert "1 line keeps the file out" in page.error[0].value
    assert "Take the statements" not in [each.label for each in page.button]


def test_a_viewer_sees_it_and_is_offered_nothing(world: World, signed_in: SignIn) -> None:
    world.began()
    signed_in(Role.VIEWER)
    page = opened("wilayah", lang="en")
    assert "of 144 villages" in html(page)
    assert not page.button
    assert not page.file_uploader


def test_the_provider_has_no_such_page_and_no_such_map(world: World, signed_in: SignIn) -> None:
    world.began()
    state(world, BELIMBING, Coverage.ON_AIR)
    signed_in(Role.PROVIDER)
    assert "of 144 villages" not in html(opened("wilayah", lang="en"))
    assert "64.01" not in map_opened(warna="cakupan").html


def test_the_map_shows_the_villages(world: World) -> None:
    world.began()
    state(world, BELIMBING, Coverage.ON_AIR)
    seen = map_opened(warna="cakupan")
    assert seen.mark(BELIMBING)["href"] == f"/wilayah?desa={BELIMBING}&lang=en"
    assert seen.tones() == {"up": 1, "unknown": 143}
    assert "Covered by kecamatan" in seen.html


@pytest.mark.parametrize("asked", [{}, {"desa": KELADEN}])
def test_a_damaged_store_is_told_of(world: World, asked: dict[str, str]) -> None:
    world.settings.data.mkdir()
    (world.settings.data / "journal.sqlite").write_bytes(b"no database" * 100)
    assert "cannot be read" in opened("wilayah", lang="en", **asked).info[0].value
