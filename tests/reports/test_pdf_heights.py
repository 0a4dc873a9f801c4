"""Nothing runs off the bottom of a page, however much people write."""

import re

import pytest

from pantau.reports import content as c
from pantau.reports.pdf import to_pdf
from pantau.reports.pdf.heights import lines
from tests.reports.paper import paper
from tests.reports.seen import seen

REASON = "Pemadaman listrik PLN di gardu induk, surat nomor 123; genset kehabisan bahan bakar. "


def on_pages(*blocks: c.Block) -> list[str]:
    return seen(to_pdf(paper(*blocks)))


def marks(pages: list[str], sign: str) -> list[int]:
    return sorted(int(each) for page in pages for each in re.findall(rf"{sign}(\d+)\.", page))


def table(times: int, rows: int = 12, *, total: bool = False, landscape: bool = True) -> c.Table:
    columns = (*(c.Column(f"k{n}", f"Kolom {n}") for n in range(8)), c.Column("r", "Alasan"))
    cells = tuple(("26 Okt",) * 8 + (f"A{n}. {REASON * times} Z{n}.",) for n in range(rows))
    under = ("Jumlah", *[""] * 8) if total else None
    return c.Table("a", "Pengecualian", columns, cells, total=under, landscape=landscape)


@pytest.mark.parametrize("times", [1, 4, 8, 14])
@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("landscape", [True, False])
def test_each_of_twelve_long_rows_is_on_a_page(times: int, total: bool, landscape: bool) -> None:
    pages = on_pages(c.Paragraph("x"), table(times, total=total, landscape=landscape))
    assert marks(pages, "A") == marks(pages, "Z") == [*range(12)]
    assert ("Jumlah" in "".join(pages)) is total


@pytest.mark.parametrize("total", [True, False])
def test_a_row_higher_than_a_page_goes_on_on_the_next(total: bool) -> None:
    pages = on_pages(table(90, rows=2, total=total))
    assert marks(pages, "A") == marks(pages, "Z") == [0, 1]
    assert "".join(pages).count("gardu") == 180


def test_a_row_that_fits_on_a_page_is_not_cut() -> None:
    for page in on_pages(table(8)):
        assert marks([page], "A") == marks([page], "Z")


def test_a_short_table_stands_on_one_page() -> None:
    for lines_before in range(24, 34):
        before = c.Lines(("baris",) * lines_before)
        pages = on_pages(before, table(0, landscape=False))
        assert sum("A1" in page for page in pages) == 1
        assert [marks([page], "Z") for page in pages if "A0" in page] == [[*range(12)]]


def test_what_is_said_at_length_in_pairs_and_notices_is_on_a_page() -> None:
    pairs = tuple((f"Nama {n}", f"A{n}. {REASON * 9} Z{n}.") for n in range(24))
    pages = on_pages(c.Particulars(pairs), c.Notice(f"B1. {REASON * 90} Y1."))
    assert marks(pages, "A") == marks(pages, "Z") == [*range(24)]
    assert marks(pages, "B") == marks(pages, "Y") == [1]


def test_lines_are_never_counted_too_few() -> None:
    assert lines("", 50, 8) == 1
    assert lines("a\nb", 50, 8) == 2
    # Words of which no two fit beside each other.
    assert lines("MMMMM MMMMM MMMMM MMMMM", 60, 10) >= 4
