"""Names are text: on one line, and in the order in which they were written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.receivers.text import block, cut, plain, utf8_size, utf16_size


@given(st.text())
def test_plain_text_has_one_line_and_nothing_that_turns_or_controls(text: str) -> None:
    said = plain(text)
    assert said == plain(said)
    assert said.splitlines() in ([], [said])
    assert not any(unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} for each in said)
    said.encode()


def test_a_name_is_kept_as_people_write_it() -> None:
    for name in ("Puskesmas Kuaro", "مرحبا", "Désa", "🛰️ 👩‍👩‍👧", "a & b <c>"):
        assert plain(name) == name


def test_a_block_keeps_its_lines_and_no_other() -> None:
    assert block("\r\na\tb\r\n\r\nc\u202ed\n") == "a b\n\ncd"


@given(st.text(max_size=60), st.integers(4, 40), st.sampled_from([len, utf8_size, utf16_size]))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, most: int, size: object) -> None:
    measure = len if size is len else utf8_size if size is utf8_size else utf16_size
    text = plain(text)
    short = cut(text, most, measure)
    assert measure(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
    if measure(text) <= most:
        assert short == text


@pytest.mark.parametrize(("most", "left"), [(0, "…"), (1, "…"), (2, "a…")])
def test_of_a_text_for_which_there_is_no_room_a_mark_is_left(most: int, left: str) -> None:
    assert cut("abc", most) == left
