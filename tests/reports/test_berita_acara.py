"""What stands in a Berita Acara, and that its sums are the calculator's."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from pantau.actions import Actor
from pantau.actions.dealings import Objectionable, answer_objection, object_to
from pantau.actions.months import close_month
from pantau.actions.provider.cells import Zone
from pantau.actions.provider.lists import keep_provider_list
from pantau.actions.provider.rows import Asked, read_provider_list
from pantau.facts.dealings import ProviderListed
from pantau.facts.said import MonthStanding
from pantau.facts.words import Role, Settlement
from pantau.inventory import Inventory
from pantau.language import LANGUAGES, Language
from pantau.reports.berita_acara.document import berita_acara
from pantau.reports.berita_acara.facts import read_record
from pantau.reports.cell import Count, Rupiah, plain
from pantau.reports.content import Document, Notice, Paragraph, Signatures, Table
from pantau.reports.docx import to_docx
from pantau.reports.pdf import to_pdf
from pantau.sla import month_window
from pantau.store import Store
from tests.reports.office import converted, needs_office
from tests.reports.outline import outline
from tests.reports.seen import seen
from tests.reports.town import BUDI, NOW, RINA, TEXT, october, town

GOLDEN = Path(__file__).parent.parent / "golden" / "reports"
TELKOM = Actor("Wati", "wati@telkom", Role.PROVIDER, NOW)
LIST = b"""site,mulai,selesai,tiket
opd-dkisp,2026-10-05 08:00,2026-10-05 12:00,INC12345678
desa-samurangau,2026-10-12 08:00,2026-10-12 09:30,INC12345699
"""


@contextmanager
def told(folder: Path, file: Inventory | None = None) -> Iterator[tuple[Store, Inventory]]:
    """October with the provider's list, an objection that was answered and one that was not."""
    with october(folder, file) as (store, inventory):
        window = month_window("2026-10", inventory.timezone)
        listed = read_provider_list(
            LIST, "telkom.csv", inventory, Asked(window, Zone.WITA, "Telkom"), RINA.role
        )
        assert isinstance(listed, ProviderListed)
        assert isinstance(keep_provider_list(store, RINA, listed, LIST), str)
        (own,) = [
            each.id for each in store.outages(window.begin, window.end) if each.site == "opd-dkisp"
        ]
        what = Objectionable("2026-10", "opd-dkisp", own)
        raised = object_to(store, TELKOM, inventory, what, "Listrik padam sejak pukul 12")
        assert isinstance(raised, str)
        answer = answer_objection(store, BUDI, raised, Settlement.PARTLY, "UPS mencatat 16.00")
        assert isinstance(answer, str)
        yield store, inventory


def record(store: Store, inventory: Inventory, language: Language = "id") -> Document:
    return berita_acara(read_record(store, inventory, "2026-10", NOW), language)


def table(document: Document, key: str) -> Table:
    (found,) = [each for each in document.blocks if isinstance(each, Table) and each.key == key]
    return found


