"""Rows put together under words: the district over its sites; short tables stay whole."""

import io

import docx
import pypdf

from pantau.reports.cell import Count
from pantau.reports.content import Column, Paragraph, Table
from pantau.reports.docx import to_docx
from pantau.reports.pdf import to_pdf
from tests.reports.paper import paper

COLUMNS = (Column("no", "No."), Column("site", "Titik"))


def listed(rows: int, *bands: tuple[int, str], total: bool = False) -> Table:
    return Table(
        "sites",
        "Titik",
        COLUMNS,
        tuple((Count(at), f"Titik-{at}-") for at in range(rows)),
        bands=bands,
        total=(Count(rows), "Semua") if total else None,
    )


def pages(*blocks: Paragraph | Table) -> list[str]:
    return [
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(to_pdf(paper(*blocks)))).pages
    ]


def test_words_over_rows_stand_again_on_each_page_that_such_rows_are_on() -> None:
    found = pages(listed(150, (0, "Kecamatan Kuaro"), (140, "Kecamatan Long Kali")))
    assert len(found) > 2
    assert all("Kecamatan Kuaro" in page for page in found[:-1])
    (last,) = [page for page in found if "Kecamatan Long Kali" in page]
    assert last.index("Titik-139-") < last.index("Kecamatan Long Kali") < last.index("Titik-140-")


def test_words_may_stand_over_the_last_row_alone_above_a_total() -> None:
    (page,) = pages(listed(3, (2, "Kecamatan Kuaro"), total=True))
    order = ("Titik-1-", "Kecamatan Kuaro", "Titik-2-", "Semua")
    assert sorted(order, key=page.index) == list(order)


def test_in_word_they_go_over_the_whole_width() -> None:
    (table,) = docx.Document(io.BytesIO(to_docx(paper(listed(2, (1, "Kecamatan Kuaro")))))).tables
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[-2:] == [["Kecamatan Kuaro"] * 2, ["1", "Titik-1-"]]


def test_a_short_table_is_not_parted_and_the_words_above_go_with_it() -> None:
    filling = [Paragraph("Isi")] * 38
    for some in range(20, len(filling)):
        found = pages(*filling[:some], Paragraph("Penjelasan"), listed(5))
        (page,) = [page for page in found if "Titik-0-" in page]
        assert "Titik-4-" in page
        assert "Penjelasan" in page
