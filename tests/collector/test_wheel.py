"""What is due is done in order, and never so much at once that answers must wait."""

from hypothesis import given
from hypothesis import strategies as st

from collector.wheel import Wheel

MS = 1_000_000
TICK = 20 * MS


def test_after_a_pause_the_work_is_done_in_pieces_and_in_order() -> None:
    wheel, done = Wheel(TICK, 0), []
    for number in range(5_000):
        wheel.plan(number // 500 * TICK + TICK, done.append, number)
    assert not wheel.turn(100 * TICK)
    assert 2_000 <= len(done) < 5_000
    while not wheel.turn(100 * TICK):
        pass
    assert done == list(range(5_000))


def test_after_a_long_pause_only_the_buckets_that_exist_are_visited() -> None:
    wheel, done = Wheel(TICK, 0), []
    for number in range(5_000):
        wheel.plan((number // 500 + 1) * 1_000 * TICK, done.append, number)
    turns = 1
    while not wheel.turn(1_000_000 * TICK):
        turns += 1
    assert turns == 3
    assert done == list(range(5_000))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=30))
def test_whatever_is_planned_is_done_once_and_never_early(jobs: list[tuple[int, int]]) -> None:
    wheel, now, done = Wheel(TICK, 0), 0, []
    for number, (due, step) in enumerate(jobs):
        wheel.plan(due * TICK, done.append, number)
        already = len(done)
        now += step
        assert wheel.turn(now * TICK)
        assert all(jobs[n][0] <= now for n in done[already:])
    wheel.turn((now + 100) * TICK)
    assert sorted(done) == list(range(len(jobs)))
