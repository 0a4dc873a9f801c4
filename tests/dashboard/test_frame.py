"""What stands around every page: colours, addresses, columns and the list of pages."""

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

import dashboard
from dashboard.columns import Column, as_csv, as_xlsx, matching
from dashboard.links import page_url, view_at
from dashboard.pages import FIRST, PAGES, page_named
from dashboard.streamlit_words import WORDS
from dashboard.theme import READ_ON, TOKENS, Mode, colour

HERE = Path(dashboard.__file__).parent
# WCAG 2.2, 1.4.3: for text of usual size.
ENOUGH = 4.5


def luminance(hexadecimal: str) -> float:
    """WCAG 2.2, relative luminance of #rrggbb."""
    parts = [int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READ_ON)
def test_weak_eyes_can_read_every_text(ink: str, ground: str, mode: Mode) -> None:
    assert contrast(colour(ink, mode), colour(ground, mode)) >= ENOUGH


def test_the_style_sheet_uses_no_token_that_is_none() -> None:
    sheet = (HERE / "style.css").read_text()
    own = {"top", "band", "corner"}
    assert set(re.findall(r"var\(--p-([a-z-]+)", sheet)) - own <= {*TOKENS, *WORDS}
    assert all(f"var(--p-{name})" in sheet for name in WORDS)


@pytest.mark.parametrize("sheet", sorted(HERE.rglob("*.css")), ids=str)
def test_a_style_sheet_closes_what_it_opens(sheet: Path) -> None:
    depth = 0
    for line in sheet.read_text().splitlines():
        assert depth == 0 or not line.startswith((".", "/*", "@")), line
        depth += line.count("{") - line.count("}")
    assert depth == 0


def test_every_page_has_its_file_and_every_file_its_page() -> None:
    files = {file.stem for file in (HERE / "views").glob("*.py")} - {"__init__"}
    assert {page.name for page in PAGES} == files


def test_an_address_leads_back_to_what_it_was_made_of() -> None:
    assert page_url("ringkasan") == "/"
    assert page_url("titik", "en", site="s-1", dari=None) == "/titik?site=s-1&lang=en"
    view = view_at("/titik?site=s%26+1&lang=en")
    assert view is not None
    assert view.page is page_named("titik")
    assert view.asked == {"site": "s& 1", "lang": "en"}
    assert page_named("/") is FIRST


@pytest.mark.parametrize(
    "url",
    ["http://elsewhere/titik", "//elsewhere/titik", "/nowhere", "javascript:alert(1)", "http://["],
)
def test_other_addresses_lead_nowhere(url: str) -> None:
    assert view_at(url) is None


def test_a_page_that_is_none_has_no_address() -> None:
    with pytest.raises(ValueError, match="no page 'nowhere'"):
        page_url("nowhere")


@dataclass(frozen=True)
class Line:
    name: str
    share: Fraction | None


COLUMNS = (
    Column[Line]("Titik", lambda line: line.name),
    Column[Line](
        "Ketersediaan",
        lambda line: "–" if line.share is None else f"{float(line.share)} %",
        lambda line: line.share,
        unit="%",
    ),
)


def test_every_word_must_stand_somewhere_in_the_row() -> None:
    rows = [Line("Desa Lori", Fraction(1, 2)), Line("Desa Luan", None)]
    assert matching(rows, COLUMNS, "  DESA lo ") == rows[:1]
    assert matching(rows, COLUMNS, "desa –") == rows[1:]
    assert matching(rows, COLUMNS, "") == rows


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_name_becomes_a_formula_in_a_file(name: str) -> None:
    rows = [Line(name, Fraction(-1, 2))]
    [_, [cell, number]] = csv.reader(
        StringIO(as_csv(rows, COLUMNS).decode("utf-8-sig")), delimiter=";"
    )
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@"))
    assert cell.removeprefix("'") == name.removeprefix("'") or cell == name
    assert number == "-0,5"


def test_files_hold_numbers_as_numbers_and_names_as_text() -> None:
    rows = [Line("=1+1", Fraction(199, 2)), Line("http://x", None)]
    assert as_csv(rows, COLUMNS).startswith(b"\xef\xbb\xbfTitik;Ketersediaan (%)\r\n'=1+1;99,5\r\n")
    book = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(rows, COLUMNS, "Titik [1]: a/b?")))
    assert book.sheet_names == ["Titik 1 ab"]
    assert book.get_sheet_by_index(0).to_python() == [
        ["Titik", "Ketersediaan (%)"],
        ["=1+1", 99.5],
        ["http://x", ""],
    ]
