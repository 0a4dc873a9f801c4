"""The guides name pages and buttons that there are, in both languages, and tell the same."""

import re

import pytest

from pantau.language import Language
from tests.docs.blocks import ROOT, lines
from tests.docs.catalogue import pairs, shown

PAIRS = [("teknisi.md", "technician.md"), ("manajer.md", "manager.md"), ("siaga.md", "oncall.md")]
CARD_ROWS = 48  # at 110 letters: so much was seen to fit on A4 at 10.5 points


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize(("ours", "english"), PAIRS)
def test_both_languages_have_the_same_headings_rows_and_commands(ours: str, english: str) -> None:
    for pattern in (r"^#+ ", r"^\| ", r"^\d\. "):
        assert len(re.findall(pattern, text(ours), re.MULTILINE)) == len(
            re.findall(pattern, text(english), re.MULTILINE)
        )
    assert [each.words for each in lines(ROOT / "docs" / ours)] == [
        each.words for each in lines(ROOT / "docs" / english)
    ]


@pytest.mark.parametrize(
    ("name", "language"),
    [(ours, "id") for ours, _ in PAIRS] + [(english, "en") for _, english in PAIRS],
)
def test_what_is_bold_stands_on_a_page(name: str, language: Language) -> None:
    bold = set(re.findall(r"\*\*(.+?)\*\*", text(name)))
    assert len(bold) > 5
    assert bold - shown(language) - {"tebal", "bold"} == set()


@pytest.mark.parametrize("name", PAIRS[2])
def test_the_card_fits_on_one_page(name: str) -> None:
    rows = [row for row in text(name).splitlines() if not row.startswith("```")]
    assert sum(1 + len(row) // 110 for row in rows) <= CARD_ROWS


def test_the_glossary_has_the_words_of_the_pages() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| .+ \|$", text("glossary.md"), re.MULTILINE)[1:]
    said = pairs()
    assert len(rows) > 30
    assert [row for row in rows if row not in said] == []