def texts(document: Document) -> list[str]:
    return [each.text for each in document.blocks if isinstance(each, Paragraph | Notice)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_is_what_it_was(tmp_path: Path, language: Language) -> None:
    with told(tmp_path) as (store, inventory):
        assert isinstance(close_month(store, BUDI, inventory, "2026-10"), MonthStanding)
        made = outline(record(store, inventory, language))
    golden = GOLDEN / f"berita-acara.{language}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(made)
    # What changed on purpose is written anew with WRITE_GOLDEN=1, and looked at.
    assert made == golden.read_text()


def test_every_objection_is_on_a_page_however_long_both_sides_write(tmp_path: Path) -> None:
    long = "Genset tidak dapat dinyalakan, dan petugas baru datang pagi berikutnya. " * 6
    with told(tmp_path) as (store, inventory):
        what = Objectionable("2026-10", "desa-samurangau", "")
        for number in range(8):
            said = f"Mulai {number}: {long} Sampai {number}."
            raised = object_to(store, TELKOM, inventory, what, said)
            assert isinstance(raised, str)
            assert isinstance(answer_objection(store, BUDI, raised, Settlement.PARTLY, long), str)
        pages = seen(to_pdf(record(store, inventory)))
    text = re.sub(r"\s", "", "".join(pages))
    for number in range(8):
        assert f"Mulai{number}:" in text
        assert f"Sampai{number}." in text


def test_a_hash_out_of_the_paper_is_the_hash(tmp_path: Path) -> None:
    with told(tmp_path) as (store, inventory):
        pdf = to_pdf(record(store, inventory))
        digest = store.head()[1].hex()
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert digest in "\n".join(pages)


def test_tiers_add_up_to_what_is_billed_and_owed(tmp_path: Path) -> None:
    # For 19 days of 31 each tier alone is rounded down: their sum would miss a rupiah.
    file = town(
        "to: 2026-12-31\n    policy: {",
        "to: 2026-10-19\n    policy: {fee_partial: by_seconds, ",
    )
    with told(tmp_path, file) as (store, inventory):
        facts = read_record(store, inventory, "2026-10", NOW)
        results = table(berita_acara(facts, "id"), "hasil")
    columns = [each.key for each in results.columns]
    fee, credit, sites = (columns.index(key) for key in ("fee", "credit", "sites"))
    total = facts.month.result.total
    (billing,) = facts.month.reconciliation.billings
    assert [plain(row[fee]) for row in results.rows] == [Rupiah(1_532_258), Rupiah(1_225_807)]
    assert billing.fees == 1_532_258 + 1_225_807
    assert results.total is not None
    assert plain(results.total[credit]) == Rupiah(total.credit)
    assert plain(results.total[sites]) == Count(total.sites)


def test_what_is_paid_is_fees_less_restitution_in_figures_and_in_words(tmp_path: Path) -> None:
    with told(tmp_path) as (store, inventory):
        facts = read_record(store, inventory, "2026-10", NOW)
        said = texts(berita_acara(facts, "id"))
    (billing,) = facts.month.reconciliation.billings
    assert (billing.fees, billing.credit) == (4_500_000, 26_882)
    (agreed,) = [text for text in said if text.startswith("Kedua belah pihak sepakat")]
    assert "Rp4.473.118" in agreed
    assert "(empat juta empat ratus tujuh puluh tiga ribu seratus delapan belas rupiah)" in agreed


def test_each_difference_says_its_worth_and_how_it_was_settled(tmp_path: Path) -> None:
    with told(tmp_path) as (store, inventory):
        found = table(record(store, inventory), "selisih")
    settled = {str(row[1]): str(row[-1]) for row in found.rows}
    assert "keberatan" in settled["Dinas Komunikasi"]
    assert "diterima sebagian, UPS mencatat 16.00" in settled["Dinas Komunikasi"]
    assert "pengecualian" in settled["Dinas Komunikasi"]
    assert settled["Desa Samurangau"] == "belum diselesaikan"
    assert "INC12345678" in str(found.rows[0][4])


def test_an_open_month_is_a_draft_without_a_day(tmp_path: Path) -> None:
    with told(tmp_path) as (store, inventory):
        document = record(store, inventory)
    assert document.mark.watermark == "DRAF"
    said = texts(document)
    assert any("belum ditutup" in text for text in said)
    assert any(text.startswith("Pada hari ini …………") for text in said)


def test_a_closed_month_bears_its_day_in_words(tmp_path: Path) -> None:
    with told(tmp_path) as (store, inventory):
        assert isinstance(close_month(store, BUDI, inventory, "2026-10"), MonthStanding)
        document = record(store, inventory)
    assert document.mark.watermark == ""
    assert texts(document)[0] == (
        "Pada hari ini Senin tanggal dua bulan November tahun dua ribu dua puluh enam "
        "(02-11-2026), kami yang bertanda tangan di bawah ini:"
    )


def test_without_settings_there_is_room_for_every_name(tmp_path: Path) -> None:
    begin, end = TEXT.index("reports:"), TEXT.index("sites:")
    with told(tmp_path, town(TEXT[begin:end], "")) as (store, inventory):
        document = record(store, inventory)
    (signing,) = [each for each in document.blocks if isinstance(each, Signatures)]
    assert [each.name for each in signing.signatories] == ["", ""]
    assert [each.above for each in signing.signatories] == ["PIHAK PERTAMA", "PIHAK KEDUA"]
    assert signing.witness is not None
    assert signing.witness.above == "Mengetahui,"
    assert "1. Nama; ………" in outline(document)


def test_own_words_of_the_settings_take_the_place_of_ours(tmp_path: Path) -> None:
    own = "  place: Tana Paser\n  wording: {berita_acara: {closing: Sekian., basis: Perbup 1/2026}}"
    with told(tmp_path, town("  place: Tana Paser", own)) as (store, inventory):
        document = record(store, inventory)
    assert "Sekian." in texts(document)
    assert not any("rangkap 2 (dua)" in text for text in texts(document))
    assert "Perbup 1/2026; Kontrak telkom-2026" in outline(document)


def test_another_provider_has_its_own_record(tmp_path: Path) -> None:
    with told(tmp_path) as (store, inventory):
        ours = read_record(store, inventory, "2026-10", NOW, "telkom")
        other = read_record(store, inventory, "2026-10", NOW, "Icon+")
        everything = read_record(store, inventory, "2026-10", NOW)
    assert ours.month.result == everything.month.result
    assert ours.providers == ("Telkom",)
    assert other.month.rows == other.objections == other.month.reconciliation.billings == ()
    assert [each.account.id for each in other.month.reconciliation.accounts] == []


def test_a_month_without_sites_says_so(tmp_path: Path) -> None:
    with Store.open(tmp_path / "data") as store:
        said = outline(record(store, replace(town(), sites=())))
    assert "Tidak ada titik yang memiliki waktu layanan pada bulan ini." in said
    assert "Penyedia tidak menyampaikan daftar gangguan untuk bulan ini." in said


@needs_office
def test_libreoffice_finds_every_text_of_the_word_document(tmp_path: Path) -> None:
    with told(tmp_path) as (store, inventory):
        document = record(store, inventory)
    made = to_docx(document)
    read = " ".join(converted(made, "txt:Text (encoded):UTF8", tmp_path).decode().split())
    for text in texts(document):
        assert " ".join(text.split()) in read
    for row in table(document, "selisih").rows:
        assert str(row[-1]) in read
