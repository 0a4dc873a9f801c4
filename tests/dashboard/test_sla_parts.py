"""The compliance table: rows, order, filters, cells; every figure is the calculator's."""

from dataclasses import replace
from fractions import Fraction

import pytest

from dashboard.month_part import NOTHING, Shown, cells, month_cards, table, total_line
from dashboard.sla.rows import Row, matching, rows
from pantau.facts.instant import HOUR, MINUTE
from pantau.facts.measured import Interval, LedgerFacts, Outage
from pantau.facts.words import SiteKind
from pantau.inventory import Inventory, parse_inventory
from pantau.sla import MonthResult, judge_month, month_window

TEXT = """\
version: 1
timezone: Asia/Makassar
vantage:
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
contracts:
  c: {provider: Telkom, number: contoh/1, from: 2026-01-01, to: 2026-12-31,
      policy: {restitution: {kind: prorata, cap: 1.0, rounding: half_up}},
      tiers: {t: {objective: 99.5, fee: 1000000}, n: {}, u: {objective: 99.125, fee: 1000000}}}
sites:
  - {id: a, name: Arsip, kind: opd, kecamatan: Kuaro, address: 127.64.0.1, contract: c, tier: t}
  - {id: b, name: Bagian, kind: desa, kecamatan: Kuaro, address: 127.64.0.2, contract: c, tier: u}
  - {id: d, name: Desa, kind: desa, kecamatan: Batu Engau, address: 127.64.0.3, contract: c,
     tier: t}
  - {id: f, name: Tanpa Target, kind: lainnya, kecamatan: Kuaro, address: 127.64.0.5, contract: c,
     tier: n}
  - {id: e, name: Emas, kind: desa, kecamatan: Batu Engau, address: 127.64.0.4, contract: c,
     tier: t}
"""


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    found = parse_inventory(TEXT.encode(), "inventory.yaml").inventory
    assert found is not None
    return found


@pytest.fixture(scope="module")
def month(inventory: Inventory) -> MonthResult:
    """October 2026, over: d was down for 36 hours, b for 1 minute, e was never watched."""
    window = month_window("2026-10", inventory.timezone)
    whole = (Interval(window.begin, window.end),)
    begin = window.begin + HOUR
    facts = LedgerFacts(
        watched={"a": whole, "b": whole, "d": whole},
        imported=(),
        outages=(
            Outage("O1", "d", begin, begin + 36 * HOUR + 1_000_000),
            Outage("O2", "b", begin, begin + MINUTE),
        ),
        gaps=(),
    )
    return judge_month(inventory, facts, "2026-10", window.end + HOUR)


def test_rows_come_worst_first_and_the_unjudged_before_the_good(
    month: MonthResult, inventory: Inventory
) -> None:
    found = rows(month, inventory)
    assert [row.name for row in found] == ["Desa", "Emas", "Arsip", "Bagian", "Tanpa Target"]
    assert {row.result for row in found} == set(month.sites)


def test_a_row_of_a_site_that_left_the_file_is_not_shown(
    month: MonthResult, inventory: Inventory
) -> None:
    fewer = replace(inventory, sites=inventory.sites[:1])
    assert [row.name for row in rows(month, fewer)] == ["Arsip"]


@pytest.mark.parametrize(
    ("kecamatan", "kind", "text", "names"),
    [
        (None, None, "", ["Desa", "Emas", "Arsip", "Bagian", "Tanpa Target"]),
        ("Kuaro", None, "", ["Arsip", "Bagian", "Tanpa Target"]),
        (None, SiteKind.DESA, "", ["Desa", "Emas", "Bagian"]),
        ("Kuaro", SiteKind.DESA, "", ["Bagian"]),
        (None, None, "  TELKOM kuaro ", ["Arsip", "Bagian", "Tanpa Target"]),
        (None, None, "nothing like it", []),
    ],
)
def test_filters_leave_what_fits_to_all_of_them(
    month: MonthResult,
    inventory: Inventory,
    kecamatan: str | None,
    kind: SiteKind | None,
    text: str,
    names: list[str],
) -> None:
    found = rows(month, inventory)
    left = matching(found, kecamatan=kecamatan, kind=kind, text=text)
    assert [row.name for row in left] == names


def shown(row: Row) -> dict[str, str]:
    made = cells(row, "id")
    return {key: cell.shown if isinstance(cell, Shown) else cell for key, cell in made.items()}


def test_cells_are_written_as_indonesians_write_and_floored(
    month: MonthResult, inventory: Inventory
) -> None:
    worst, unjudged, _, exact, free = (shown(row) for row in rows(month, inventory))
    assert worst["Ketersediaan"] == "95,16 %"
    assert worst["Target"] == "99,5 %"
    assert worst["Memenuhi"] == "✕ Tidak"
    assert worst["Waktu gangguan"] == "1 hr 12 j 1 dtk"
    assert worst["Restitusi"] == "Rp48.387"
    assert exact["Ketersediaan"] == "99,997 %"  # as many places as the objective 99.125 has
    assert exact["Memenuhi"] == "✓ Ya"
    assert exact["Waktu tidak diketahui"] == NOTHING
    assert unjudged["Ketersediaan"] == NOTHING
    assert free["Target"] == NOTHING
    assert unjudged["Memenuhi"] == "? Belum dinilai"


def test_the_table_sorts_by_numbers_under_its_text(
    month: MonthResult, inventory: Inventory
) -> None:
    styler = table(rows(month, inventory), "id")
    values = styler.data["Ketersediaan"]
    assert values[0] == pytest.approx(float(Fraction(month.sites[2].availability or 0)))
    html = styler.to_html()
    assert "95,16 %" in html
    assert "0.9516" not in html


def test_cards_and_total_say_what_the_calculator_says(
    month: MonthResult, inventory: Inventory
) -> None:
    cards = month_cards(month, inventory, "id")
    assert "Oktober 2026 · cakupan 60,00 %" in cards
    assert "Rp48.387" in cards
    line = total_line(month, 2, "id")
    for words in ("Seluruh 5 titik", "2 memenuhi target, 1 tidak, 2 belum dinilai", "2 dari 5"):
        assert words in line
    assert "baris ditampilkan" not in total_line(month, 5, "id")


def test_a_departed_site_keeps_its_row_with_name_and_provider(
    month: MonthResult, inventory: Inventory
) -> None:
    """Its contract may be gone from the file together with it."""
    gone = replace(inventory, sites=inventory.sites[1:], departed=inventory.sites[:1], contracts={})
    found = {row.result.site: row for row in rows(month, gone)}
    assert (found["a"].name, found["a"].provider) == ("Arsip", "Telkom")
