"""What a month's paper says of round trips, jitter and loss."""

from pathlib import Path

import pytest

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample
from pantau.facts.words import Left
from pantau.inventory import parse_inventory
from pantau.language import LANGUAGES, Language
from pantau.reports.cell import NOTHING, Met, RoundTrip, Share, shown
from pantau.reports.content import Document, Form, Paragraph, Particulars
from pantau.reports.month.annex import site_annex
from pantau.reports.month.document import monthly_report
from pantau.reports.month.facts import MonthFacts, read_month
from pantau.sla import month_window
from pantau.store import Keeper, Store
from tests.reports.test_monthly import column, table
from tests.reports.town import NOW, TEXT, october, town
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


def test_sites_that_are_promised_another_jitter_have_rules_of_their_own(tmp_path: Path) -> None:
    # From the fifteenth on the tier promises one, and a second site has it from that day.
    change = "    amendments: [{from: 2026-10-15, tiers: {fo-50: {jitter: 5ms}}}]\n    tiers:\n"
    late = "127.64.1.3, contract: telkom-2026, tier: "
    text = TEXT.replace("    tiers:\n", change)
    text = text.replace(f"{late}usaha", f"{late}fo-50, from: 2026-10-15")
    file = parse_inventory(text.encode(), "inventory.yaml").inventory
    with october(tmp_path, file) as (store, inventory):
        paper = monthly_report(read_month(store, inventory, "2026-10", NOW), "id")
    rules = table(paper, "aturan")
    told = zip(column(rules, "tier"), column(rules, "jitter"), strict=True)
    assert sorted(told, key=str) == [
        ("fo-50", RoundTrip(5_000)),
        ("fo-50", RoundTrip(None)),
        ("usaha", RoundTrip(None)),
    ]


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
