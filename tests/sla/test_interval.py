from hypothesis import given
from hypothesis import strategies as st

from pantau.sla.interval import clip, clip_each, intersect, meets, subtract, total, union

points = st.integers(0, 40)
raw = st.lists(st.tuples(points, points), max_size=8)


def seconds(spans: list[tuple[int, int]]) -> set[int]:
    return {second for begin, end in spans for second in range(begin, end)}


def is_tidy(spans: list[tuple[int, int]]) -> bool:
    """In order, disjoint, nothing empty."""
    flat = [edge for span in spans for edge in span]
    return flat == sorted(flat) and all(begin < end for begin, end in spans)


@given(raw)
def test_a_union_holds_every_second_once_and_leaves_no_seam(spans) -> None:
    united = union(spans)
    assert seconds(united) == seconds(spans)
    edges = [edge for span in united for edge in span]
    assert len(edges) == len(set(edges)), "touching spans are one"
    assert is_tidy(united)


@given(raw, raw)
def test_intersect_and_subtract_are_those_of_sets(one, other) -> None:
    first, second = union(one), union(other)
    assert seconds(intersect(first, second)) == seconds(first) & seconds(second)
    assert seconds(subtract(first, second)) == seconds(first) - seconds(second)
    assert is_tidy(intersect(first, second))
    assert is_tidy(subtract(first, second))


def test_nothing_meets_a_window_that_holds_no_second() -> None:
    assert not meets([(0, 10)], 5, 5)
    assert clip([(0, 10)], (5, 5)) == clip([(0, 10)], (6, 4)) == []


@given(raw, points, points)
def test_clip_total_and_meets_are_those_of_sets(spans, begin, end) -> None:
    tidy = union(spans)
    window = set(range(begin, end))
    assert seconds(clip(tidy, (begin, end))) == seconds(tidy) & window
    assert total(tidy) == len(seconds(tidy))
    assert meets(tidy, begin, end) == bool(seconds(tidy) & window)


@given(raw, raw)
def test_one_sweep_over_windows_clips_as_each_for_itself(spans, windows) -> None:
    tidy, in_order = union(spans), union(windows)
    assert clip_each(tidy, in_order) == [clip(tidy, window) for window in in_order]


def test_a_span_that_only_touches_a_window_leaves_nothing_in_it() -> None:
    assert clip_each([(0, 5), (8, 9)], [(5, 8)]) == [[]]
