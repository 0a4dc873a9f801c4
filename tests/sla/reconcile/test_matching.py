"""Which rows of two lists speak of the same event."""

import random

from hypothesis import given
from hypothesis import strategies as st

from pantau.sla.reconcile.matching import Pair, Told, paired

SPAN = st.tuples(st.integers(0, 200), st.integers(1, 30)).map(lambda s: (s[0], s[0] + s[1]))
ROWS = st.lists(SPAN, max_size=8).map(lambda spans: [Told(span) for span in spans])


def told(*spans: tuple[int, int]) -> tuple[Told, ...]:
    return tuple(Told(span) for span in spans)


def test_rows_that_overlap_are_one_event_and_others_stand_alone() -> None:
    assert paired(told((0, 10), (50, 60)), told((9, 20), (100, 110)), 0) == [
        Pair(told((0, 10)), told((9, 20))),
        Pair(told((50, 60)), ()),
        Pair((), told((100, 110))),
    ]


def test_one_ticket_for_a_flapping_line_is_one_event() -> None:
    flapping = told((0, 10), (20, 30), (40, 50))
    assert paired(flapping, told((5, 45)), 0) == [Pair(flapping, told((5, 45)))]


def test_rows_of_one_side_are_joined_where_they_overlap_and_not_where_they_are_near() -> None:
    assert len(paired(told((0, 10), (10, 20)), (), 60)) == 2
    assert len(paired((), told((0, 10), (9, 20)), 0)) == 1


def test_less_than_the_tolerance_between_two_rows_is_one_event_and_the_tolerance_is_not() -> None:
    assert len(paired(told((0, 10)), told((69, 80)), 60)) == 1
    assert len(paired(told((0, 10)), told((70, 80)), 60)) == 2
    assert len(paired(told((0, 10)), told((10, 20)), 0)) == 2


def test_a_row_that_bridges_two_events_makes_them_one_in_the_order_of_time() -> None:
    (pair,) = paired(told((0, 10), (14, 26)), told((5, 15), (25, 35)), 0)
    assert pair == Pair(told((0, 10), (14, 26)), told((5, 15), (25, 35)))


@given(ROWS, ROWS, st.integers(0, 20), st.randoms(use_true_random=False))
def test_every_row_is_in_one_pair_whatever_the_order(
    ours: list[Told], theirs: list[Told], tolerance: int, chance: random.Random
) -> None:
    pairs = paired(ours, theirs, tolerance)
    assert sorted(row.span for pair in pairs for row in pair.ours) == sorted(r.span for r in ours)
    assert sorted(r.span for pair in pairs for r in pair.theirs) == sorted(r.span for r in theirs)
    chance.shuffle(ours)
    chance.shuffle(theirs)
    assert paired(ours, theirs, tolerance) == pairs
    for pair in pairs:
        for other in pairs:
            if pair is not other:
                assert not any(_near(a, b, tolerance) for a in pair.ours for b in other.theirs)


def _near(one: Told, other: Told, tolerance: int) -> bool:
    return one.span[0] < other.span[1] + tolerance and other.span[0] < one.span[1] + tolerance


def test_a_row_that_is_near_to_two_events_of_the_other_side_joins_them() -> None:
    apart, bridge = told((0, 10), (15, 20)), told((40, 50))
    assert paired(apart, bridge, 60) == [Pair(apart, bridge)]
    assert paired(bridge, apart, 60) == [Pair(bridge, apart)]
