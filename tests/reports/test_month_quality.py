"""What a month's paper says of round trips, jitter and loss."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample
from pantau.facts.words import Left
from pantau.inventory import Inventory
from pantau.language import LANGUAGES, Language
from pantau.reports.cell import NOTHING, Count, Day, Met, RoundTrip, Share, shown
from pantau.reports.content import Document, Paragraph, Particulars, Table
from pantau.reports.form import Form
from pantau.reports.month.annex import site_annex
from pantau.reports.month.document import monthly_report
from pantau.reports.month.facts import MonthFacts, read_month
from pantau.sla import month_window
from pantau.store import Keeper, Store
from tests.fakes.inventories import sound
from tests.reports.test_monthly import column, table
from tests.reports.town import NOW, TEXT, october, town
from tests.sla.build import at
from tests.store.making import WHO, seal_one

JITTERS = (*[300] * 9, 9_000)
TIER = "latency_p95: 50ms, loss: 1%"


def facts(folder: Path, *, thinned: str = "") -> MonthFacts:
    """October, with ten minutes of DKISP, of which one shook; a promise of 5 ms."""
    with october(folder, town(TIER, f"{TIER}, jitter: 5ms")) as (store, inventory):
        begin = month_window("2026-10", inventory.timezone).begin
        store.write_samples(
            [
                Sample("opd-dkisp", "icmp", begin + n * MINUTE, 12, 12, 900, 1_000, 1_100, jitter)
                for n, jitter in enumerate(JITTERS)
            ]
        )
        if thinned:
            _thin(store, thinned)
        return read_month(store, inventory, "2026-10", NOW)


def _thin(store: Store, month: str) -> None:
    while seal_one(store, 2**62):
        pass
    with Keeper(store, **WHO) as keeper:
        keeper.thin(month, Left.EVIDENCE, "samples_months: 25", at=NOW)


def told(document: Document) -> list[str]:
    return [each.text for each in document.blocks if isinstance(each, Paragraph)]


def test_jitter_is_judged_by_the_figure_that_stands_beside_in_every_form(tmp_path: Path) -> None:
    paper = monthly_report(facts(tmp_path), "id")
    sheet, printed = table(paper, "titik"), table(paper, "sites", Form.PRINT)
    at = column(sheet, "site").index("opd-dkisp")
    assert column(sheet, "jitter")[at] == RoundTrip(1_170)
    assert column(sheet, "jitter_p95")[at] == RoundTrip(9_000)
    assert column(sheet, "jitter_met")[at] == Met(False)
    assert "9,00 ms !" in column(printed, "jitter")
    assert all(len(row) == len(sheet.columns) for row in (*sheet.rows, sheet.total or ()))


def amended(change: str = "{latency_p95: 2ms, jitter: 5ms}") -> Inventory:
    """From the fifteenth on the tier promises more, and a second site has it from that day."""
    amendment = f"    amendments: [{{from: 2026-10-15, tiers: {{fo-50: {change}}}}}]\n    tiers:\n"
    late = "127.64.1.3, contract: telkom-2026, tier: "
    text = TEXT.replace("    tiers:\n", amendment)
    text = text.replace(f"{late}usaha", f"{late}fo-50, from: 2026-10-15")
    return sound(text)


def amended_facts(folder: Path, change: str = "{latency_p95: 2ms, jitter: 5ms}") -> MonthFacts:
    """Ten good minutes before the amendment and thirty after it, of which one in three is slow."""
    with october(folder, amended(change)) as (store, inventory):
        first, second = at("2026-10-02T08:00"), at("2026-10-20T08:00")
        store.write_samples(
            [
                Sample("opd-dkisp", "icmp", first + n * MINUTE, 12, 12, 900, 1_000, 1_100, 300)
                for n in range(10)
            ]
            + [
                Sample(
                    "opd-dkisp",
                    "icmp",
                    second + n * MINUTE,
                    12,
                    12 - n % 2,
                    900,
                    1_000 if n % 3 else 4_000,
                    9_000,
                    400,
                )
                for n in range(30)
            ]
        )
        return read_month(store, inventory, "2026-10", NOW)


def test_rules_say_from_when_to_when_each_promise_held(tmp_path: Path) -> None:
    with october(tmp_path, amended("{jitter: 5ms}")) as (store, inventory):
        paper = monthly_report(read_month(store, inventory, "2026-10", NOW), "id")
    rules = table(paper, "aturan")
    columns = [column(rules, key) for key in ("tier", "sites", "jitter", "held")]
    assert list(zip(*columns, strict=True)) == [
        ("fo-50", Count(1), RoundTrip(None), "1 Oktober 2026 sampai 14 Oktober 2026"),
        ("fo-50", Count(2), RoundTrip(5_000), "15 Oktober 2026 sampai 31 Oktober 2026"),
        ("usaha", Count(1), RoundTrip(None), "sebulan penuh"),
    ]


def test_rules_of_a_whole_month_do_not_say_when(tmp_path: Path) -> None:
    rules = table(monthly_report(facts(tmp_path), "id"), "aturan")
    assert "held" not in [each.key for each in rules.columns]


def test_each_part_of_an_amended_month_is_held_against_its_own_promise(tmp_path: Path) -> None:
    found = amended_facts(tmp_path)
    paper = monthly_report(found, "id")
    parts = table(paper, "mutu-janji")
    keys = ("from", "to", "minutes", "p95", "p95_promised", "latency_met", "loss", "loss_met")
    assert list(zip(*(column(parts, key) for key in keys), strict=True)) == [
        (
            Day(date(2026, 10, 1)),
            Day(date(2026, 10, 14)),
            Count(10),
            RoundTrip(1_000),
            RoundTrip(50_000),
            Met(True),
            Share(Fraction(0)),
            Met(True),
        ),
        (
            Day(date(2026, 10, 15)),
            Day(date(2026, 10, 31)),
            Count(30),
            RoundTrip(4_000),
            RoundTrip(2_000),
            Met(False),
            Share(Fraction(15, 360)),
            Met(False),
        ),
    ]
    # The row's figures are those of the whole month, its verdict that of the worst part.
    sheet, printed = table(paper, "titik"), table(paper, "sites", Form.PRINT)
    row = column(sheet, "site").index("opd-dkisp")
    assert column(sheet, "p95")[row] == RoundTrip(4_000)
    assert column(sheet, "rtt")[row] == RoundTrip(1_000)
    assert column(sheet, "loss")[row] == Share(Fraction(15, 480))
    assert column(sheet, "latency_met")[row] == Met(False)
    assert "4,00 ms !" in column(printed, "p95")
    annex = site_annex(found, ["opd-dkisp"], "id")
    assert table(annex, "mutu-opd-dkisp").rows == parts.without("name").rows


def test_an_amendment_of_no_promise_parts_nothing(tmp_path: Path) -> None:
    found = amended_facts(tmp_path, "{fee: 2500000}")
    keys = {each.key for each in monthly_report(found, "id").blocks if isinstance(each, Table)}
    assert "mutu-janji" not in keys


def test_a_row_keeps_what_each_of_its_parts_kept(tmp_path: Path) -> None:
    found = amended_facts(tmp_path)
    (row,) = [each for each in (found.quality or {}).values() if each.site == "opd-dkisp"]
    assert row.measured.minutes == sum(part.quality.measured.minutes for part in row.parts)
    # The jitter was promised in the second part alone: nothing is judged in the first.
    assert [part.quality.jitter_met for part in row.parts] == [None, True]
    assert (row.latency_met, row.jitter_met, row.loss_met) == (False, True, False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", ["2026-09", "2026-10"])
def test_where_samples_went_there_are_dashes_and_a_sentence(
    tmp_path: Path, month: str, language: Language
) -> None:
    # October begins in September of UTC: without those hours it is not whole.
    found = facts(tmp_path, thinned=month)
    paper = monthly_report(found, language)
    sheet, printed = table(paper, "titik"), table(paper, "sites", Form.PRINT)
    for of, keys in ((sheet, ("rtt", "p95", "jitter", "jitter_p95")), (printed, ("p95", "jitter"))):
        assert {each for key in keys for each in column(of, key)} == {RoundTrip(None)}
        assert set(column(of, "loss")) == {Share(None)}
    assert shown(RoundTrip(None), language, found.inventory.timezone) == NOTHING
    said = {"id": "lewat masa simpannya", "en": "over their term"}[language]
    assert sum(said in each for each in told(paper)) == 1
    annex = site_annex(found, ["opd-dkisp"], language)
    assert sum(said in each for each in told(annex)) == 1


def test_an_annex_has_both_jitters(tmp_path: Path) -> None:
    found = site_annex(facts(tmp_path), ["opd-dkisp"], "id")
    (pairs,) = [dict(each.pairs) for each in found.blocks if isinstance(each, Particulars)]
    assert pairs["Jitter"] == RoundTrip(1_170)
    assert pairs["Jitter, persentil ke-95"] == RoundTrip(9_000)
