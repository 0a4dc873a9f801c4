"""Single results as minutes, as outages and as watched time."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pantau.actions.recorded.results import (
    Results,
    Status,
    Watched,
    Watcher,
    clipped,
    minutes_of,
    results,
    unbroken,
)
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.measured import Interval
from pantau.facts.minutes import NOTHING

DOWN, UP, UNSURE, ASIDE = Status.DOWN, Status.UP, Status.UNSURE, Status.ASIDE
T0 = 29_000_000 * MINUTE


def at(*rows: tuple[int, int]) -> Results:
    """Second behind T0 and status."""
    return results(
        [(T0 + s * SECOND, status, 1000 if status == UP else NOTHING) for s, status in rows]
    )


def watched(*rows: tuple[int, int], misses: int = 0, cover: tuple[tuple[int, int], ...] = ()):
    spans = [Interval(T0 + b * SECOND, T0 + e * SECOND) for b, e in cover]
    watcher = Watcher(180 * SECOND, misses, spans)
    watcher.feed(at(*rows))
    return seconds(watcher.done())


def seconds(found: Watched) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    def each(spans: tuple[Interval, ...]) -> list[tuple[int, int]]:
        return [((s.begin - T0) // SECOND, (s.end - T0) // SECOND) for s in spans]

    return each(found.spans), each(found.outages)


def test_a_minute_is_what_our_own_collector_would_have_made_of_it() -> None:
    rows = [
        (T0, UP, 5000), (T0 + SECOND, UP, 9000), (T0 + 2 * SECOND, DOWN, NOTHING),
        (T0 + 3 * SECOND, UP, 6000), (T0 + 4 * SECOND, UP, 6001),
        (T0 + MINUTE, UNSURE, NOTHING), (T0 + 2 * MINUTE, UP, NOTHING),
        (T0 + 3 * MINUTE, ASIDE, NOTHING),
    ]  # fmt: skip
    found = minutes_of(results(rows))
    assert (found.minutes - T0 // MINUTE).tolist() == [0, 1, 2]
    n = NOTHING
    assert found.columns.T.tolist() == [
        [5, 4, 5000, 6000, 9000, (4000 + 1) // 2],
        [1, 0, n, n, n, n],
        [1, 1, n, n, n, n],
    ]
    assert len(minutes_of(results([])).minutes) == 0


def test_an_outage_begins_with_the_first_unanswered_result_and_ends_with_the_next_answer() -> None:
    rows = [(0, UP), (60, UNSURE), (120, DOWN), (180, DOWN), (240, UP), (300, UP)]
    assert watched(*rows) == ([(0, 300)], [(60, 240)])


def test_what_the_tool_never_judged_down_is_no_outage() -> None:
    assert watched((0, UP), (60, UNSURE), (120, UP)) == ([(0, 120)], [])


def test_three_misses_in_a_row_are_an_outage_where_the_tool_judges_nothing() -> None:
    rows = [(0, UP), (60, UNSURE), (120, UNSURE), (180, UP), (240, UNSURE), (300, UNSURE)]
    assert watched(*rows, (360, UNSURE), (420, UP), misses=3) == ([(0, 420)], [(240, 420)])


def test_where_the_tool_did_not_look_nothing_is_known() -> None:
    rows = [(0, UP), (60, DOWN), (120, DOWN), (1000, UP), (1060, UP), (1120, ASIDE), (1180, UP)]
    assert watched(*rows, (1240, UP)) == ([(0, 120), (1000, 1060), (1180, 1240)], [(60, 120)])


def test_changes_alone_are_enough_where_the_tool_counts_the_hours_as_watched() -> None:
    rows = [(0, UP), (4000, DOWN), (9000, UP)]
    assert watched(*rows, cover=((0, 7200), (7200, 14_400))) == ([(0, 14_400)], [(4000, 9000)])
    assert watched(*rows, cover=((3600, 7200),)) == ([(4000, 7200)], [(4000, 7200)])
    assert watched(*rows) == ([], [])


def test_it_is_the_same_in_parts_as_in_one() -> None:
    watcher = Watcher(180 * SECOND)
    for rows in ([(0, UP), (60, UP)], [(120, UP), (180, DOWN)], [], [(240, DOWN), (300, UP)]):
        watcher.feed(at(*rows))
    assert seconds(watcher.done()) == ([(0, 300)], [(180, 300)])


def test_lone_changes_are_no_stretch_and_a_midnight_cuts_none() -> None:
    def kept(begin: int, *seconds: int) -> list[int]:
        rows = [(begin + s * SECOND, int(UP), 1000) for s in seconds]
        return [int(at - begin) // SECOND for at in unbroken(results(rows), 180 * SECOND).at]

    noon, midnight = 700 * DAY + 12 * HOUR, 700 * DAY
    whole = tuple(range(10_000, 10_600, 60))
    assert kept(noon, 0, 60, 5000, *whole) == list(whole)
    assert kept(noon, *whole[:9]) == []
    assert kept(midnight, 60, 120, 5000) == [60, 120]
    assert kept(midnight, -3000, -120, -60) == [-120, -60]
    assert kept(noon) == []


def test_a_clipped_part_lies_inside() -> None:
    found = Watched((Interval(0, 100),), (Interval(10, 20), Interval(30, 40)))
    assert clipped(found, 15, 30) == Watched((Interval(15, 30),), (Interval(15, 20),))


@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(list(Status))), max_size=60),
    st.integers(0, 3), st.integers(0, 59),
)  # fmt: skip
def test_outages_lie_in_watched_time_and_parts_make_no_difference(
    rows: list[tuple[int, Status]], misses: int, cut: int
) -> None:
    ordered = sorted({second * 30: status for second, status in rows}.items())
    whole = Watcher(90 * SECOND, misses)
    whole.feed(at(*ordered))
    parts = Watcher(90 * SECOND, misses)
    for part in (ordered[:cut], ordered[cut:]):
        parts.feed(at(*part))
    found = whole.done()
    assert parts.done() == found
    for one in (found.spans, found.outages):
        assert all(a.end < b.begin or a.end == b.begin for a, b in pairwise(one))
        assert all(each.begin < each.end for each in one)
    for outage in found.outages:
        assert any(s.begin <= outage.begin and outage.end <= s.end for s in found.spans)


@given(
    st.lists(
        st.tuples(st.integers(0, HOUR), st.sampled_from(list(Status)), st.integers(0, 10**9)),
        max_size=80, unique_by=lambda row: row[0],
    )
)  # fmt: skip
def test_minutes_count_every_result_once(rows: list[tuple[int, Status, int]]) -> None:
    given_rows = [(T0 + a, s, r if s == UP else NOTHING) for a, s, r in rows]
    found = minutes_of(results(given_rows))
    asked = [row for row in given_rows if row[1] != ASIDE]
    assert int(found.columns[0].sum()) == len(asked)
    assert int(found.columns[1].sum()) == sum(row[1] == UP for row in asked)
    answered = found.columns[2] != NOTHING
    assert (found.columns[2][answered] <= found.columns[3][answered]).all()
    assert (found.columns[3][answered] <= found.columns[4][answered]).all()
    assert (np.diff(found.minutes) > 0).all()
