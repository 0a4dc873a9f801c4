"""Which seconds of a minute to measure: samples are stored once a minute, in its first seconds.

Three windows of 20 s, one that holds the storing and two that do not, bear as much of it together
as any minute does.
"""

from collections.abc import Sequence
from itertools import count
from math import ceil

WINDOW_S = 20
STORING = range(50, 60)  # begun here, it reaches from before the minute's end to ten seconds after
QUIET = range(10, 41)
WINDOWS = (STORING, QUIET, QUIET)


def soonest(left: Sequence[range], after_s: float) -> tuple[int, range]:
    """The first second of a minute, not before ``after_s`` (s since any full minute), at which one
    of the windows that are left can begin; and that window."""
    return next(
        (at % 60, window) for at in count(ceil(after_s)) for window in left if at % 60 in window
    )
