"""What is to be done when: buckets of one tick, so that planning costs an append."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

# Some milliseconds of work.
_JOBS_A_TURN = 2_000

Job = tuple[Callable[[Any], None], Any]


class Wheel:
    """Jobs by due time in boot ns. Precise to one tick; within a tick in the order of planning."""

    def __init__(self, tick_ns: int, now_ns: int) -> None:
        self._tick_ns = tick_ns
        self._turned_to = now_ns // tick_ns
        self._buckets: defaultdict[int, list[Job]] = defaultdict(list)

    def plan(self, due_ns: int, do: Callable[[Any], None], what: Any) -> None:
        """Do it at the first turn that reaches ``due_ns``; what is overdue is done next turn."""
        bucket = -(-due_ns // self._tick_ns)
        if bucket <= self._turned_to:
            bucket = self._turned_to + 1
        self._buckets[bucket].append((do, what))

    def turn(self, now_ns: int) -> bool:
        """Do what is due up to now, in order; jobs may plan further jobs.

        Whether all was done: after a pause there may be more than a turn should take, for answers
        arrive meanwhile and somebody must read them.
        """
        done = 0
        target = now_ns // self._tick_ns
        if target - self._turned_to > len(self._buckets) + 1:
            # After a long pause, visit the buckets that exist instead of every tick that passed.
            for bucket in sorted(b for b in self._buckets if b <= target):
                if done >= _JOBS_A_TURN:
                    return False
                self._turned_to = bucket
                done += self._run(bucket)
        while self._turned_to < target and done < _JOBS_A_TURN:
            self._turned_to += 1
            done += self._run(self._turned_to)
        return self._turned_to >= target

    def _run(self, bucket: int) -> int:
        jobs = self._buckets.pop(bucket, ())
        for do, what in jobs:
            do(what)
        return len(jobs)
