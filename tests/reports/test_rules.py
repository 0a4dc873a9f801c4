"""What a paper says of the rules by which it counted."""

from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.provider.words import apart
from pantau.language import translator
from pantau.reports.cell import NOTHING, Rupiah, Summed
from pantau.reports.month.document import monthly_report
from pantau.reports.month.facts import read_month
from pantau.sla.reconcile.billing import Billing
from tests.reports.test_monthly import column, table
from tests.reports.town import NOW, october, town

PLAIN = "policy: {restitution: {kind: prorata, cap: 1.0}}"


@pytest.mark.parametrize(
    ("policy", "key", "said"),
    [
        ("{restitution: {kind: prorata}}", "restitution", "seluruh bulan kalender"),
        (
            "{restitution: {kind: pita, cap: 0.5, bands: [[99.5, 0], [0, 10]]}}",
            "restitution",
            "; mulai 99,5 %: 0 %; mulai 0 %: 10 %; paling banyak 50 % dari biaya",
        ),
        ("{restitution: {kind: kelipatan_harian, multiple: 2}}", "restitution", "× 2"),
        ("{fee_partial: by_seconds, restitution: {kind: prorata}}", "restitution", "masa kontrak"),
        ("{}", "restitution", "–"),
        ("{min_outage: 5m}", "shortest", "mulai 5 menit"),
        (
            "{min_outage: 5m, min_outage_counts: excess}",
            "shortest",
            "hanya bagian yang melebihi 5 menit",
        ),
        ("{repair_target: 4h}", "repair", "4 jam sejak terdeteksi"),
        ("{repair_target: 4h, repair_clock: reported}", "repair", "4 jam sejak dilaporkan"),
        ("{gap_in_outage: down}", "gap", "dihitung gangguan"),
        ("{excluded: count_as_up}", "excluded", "dihitung normal"),
    ],
)
def test_each_rule_of_a_contract_is_said(tmp_path: Path, policy: str, key: str, said: str) -> None:
    with october(tmp_path, town(PLAIN, f"policy: {policy}")) as (store, inventory):
        made = monthly_report(read_month(store, inventory, "2026-10", NOW), "id")
    found = column(table(made, "aturan"), key)
    assert len(found) == 2
    assert all(said in str(each) for each in found)


def test_a_fee_that_differs_by_site_is_said_to(tmp_path: Path) -> None:
    with october(
        tmp_path, town("1.3, contract: telkom-2026,", "1.3, contract: telkom-2026, fee: 7,")
    ) as (store, inventory):
        made = monthly_report(read_month(store, inventory, "2026-10", NOW), "id")
    assert "berbeda per titik" in column(table(made, "aturan"), "fee")


@pytest.mark.parametrize(
    ("second", "together"),
    [
        (Billing("b", 100, 0, 0, ("INV-2",), 100, 7, 93), (230, 12, 183)),
        (Billing("b", 100, 0, 0, ("INV-2",), 100, 7, None), (230, 12, None)),
        (Billing("b", 100, 0, 0, (), 0, 0, None), (None, None, None)),
    ],
)
def test_what_one_contract_does_not_know_has_no_sum(
    tmp_path: Path, second: Billing, together: tuple[int | None, ...]
) -> None:
    with october(tmp_path) as (store, inventory):
        facts = read_month(store, inventory, "2026-10", NOW)
    first = Billing("a", 100, 10, 0, ("INV-1",), billed=130, deducted=5, paid=90)
    told = replace(facts.reconciliation, billings=(first, second))
    found = table(monthly_report(replace(facts, reconciliation=told), "id"), "tagihan")
    assert found.total is not None
    total = dict(zip((each.key for each in found.columns), found.total, strict=True))
    assert [total[key] for key in ("billed", "deducted", "paid")] == [
        NOTHING if each is None else Summed(Rupiah(each)) for each in together
    ]
    assert total["fees"] == Summed(Rupiah(200))


def test_money_that_differs_is_too_much_or_too_little() -> None:
    billing = Billing("k", 100, 10, 0, ("INV",), billed=130, deducted=5, paid=90)
    assert apart(billing, translator("id")) == "ditagih lebih Rp30, dipotong kurang Rp5"
