"""A month with 300 sites and 5,000 outages: nothing is cut or lost, in PDF nor in XLSX."""

import io
import re
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest

from benchmarks.busy_month import MONTH, OUTAGES, write_month
from pantau.inventory import read_inventory
from pantau.inventory.choices import PaperSize
from pantau.reports.content import SITES, Document, Table
from pantau.reports.form import Form
from pantau.reports.month.document import monthly_report
from pantau.reports.month.facts import MonthFacts, read_month
from pantau.reports.pdf import to_pdf
from pantau.reports.pdf.sheet import sheet
from pantau.reports.sheet.xlsx import to_xlsx
from pantau.sla import month_window, to_json
from pantau.store import Store
from tests.reports.book import forgetful, sheets
from tests.reports.drawn import drawn
from tests.reports.office import converted, needs_office

SHIPPED = Path(__file__).parents[2] / "inventory.yaml"
MANY = 400
"""Rows from which on a table goes over many pages."""

# 150 pages are written and read, and LibreOffice opens a workbook of as many.
pytestmark = pytest.mark.timeout(240)


@dataclass(frozen=True, slots=True)
class Busy:
    """``pages``: the words of each page of the PDF; ``outside``: those that nobody sees."""

    facts: MonthFacts
    paper: Document
    pages: tuple[str, ...]
    outside: tuple[str, ...]
    pdf: bytes
    xlsx: bytes


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Busy:
    inventory = read_inventory(SHIPPED).inventory
    assert inventory is not None
    data = tmp_path_factory.mktemp("busy") / "data"
    write_month(inventory, data, OUTAGES)
    with Store.open(data, readonly=True) as store:
        facts = read_month(store, inventory, MONTH, month_window(MONTH, inventory.timezone).end)
    paper = monthly_report(facts, "id")
    outside: list[str] = []
    pdf = to_pdf(paper)
    pages = [_words(page, paper.size, outside) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return Busy(facts, paper, tuple(pages), tuple(outside), pdf, to_xlsx(paper))


def _words(page: pypdf.PageObject, size: PaperSize, outside: list[str]) -> str:
    """The words of a page as they are drawn; those beyond its edges go into ``outside``."""
    wide, tall = float(page.mediabox.width), float(page.mediabox.height)
    lowest = sheet(size, landscape=wide > tall).bottom / 4

    texts = list(drawn(page))
    outside += [
        text for text, x, y in texts if text.strip() and not (0 <= x < wide and lowest <= y <= tall)
    ]
    return " ".join(" ".join(text for text, _, _ in texts).split())


def test_the_words_are_those_that_pypdf_reads(busy: Busy) -> None:
    """Of a page of each kind: the reader of the other tests here is our own."""
    pages = pypdf.PdfReader(io.BytesIO(busy.pdf)).pages
    for number in (0, 3, len(pages) // 2, len(pages) - 1):
        read = "".join(pages[number].extract_text().split())
        assert read == busy.pages[number].replace(" ", "")


def _table(paper: Document, form: Form, key: str) -> Table:
    (found,) = (each for each in paper.of(form) if isinstance(each, Table) and each.key == key)
    return found


def test_no_word_lies_beyond_the_edge_of_its_page(busy: Busy) -> None:
    assert len(busy.pages) > 100
    assert busy.outside == ()


def test_every_site_and_every_outage_is_on_paper_once_each(busy: Busy) -> None:
    whole = " ".join(busy.pages)
    outages = [each.part.outage.id for each in busy.facts.outages]
    assert len(outages) == OUTAGES
    printed = re.findall(r"\bO\d+\b", whole)
    # What the conclusions name stands there a second time; none is missing.
    assert {*printed} == {*outages}
    assert len(busy.facts.rows) == 300
    assert [row.name for row in busy.facts.rows if row.name not in whole] == []


def test_the_headings_of_a_long_table_stand_on_each_of_its_pages(busy: Busy) -> None:
    long = [
        each
        for each in busy.paper.of(Form.PRINT)
        if isinstance(each, Table) and len(each.rows) > MANY
    ]
    assert long
    for table in long:
        headings = " ".join(column.heading for column in table.columns)
        with_rows = [page for page in busy.pages if re.search(r"\bO\d+ ", page)]
        assert len(with_rows) > 50
        assert [page for page in with_rows if headings not in page] == []
        assert sum(f"({len(table.columns)})" in page for page in with_rows) == len(with_rows)


def test_a_row_is_whole_on_its_page_with_all_its_figures(busy: Busy) -> None:
    """Where a row begins, its begin, end and length stand behind it: nothing of it is cut off."""
    rows = re.findall(
        r"\bO\d+ .{3,80}? (?:\d+ \w+ 2026 [\d.]+ WITA )?\d+ \w+ 2026 [\d.]+ WITA \d+:\d\d:\d\d",
        " ".join(busy.pages),
    )
    assert len(rows) == OUTAGES


def test_all_sites_and_outages_are_in_the_workbook(busy: Busy) -> None:
    held = sheets(busy.xlsx)
    names = {row[0] for row in held["Titik"][3:-1]}
    assert names == {row.result.site for row in busy.facts.rows}
    cells = {str(cell) for lines in held.values() for line in lines for cell in line[:2]}
    assert {each.part.outage.id for each in busy.facts.outages} <= cells
    days = next(each for each in held.values() if len(each) > 9_000)
    assert len(days) == 3 + sum(map(len, busy.facts.days.values()))


@needs_office
def test_the_totals_that_libreoffice_reckons_are_ours(busy: Busy, tmp_path: Path) -> None:
    again = sheets(converted(forgetful(busy.xlsx), "xlsx", tmp_path, "xlsx"))
    total, table = to_json(busy.facts.result)["total"], _table(busy.paper, Form.SHEET, SITES)
    assert len(again["Titik"]) == 3 + len(table.rows) + 1
    last = dict(zip(again["Titik"][2], again["Titik"][-1], strict=True))
    assert last["Restitusi"] == total["credit"]
    assert last["Waktu gangguan (detik)"] == total["down_seconds"]
    assert last["Gangguan"] == total["outages"]
    assert last["Ketersediaan"] == int(total["availability"] * 10_000) / 10_000
