"""A long time cut into equal parts, as many as a screen has points. Imports numpy."""

from dataclasses import dataclass

import numpy as np

from pantau.facts.instant import MINUTE
from pantau.facts.minutes import NOTHING, Minutes, Numbers


@dataclass(frozen=True, slots=True)
class Buckets:
    """One after the other; ``width``: minutes in each, ``first``: whole widths since 1970 before
    the first one."""

    first: int
    width: int
    count: int

    @classmethod
    def over(cls, begin: int, end: int, most: int) -> "Buckets":
        """Over [begin, end) (microseconds UTC), at most ``most``, two or more.

        A bucket begins at a multiple of its length since 1970, so that it stays the same one while
        the window moves on; the first begins at ``begin`` or before.
        """
        # One less than there may be, for the window need not begin where a bucket does.
        width = max(1, -(-(end - begin) // (MINUTE * max(1, most - 1))))
        first, after = begin // MINUTE // width, -(-end // (MINUTE * width))
        return cls(first, width, max(0, after - first))

    @property
    def begins(self) -> Numbers:
        """Begin of each (microseconds UTC)."""
        found: Numbers = (np.arange(self.count, dtype=np.int64) + self.first) * self.length_us
        return found

    @property
    def length_us(self) -> int:
        """How long each is."""
        return self.width * MINUTE

    def table(self, found: Minutes, column: Numbers, nothing: int) -> Numbers:
        """The minutes of each bucket side by side, a row of the table for each.

        ``column``: of ``found``, all of whose minutes lie in the buckets; what it does not have is
        ``nothing``.
        """
        filled = np.full(self.count * self.width, nothing, np.int64)
        filled[found.minutes - self.first * self.width] = np.where(
            column == NOTHING, nothing, column
        )
        return filled.reshape(self.count, self.width)
