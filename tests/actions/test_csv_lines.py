"""The one reader of CSV: numbers, separators, blanks, and a stream that is not kept."""

from collections.abc import Iterator
from itertools import islice

import pytest

from pantau.actions.csv_lines import UnreadableError, csv_lines

Lines = list[tuple[int, list[str]]]


def read(text: str, look_at: int = 1) -> Lines:
    return list(csv_lines(text.splitlines(keepends=True), look_at))


def test_each_line_has_its_own_number_and_blank_ones_are_passed_over() -> None:
    found = read('\n \na,b\n\n"two\nlines", c \nd,\x0b\n,\n')
    assert found == [(3, ["a", "b"]), (5, ["two\nlines", "c"]), (7, ["d", "\x0b"])]


@pytest.mark.parametrize(
    ("text", "look_at", "first"),
    [
        ("a;b\n1,2;3\n", 1, ["a", "b"]),
        ("\n\na;b\n", 1, ["a", "b"]),
        ("a title, and a long one\na;b;c\n1;2;3\n", 1, ["a title", "and a long one"]),
        ("a title, and a long one\na;b;c\n1;2;3\n", 3, ["a title, and a long one"]),
        ("alone\n", 1, ["alone"]),
    ],
)
def test_the_separator_is_the_one_that_is_more_often_where_it_looks(
    text: str, look_at: int, first: list[str]
) -> None:
    assert read(text, look_at)[0][1] == first


def test_what_is_no_csv_is_told_with_the_line_on_which_it_begins() -> None:
    with pytest.raises(UnreadableError, match="not CSV") as told:
        read('a,b\n1,2\n"open,3\n4,5\n')
    assert told.value.line == 3


def test_nothing_in_it_is_no_line_and_no_error() -> None:
    assert read("") == read(" \n\n\t\n") == []


def test_a_stream_is_read_as_it_is_asked_for() -> None:
    """As of a file that is larger than memory; also where it begins with nothing but blanks."""
    given = 0

    def endless() -> Iterator[str]:
        nonlocal given
        while True:
            given += 1
            yield "1,2\n" if given > 60_000 else "\n"

    assert list(islice(csv_lines(endless()), 2)) == [(60_001, ["1", "2"]), (60_002, ["1", "2"])]
    assert given < 60_010
