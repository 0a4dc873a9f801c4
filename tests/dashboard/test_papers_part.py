"""Papers on the page: made beside it, seen to go on, taken away; those kept stand below."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.laporan import papers_part
from pantau.actions.apply import apply_inventory
from pantau.actions.months import close_month
from pantau.actions.papers import kept_papers
from pantau.facts.papers import PaperKind
from pantau.facts.said import MonthStanding
from pantau.facts.words import Role
from pantau.reports.job import Failed
from pantau.reports.papers import forms_of
from tests.dashboard.conftest import SignIn
from tests.dashboard.march import budi, march
from tests.dashboard.opened import html, opened, pressed, sound
from tests.dashboard.world import World, inventory_text

PATIENCE_S = 30
USUAL = forms_of(PaperKind.MONTHLY)[0].value


@pytest.fixture
def known(world: World) -> World:
    """March is known from an import, and the pages have an inventory in force."""
    with march(world) as store:
        apply_inventory(store, budi(world), world.inventory)
    return world


def page(**asked: str) -> AppTest:
    return opened("laporan", lang="en", bulan="2026-03", bagian="berkas", **asked)


def close(world: World) -> None:
    with world.store() as store:
        found = close_month(store, budi(world), world.inventory, "2026-03", "diterima")
    assert isinstance(found, MonthStanding), found


def made(seen: AppTest) -> AppTest:
    """After the button was pressed and the paper is there."""
    pressed(seen, "Make the paper")
    assert seen.session_state["paper_under_way"].job.wait(PATIENCE_S)
    seen.run()
    sound(seen)
    return seen


def taking(seen: AppTest) -> list[str]:
    """The buttons by which files are taken away."""
    return [each.proto.label for each in seen.get("download_button")]


def test_a_viewer_sees_what_is_kept_and_makes_nothing(known: World, signed_in: SignIn) -> None:
    signed_in(Role.VIEWER)
    seen = page()
    assert "Papers that are kept" in html(seen)
    assert "Make the paper" not in [each.label for each in seen.button]


def test_a_technician_makes_a_draft_that_is_not_kept(known: World, signed_in: SignIn) -> None:
    signed_in(Role.TECHNICIAN)
    seen = page()
    assert "is a draft, and is not kept" in seen.caption[0].value
    made(seen)
    assert seen.success[0].value == f"laporan-sla-2026-03-draf.{USUAL} is a draft; it is not kept."
    assert f"Take away laporan-sla-2026-03-draf.{USUAL}" in taking(seen)
    with known.store() as store, store.view() as view:
        assert kept_papers(view) == []


def test_the_paper_of_a_closed_month_is_kept_and_stands_in_the_list(
    known: World, signed_in: SignIn
) -> None:
    close(known)
    signed_in(Role.TECHNICIAN)
    refused = made(page())
    assert "ask one of: Manager, Administrator" in refused.error[0].value
    signed_in(Role.MANAGER)
    seen = made(page())
    with known.store() as store, store.view() as view:
        (kept,) = kept_papers(view)
    assert (kept.entry.author, kept.fact.role) == ("sri", Role.MANAGER)
    assert kept.fact.digest[:12] in seen.success[0].value
    table = seen.dataframe[0].value
    assert list(table["File"]) == [f"laporan-sla-2026-03-rev1.{USUAL}"]
    assert list(table["Digest"]) == [kept.fact.digest]


def test_what_is_under_way_is_seen_and_can_be_ended(
    known: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(Role.MANAGER)
    # A worker that only listens: it never answers.
    worker = ("/bin/sh", "-c", "read order; read forever")
    monkeypatch.setattr(papers_part, "WORKSHOP", papers_part.Workshop(worker))
    seen = pressed(page(), "Make the paper")
    job = seen.session_state["paper_under_way"].job
    assert "Looking whether it was made before" in str(seen.get("progress")[0].proto)
    pressed(seen, "Cancel")
    assert job.wait(PATIENCE_S)
    assert job.progress.ended == Failed("")
    assert "paper_under_way" not in seen.session_state
    assert not seen.error


def test_few_papers_at_a_time_are_made_for_all_viewers(
    known: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(Role.MANAGER)
    workshop = papers_part.Workshop(("/bin/sh", "-c", "read order; read forever"))
    monkeypatch.setattr(papers_part, "WORKSHOP", workshop)
    pages = [pressed(page(), "Make the paper") for _ in range(3)]
    assert [len(each.warning) for each in pages] == [0, 0, 1]
    for each in pages[:2]:
        pressed(each, "Cancel")


def test_a_worker_that_cannot_be_started_is_told(
    known: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(Role.MANAGER)
    monkeypatch.setattr(papers_part, "WORKSHOP", papers_part.Workshop(("/nowhere/python",)))
    seen = pressed(page(), "Make the paper")
    assert seen.error[0].value.startswith("Nothing was made")


def test_a_month_of_several_providers_has_a_berita_acara_with_each(
    world: World, signed_in: SignIn
) -> None:
    other = (
        "  icon-2026: {provider: Icon, from: 2020-01-01, to: 2099-12-31,"
        " tiers: {radio: {objective: 99.0, fee: 700000}}}\nsites:\n"
    )
    text = inventory_text().replace("sites:\n", other)
    served = "127.64.0.6, contract: contoh-2026, tier: fo-50"
    assert served in text
    world.text = text.replace(served, "127.64.0.6, contract: icon-2026, tier: radio")
    world.write_inventory()
    with march(world) as store:
        apply_inventory(store, budi(world), world.inventory)
    signed_in(Role.TECHNICIAN)
    seen = page()
    seen.selectbox(key="paper_kind").set_value(PaperKind.BERITA_ACARA)
    seen.run()
    assert seen.selectbox(key="paper_provider").options == ["each provider", "Icon", "Telkom"]
    made(seen)
    held = seen.session_state["paper_under_way"]
    assert held.wanted.provider == "Telkom"
    assert held.job.wait(PATIENCE_S)
    seen.run()
    sound(seen)
    assert [label for label in taking(seen) if "berita-acara" in label] == [
        "Take away berita-acara-sla-2026-03-icon-draf.pdf",
        "Take away berita-acara-sla-2026-03-telkom-draf.pdf",
    ]
    seen.selectbox(key="paper_provider").set_value("Telkom")
    seen.run()
    made(seen)
    assert [label for label in taking(seen) if "berita-acara" in label] == [
        "Take away berita-acara-sla-2026-03-telkom-draf.pdf",
    ]
