"""A paper as a Word document: what stands in it, and that nothing in it is more than text."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from pantau.inventory.choices import PaperSize
from pantau.reports.content import (
    Align,
    Column,
    Heading,
    Letterhead,
    Lines,
    Mark,
    PageBreak,
    Paragraph,
    Signatory,
    Signatures,
    Table,
    Title,
)
from pantau.reports.docx import to_docx
from pantau.reports.face import bold, regular
from tests.reports.paper import (
    HOSTILE,
    SVG,
    UNWRITABLE,
    WRITTEN,
    full_paper,
    paper,
    rows,
    signatures,
    wide_table,
)


def opened(content: bytes) -> WordDocument:
    return docx.Document(BytesIO(content))


def cells(word: WordDocument, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in word.tables[table].rows]


def test_the_same_paper_gives_the_same_bytes() -> None:
    first = to_docx(full_paper())
    assert to_docx(full_paper()) == first
    with ZipFile(BytesIO(first)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_author_title_and_time_are_those_of_the_paper() -> None:
    of = opened(to_docx(full_paper())).core_properties
    assert (of.author, of.title, of.language) == ("DKISP", "Laporan", "id")
    assert of.created == of.modified
    assert f"{of.created:%Y-%m-%d %H:%M}" == "2026-10-14 17:46"


def test_every_text_of_a_table_stands_as_it_is() -> None:
    word = opened(to_docx(paper(rows(len(HOSTILE)))))
    names = [row[1] for row in cells(word)[2:-1]]
    assert tuple(names) == HOSTILE


def test_hostile_texts_bring_no_field_and_no_link() -> None:
    made = to_docx(paper(rows(len(HOSTILE))))
    fields = opened(made).element.body.iter(qn("w:fldSimple"))
    assert [each.get(qn("w:instr")).split()[0] for each in fields] == ["SEQ"]
    with ZipFile(BytesIO(made)) as file:
        assert all(b"External" not in file.read(name) for name in file.namelist())


def test_what_a_document_cannot_hold_is_left_out() -> None:
    word = opened(to_docx(paper(Title(UNWRITABLE), Paragraph("a\tb\r\nc"))))
    texts = [each.text for each in word.paragraphs]
    assert texts[0] == WRITTEN
    assert "a\tb\nc" in texts


def test_headings_of_a_table_stand_on_every_page_and_rows_are_never_cut() -> None:
    table = opened(to_docx(paper(rows(3)))).tables[0]
    head = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert head == [True, True, False, False, False, False]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def kept_with_next(many: int) -> list[bool]:
    """Of each row of a table with so many, headings and total included."""
    table = opened(to_docx(paper(rows(many)))).tables[0]
    return [
        all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells)
        for row in table.rows
    ]


def test_a_short_table_stays_on_one_page_with_its_total() -> None:
    assert kept_with_next(1) == [True, True, True, False]
    assert kept_with_next(12) == [True] * 14 + [False]


def test_a_long_table_begins_with_three_rows_and_its_last_goes_with_the_total() -> None:
    assert kept_with_next(20) == [True] * 4 + [False] * 17 + [True, False]


def test_columns_are_numbered_below_their_names_and_the_total_is_last() -> None:
    found = cells(opened(to_docx(paper(rows(2)))))
    assert found[0] == ["No.", "Titik", "Ketersediaan", "Padam", "Restitusi"]
    assert found[1] == ["(1)", "(2)", "(3)", "(4)", "(5)"]
    assert found[-1] == ["", "Jumlah", "", "2:00:00", "Rp31.500"]
    assert found[2][2:] == ["99,53 %", "1:00:00", "Rp15.750"]


def test_a_table_without_rows_says_so() -> None:
    word = opened(to_docx(paper(replace(rows(0), empty="Tidak ada gangguan."))))
    assert not word.tables
    assert [each.text for each in word.paragraphs][-1] == "Tidak ada gangguan."


def test_a_heading_goes_with_the_wide_table_that_it_leads_to() -> None:
    blocks = (Paragraph("dulu"), Heading("Lebar"), Paragraph("x"), wide_table(), Heading("Lagi"))
    sections = opened(to_docx(paper(*blocks))).sections
    lies = [section.orientation is WD_ORIENT.LANDSCAPE for section in sections]
    assert lies == [False, True, False]
    body = opened(to_docx(paper(*blocks))).element.body
    first = next(each for each in body if each.find(f".//{qn('w:sectPr')}") is not None)
    assert first.getprevious().find(f".//{qn('w:t')}").text == "dulu"


@pytest.mark.parametrize(
    ("before", "lying"), [((), [False]), ((wide_table(),), [False, True])], ids=["alone", "behind"]
)
def test_a_wide_table_without_rows_lies_only_where_a_page_lies_already(
    before: tuple[Table, ...], lying: list[bool]
) -> None:
    empty = replace(wide_table(), rows=(), columns=wide_table().columns[:4])
    blocks = (Paragraph("dulu"), *before, Heading("Lebar"), Paragraph("x"), empty)
    sections = opened(to_docx(paper(*blocks))).sections
    assert [section.orientation is WD_ORIENT.LANDSCAPE for section in sections] == lying


@pytest.mark.parametrize(
    ("size", "millimetres"), [(PaperSize.A4, (210, 297)), (PaperSize.F4, (215, 330))]
)
def test_the_sheet_is_as_large_as_asked(size: PaperSize, millimetres: tuple[int, int]) -> None:
    section = opened(to_docx(replace(paper(Paragraph("x")), size=size))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == millimetres


def test_each_numbered_list_begins_at_one() -> None:
    lists = Lines(("a", "b"), numbered=True), Lines(("c",), numbered=True)
    word = opened(to_docx(paper(*lists)))
    numbers = [each.find(f".//{qn('w:numId')}").get(qn("w:val")) for each in word.element.body[:3]]
    assert numbers[0] == numbers[1] != numbers[2]


def test_styles_are_real_so_that_officials_can_edit() -> None:
    word = opened(to_docx(full_paper()))
    names = {each.style.name for each in word.paragraphs if each.style}
    assert {"Title", "Heading 1", "Body Text", "List Number", "Caption", "Peringatan"} <= names


def test_every_page_bears_the_mark_and_its_number() -> None:
    for section in opened(to_docx(full_paper())).sections:
        foot = [each.text for each in section.footer.paragraphs]
        assert foot == ["Laporan Oktober 2026 · draf\tHalaman  dari ", "jurnal 12:abcdef"]
        fields = section.footer._element.iter(qn("w:fldSimple"))
        assert [each.get(qn("w:instr")).strip() for each in fields] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("watermark", ["", "SIMULASI"])
def test_a_watermark_stands_where_there_is_one(watermark: str) -> None:
    made = replace(paper(Paragraph("x")), mark=Mark("a", "b", watermark))
    with ZipFile(BytesIO(to_docx(made))) as file:
        head = file.read("word/header1.xml").decode()
    assert ('string="SIMULASI"' in head) is bool(watermark)


def test_empty_names_leave_dotted_room_and_a_witness_stands_below() -> None:
    word = opened(to_docx(paper(signatures())))
    found = cells(word)
    assert found[0][1] == "Tana Paser, 23 November 2026"
    assert found[1] == ["PIHAK PERTAMA\nKepala Dinas\nDKISP", "PIHAK KEDUA\nPT Contoh"]
    assert found[2][0].split() == ["Nama", "Contoh", "Pembina", "NIP", "198001012005011001"]
    assert set(found[2][1].strip()) == {"."}
    assert found[3][0] == "Mengetahui\nPA"


@pytest.mark.parametrize("civil", [True, False])
def test_there_is_room_for_a_nip_where_one_is_due(civil: bool) -> None:
    word = opened(to_docx(paper(Signatures("", (Signatory("Oleh", "Staf", civil=civil),)))))
    assert ("NIP" in cells(word)[1][1]) is civil


def test_one_alone_signs_on_the_right() -> None:
    word = opened(to_docx(paper(Signatures("", (Signatory("Dibuat oleh", "Staf"),)))))
    assert cells(word)[0] == ["", "Dibuat oleh\nStaf"]


def test_every_cell_holds_a_paragraph_as_word_demands() -> None:
    body = opened(to_docx(full_paper())).element.body
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))


@pytest.mark.parametrize(
    ("logo", "pictures"), [(SVG, 1), (b"\x89PNG\r\n\x1a\nbroken", 0), (b"?", 0)]
)
def test_a_logo_is_shown_where_it_is_a_picture(logo: bytes, pictures: int) -> None:
    word = opened(to_docx(paper(Letterhead(("DINAS",), "", logo))))
    assert len(list(word.element.body.iter(qn("w:drawing")))) == pictures


def test_a_page_break_leaves_no_empty_line_and_breaks_once() -> None:
    word = opened(
        to_docx(paper(Paragraph("a"), PageBreak(), PageBreak(), Paragraph("b"), PageBreak()))
    )
    breaks = list(word.element.body.iter(qn("w:pageBreakBefore")))
    assert len(breaks) == 1
    assert not list(word.element.body.iter(qn("w:br")))


def test_english_papers_are_spelled_in_english() -> None:
    word = opened(to_docx(replace(paper(rows(1)), language="en")))
    assert word.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    assert word.paragraphs[0].text.startswith("Table ")


def test_figures_and_headings_stay_whole_whatever_their_weight() -> None:
    figures = ("Rp1.920.629", "100,00 %", "1169:26:04", "2.678.400")
    headings = ("Restitusi", "Ketersediaan", "Waktu dikecualikan", "Detik")
    columns = (
        Column("site", "Titik", wide=9),
        *(Column(f"k{at}", headings[at % 4], Align.RIGHT, 0.4) for at in range(16)),
    )
    row = ("Kantor Desa " * 5, *(figures[at % 4] for at in range(16)))
    made = opened(to_docx(paper(Table("t", "Tabel", columns, (row,), landscape=True))))
    style = made.tables[0].cell(2, 1).paragraphs[0].style
    assert style is not None
    assert style.font.size is not None
    for at, cell in enumerate(made.tables[0].rows[2].cells[1:], start=1):
        room = int(cell.width or 0) / 12_700 - 6
        assert regular().width(cell.text, style.font.size.pt) <= room
        heading = made.tables[0].cell(0, at).text.split()
        assert all(bold().width(word, style.font.size.pt) <= room for word in heading)
