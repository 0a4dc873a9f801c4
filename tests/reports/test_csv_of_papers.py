"""Tables as CSV: what a spreadsheet in Indonesia opens, and no name becomes a formula."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest

from pantau.reports.cell import (
    Count,
    Day,
    Met,
    Moment,
    Percent,
    RoundTrip,
    Rupiah,
    Seconds,
    Share,
    Worked,
)
from pantau.reports.content import Column, Mark, Table
from pantau.reports.sheet.csv_file import to_csv
from tests.reports.paper import HOSTILE, UNWRITABLE, WRITTEN, paper
from tests.sla.build import at

ROW = (
    "Kuaro",
    Share(Fraction(99_999, 100_000)),
    Percent(Decimal("99.5")),
    Seconds(90_061),
    Worked(Rupiah(-2_500), "{k3}"),
    Count(7),
    RoundTrip(12_340),
    Moment(at("2026-10-01T00:00:07")),
    Day(date(2026, 10, 31)),
    Met(value=True),
    Rupiah(None),
)
TABLE = Table(
    "titik",
    "Titik",
    tuple(Column(f"k{number}", f"Kolom {number}") for number in range(len(ROW))),
    (ROW,),
    total=ROW,
)


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_row_is_written_as_a_spreadsheet_in_indonesia_reads_it() -> None:
    made = to_csv(paper(TABLE), "titik")
    assert made.startswith(b"\xef\xbb\xbfKolom 0;")
    assert lines(made) == [
        [
            *("Kolom 0", "Kolom 1 (%)", "Kolom 2 (%)", "Kolom 3 (detik)", "Kolom 4 (Rp)"),
            *("Kolom 5", "Kolom 6 (ms)", "Kolom 7 (WITA)", "Kolom 8", "Kolom 9", "Kolom 10 (Rp)"),
        ],
        [
            *("Kuaro", "99,99", "99,5", "90061", "-2500", "7", "12,340"),
            *("2026-10-01 00:00:07", "2026-10-31", "ya", ""),
        ],
    ]


def test_names_come_back_as_they_are_but_never_as_a_formula() -> None:
    names = (*HOSTILE, "-5", "+62", " =1", "a;b", 'a"b\nc')
    held = replace(TABLE, columns=TABLE.columns[:1], rows=tuple((name,) for name in names))
    read = [row[0] for row in lines(to_csv(paper(held), "titik"))[1:]]
    assert [each.removeprefix("'") for each in read] == [*names]
    assert not any(each.lstrip(" ").startswith(("=", "+", "-", "@")) for each in read)
    [_, [cut]] = lines(to_csv(paper(replace(held, rows=((UNWRITABLE,),))), "titik"))
    assert cut == WRITTEN


def test_every_row_of_simulated_figures_says_so() -> None:
    marked = replace(paper(TABLE), mark=Mark("a", "b", "SIMULASI"))
    [head, row] = lines(to_csv(marked, "titik"))
    assert (head[-1], row[-1]) == ("Tanda", "SIMULASI")


def test_a_table_that_the_paper_has_not_is_refused() -> None:
    with pytest.raises(KeyError, match="titk"):
        to_csv(paper(TABLE), "titk")
