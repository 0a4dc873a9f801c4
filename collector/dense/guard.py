"""The last check before an echo leaves: no line bears more than it may in any second."""

from collections import defaultdict, deque
from collections.abc import Sequence

from pantau.meeting.load import BITS_AN_ECHO, MOST_BITS, OTHER_ECHOES

_SECOND_NS = 1_000_000_000
AT_MOST = MOST_BITS // BITS_AN_ECHO - OTHER_ECHOES
"""Echoes in a second, whatever was planned, whoever plans it, and however late we are."""


class Guard:
    """``refused``: how many echoes it held back; of a plan that keeps the bound, none."""

    def __init__(self) -> None:
        self._left: defaultdict[str, deque[int]] = defaultdict(deque)
        self.refused = 0

    def allows(self, lines: Sequence[str], now_ns: int) -> bool:
        """Whether an echo may pass these lines now (boot time); if so, it is taken to leave."""
        for line in lines:
            left = self._left[line]
            while left and now_ns - left[0] >= _SECOND_NS:
                left.popleft()
            if len(left) >= AT_MOST:
                self.refused += 1
                return False
        for line in lines:
            self._left[line].append(now_ns)
        return True
