"""Inventaris: what is in force, what the file would change, what hangs on what, and imports."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.inventaris.file import apply_file, read_applied, read_file_now
from dashboard.inventaris.past_imports import read_past_imports
from dashboard.inventaris.reads import preview, read_provider
from dashboard.inventaris.tree import tree
from dashboard.reading import read_snapshot
from dashboard.summary import overview
from pantau.actions.acting import Actor, Refused
from pantau.actions.imports import revoke_import
from pantau.actions.provider.cells import Zone
from pantau.facts.dealings import ProviderListed
from pantau.facts.words import Role
from pantau.inventory.model import Upstream
from pantau.store import Store
from tests.dashboard.conftest import SignIn
from tests.dashboard.opened import html, opened, pressed, sound
from tests.dashboard.world import HOSTILE, World, inventory_text

PARTS = ("titik", "berkas", "jaringan", "impor")
OUTAGES = b"site,started_at,ended_at,cause\ns-1,2026-01-02T08:00,2026-01-02T09:00,power\n"


def edited(world: World, old: str, new: str) -> None:
    """The file says something else, and nothing has applied it."""
    text = world.text.replace(old, new)
    assert text != world.text
    world.settings.inventory.write_text(text)


def in_force(world: World) -> str | None:
    with Store.open(world.settings.data, readonly=True) as store:
        return store.last_inventory()


def by(role: Role, world: World) -> Actor:
    return Actor("sri", "test", role, world.now)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_stands_on_an_empty_store(world: World, part: str, signed_in: SignIn) -> None:
    signed_in(Role.TECHNICIAN)
    opened("inventaris", inventaris=part)


@pytest.mark.parametrize(("part", "language"), list(zip(PARTS, ("id", "en") * 2, strict=True)))
def test_every_part_stands_with_hostile_names(
    world: World, part: str, language: str, signed_in: SignIn
) -> None:
    signed_in(Role.MANAGER)
    world.text = inventory_text(first=HOSTILE)
    world.write_inventory()
    world.began()
    world.went_down(["s-1"])
    world.committed()
    assert "<script>" not in html(opened("inventaris", inventaris=part, lang=language))


def test_addresses_are_for_staff(world: World, signed_in: SignIn) -> None:
    world.began()
    for role, column in ((Role.VIEWER, False), (Role.TECHNICIAN, True)):
        signed_in(role)
        page = opened("inventaris", lang="en")
        assert ("Address" in page.dataframe[0].value.columns) == column
        assert "Telkom" in page.dataframe[0].value["Provider"].tolist()


def test_the_file_that_is_in_force_says_so(world: World) -> None:
    world.began()
    now = read_file_now(world.settings.inventory, world.inventory, world.now)
    assert (now.digest, now.edit, now.lines) == (world.inventory.digest, None, ())
    [applied] = read_applied(world.settings)
    assert applied.digest == world.inventory.digest


def test_an_edit_is_weighed_before_it_is_applied(world: World) -> None:
    world.began()
    edited(world, "name: 'Dinas Contoh 2'", "name: 'Dinas Lain'")
    now = read_file_now(world.settings.inventory, world.inventory, world.now)
    assert now.edit is not None
    assert now.edit.entry.changed == ("s-2",)
    assert now.edit.refused == ()
    assert [line[0] for line in now.lines if "Dinas" in line] == [" ", "-", "+", " "]


def test_every_problem_of_a_file_is_shown_with_its_line(world: World, signed_in: SignIn) -> None:
    world.began()
    edited(world, "objective: 99.5", "objective: banyak")
    signed_in(Role.TECHNICIAN)
    text = html(opened("inventaris", inventaris="berkas", lang="en"))
    line = world.settings.inventory.read_text()[: world.text.index("objective")].count("\n") + 1
    assert f"<code>inventory.yaml:{line}</code>" in text
    assert "banyak" in text


def test_a_file_that_is_gone_is_told_of(world: World, signed_in: SignIn) -> None:
    world.began()
    world.settings.inventory.unlink()
    signed_in(Role.TECHNICIAN)
    text = html(opened("inventaris", inventaris="berkas", lang="en"))
    assert "It cannot be read: No such file or directory" in text


def test_staff_apply_an_edit_that_nothing_speaks_against(world: World, signed_in: SignIn) -> None:
    world.began()
    edited(world, "name: 'Dinas Contoh 2'", "name: 'Dinas Lain'")
    before = in_force(world)
    signed_in(Role.TECHNICIAN)
    pressed(opened("inventaris", inventaris="berkas", lang="en"), "Apply now")
    assert in_force(world) != before
    assert read_applied(world.settings)[0].entry.author == "sri"


def test_a_change_of_the_past_wants_a_manager_and_a_reason(world: World, signed_in: SignIn) -> None:
    world.began()
    edited(world, "fee: 2500000", "fee: 2400000")
    before = in_force(world)
    signed_in(Role.TECHNICIAN)
    page = opened("inventaris", inventaris="berkas", lang="en")
    assert [each.label for each in page.button] == []
    signed_in(Role.MANAGER)
    page = opened("inventaris", inventaris="berkas", lang="en")
    pressed(page, "Apply as a correction")
    assert "reason is empty" in page.error[0].value
    assert in_force(world) == before
    page.text_input(key="berkas_alasan").set_value("salah ketik")
    pressed(page, "Apply as a correction")
    assert read_applied(world.settings)[0].correction == "salah ketik"


def test_only_the_file_that_was_shown_is_applied(world: World) -> None:
    world.began()
    shown = "0" * 64
    with world.store() as store:
        done = apply_file(store, by(Role.MANAGER, world), world.settings.inventory, shown, None)
        assert isinstance(done, Refused)
        assert done.message.startswith("The file has changed since")
        world.settings.inventory.unlink()
        gone = apply_file(store, by(Role.MANAGER, world), world.settings.inventory, shown, None)
        assert isinstance(gone, Refused)


def test_what_hangs_on_what(world: World) -> None:
    world.began()
    world.went_down(["s-4"])
    world.committed()
    sites = tuple(
        replace(site, upstream={"s-2": "hub", "s-3": "s-2", "s-4": "s-2"}.get(site.id))
        for site in world.inventory.sites
    )
    hub = Upstream("hub", "Hub", None, "Telkom", None)
    inventory = replace(world.inventory, sites=sites, upstreams={"hub": hub})
    seen = overview(read_snapshot(world.settings, world.now), world.now)
    tiles = {tile.site: tile for each in seen.districts for tile in each.tiles}
    found = tree(inventory, tiles)
    [root] = found.roots
    [inner] = root.branches
    assert (root.name, root.tiles, inner.site) == ("Hub", (), True)
    assert [tile.site for tile in inner.tiles] == ["s-2", "s-3", "s-4"]
    assert root.down == 1
    assert len(found.free) == 9


def given(page: AppTest, name: str, data: bytes) -> AppTest:
    page.file_uploader[0].set_value((name, data, "text/csv"))
    page.run()
    sound(page)
    return page


def test_a_list_of_outages_is_read_dry_taken_and_revoked(world: World, signed_in: SignIn) -> None:
    world.began()
    signed_in(Role.MANAGER)
    page = opened("inventaris", inventaris="impor", lang="en")
    page.date_input(key="impor_dari").set_value("2026-01-01")
    page.date_input(key="impor_sampai").set_value("2026-01-31")
    given(page, "pln.csv", OUTAGES)
    assert page.success[0].value.startswith("1 row is sound. Watched: 12 sites")
    assert read_past_imports(world.settings) == ()
    pressed(page, "Import")
    [past] = read_past_imports(world.settings)
    assert (past.file, past.outages, past.author, past.revoked) == (
        "pln.csv",
        1,
        "sri",
        None,
    )
    assert "Import" not in [each.label for each in page.button]
    with world.store() as store:
        revoke_import(store, by(Role.MANAGER, world), past.id, "salah bulan")
    [past] = read_past_imports(world.settings)
    assert past.revoked is not None


def test_one_bad_row_keeps_the_whole_list_out(world: World, signed_in: SignIn) -> None:
    world.began()
    signed_in(Role.TECHNICIAN)
    page = opened("inventaris", inventaris="impor", lang="en")
    given(page, "pln.csv", OUTAGES + b"s-99,2026-01-02,2026-01-03,\n")
    assert "line" in page.error[0].value
    assert "Import" not in [each.label for each in page.button]


def test_gaps_are_imported_for_all_sites(world: World, signed_in: SignIn) -> None:
    world.began()
    signed_in(Role.TECHNICIAN)
    page = opened("inventaris", inventaris="impor", lang="en")
    page.button_group(key="impor_jenis").set_value("gaps")
    page.run()
    given(page, "gap.csv", b"site,started_at,ended_at\n*,2026-01-02T08:00,2026-01-02T09:00\n")
    pressed(page, "Import")
    [past] = read_past_imports(world.settings)
    assert (past.gaps, past.begin) == (1, None)


def test_the_providers_list_wants_its_time_zone_first(world: World, signed_in: SignIn) -> None:
    world.began()
    signed_in(Role.TECHNICIAN)
    page = opened("inventaris", inventaris="impor", lang="en")
    page.button_group(key="impor_jenis").set_value("provider")
    page.run()
    month = page.selectbox(key="impor_bulan").value
    rows = f"Nama Titik;Mulai;Selesai\nDinas Contoh 1;{month:%Y-%m}-02 08:00;{month:%Y-%m}-02 09:00"
    given(page, "telkom.csv", rows.encode())
    assert page.warning[0].value.startswith("Choose the time zone first")
    page.selectbox(key="impor_zona").set_value("WITA")
    page.run()
    pressed(page, "Import")
    [past] = read_past_imports(world.settings)
    assert (past.id[0], past.provider, past.outages) == ("L", "Telkom", 1)


def test_a_recap_of_the_provider_shows_its_sums(world: World) -> None:
    rows = b"Nama Titik;Ketersediaan;Downtime (menit)\nDinas Contoh 1;99,5;12\n"
    asked = ("2026-12-01", Zone.WIB, "Telkom", {})
    read = read_provider(rows, "rekap.csv", world.inventory, asked, Role.TECHNICIAN)
    assert isinstance(read, ProviderListed)
    [row] = preview(read)
    assert (row.site, row.words) == ("s-1", "720 s · 99.5 %")


SITES = b"nama;jenis;kecamatan;alamat ip;kontrak;paket\nLolo;desa;Kuaro;127.64.9.1;telkom;fo-50\n"


def test_a_list_of_sites_is_shown_then_written_and_put_in_force(
    world: World, signed_in: SignIn
) -> None:
    world.began()
    signed_in(Role.TECHNICIAN)
    contract = next(iter(world.inventory.contracts.values()))
    rows = SITES.replace(b"telkom", contract.id.encode()).replace(
        b"fo-50", next(iter(contract.tiers)).encode()
    )
    page = given(opened("inventaris", lang="en"), "titik.csv", rows)
    assert page.success[0].value.startswith("1 sites new, 0 changed")
    assert "+" in page.code[0].value
    assert world.settings.inventory.read_text() == world.text
    pressed(page, "Put these sites in force")
    assert "desa-lolo" in world.settings.inventory.read_text()
    [first, *_] = read_applied(world.settings)
    assert (first.entry.author, first.added) == ("sri", 1)


def test_a_bad_row_or_a_broken_file_keeps_a_list_of_sites_out(
    world: World, signed_in: SignIn
) -> None:
    world.began()
    signed_in(Role.TECHNICIAN)
    page = given(opened("inventaris", lang="en"), "titik.csv", SITES.replace(b"Kuaro", b"Kuro"))
    assert "line" in page.error[0].value
    edited(world, "objective: 99.5", "objective: banyak")
    page = given(opened("inventaris", lang="en"), "titik.csv", SITES)
    assert "itself has mistakes" in page.error[0].value
    assert not [each for each in page.button if each.label.startswith("Put")]


def test_a_viewer_is_offered_no_act(world: World, signed_in: SignIn) -> None:
    world.began()
    edited(world, "name: 'Dinas Contoh 2'", "name: 'Dinas Lain'")
    signed_in(Role.VIEWER)
    for part in PARTS:
        page = opened("inventaris", inventaris=part)
        assert [each.label for each in page.button] == []
        assert not page.file_uploader
        assert not page.code
