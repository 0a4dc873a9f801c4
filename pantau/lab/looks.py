"""When the collector was there and how regularly it came round, from its own notes.

A busy machine lets a process wait. What is late for that is no fault of what is measured, and is
told apart by it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from pantau.lab.holds import HOLD_TYPE
from pantau.lab.noting import LOOK

_WITHIN_NS = 10_000_000_000
"""From the true begin of an outage to the journal nothing takes longer."""

Numbers = np.ndarray[Any, np.dtype[np.int64]]


class Looks:
    """The collector's looks for answers: ``at`` (wall ns) and ``since`` the one before (ns)."""

    def __init__(self, notes: Path) -> None:
        """Raises OSError."""
        noted = np.fromfile(notes, HOLD_TYPE)
        looks = noted[noted["address"] == LOOK]
        self.at: Numbers = looks["at_ns"]
        self.since: Numbers = looks["hold_ns"]

    def first(self) -> list[int]:
        """When each process began to ask (wall ns)."""
        return [int(at) for at in self.at[self.since == 0]]

    def held_up(self, still: Iterable[tuple[int, int]]) -> int:
        """The longest that the collector was held up in any ten seconds, in ns: the sum of what
        looks came later than half a tick after their time. ``still``: when it was made to stand
        still on purpose (wall ns)."""
        usual = int(np.median(self.since)) if len(self.since) else 0
        late = np.maximum(self.since - usual * 3 // 2, 0)
        for begin, end in still:
            late[(self.at >= begin) & (self.at - self.since < end)] = 0
        until = np.searchsorted(self.at, self.at + _WITHIN_NS)
        sums = np.concatenate(([0], np.cumsum(late)))
        return int((sums[until] - sums[:-1]).max(initial=0))
