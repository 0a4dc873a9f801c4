"""Each paper that the table promises is made, from facts, by the real writers."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.acting import Actor, Refused
from pantau.actions.papers import Handed, Order
from pantau.facts.papers import FORMATS, MEDIA_TYPES, PaperFormat, PaperKind, PaperStep, Wanted
from pantau.facts.words import Role
from pantau.inventory.reports import Letterhead, Reports
from pantau.reports.papers import MAKERS, forms_of, make
from pantau.store import Store
from tests.actions.acts import NOW, TOWN, october
from tests.actions.paper_mill import Heard

BUDI = Actor("Budi", "budi@kantor", Role.MANAGER, NOW)
BEGINS = {
    PaperFormat.PDF: b"%PDF-",
    PaperFormat.XLSX: b"PK",
    PaperFormat.DOCX: b"PK",
    PaperFormat.ZIP: b"PK",
    PaperFormat.CSV: b"\xef\xbb\xbf",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("october")
    with october(folder):
        pass
    return folder / "data"


def made(data: Path, wanted: Wanted, reports: Reports | None = None) -> Handed | Refused:
    inventory = replace(TOWN, reports=reports or Reports(), file=str(data.parent / "i.yaml"))
    with Store.open(data) as store:
        return make(store, BUDI, inventory, Order(wanted))


def text(handed: Handed | Refused) -> str:
    """All words of a DOCX."""
    assert isinstance(handed, Handed), handed
    with zipfile.ZipFile(io.BytesIO(handed.paper.content)) as packed:
        return packed.read("word/document.xml").decode()


def monthly(**changes: object) -> Wanted:
    return replace(Wanted(PaperKind.MONTHLY, "2026-10", PaperFormat.DOCX, "id"), **changes)  # type: ignore[arg-type]


def test_the_table_holds_only_forms_that_a_kind_has() -> None:
    assert all(form in FORMATS[kind] for kind, form in MAKERS)
    assert set(MEDIA_TYPES) == set(BEGINS) == set(PaperFormat)


@pytest.mark.parametrize(("kind", "form"), sorted(MAKERS), ids=str)
@pytest.mark.parametrize("language", ["id", "en"])
def test_each_paper_of_the_table_is_made(
    data: Path, kind: PaperKind, form: PaperFormat, language: str
) -> None:
    period = "2026" if kind is PaperKind.YEARLY else "2026-10"
    handed = made(data, Wanted(kind, period, form, language))
    assert isinstance(handed, Handed), handed
    assert handed.paper.content.startswith(BEGINS[form])
    assert handed.paper.name.endswith(f".{form.value}")


def test_what_is_not_in_the_table_is_refused_with_what_is(data: Path) -> None:
    for kind, forms in FORMATS.items():
        for form in set(PaperFormat) - set(forms_of(kind)):
            handed = made(data, Wanted(kind, "2026-10", form, "id"))
            assert isinstance(handed, Refused)
            assert "choose one of" in handed.message
        assert set(forms_of(kind)) <= set(forms)


def test_the_same_facts_give_the_same_bytes(data: Path) -> None:
    first, second = made(data, monthly()), made(data, monthly())
    assert isinstance(first, Handed)
    assert isinstance(second, Handed)
    assert first.paper == second.paper


def test_the_running_number_stands_in_the_papers_number(data: Path) -> None:
    reports = Reports(number="555/{n}/DKISP/{year}")
    assert "555/4{1}/DKISP/2026" in text(made(data, monthly(number="4{1}"), reports))
    assert "555/…/DKISP/2026" in text(made(data, monthly(), reports))


def test_single_sites_get_their_annex_instead(data: Path) -> None:
    one = text(made(data, monthly(sites=("opd-dkisp",))))
    assert "LAMPIRAN" in one
    assert "desa-samurangau" not in one


def test_a_logo_that_is_gone_stops_no_paper(data: Path) -> None:
    reports = Reports(letterhead=Letterhead(("DINAS CONTOH",), logo="hilang.png"))
    assert "DINAS CONTOH" in text(made(data, monthly(), reports))


def test_the_making_says_where_it_is(data: Path) -> None:
    heard = Heard()
    with Store.open(data) as store:
        make(store, BUDI, TOWN, Order(monthly()), heard)
    assert heard == [
        PaperStep.LOOKING,
        PaperStep.GATHERING,
        PaperStep.WRITING,
        PaperStep.DONE,
    ]
