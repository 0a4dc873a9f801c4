"""Where marks of charts stand."""

from fractions import Fraction
from typing import Any

import pytest

from pantau.reports import pictures as p
from pantau.reports.pdf.charts import bar_chart, line_chart, parted_bar
from pantau.reports.pdf.days import day_sheet
from pantau.reports.pdf.places import place_map


def of(data: dict[str, object], key: str) -> Any:
    return data[key]


def test_parts_are_shares_of_their_sum_and_nothing_is_a_share_of_nothing() -> None:
    parts = (p.Part("up", "", 3, ""), p.Part("down", "", 1, ""))
    data = parted_bar(p.PartedBar("k", "", parts), 400)
    assert [part["share"] for part in of(data, "parts")] == [0.75, 0.25]
    empty = parted_bar(p.PartedBar("k", "", (p.Part("up", "", 0, ""),)), 400)
    assert [part["share"] for part in of(empty, "parts")] == [0.0]


def test_bars_begin_at_the_low_share_and_end_where_the_page_does() -> None:
    shares = (Fraction(1), Fraction(95, 100), Fraction(1, 2), None)
    bars = tuple(p.Bar("a", share, "") for share in shares)
    data = bar_chart(p.BarChart("k", "", bars, Fraction(9, 10), Fraction(99, 100)), 400)
    assert [bar["length"] for bar in of(data, "bars")] == [1.0, 0.5, 0.0, None]
    assert of(data, "mark") == pytest.approx(0.9)
    assert of(data, "cut") is True
    full = bar_chart(p.BarChart("k", "", bars, Fraction(1)), 400)
    assert of(full, "mark") is None
    assert [bar["length"] for bar in of(full, "bars")] == [0.0, 0.0, 0.0, None]


def test_names_never_take_all_the_room_of_bars() -> None:
    bars = (p.Bar("n" * 500, Fraction(1, 2), "50 %"),)
    data = bar_chart(p.BarChart("k", "", bars), 400)
    assert of(data, "label") <= 150
    assert of(data, "label") + of(data, "room") + of(data, "value") == pytest.approx(400)


def line(*values: int | None) -> p.Line:
    def point(i: int, value: int | None) -> p.Point:
        return p.Point(str(i), None if value is None else Fraction(value), f"{value} %")

    return p.Line("a", tuple(point(i, value) for i, value in enumerate(values)))


def test_a_line_is_broken_where_nothing_is_known() -> None:
    data = line_chart(p.LineChart("k", "", (line(0, 10, None, 5),)), 400)
    assert of(data, "lines")[0]["runs"] == [[[0, 0.0], [1, 1.0]], [[3, 0.5]]]
    assert of(data, "ends") == [[0.0, "0 %"], [1.0, "10 %"]]


def test_the_mark_is_always_in_the_picture() -> None:
    data = line_chart(p.LineChart("k", "", (line(2, 4),), Fraction(6), "target"), 400)
    assert of(data, "mark") == 1.0
    assert of(data, "ends") == [[0.0, "2 %"]]


def test_a_line_without_rise_or_points_can_be_drawn() -> None:
    assert of(line_chart(p.LineChart("k", "", (line(7, 7),)), 400), "ends") == [[0.5, "7 %"]]
    assert of(line_chart(p.LineChart("k", "", (line(None),)), 400), "ends") == []
    assert of(line_chart(p.LineChart("k", "", ()), 400), "labels") == []


def test_labels_of_steps_leave_room_for_one_another() -> None:
    few, many = (line_chart(p.LineChart("k", "", (line(*range(n)),)), 400) for n in (5, 200))
    assert of(few, "every") == 1
    assert of(many, "every") > 3


def test_days_that_look_alike_are_one_run_and_short_words_are_kept() -> None:
    marks = [p.DayMark(*each) for each in (("full", ""), ("full", "100 %"), ("poor", "97"))]
    row = p.DayRow("a", tuple(marks), "99 %")
    sheet = p.DaySheet("k", "", ("1", "2", "3"), (row,), (), "Bulan")
    [drawn] = of(day_sheet(sheet, 400), "rows")
    assert drawn["runs"] == [["full", 0, 2], ["poor", 2, 1]]
    assert drawn["letters"] == [[2, "poor", "97"]]


def test_places_keep_their_directions_and_what_failed_lies_on_top() -> None:
    places = (
        p.Place("utara", (116.0, -1.0), good=False),
        p.Place("selatan", (116.0, 1.0), good=True),
        p.Place("timur", (117.0, 0.0), good=None),
    )
    data = place_map(p.PlaceMap("k", "", places, (), ()), 400)
    (south, east, north) = of(data, "places")
    assert [each[2] for each in (south, east, north)] == [True, None, False]
    assert north[1] < east[1] < south[1]
    assert north[0] == south[0] < east[0]
    assert of(data, "height") <= 330


@pytest.mark.parametrize("places", [(), (p.Place("satu", (116.1, 1.9), good=True),)])
def test_a_map_of_one_place_or_none_can_be_drawn(places: tuple[p.Place, ...]) -> None:
    data = place_map(p.PlaceMap("k", "", places, (), ()), 400)
    assert len(of(data, "places")) == len(places)
