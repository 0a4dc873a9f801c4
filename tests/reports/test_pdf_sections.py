"""Which pages lie, and what comes along onto them."""

from dataclasses import replace

from pantau.reports.content import (
    Block,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
)
from pantau.reports.pdf.sections import Section, sections

WIDE = Table("w", "", (Column("a", "A"),), (("1",),), landscape=True)
EMPTY = replace(WIDE, rows=())
NARROW = Table("n", "", (Column("a", "A"),), ())
HEAD, WORDS = Heading("H"), Paragraph("p")
SUB = Heading("h", 2)
SIGNED = Signatures("", ())


def parted(*blocks: Block) -> list[Section]:
    return sections(blocks)


def test_a_wide_table_takes_its_headings_and_the_words_under_them_along() -> None:
    assert parted(WORDS, HEAD, SUB, WORDS, WIDE) == [
        Section(False, (WORDS,)),
        Section(True, (HEAD, SUB, WORDS, WIDE)),
    ]


def test_words_without_a_heading_stay_where_they_are() -> None:
    assert parted(NARROW, WORDS, WIDE) == [Section(False, (NARROW, WORDS)), Section(True, (WIDE,))]
    assert parted(HEAD, NARROW, WIDE) == [Section(False, (HEAD, NARROW)), Section(True, (WIDE,))]


def test_an_earlier_heading_that_has_words_of_its_own_stays() -> None:
    other = Heading("G")
    assert parted(other, WORDS, HEAD, WIDE) == [
        Section(False, (other, WORDS)),
        Section(True, (HEAD, WIDE)),
    ]


def test_wide_tables_in_a_row_share_lying_pages() -> None:
    assert parted(HEAD, WIDE, HEAD, WORDS, WIDE) == [Section(True, (HEAD, WIDE, HEAD, WORDS, WIDE))]


def test_what_follows_lies_up_to_a_heading_signatures_or_a_new_page() -> None:
    assert parted(WIDE, WORDS, NARROW, SIGNED) == [
        Section(True, (WIDE, WORDS, NARROW)),
        Section(False, (SIGNED,)),
    ]
    assert parted(WIDE, HEAD, NARROW) == [Section(True, (WIDE,)), Section(False, (HEAD, NARROW))]
    assert parted(WIDE, PageBreak(), WIDE) == [Section(True, (WIDE, WIDE))]


def test_a_wide_table_without_rows_lies_only_where_a_page_lies_already() -> None:
    assert parted(WORDS, HEAD, EMPTY) == [Section(False, (WORDS, HEAD, EMPTY))]
    assert parted(WIDE, HEAD, WORDS, EMPTY) == [Section(True, (WIDE, HEAD, WORDS, EMPTY))]
    assert parted(WIDE, HEAD, NARROW, EMPTY) == [
        Section(True, (WIDE,)),
        Section(False, (HEAD, NARROW, EMPTY)),
    ]
    # So many headings have no room on a page that stands.
    many = replace(EMPTY, columns=EMPTY.columns * 11)
    assert parted(WORDS, many) == [Section(False, (WORDS,)), Section(True, (many,))]


def test_nothing_makes_no_page_of_its_own() -> None:
    assert parted() == []
    assert parted(PageBreak(), WIDE) == [Section(True, (WIDE,))]


LONG = replace(NARROW, rows=(("1",),) * 401)


def test_a_long_table_begins_a_page_with_what_leads_to_it() -> None:
    assert parted(NARROW, HEAD, WORDS, LONG, HEAD, NARROW) == [
        Section(False, (NARROW, PageBreak(), HEAD, WORDS, LONG, HEAD, NARROW))
    ]
    assert parted(NARROW, LONG) == [Section(False, (NARROW, PageBreak(), LONG))]


def test_no_page_is_begun_twice() -> None:
    assert parted(HEAD, LONG) == [Section(False, (HEAD, LONG))]
    assert parted(NARROW, PageBreak(), LONG) == [Section(False, (NARROW, PageBreak(), LONG))]
