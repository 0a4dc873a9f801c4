"""What stands in the monthly report, and that its figures are the calculator's."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.months import close_month
from pantau.facts.said import MonthStanding
from pantau.facts.words import Cause
from pantau.inventory import Inventory
from pantau.language import LANGUAGES, Language, Sentence
from pantau.reports.cell import Plain, Share, plain
from pantau.reports.content import Document, Notice, Table
from pantau.reports.form import Form
from pantau.reports.month.annex import site_annex
from pantau.reports.month.document import monthly_report
from pantau.reports.month.facts import read_month
from pantau.sla import to_json
from pantau.store import Store
from tests.reports.outline import outline
from tests.reports.town import BUDI, NOW, october, town

GOLDEN = Path(__file__).parent.parent / "golden" / "reports"


def report(store: Store, inventory: Inventory, language: Language = "id") -> Document:
    return monthly_report(read_month(store, inventory, "2026-10", NOW), language)


def table(document: Document, key: str, form: Form = Form.SHEET) -> Table:
    (found,) = [each for each in document.of(form) if isinstance(each, Table) and each.key == key]
    return found


def column(table: Table, key: str) -> list[Plain]:
    at = [each.key for each in table.columns].index(key)
    return [plain(row[at]) for row in table.rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_is_what_it_was(tmp_path: Path, language: Language) -> None:
    with october(tmp_path) as (store, inventory):
        made = outline(report(store, inventory, language))
    golden = GOLDEN / f"bulan.{language}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(made)
    # What changed on purpose is written anew with WRITE_GOLDEN=1, and looked at.
    assert made == golden.read_text()


def test_each_figure_is_the_one_that_programs_get(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        facts = read_month(store, inventory, "2026-10", NOW)
        sites = table(monthly_report(facts, "id"), "titik")
    rows = {each["site"]: each for each in to_json(facts.result)["sites"]}
    pairs = {
        "service": "service_seconds",
        "up": "up_seconds",
        "down": "down_seconds",
        "excluded": "excluded_seconds",
        "unknown": "unknown_seconds",
        "compliant": "compliant",
        "claimable": "claimable",
        "outages": "outages",
        "longest": "longest_outage_seconds",
        "mttr": "mttr_seconds",
        "credit": "credit",
    }
    for key, name in pairs.items():
        for site, cell in zip(column(sites, "site"), column(sites, key), strict=True):
            assert cell.value == rows[str(site)][name], (site, key)  # type: ignore[union-attr]
    for site, cell in zip(column(sites, "site"), column(sites, "availability"), strict=True):
        assert isinstance(cell, Share)
        assert cell.value is not None
        assert float(cell.value) == rows[str(site)]["availability"]


def test_the_same_facts_give_the_same_tree(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        assert report(store, inventory) == report(store, inventory)


def test_a_closed_month_bears_its_day_and_no_draft(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        draft = report(store, inventory)
        assert isinstance(close_month(store, BUDI, inventory, "2026-10"), MonthStanding)
        closed = report(store, inventory)
    assert (draft.mark.watermark, closed.mark.watermark) == ("DRAF", "")
    assert "Tana Paser, 2 November 2026" in outline(closed)
    assert "Tana Paser, ………" in outline(draft)


def test_what_was_learned_after_closing_is_said_and_changes_no_figure(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        close_month(store, BUDI, inventory, "2026-10")
        before = table(report(store, inventory), "titik")
        facts = read_month(store, inventory, "2026-10", NOW)
        told = monthly_report(replace(facts, differences=(Sentence("none"),)), "id")
    assert table(told, "titik") == before
    said = [each.text for each in told.blocks if isinstance(each, Notice)]
    assert any("1 baris akan dinilai berbeda" in text for text in said)


def test_a_month_that_nobody_measured_claims_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "data") as store:
        made = report(store, town())
    said = outline(made)
    assert "Tidak ada waktu yang terukur pada bulan ini" in said
    assert table(made, "terburuk").empty.startswith("Tidak ada titik yang dinilai")
    assert "memenuhi target." not in said
    assert "0 dari 0" not in said


def test_a_month_without_sites_says_so_instead_of_empty_tables(tmp_path: Path) -> None:
    with Store.open(tmp_path / "data") as store:
        document = report(store, replace(town(), sites=()))
    assert "Tidak ada titik yang memiliki waktu layanan pada bulan ini." in outline(document)
    assert "Tidak ada gangguan pada bulan ini." in outline(document)


def test_a_simulation_is_marked_before_a_draft(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        document = report(store, replace(inventory, simulation=True))
    assert document.mark.watermark == "SIMULASI"
    assert any(isinstance(each, Notice) and "simulasi" in each.text for each in document.blocks)


def test_names_are_text_as_they_are(tmp_path: Path) -> None:
    name = "=HYPERLINK(1) <b>#import"
    file = town("name: Desa Sepi", f'name: "{name}"')
    with october(tmp_path, file) as (store, inventory):
        assert name in column(table(report(store, inventory), "titik"), "name")


def test_the_annex_of_a_site_is_what_it_was(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        facts = read_month(store, inventory, "2026-10", NOW)
    made = outline(site_annex(facts, ["opd-dkisp", "desa-sepi", "tidak-ada"], "id"))
    golden = GOLDEN / "lampiran.id.txt"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(made)
    assert made == golden.read_text()
    assert site_annex(facts, ["opd-dkisp"], "id").name == "lampiran-2026-10-opd-dkisp"


def test_a_suggested_cause_is_called_so_and_gives_way_to_what_a_person_decided(
    tmp_path: Path,
) -> None:
    with october(tmp_path) as (store, inventory):
        facts = read_month(store, inventory, "2026-10", NOW)
    first, *_ = facts.outages

    def causes(cause: Cause) -> Plain:
        outage = replace(first.part.outage, cause=cause)
        line = replace(first, part=replace(first.part, outage=outage), suggested=Cause.POWER)
        document = monthly_report(replace(facts, outages=(line,)), "id")
        return column(table(document, "gangguan"), "cause")[0]

    assert causes(Cause.UNKNOWN) == "dugaan: listrik padam"
    assert causes(Cause.LINE) == "Jaringan penyedia"
