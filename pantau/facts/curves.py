"""Many minutes of what a device said, as a curve with as many points as a screen. Imports numpy."""

from dataclasses import dataclass

import numpy as np

from pantau.facts.device import Quantity
from pantau.facts.instant import MINUTE
from pantau.facts.minutes import NOTHING, Minutes, Numbers

_LAST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Curve:
    """Of each bucket the least, the median (the lower of two in the middle) and the most of the
    minutes; NOTHING where none of them has a value. All three were read, none is made up."""

    least: Numbers
    middle: Numbers
    most: Numbers

    def __bool__(self) -> bool:
        """Whether there is any value."""
        return bool((self.middle != NOTHING).any())


@dataclass(frozen=True, slots=True)
class Curves:
    """Buckets of equal length, one after the other: ``begins`` of each and ``length_us``
    (microseconds UTC), and a curve for each quantity in its own unit."""

    begins: Numbers
    length_us: int
    of: dict[Quantity, Curve]


def curves(found: Minutes, begin: int, end: int, most: int) -> Curves:
    """The minutes of [begin, end) in at most ``most`` buckets, two or more.

    A bucket begins at a multiple of its length since 1970, so that it stays the same one while
    the window moves on; the first begins at ``begin`` or before.
    """
    found = found.between(begin, end)
    width = max(1, -(-(end - begin) // (MINUTE * max(1, most - 1))))
    first, after = begin // MINUTE // width, -(-end // (MINUTE * width))
    count = max(0, after - first)
    cell = (found.minutes // width - first) * width + found.minutes % width
    return Curves(
        (np.arange(count, dtype=np.int64) + first) * width * MINUTE,
        width * MINUTE,
        {
            quantity: _curve(column, cell, (count, width))
            for quantity, column in zip(Quantity, found.columns, strict=True)
        },
    )


def _curve(column: Numbers, cell: Numbers, shape: tuple[int, int]) -> Curve:
    table = np.full(shape[0] * shape[1], _LAST, np.int64)
    table[cell] = np.where(column == NOTHING, _LAST, column)
    in_order = np.sort(table.reshape(shape), axis=1)
    known = np.count_nonzero(in_order != _LAST, axis=1)

    def at(place: Numbers) -> Numbers:
        chosen = np.take_along_axis(in_order, np.maximum(0, place)[:, None], axis=1)[:, 0]
        found: Numbers = np.where(known > 0, chosen, NOTHING)
        return found

    return Curve(at(np.zeros_like(known)), at((known - 1) // 2), at(known - 1))
