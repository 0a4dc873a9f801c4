"""Papers as workbooks: text stays text, figures are numbers, and pages say what they are of."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pantau.inventory.choices import PaperSize
from pantau.reports.cell import (
    Cell,
    Count,
    Day,
    Met,
    Moment,
    Percent,
    RoundTrip,
    Rupiah,
    Seconds,
    Share,
    Summed,
    Worked,
)
from pantau.reports.content import Column, Document, Mark, Table
from pantau.reports.sheet.page import header
from pantau.reports.sheet.text import SheetNames, cell_text
from pantau.reports.sheet.xlsx import to_xlsx
from tests.reports.book import files, sheet_files, sheets
from tests.reports.paper import HOSTILE, UNWRITABLE, WRITTEN, full_paper, paper
from tests.sla.build import at

NAMES = (*HOSTILE, "=1+1", "+62", "-5", "@a", "http://x", "internal:A!A1", "<r></bad></r>", "012")


def table(*rows: tuple[Cell, ...], total: tuple[Cell, ...] | None = None, **more: object) -> Table:
    width = len(rows[0]) if rows else 2
    columns = tuple(Column(f"k{number}", f"Kolom {number}") for number in range(width))
    made = Table("titik", "Titik, Oktober 2026", columns, rows, "Tidak ada.", total)
    return replace(made, **more)  # type: ignore[arg-type]


def body(*rows: tuple[Cell, ...]) -> list[list[object]]:
    """The rows of a table as a reader gets them."""
    return sheets(to_xlsx(paper(table(*rows))))["Titik"][3:]


def test_a_name_is_text_whatever_it_looks_like() -> None:
    made = to_xlsx(paper(table(*((name,) for name in NAMES))))
    assert [row[0].strip() for row in sheets(made)["Titik"][3:]] == [*NAMES]
    everything = "".join(files(made).values())
    assert "<f>" not in everything
    assert "relationships/hyperlink" not in everything


def test_what_xml_cannot_hold_is_left_out_and_what_no_cell_holds_is_cut() -> None:
    [[written], [long]] = body((UNWRITABLE,), ("🛰" * 20_000,))
    assert written == WRITTEN
    assert long == "🛰" * 16_383 + "…"
    assert cell_text("a\nb\tc") == "a\nb\tc"


class Slow(Worksheet):
    """XlsxWriter's own sheet."""

    def cell(self, stands: float | str, look: Format) -> tuple[object, ...]:
        return ("string" if isinstance(stands, str) else "number"), stands, look

    def formula(self, formula: str, look: Format, stands: float | str) -> tuple[object, ...]:
        return "formula", formula, look, stands

    def line(self, row: int, cells: list[tuple[str, object]]) -> None:
        for column, (kind, *cell) in enumerate(cells):
            getattr(self, f"write_{kind}")(row, column, *cell)


def test_in_fewer_steps_the_same_bytes_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = to_xlsx(full_paper())
    monkeypatch.setattr("pantau.reports.sheet.xlsx.Rows", Slow)
    assert to_xlsx(full_paper()) == quick


def test_equal_shares_keep_each_its_own_places() -> None:
    cells = [(Share(Fraction(1, 2), Decimal(each)),) for each in ("99.5", "99.500", "99.5")]
    found = files(to_xlsx(paper(table(*cells))))
    looks = re.findall(r'<c r="A[456]" s="(\d+)"', found["xl/worksheets/sheet2.xml"])
    assert looks[0] == looks[2] != looks[1]


@given(st.lists(st.text(), min_size=1, max_size=8))
def test_every_name_of_a_sheet_is_allowed_and_new(wanted: list[str]) -> None:
    names = SheetNames()
    taken = [names.take(each) for each in [*wanted, *wanted]]
    assert len({each.casefold() for each in taken}) == len(taken)
    for name in taken:
        assert 1 <= len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\")
        assert name == name.strip("'")
        assert name.casefold() != "history"


