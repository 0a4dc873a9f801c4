"""What comes out of the writer of PDF, read back by another library."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from benchmarks.papers_month import month_paper
from pantau.inventory.choices import PaperSize
from pantau.reports import content as c
from pantau.reports import pictures as p
from pantau.reports.pdf import to_pdf

HOSTILE = (
    "<script>alert(1)</script>",
    '#import "x": *',
    "$x^2$ _miring_ `kode`",
    r"*tebal* \u{1F600} @acuan <label>",
    "=SUM(A1:A9)",
    "// bukan komentar /* ini juga */ -- --- ~ ...",
    "\"kutip\" 'satu'",
)
LONG = "x" * 200
UNPRINTABLE = "Desa \U0001f600 \u202e0005pR"
NAMES = (*HOSTILE, LONG, UNPRINTABLE, "Kantor Desa " + "yang namanya panjang sekali " * 7)


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def document() -> c.Document:
    return month_paper(14, 90, names=NAMES, size=PaperSize.A4, watermark="SIMULASI")


@pytest.fixture(scope="module")
def pdf(document: c.Document) -> bytes:
    return to_pdf(document)


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in read(pdf).pages]


def test_every_page_says_what_it_belongs_to_and_which_of_how_many_it_is(pages: list[str]) -> None:
    for n, text in enumerate(pages, 1):
        assert f"Halaman {n} dari {len(pages)}" in text
        assert "Laporan SLA · Oktober 2026 · ditutup, revisi 0" in text
        assert "Jurnal 184.223" in text
        assert "SIMULASI" in text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_whatever_it_looks_like(pages: list[str], name: str) -> None:
    # In the sheet of days, the sites' table and that of outages.
    assert sum(text.count(name) for text in pages) >= 3


def fonts_of(page: pypdf.PageObject) -> list[Any]:
    return list(page["/Resources"]["/Font"].values())


def test_a_word_without_an_end_breaks_and_loses_nothing(pdf: bytes, pages: list[str]) -> None:
    whole = "".join(pages).replace("\n", "")
    assert LONG in whole
    # A reader that copies takes along what the fonts say that glyphs stand for.
    assert not [page for page in read(pdf).pages if b"200B" in page.get_contents().get_data()]
    fonts = [font.get_object() for page in read(pdf).pages for font in fonts_of(page)]
    assert fonts
    assert not [font for font in fonts if b"200B" in font["/ToUnicode"].get_data().upper()]


def test_what_the_typeface_lacks_or_what_turns_text_around_stands_as_its_number(
    pages: list[str],
) -> None:
    assert "Desa [U+1F600] [U+202E]0005pR" in "".join(pages).replace("\n", " ")


def test_headings_of_a_table_stand_on_each_of_its_pages(pages: list[str]) -> None:
    assert sum("G-" in text for text in pages) >= 3
    for text in pages:
        if "G-" in text:
            assert "Tanggung" in text
            assert "(10)" in text


def test_headings_captions_and_pictures_are_numbered(pdf: bytes, pages: list[str]) -> None:
    titles = [each["/Title"] for each in read(pdf).outline if not isinstance(each, list)]
    assert titles[0] == "I. Pendahuluan"
    assert titles[-1] == "V. Kesimpulan"
    text = "\n".join(pages)
    assert "Tabel 3. Rekapitulasi menurut paket" in text
    assert "Gambar 1. Waktu layanan" in text


def test_pages_lie_where_a_table_asks_for_it(pdf: bytes, pages: list[str]) -> None:
    for page, text in zip(read(pdf).pages, pages, strict=True):
        lies = page.mediabox.width > page.mediabox.height
        assert lies == ("(9)" in text)


def test_signatures_stand_on_one_page_with_room_for_what_is_not_known(pages: list[str]) -> None:
    last = pages[-1]
    for words in (
        "Tana Paser, 2 November 2026",
        "Drs. Contoh Nama, M.Si.",
        "NIP 19700101 199503 1 001",
        "Sekretaris Daerah",
    ):
        assert words in last
    assert last.count("....") >= 2


def test_a_short_paper_is_tagged_and_each_is_an_archival_file(pdf: bytes) -> None:
    assert b"pdfaid:part>2</pdfaid:part" in pdf
    assert b"pdfaid:conformance>B<" in pdf
    found = read(pdf)
    assert "/StructTreeRoot" in found.trailer["/Root"]
    assert found.metadata is not None
    assert found.metadata.title == "Laporan Bulanan Kinerja Layanan Internet Oktober 2026"
    made = found.metadata.creation_date
    assert made is not None
    assert made.isoformat() == "2026-10-31T16:00:00+00:00"


_ELSEWHERE = """
import sys
from benchmarks.papers_month import month_paper
from pantau.reports.pdf import to_pdf
sys.stdout.buffer.write(to_pdf(month_paper(2, 3)))
"""


def test_the_same_paper_is_the_same_bytes_in_another_process_elsewhere(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        cwd=tmp_path,
        env={"TZ": "America/Lima", "PYTHONPATH": root, "HOME": str(tmp_path), "LANG": "C"},
        capture_output=True,
        check=True,
    )
    assert to_pdf(month_paper(2, 3)) == done.stdout == to_pdf(month_paper(2, 3))


def test_nothing_to_list_is_said(document: c.Document) -> None:
    text = "".join(page.extract_text() for page in read(to_pdf(month_paper(1, 0))).pages)
    assert "NIHIL" in text


@pytest.mark.parametrize(
    "logo",
    [b"\x89PNG\r\n\x1a\nthat is all", b"<svg", b"", b"<svg><image href='/etc/passwd'/></svg>"],
)
def test_a_logo_that_cannot_be_drawn_keeps_no_paper_back(document: c.Document, logo: bytes) -> None:
    head = c.Letterhead(("PEMERINTAH KABUPATEN PASER",), "Tana Paser", logo)
    [page] = read(to_pdf(replace(document, blocks=(head,)))).pages
    assert "PEMERINTAH KABUPATEN PASER" in page.extract_text()


def test_a_paper_of_nothing_is_a_page() -> None:
    assert len(read(to_pdf(replace(month_paper(1, 0), blocks=()))).pages) == 1


@pytest.mark.parametrize(("size", "millimetres"), [("A4", (210, 297)), ("F4", (215, 330))])
def test_the_sheet_is_the_one_that_offices_have(size: str, millimetres: tuple[int, int]) -> None:
    document = replace(month_paper(1, 0), size=PaperSize(size), blocks=(c.Paragraph("Isi"),))
    box = read(to_pdf(document)).pages[0].mediabox
    assert tuple(round(float(each) * 25.4 / 72) for each in (box.width, box.height)) == millimetres


def test_blocks_that_hold_nothing_can_be_drawn() -> None:
    blocks: tuple[c.Block, ...] = (
        *(c.Letterhead((), ""), c.Title(""), c.Heading(""), c.Paragraph(""), c.Notice("")),
        *(c.Lines(()), c.Lines((), numbered=True), c.Figures(()), c.Particulars(())),
        *(c.Table("k", "", (), ()), c.Table("k", "", (c.Column("a", ""),), (), total=("",))),
        *(p.PartedBar("k", "", ()), p.BarChart("k", "", ()), p.LineChart("k", "", ())),
        *(p.DaySheet("k", "", (), (), (), ""), p.PlaceMap("k", "", (), (), ())),
        *(c.Signatures("", ()), c.Signatures("", (c.Signatory("", ""),) * 3), c.PageBreak()),
    )
    assert read(to_pdf(replace(month_paper(1, 0), blocks=blocks))).pages


def test_a_total_never_stands_alone_on_a_page() -> None:
    turned = 0
    for rows in range(36, 44):
        document = month_paper(rows, 0)
        tables = [each for each in document.blocks if isinstance(each, c.Table)]
        pages = read(to_pdf(replace(document, blocks=(tables[0],)))).pages
        last = pages[-1].extract_text()
        assert "Jumlah" in last
        assert f"\n{rows} " in last
        turned += len(pages) > 1
    # Else no page turned where it matters, and nothing was shown.
    assert 0 < turned < 8


def test_signatures_never_stand_alone_on_a_page() -> None:
    last = c.Paragraph("Demikian dibuat.")
    signed = c.Signatures("Tana Paser, …", (c.Signatory("Dibuat oleh,", "Pembuat"),) * 2)
    turned = 0
    for many in range(24, 42, 3):
        blocks = (*[c.Paragraph("baris")] * many, last, signed)
        found = [
            page.extract_text()
            for page in read(to_pdf(replace(month_paper(1, 0), blocks=blocks))).pages
        ]
        assert "Demikian dibuat." in next(each for each in found if "Dibuat oleh" in each)
        turned += len(found) > 1
    # Else no page turned where it matters, and nothing was shown.
    assert 0 < turned < 6
