"""Many minutes of what a device said, as a curve with as many points as a screen. Imports numpy."""

from dataclasses import dataclass

import numpy as np

from pantau.facts.buckets import Buckets
from pantau.facts.device import Quantity
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
    """The minutes of [begin, end) in at most ``most`` Buckets, two or more."""
    found = found.between(begin, end)
    buckets = Buckets.over(begin, end, most)
    columns = zip(Quantity, found.columns, strict=True)
    return Curves(
        buckets.begins,
        buckets.length_us,
        {quantity: _curve(buckets.table(found, column, _LAST)) for quantity, column in columns},
    )


def _curve(table: Numbers) -> Curve:
    in_order = np.sort(table, axis=1)
    known = np.count_nonzero(in_order != _LAST, axis=1)

    def at(place: Numbers) -> Numbers:
        chosen = np.take_along_axis(in_order, np.maximum(0, place)[:, None], axis=1)[:, 0]
        found: Numbers = np.where(known > 0, chosen, NOTHING)
        return found

    return Curve(at(np.zeros_like(known)), at((known - 1) // 2), at(known - 1))