def test_a_long_name_of_a_sheet_ends_with_a_whole_word() -> None:
    names = SheetNames()
    caption = "Tagihan dan pembayaran terhadap hasil hitungan, Oktober 2026"
    assert [names.take(caption) for _ in range(2)] == [
        "Tagihan dan pembayaran",
        "Tagihan dan pembayaran 2",
    ]
    assert names.take("History") == "History 2"


def test_figures_are_numbers_and_days_are_days() -> None:
    [row] = body(
        (
            Share(Fraction(99_999, 100_000)),
            Share(Fraction(99_999, 100_000), Decimal("99.999")),
            Percent(Decimal("99.5")),
            Seconds(90_061),
            Rupiah(-2_500),
            Count(7),
            RoundTrip(12_345),
            Moment(at("2026-10-01T00:00:07")),
            Day(date(2026, 10, 31)),
            Met(False),
            Rupiah(None),
        )
    )
    assert row == [
        *(0.9999, 0.99999, 0.995, timedelta(seconds=90_061), -2_500, 7, 12.345),
        datetime.combine(date(2026, 10, 1), time(0, 0, 7)),
        date(2026, 10, 31),
        *("tidak", "–"),
    ]


def test_numbers_look_as_in_all_papers() -> None:
    cells = (Share(Fraction(1)), Percent(Decimal(97)), Rupiah(1), Seconds(1), RoundTrip(5_000))
    styles = files(to_xlsx(paper(table(cells))))["xl/styles.xml"]
    forms = re.findall(r'formatCode="([^"]*)"', styles)
    rupiah = "[$Rp-421]#,##0"
    assert forms == ["0.00 %", "0 %", f"{rupiah};-{rupiah}", "[h]:mm:ss", "0.00"]


def test_times_that_formulas_reckon_with_are_seconds_with_the_clock_beside() -> None:
    made = sheets(to_xlsx(paper(table((Seconds(90), Worked(Rupiah(45), "{k0}/2"), Seconds(30))))))[
        "Titik"
    ]
    assert made[2] == ["Kolom 0 (detik)", "Kolom 0 (j:mm:dd)", "Kolom 1", "Kolom 2"]
    assert made[3] == [90, timedelta(seconds=90), 45, timedelta(seconds=30)]


def test_formulas_floor_round_and_add_up() -> None:
    share = Worked(Share(Fraction(1, 3)), "{k0}", "{k0}+{k1}", given="{k1}")
    rows = [(Count(1), Count(2), share, Worked(Rupiah(1), "{k0}/{k1}"))] * 2
    total = (Summed(Count(2)), Summed(Count(4)), share, Summed(Rupiah(2)))
    sheet = sheet_files(to_xlsx(paper(table(*rows, total=total))))[1]
    assert re.findall(r"<f>(.*?)</f>", sheet)[2:] == [
        'IF(B5=0,"–",INT(10000*(A5)/(A5+B5))/10000)',
        "ROUND(A5/B5,0)",
        *("SUM(A4:A5)", "SUM(B4:B5)"),
        'IF(B6=0,"–",INT(10000*(A6)/(A6+B6))/10000)',
        "SUM(D4:D5)",
    ]


def test_a_share_without_its_denominator_is_refused() -> None:
    with pytest.raises(ValueError, match="needs its denominator"):
        to_xlsx(paper(table((Worked(Share(Fraction(1)), "{k0}"),))))


def test_where_there_is_no_amount_there_is_no_formula_but_a_share_finds_out() -> None:
    row = (Count(0), Worked(Rupiah(None), "{k0}"), Worked(Share(None), "{k0}", "{k0}"))
    made = to_xlsx(paper(table(row)))
    assert sheets(made)["Titik"][3] == [0, "–", "–"]
    assert sheet_files(made)[1].count("<f>") == 1


def test_filters_reach_over_the_rows_and_not_over_the_total() -> None:
    xml = sheet_files(to_xlsx(paper(table(("a",), ("b",), total=("Jumlah",)))))[1]
    assert '<autoFilter ref="A3:A5"/>' in xml
    assert 'topLeftCell="B4"' in xml
    assert 'state="frozen"' in xml


