"""A Berita Acara is agreed with one provider: a month of several has one with each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.actions import OutageRows, import_outages, read_observed, read_outages_csv
from pantau.actions.acting import Refused
from pantau.actions.dealings import Objectionable, object_to
from pantau.actions.months import close_month
from pantau.actions.papers import Handed, Order
from pantau.actions.papers_apart import apart, providers_of
from pantau.facts.papers import PaperFormat, PaperKind, Wanted, company_word, file_name, is_company
from pantau.facts.said import MonthStanding
from pantau.facts.words import MonthState
from pantau.inventory import Inventory
from pantau.reports.berita_acara.document import berita_acara
from pantau.reports.berita_acara.facts import RecordFacts, read_record
from pantau.reports.cell import Rupiah, plain
from pantau.reports.content import Document, Signatures, Table
from pantau.reports.papers import make
from pantau.store import Store
from tests.reports.outline import outline
from tests.reports.test_berita_acara import TELKOM
from tests.reports.town import BUDI, NOW, october, town
from tests.sla.build import at, interval

RECORD = Wanted(PaperKind.BERITA_ACARA, "2026-10", PaperFormat.DOCX, "id")
ICON = """\
  icon-2026:
    provider: "PT Indonesia Comnets Plus (Icon+)"
    from: 2026-01-01
    to: 2026-12-31
    policy: {restitution: {kind: prorata, cap: 1.0}}
    tiers: {radio: {objective: 99.0, fee: 700000}}
reports:
"""
SITE = """\
     address: 127.64.1.3, contract: telkom-2026, tier: usaha}
"""
# Desa Sepi goes over to Icon+ in the middle of the month; Desa Icon was always theirs.
MOVED = """\
     address: 127.64.1.3, terms: [{contract: telkom-2026, tier: usaha, to: 2026-10-15},
     {contract: icon-2026, tier: radio, from: 2026-10-16}]}
  - {id: desa-icon, name: Desa Icon, kind: desa, kecamatan: Kuaro,
     address: 127.64.1.4, contract: icon-2026, tier: radio}
"""
NAMES = ("PT Indonesia Comnets Plus (Icon+)", "Telkom")


def two() -> Inventory:
    return town(("reports:\n", ICON), (SITE, MOVED))


@contextmanager
def told(folder: Path) -> Iterator[tuple[Store, Inventory]]:
    """October of two providers, with an outage at each and one on either side of the change."""
    rows = """site,started_at,ended_at
