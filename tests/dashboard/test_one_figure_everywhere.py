"""A month's figures are the same text on the page, on paper, in files and in the message."""

import json
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from alerts.papers import papers_message
from pantau.actions.in_force import in_force
from pantau.actions.months import judged
from pantau.actions.papers_itself import PapersMade
from pantau.facts.papers import PaperFormat, PaperKind, Wanted
from pantau.facts.words import MonthState
from pantau.inventory import Inventory
from pantau.reports.papers import MAKERS
from pantau.sla import MonthResult, floor_percent, to_json
from pantau.store import Store
from tests.alerts.test_papers_sent import seen
from tests.dashboard.march import march
from tests.dashboard.opened import html, opened
from tests.dashboard.world import World
from tests.reports.book import forgetful, sheets
from tests.reports.office import converted, needs_office

MONTH = "2026-03"
FORMS = (PaperFormat.PDF, PaperFormat.XLSX, PaperFormat.CSV, PaperFormat.DOCX)


@dataclass(frozen=True)
class Told:
    """The month by the calculator, its papers by form, and the pack."""

    result: MonthResult
    papers: dict[PaperFormat, bytes]
    pack: bytes


@pytest.fixture
def told(world: World) -> Told:
    with march(world):
        pass
    with Store.open(world.settings.data, readonly=True) as store:
        inventory = in_force(store) or world.inventory
        assert isinstance(inventory, Inventory)
        papers = {
            form: made(store, inventory, PaperKind.MONTHLY, form, world.now) for form in FORMS
        }
        pack = made(store, inventory, PaperKind.EVIDENCE, PaperFormat.ZIP, world.now)
        return Told(judged(store, inventory, MONTH, world.now).result, papers, pack)


def made(store: Store, inventory: Inventory, kind: PaperKind, form: PaperFormat, now: int) -> bytes:
    content = MAKERS[kind, form](
        store, inventory, Wanted(kind, MONTH, form, "id"), now, lambda _: None
    )
    assert isinstance(content, bytes)
    return content


def comma(text: object) -> str:
    return str(text).replace(".", ",")


def printed(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def words(docx: bytes) -> str:
    with ZipFile(BytesIO(docx)) as zipped:
        return re.sub(r"<[^>]+>", " ", zipped.read("word/document.xml").decode())


def test_the_sum_of_the_month_is_one_text_everywhere(told: Told) -> None:
    total = told.result.total
    assert total.availability is not None
    share = f"{comma(floor_percent(total.availability, None))} %"
    money = f"Rp{total.credit:,}".replace(",", ".")
    assert total.credit > 0
    made_by_itself = PapersMade("p", MONTH, MonthState.DRAFT, 1, (), total)
    message = " ".join(papers_message(seen(), made_by_itself, "surel").lines)
    page = html(opened("sla", lang="id", bulan=MONTH))
    pdf, docx = printed(told.papers[PaperFormat.PDF]), words(told.papers[PaperFormat.DOCX])
    for place in (message, page, pdf, docx):
        assert share in place
        assert money in place


def of_sites(xlsx: bytes, *headings: str) -> dict[str, tuple[object, ...]]:
    """Of each row of the sheet of sites, the sum too, the cells under ``headings``."""
    rows = sheets(xlsx)["Titik"]
    first = next(at for at, line in enumerate(rows) if line and line[0] == "Id")
    places = [rows[first].index(each) for each in headings]
    return {str(line[0]): tuple(line[at] for at in places) for line in rows[first + 1 :]}


@needs_office
def test_what_libreoffice_reckons_is_the_figure_of_the_calculator(
    told: Told, tmp_path: Path
) -> None:
    """Every result in the file was spoilt before: a right one was reckoned, not read."""
    spoilt = forgetful(told.papers[PaperFormat.XLSX])
    again = of_sites(converted(spoilt, "xlsx", tmp_path, "xlsx"), "Ketersediaan", "Restitusi")
    for row in told.result.sites:
        share, credit = again[row.site]
        assert credit == ("–" if row.credit is None else row.credit)
        if row.availability is not None:
            shown = floor_percent(row.availability, row.objective)
            assert share == pytest.approx(float(shown) / 100, abs=1e-9)
    total = told.result.total
    share, credit = again["Semua titik"]
    assert credit == total.credit
    assert total.availability is not None
    shown = floor_percent(total.availability, None)
    assert share == pytest.approx(float(shown) / 100, abs=1e-9)


def test_each_site_is_one_figure_everywhere(told: Told) -> None:
    in_sheet = of_sites(told.papers[PaperFormat.XLSX], "Ketersediaan")
    lines = told.papers[PaperFormat.CSV].decode("utf-8-sig").splitlines()
    in_csv = {line.split(";")[0]: line.split(";") for line in lines[1:]}
    headings = [each.split(" (")[0] for each in lines[0].split(";")]
    csv_at, csv_credit = headings.index("Ketersediaan"), headings.index("Restitusi")
    pdf = printed(told.papers[PaperFormat.PDF])
    with ZipFile(BytesIO(told.pack)) as zipped:
        packed = {each["site"]: each for each in json.loads(zipped.read("figures.json"))["sites"]}
    plain = {each["site"]: each for each in to_json(told.result)["sites"]}
    assert len(told.result.sites) == 12
    for row in told.result.sites:
        credit = "" if row.credit is None else str(row.credit)
        assert in_csv[row.site][csv_credit] == credit
        assert packed[row.site]["availability"] == plain[row.site]["availability"]
        assert packed[row.site]["credit"] == plain[row.site]["credit"] == row.credit
        if row.availability is None:
            assert in_csv[row.site][csv_at] == ""
            continue
        shown = floor_percent(row.availability, row.objective)
        assert in_csv[row.site][csv_at] == comma(shown)
        assert in_sheet[row.site][0] == pytest.approx(float(shown) / 100, abs=1e-9)
        assert f"{comma(shown)} %" in pdf
