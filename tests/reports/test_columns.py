"""Columns of a table: words and figures keep their room, whatever the weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.reports.columns import INSET, Text, fit, fits
from pantau.reports.face import regular

SIZES = (9.0, 7.5, 6.0, 5.5)
WORDS = st.text("abcdefgh MW", min_size=1, max_size=40)
TABLES = st.integers(1, 9).flatmap(
    lambda n: st.tuples(
        st.lists(WORDS, min_size=n, max_size=n),
        st.lists(st.lists(WORDS, min_size=n, max_size=n), max_size=6),
        st.lists(st.floats(0.25, 5), min_size=n, max_size=n),
        st.integers(300, 900),
    )
)


@given(TABLES)
def test_columns_fill_the_page_and_never_more(
    table: tuple[list[str], list[list[str]], list[float], int],
) -> None:
    headings, rows, weights, inner = table
    found = fit(headings, [[Text(each) for each in row] for row in rows], weights, inner, SIZES)
    assert sum(found.widths) == pytest.approx(inner)
    assert min(found.widths) > 0


def test_a_figure_has_room_on_one_line_though_its_weight_is_small() -> None:
    figure = "Rp1.234.567.890"
    rows = [[Text("nama yang panjang " * 9), Text(figure, whole=True)]]
    found = fit(["Titik", "Restitusi"], rows, [20, 0.1], 300, SIZES)
    assert fits(figure, found.widths[1] - 2 * INSET, found.size)


def test_room_goes_by_weight_where_all_have_to_wrap() -> None:
    long = Text("kata " * 100)
    found = fit(["A", "B"], [[long, long]], [3, 1], 400, SIZES)
    assert found.widths == pytest.approx((300, 100))


def test_text_shrinks_before_a_word_is_cut() -> None:
    rows = [[Text("1.234.567.890", whole=True)] * 12]
    small = fit(["n"] * 12, rows, [1] * 12, 620, SIZES)
    large = fit(["n"] * 3, [rows[0][:3]], [1] * 3, 620, SIZES)
    assert small.size < large.size == 9
    assert all(fits("1.234.567.890", width - 2 * INSET, small.size) for width in small.widths)


def test_more_than_the_smallest_text_can_hold_is_shared_all_the_same() -> None:
    rows = [[Text("1.234.567.890.123", whole=True)] * 30]
    found = fit(["n"] * 30, rows, [1] * 30, 480, SIZES)
    assert sum(found.widths) == pytest.approx(480)


def test_the_longest_name_breaks_before_a_figure_a_heading_or_a_short_word() -> None:
    figures = [Text("99,53 %", whole=True)] * 9
    rows = [[Text("Panjang" * 28), Text("modem-10"), *figures]]
    headings = ["Titik", "Layanan", *["Ketersediaan"] * 9]
    found = fit(headings, rows, [1] * 11, 450, SIZES)
    assert found.size == SIZES[-1]
    room = [width - 2 * INSET for width in found.widths]
    assert all(fits("99,53 %", each, found.size) for each in room[2:])
    assert fits("modem-10", room[1], found.size)
    assert all(regular().width("Ketersediaan", found.size) <= each for each in room[2:])


def test_a_line_break_makes_more_than_a_line() -> None:
    assert fits("a b", 100, 8)
    assert not fits("a\nb", 100, 8)
    assert not fits("M" * 20, 100, 8)


def test_figures_are_all_of_one_width_and_letters_are_not() -> None:
    face = regular()
    assert len({face.width(each, 10) for each in "0123456789"}) == 1
    assert face.width("W", 10) > face.width("i", 10)
    # As the typeface's own table has it: 1139 of 2048 units.
    assert face.width("7", 2048) == pytest.approx(1139)
