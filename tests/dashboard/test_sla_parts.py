"""Rows, groups, cells and bars of the page of the contract; every figure is the calculator's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.columns import as_csv, matching
from dashboard.month_part import NOTHING, month_cards
from dashboard.sla.bar import Part, widths
from dashboard.sla.head import head
from dashboard.sla.tables import group_columns, site_columns
from dashboard.sla.what_if_rows import moved
from pantau.facts.instant import HOUR, MINUTE
from pantau.facts.measured import Interval, LedgerFacts, Outage
from pantau.facts.words import Unseen
from pantau.inventory import Inventory
from pantau.sla import MonthResult, judge_month, month_window
from pantau.sla.groups import Per, Row, groups, rows, word_of
from pantau.sla.total import sum_up
from tests.fakes.inventories import sound

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
  - {id: a, name: Arsip, kind: opd, kecamatan: Kuaro, address: 127.64.0.1, medium: fo,
     contract: c, tier: t}
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
    return sound(TEXT)


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


def shown(row: Row) -> dict[str, str]:
    columns = site_columns("light", "id")
    return {each.heading: each.shown(row) for each in columns if not each.is_picture}


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


def test_a_files_figures_are_exact_and_pictures_stay_out_of_it(
    month: MonthResult, inventory: Inventory
) -> None:
    found = rows(month, inventory)
    columns = site_columns("light", "id")
    sheet = as_csv(found, columns).decode("utf-8-sig").splitlines()
    assert "Waktu;" not in sheet[0]
    assert sheet[1].startswith("Desa;✕ Tidak;95,16125298")
    assert not matching(found, columns, "svg")


def test_cards_say_what_the_calculator_says(month: MonthResult, inventory: Inventory) -> None:
    cards = month_cards(month, inventory, "id")
    assert 'Oktober 2026 · <span class="p-whole">cakupan 60,00 %</span>' in cards
    assert "Rp48.387" in cards


@pytest.mark.parametrize(
    ("per", "names"),
    [
        (Per.SITE, ["Desa", "Bagian", "Arsip", "Emas", "Tanpa Target"]),
        (Per.KECAMATAN, ["Batu Engau", "Kuaro"]),
        (Per.KIND, ["Kantor desa", "Perangkat daerah", "Lainnya"]),
        (Per.PROVIDER, ["Telkom"]),
        (Per.MEDIUM, ["–", "Serat optik"]),
        (Per.TIER, ["t · c", "u · c", "n · c"]),
    ],
)
def test_rows_are_put_together_and_summed_by_the_calculator(
    month: MonthResult, inventory: Inventory, per: Per, names: list[str]
) -> None:
    found = groups(rows(month, inventory), per, "id")
    assert [each.name for each in found] == names
    for each in found:
        assert each.total == sum_up([row.result for row in each.rows])
        assert {word_of(row, per) for row in each.rows} == {each.word}
    assert sum(each.total.down_seconds for each in found) == month.total.down_seconds
    assert sum(len(each.rows) for each in found) == len(month.sites)


def test_a_group_without_a_credit_shows_none_instead_of_nothing_owed(
    month: MonthResult, inventory: Inventory
) -> None:
    found = groups(rows(month, inventory), Per.TIER, "id")
    credit = group_columns("Layanan", "light", "id")[-1]
    assert [credit.shown(each) for each in found] == ["Rp48.387", "Rp0", NOTHING]


def four(up: int, down: int, excluded: int, unknown: int) -> list[Part]:
    return [Part("up", "", "", each) for each in (up, down, excluded, unknown)]


def test_every_kind_of_time_that_is_there_can_be_seen_in_the_bar() -> None:
    assert widths(four(0, 0, 0, 0), 100, 5) == [0, 0, 0, 0]
    assert widths(four(1_000_000, 1, 0, 1), 100, 5) == [90, 5, 0, 5]
    assert widths(four(50, 50, 0, 0), 100, 5) == [50, 50, 0, 0]


@given(st.lists(st.integers(0, 10**9), min_size=4, max_size=4))
def test_a_bar_is_never_longer_than_its_room(seconds: list[int]) -> None:
    made = widths(four(*seconds), 150, 3)
    assert sum(made) <= 150
    assert [wide > 0 for wide in made] == [each > 0 for each in seconds]


def test_reasons_are_shown_only_where_they_explain_the_frozen_seconds(
    month: MonthResult, inventory: Inventory
) -> None:
    found = rows(month, inventory)
    unknown = month.total.unknown_seconds
    known = head(found, {Unseen.NOT_WATCHED: unknown}, "id")
    assert "Tidak ada yang mengukur" in known
    assert "tidak termasuk yang dibekukan" not in known
    other = head(found, {Unseen.NOT_WATCHED: unknown - 1}, "id")
    assert "Tidak ada yang mengukur" not in other
    assert "tidak termasuk yang dibekukan" in other
    assert "Sebab waktu" not in head(found[:1], {}, "id")


def test_what_would_change_puts_other_verdicts_before_more_money(
    month: MonthResult, inventory: Inventory
) -> None:
    worst, _, good, *_ = (row.result for row in rows(month, inventory))
    richer, turned = replace(worst, credit=500_000), replace(good, compliant=False, credit=1)
    others = [row for row in month.sites if row not in {worst, good}]
    then = replace(month, sites=(richer, turned, *others[1:]))
    found = moved(month, then, {worst.site: "Desa", good.site: "Arsip"})
    assert [(each.name, each.credit) for each in found[:1]] == [("Arsip", 1)]
    assert [each.name for each in found if each.row.after is None] == [others[0].site]
    assert {each.credit for each in found} >= {1, 500_000 - 48_387}


def test_a_departed_site_keeps_its_row_with_name_and_provider(
    month: MonthResult, inventory: Inventory
) -> None:
    """Its contract may be gone from the file together with it."""
    gone = replace(inventory, sites=inventory.sites[1:], departed=inventory.sites[:1], contracts={})
    found = {row.result.site: row for row in rows(month, gone)}
    assert (found["a"].name, found["a"].provider) == ("Arsip", "Telkom")
