"""What stands in the yearly evaluation and on the management page."""

import os
from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from pantau.actions.duties import DutyNews, state_duty
from pantau.actions.months import close_month
from pantau.actions.proposals import propose_exclusion
from pantau.actions.scope import Scope
from pantau.facts.instant import SECOND
from pantau.facts.region import DutyState
from pantau.facts.words import ExclusionCategory
from pantau.inventory.choices import PaperSize
from pantau.inventory.contracts import Duty
from pantau.language import LANGUAGES, Language
from pantau.reports.content import Table
from pantau.reports.management.document import management_page
from pantau.reports.management.wanting import Wanted, wanting
from pantau.reports.month.facts import read_month
from pantau.reports.pdf import to_pdf
from pantau.reports.year.document import complete, yearly_evaluation
from pantau.reports.year.facts import read_year
from pantau.reports.year.figures import Repaired, of_sites, repaired
from pantau.reports.year.scorecard import score
from pantau.sla.quality.repair import Repair
from pantau.sla.quality.repaired import SiteRepair
from pantau.sla.total import sum_up
from tests.reports.outline import outline
from tests.reports.town import BUDI, NOW, RINA, october, town
from tests.sla.build import interval, term

GOLDEN = Path(__file__).parent.parent / "golden" / "reports"


def held_against(made: str, name: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(made)
    assert made == golden.read_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_evaluation_is_what_it_was(tmp_path: Path, language: Language) -> None:
    with october(tmp_path) as (store, inventory):
        made = outline(yearly_evaluation(read_year(store, inventory, 2026, NOW), language))
    held_against(made, f"tahun.{language}.txt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_management_page_is_what_it_was(tmp_path: Path, language: Language) -> None:
    with october(tmp_path) as (store, inventory):
        facts = read_month(store, inventory, "2026-10", NOW)
        made = outline(management_page(facts, language))
    lines = [line for line in made.splitlines() if not line.startswith("PlaceMap")]
    held_against("\n".join(lines) + "\n", f"pimpinan.{language}.txt")


def test_a_year_sums_its_months_and_counts_down_time_by_local_hour(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        facts = read_year(store, inventory, 2026, NOW)
    assert [each.name for each in facts.months] == ["2026-10"]
    total = facts.months[0].judged.result.total
    assert sum(facts.by_hour) == sum(facts.by_weekday) == total.down_seconds
    # 08.00 to 16.00 on a Monday, and 20.00 to 22.00 on a Saturday.
    assert facts.by_hour[7:17] == (0, *[3_600] * 8, 0)
    assert facts.by_weekday == (8 * 3_600, 0, 0, 0, 0, 2 * 3_600, 0)
    assert [each.site for each in of_sites(facts)] == [
        "opd-dkisp",
        "desa-samurangau",
        "desa-sepi",
    ]
    assert not complete(facts)


def test_a_year_in_which_nothing_was_measured_says_so(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        facts = read_year(store, inventory, 2025, NOW)
    assert "Tidak ada yang terukur pada tahun ini." in outline(yearly_evaluation(facts, "id"))


def repair(seconds: int, *, late: bool | None, goes_on: bool = False) -> SiteRepair:
    ended = None if goes_on else seconds * SECOND
    return SiteRepair("a", term(), Repair(("O1",), 0, ended, 0, seconds, 0, late))


def test_repairs_are_put_together_by_nearest_rank() -> None:
    found = repaired(
        [
            *(repair(each * 60, late=each > 8) for each in range(1, 11)),
            repair(9_999, late=None, goes_on=True),
        ]
    )
    assert found == Repaired(10, 330, 540, 10, 2)
    assert found.in_time == Fraction(8, 10)
    assert repaired([]).in_time is None


def test_a_score_leaves_out_what_could_not_be_judged(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        facts = read_year(store, inventory, 2026, NOW)
    total = sum_up([row.result for row in facts.rows])
    # Two of three sites met it (60 of 75), a median of two hours reaches half of the rest (15).
    found = score(total, Repaired(2, 7_200, 7_200, 0, 0))
    assert found.points == Fraction(60 * 2, 3) / 75 * 100 + Fraction(15, 2) / 75 * 100
    nothing_promised = replace(total, compliant=0, not_compliant=0)
    assert score(nothing_promised, Repaired(2, 60, 60, 2, 0)).points is None


def test_sites_that_need_a_decision_and_which(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        first = wanting(read_month(store, inventory, "2026-10", NOW))
        span = interval("2026-10-05T08:00", "2026-10-05T09:00")
        scope = Scope(("opd-dkisp",), "opd-dkisp")
        made = propose_exclusion(store, RINA, scope, span, ExclusionCategory.POWER, "PLN")
        then = wanting(read_month(store, inventory, "2026-10", NOW))
    assert [(each.row.result.site, each.wanted, each.in_a_row) for each in first] == [
        ("opd-dkisp", Wanted.ASK_PROVIDER, 1),
        ("desa-sepi", Wanted.BETTER_MEASURING, 0),
    ]
    assert (then[0].wanted, then[0].proposals) == (Wanted.DECIDE_EXCLUSION, (made,))


def test_missed_for_three_months_asks_for_another_line(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        facts = read_month(store, inventory, "2026-10", NOW)
    long = replace(facts, before=(facts.result, facts.result))
    assert wanting(long)[0].wanted is Wanted.OTHER_LINE
    assert wanting(long)[0].in_a_row == 3


def test_a_closed_month_and_its_page_bear_the_same_mark(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        close_month(store, BUDI, inventory, "2026-10")
        page = management_page(read_month(store, inventory, "2026-10", NOW), "id")
    assert page.mark.watermark == ""
    assert page.made_of == NOW


@pytest.mark.parametrize("paper", PaperSize)
def test_the_management_page_is_one_page(tmp_path: Path, paper: PaperSize) -> None:
    long = "Dinas Perumahan, Kawasan Permukiman, Pertanahan dan Penataan Ruang"
    file = town(
        "sites:\n",
        "sites:\n"
        + "".join(
            f"  - {{id: tak-terukur-{n}, name: '{long} {n}', kind: opd, kecamatan: Kuaro,"
            f" address: 127.64.2.{n}, at: [-{n}.9, 116.{n}], contract: telkom-2026, tier: usaha}}\n"
            for n in (1, 2)
        ),
    )
    with october(tmp_path, file) as (store, inventory):
        simulated = replace(
            inventory, simulation=True, reports=replace(inventory.reports, paper=paper)
        )
        page = management_page(read_month(store, simulated, "2026-10", NOW), "id")
    (decisions,) = [each for each in page.blocks if isinstance(each, Table)]
    full = replace(decisions, rows=(decisions.rows * 3)[:5])
    whole = replace(page, blocks=tuple(full if each is decisions else each for each in page.blocks))
    assert len(PdfReader(BytesIO(to_pdf(whole))).pages) == 1


def test_duties_of_the_year_stand_in_the_evaluation(tmp_path: Path) -> None:
    days = (("umkm", 2026, "Pelatihan"), ("lama", 2025, "Survei"), ("nanti", 2027, "Wi-Fi"))
    promised = tuple(Duty(id, what, date(year, 9, 30), "Telkom") for id, year, what in days)
    with october(tmp_path) as (store, found):
        first, *_ = found.contracts.values()
        inventory = replace(found, contracts={first.id: replace(first, duties=promised)})
        news = DutyNews(DutyState.DONE, "berita acara", date(2026, 10, 2))
        assert state_duty(store, replace(BUDI, at=NOW), inventory, "umkm", news) == "umkm"
        facts = read_year(store, inventory, 2026, NOW)
    made = outline(yearly_evaluation(facts, "en"))
    assert "Of 2 duties beyond lines 1 were settled and 2 were late" in made
    [table] = [
        each
        for each in yearly_evaluation(facts, "en").blocks
        if isinstance(each, Table) and each.key == "kewajiban"
    ]
    assert [(row[1], row[4]) for row in table.rows] == [
        ("Survei", "Nothing told"),
        ("Pelatihan", "Done"),
    ]
    assert table.rows[1][7] == "berita acara"
    assert to_pdf(yearly_evaluation(facts, "id")).startswith(b"%PDF")