def test_a_table_without_rows_says_so() -> None:
    made = to_xlsx(paper(table()))
    assert sheets(made)["Titik"][3][0] == "Tidak ada."
    assert "autoFilter" not in sheet_files(made)[1]


@pytest.mark.parametrize(("size", "code"), [(PaperSize.A4, "9"), (PaperSize.F4, "14")])
def test_it_is_printed_on_the_sheet_that_the_office_uses(size: PaperSize, code: str) -> None:
    made = to_xlsx(replace(paper(table(("a",), landscape=True)), size=size))
    xml = sheet_files(made)[1]
    assert f'paperSize="{code}"' in xml
    assert 'fitToHeight="0" orientation="landscape"' in xml
    assert "Titik!$3:$3</definedName>" in files(made)["xl/workbook.xml"]
    assert "&amp;P dari &amp;N" in xml


def test_a_wide_table_is_printed_on_several_pages_with_its_names_on_each() -> None:
    made = to_xlsx(paper(table(tuple("x" * 40 for _ in range(12)))))
    assert 'fitToWidth="4"' in sheet_files(made)[1]
    assert "Titik!$A:$A,Titik!$3:$3" in files(made)["xl/workbook.xml"]


def test_every_page_says_what_it_is_of_and_no_text_becomes_a_code() -> None:
    said = header(Mark("2026 & lain", "jurnal " * 40, "SIMULASI"))
    assert said.startswith('&L&8 2026 && lain&C&"-,Bold"&16&KC00000SIMULASI&R&8jurnal ')
    assert len(said) <= 255
    assert "&C" not in header(Mark("a", "b"))


def test_simulated_figures_say_so_on_every_sheet() -> None:
    simulated = replace(paper(table(("a",))), mark=Mark("Laporan", "jurnal", "SIMULASI"))
    made = to_xlsx(simulated)
    for xml, lines in zip(sheet_files(made), sheets(made).values(), strict=True):
        assert "SIMULASI</oddHeader>" in xml.replace("&amp;R&amp;8jurnal", "")
        assert any("SIMULASI" in str(cell) for line in lines for cell in line)


def test_the_first_sheet_says_in_words_and_figures_what_the_paper_says() -> None:
    made = to_xlsx(full_paper())
    [first, *tables, charts] = sheets(made).items()
    lines = [[cell for cell in line if cell != ""] for line in first[1]]
    for said in (
        *(
            ["DRAF"],
            ["PEMERINTAH KABUPATEN PASER"],
            ["LAPORAN BULANAN"],
            ["Bulan ini belum ditutup."],
        ),
        *(
            ["1. butir pertama"],
            ["– satu strip"],
            ["Nilai", 120_000_000],
            ["Kontrak", "telkom-2026"],
        ),
        *(["Ketersediaan", 0.9953, "sasaran 99,50 %"], ["Rekap per titik (90)"], ["Tren"]),
        *([WRITTEN], ["Laporan Oktober 2026 · draf"], ["jurnal 12:abcdef"]),
    ):
        assert said in lines
    assert first[0] == "Ringkasan"
    assert [name for name, _ in tables] == ["Rekap per titik", "Tabel kosong", "Tabel lebar"]
    assert charts[0] == "Grafik"
    assert "location=\"'Rekap per titik'!A1\"" in sheet_files(made)[0]


def test_charts_take_their_words_from_cells() -> None:
    made = files(to_xlsx(full_paper()))
    charts = [text for name, text in made.items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 3
    assert ["barChart" in each for each in charts] == [True, True, False]
    assert "<c:f>Grafik!$A$3</c:f>" in charts[0]


def test_the_same_paper_gives_the_same_bytes_and_says_when_its_knowledge_is_of() -> None:
    document: Document = full_paper()
    assert to_xlsx(document) == to_xlsx(document)
    core = files(to_xlsx(document))["docProps/core.xml"]
    assert core.count("2026-10-14T17:46:40Z") == 2