desa-icon,2026-10-06T08:00,2026-10-06T20:00
desa-sepi,2026-10-12T08:00,2026-10-12T10:00
desa-sepi,2026-10-20T08:00,2026-10-20T11:00
"""
    with october(folder, two()) as (store, inventory):
        observed = read_observed(inventory, "2026-10-01", "2026-11-01", NOW, "desa-icon,desa-sepi")
        assert not isinstance(observed, list), observed
        found = read_outages_csv(rows.encode(), "semua.csv", inventory, observed)
        assert isinstance(found, OutageRows), found
        assert isinstance(import_outages(store, BUDI, found), str)
        yield store, inventory


def records(folder: Path) -> tuple[RecordFacts, RecordFacts, RecordFacts]:
    """All of it, Icon's, and Telkom's."""
    with told(folder) as (store, inventory):
        icon, telkom = (read_record(store, inventory, "2026-10", NOW, each) for each in NAMES)
        return read_record(store, inventory, "2026-10", NOW), icon, telkom


def rupiah(document: Document, table: str, column: str) -> list[int]:
    (found,) = [each for each in document.blocks if isinstance(each, Table) and each.key == table]
    at = [each.key for each in found.columns].index(column)
    return [cell.value or 0 for row in found.rows if isinstance(cell := plain(row[at]), Rupiah)]


def test_each_provider_of_the_month_is_named_once() -> None:
    assert providers_of(two(), "2026-10", NOW) == NAMES
    # Before the change of the month one is there, and nobody before the contracts.
    assert providers_of(two(), "2026-10", at("2026-09-30")) == ()
    assert providers_of(town(), "2026-10", NOW) == ("Telkom",)


def test_rows_and_money_of_both_add_up_to_the_month(tmp_path: Path) -> None:
    both, icon, telkom = records(tmp_path)
    keys = [{row.result.key for row in each.month.rows} for each in (both, icon, telkom)]
    assert keys[1] | keys[2] == keys[0]
    assert not keys[1] & keys[2]
    assert {site for site, *_ in keys[1]} == {"desa-sepi", "desa-icon"}
    parts = (icon.month.result.total, telkom.month.result.total)
    assert sum(each.down_seconds for each in parts) == both.month.result.total.down_seconds
    assert sum(each.credit for each in parts) == both.month.result.total.credit
    bills = [each.month.reconciliation.billings for each in (icon, telkom)]
    assert bills[0] + bills[1] == both.month.reconciliation.billings
    assert [each.contract for (each,) in bills] == ["icon-2026", "telkom-2026"]
    ids = [{each.part.outage.id for each in one.month.outages} for one in (both, icon, telkom)]
    assert ids[1] | ids[2] == ids[0]
    assert not ids[1] & ids[2]


def test_the_fees_by_tier_are_those_that_are_agreed(tmp_path: Path) -> None:
    # A site that went over in the middle of the month costs neither a whole one.
    for record in records(tmp_path)[1:]:
        paper = berita_acara(record, "id")
        assert sum(rupiah(paper, "hasil", "fee")) == sum(rupiah(paper, "kesepakatan", "fees"))


def test_the_papers_name_one_party_and_its_sites_alone(tmp_path: Path) -> None:
    _, icon, telkom = records(tmp_path)
    ours, other = (outline(berita_acara(each, "id")) for each in (telkom, icon))
    assert "Telkom" not in other
    assert "telkom" not in other
    assert "Icon" not in ours
    assert "icon-2026" not in ours
    assert "· PT Indonesia Comnets Plus (Icon+) ·" in berita_acara(icon, "id").mark.left


def test_an_objection_stands_in_the_record_of_whose_outage_it_is(tmp_path: Path) -> None:
    with told(tmp_path) as (store, inventory):
        window = interval("2026-10-12", "2026-10-21")
        first, second = [
            each.id for each in store.outages(window.begin, window.end) if each.site == "desa-sepi"
        ]
        for about in (first, second, ""):
            what = Objectionable("2026-10", "desa-sepi", about)
            assert isinstance(object_to(store, TELKOM, inventory, what, "Keliru"), str)
        found = {
            name: [
                each.objected.data()["about"]
                for each in read_record(store, inventory, "2026-10", NOW, name).objections
            ]
            for name in NAMES
        }
    assert found == {NAMES[0]: [second, ""], NAMES[1]: [first, ""]}


def test_who_signs_for_one_provider_signs_for_no_other(tmp_path: Path) -> None:
    own = (
        "  signatories:\n"
        "    provider: {title: Account Manager, name: Wakil, organisation: Telkom}\n"
    )
    file = town(("reports:\n", ICON), (SITE, MOVED), ("  signatories:\n", own))
    named = (
        "reports:\n",
        'reports:\n  providers: {"PT Indonesia Comnets Plus (Icon+)": {name: Ica}}\n',
    )
    signing = {}
    for of, inventory in (
        ("one", file),
        ("both", town(("reports:\n", ICON), (SITE, MOVED), ("  signatories:\n", own), named)),
    ):
        with october(tmp_path / of, inventory) as (store, found):
            for name in NAMES:
                paper = berita_acara(read_record(store, found, "2026-10", NOW, name), "id")
                (block,) = [each for each in paper.blocks if isinstance(each, Signatures)]
                second = block.signatories[1]
                signing[of, name] = (second.name, second.title, second.organisation)
    assert signing == {
        ("one", NAMES[0]): ("", "", NAMES[0]),
        ("one", NAMES[1]): ("Wakil", "Account Manager", "Telkom"),
        ("both", NAMES[0]): ("Ica", "", NAMES[0]),
        ("both", NAMES[1]): ("Wakil", "Account Manager", "Telkom"),
    }


def test_each_is_a_file_of_its_own_that_is_kept_by_its_digest(tmp_path: Path) -> None:
    with told(tmp_path) as (store, inventory):
        assert isinstance(close_month(store, BUDI, inventory, "2026-10", "uji"), MonthStanding)
        papers = apart(inventory, RECORD, NOW)
        assert not isinstance(papers, Refused)
        first = [make(store, BUDI, inventory, Order(each)) for each in papers]
        again = [make(store, BUDI, inventory, Order(each)) for each in papers]
        whole = make(store, BUDI, inventory, Order(RECORD))
    names = []
    for one, other in zip(first, again, strict=True):
        assert isinstance(one, Handed)
        assert isinstance(other, Handed)
        assert one.kept is not None
        assert other.kept is not None
        assert (one.paper, one.kept.fact) == (other.paper, other.kept.fact)
        names.append(one.paper.name)
    icon = company_word(NAMES[0])
    assert names == [
        f"berita-acara-sla-2026-10-{icon}-rev1.docx",
        "berita-acara-sla-2026-10-telkom-rev1.docx",
    ]
    assert isinstance(whole, Refused)
    assert "name one of: PT Indonesia Comnets Plus (Icon+), Telkom" in whole.message


def test_what_is_asked_for_is_said_in_the_names_of_the_month() -> None:
    def asked(provider: str, number: str = "", file: Inventory | None = None) -> object:
        wanted = Wanted(
            PaperKind.BERITA_ACARA, "2026-10", PaperFormat.PDF, "id", (), number, "", provider
        )
        found = apart(file or two(), wanted, NOW)
        return found.message if isinstance(found, Refused) else [each.provider for each in found]

    assert asked("") == list(NAMES)
    assert asked("TELKOM") == asked("telkom", "41") == ["Telkom"]
    assert asked("telkom", file=town()) == asked("", "41", town()) == [""]
    assert asked("Biznet") == (
        "no site is served by 'Biznet' in 2026-10; write one of: "
        "PT Indonesia Comnets Plus (Icon+), Telkom"
    )
    assert str(asked("", "41")).startswith("the number 41 is that of one paper")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Telkom", "telkom"),
        ("PT. Telkom Indonesia (Persero), Tbk", "pt-telkom-indonesia-persero-tbk"),
        ("  Télkom / Divre VI ", "telkom-divre-vi"),
        ("../../etc/passwd", "etc-passwd"),
        ("Icon+", "icon-plus"),
        ("Maju & Jaya", "maju-dan-jaya"),
    ],
)
def test_a_company_is_a_safe_word_of_a_files_name(name: str, word: str) -> None:
    assert company_word(name) == word


def test_companies_that_differ_in_what_a_name_cannot_say_differ_all_the_same() -> None:
    names = ["Icon", "Icon+", "Icon*", "Icon@", "株式会社", "有限会社", "a" * 60, "a" * 61]
    assert len({company_word(each) for each in names}) == len(names)
    assert is_company("PT Telkom", "pt. TELKOM")


@given(st.text(max_size=300))
def test_a_file_is_named_safely_whatever_a_provider_is_called(name: str) -> None:
    wanted = Wanted(PaperKind.BERITA_ACARA, "2026-10", PaperFormat.PDF, "id", provider=name)
    made = file_name(wanted, MonthState.CLOSED, 1)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert len(made) < 100
    assert made.startswith("berita-acara-sla-2026-10-")
