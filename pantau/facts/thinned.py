"""Many minutes as few: a picture of a year has as many points as a screen. Imports numpy."""

from dataclasses import dataclass

import numpy as np

from pantau.facts.instant import MINUTE
from pantau.facts.minutes import NOTHING, Minutes, Numbers

_LAST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Thinned:
    """Buckets of equal length, one after the other; one array a column.

    ``begins``: begin of each bucket (microseconds UTC); ``length_us``: how long each is. ``sent``
    and ``received``: echoes, summed. Round trips are in whole microseconds and NOTHING where none
    was answered: ``least`` of the minutes' minima and ``most`` of their maxima, so that no spike is
    lost; ``low``, ``middle`` and ``high`` are the 10th, 50th and 90th percentile of the minutes'
    medians, each a median that was measured (the lower one where two are as near).
    """

    begins: Numbers
    length_us: int
    sent: Numbers
    received: Numbers
    least: Numbers
    low: Numbers
    middle: Numbers
    high: Numbers
    most: Numbers


def thin(found: Minutes, begin: int, end: int, most: int) -> Thinned:
    """The minutes of [begin, end) (microseconds UTC) in at most ``most`` buckets, two or more.

    A bucket is a whole number of minutes and begins at a multiple of its length since 1970, so
    that it stays the same one while the window moves on; the first begins at ``begin`` or before.
    """
    found = found.between(begin, end)
    # One less than there may be, for the window need not begin where a bucket does.
    width = max(1, -(-(end - begin) // (MINUTE * max(1, most - 1))))
    first, after = begin // MINUTE // width, -(-end // (MINUTE * width))
    count = max(0, after - first)
    place = found.minutes // width - first
    # Every bucket's minutes side by side: a row of a table for each.
    cell = place * width + found.minutes % width

    def table(name: str, nothing: int) -> Numbers:
        filled = np.full(count * width, nothing, np.int64)
        column = found.column(name)
        filled[cell] = np.where(column == NOTHING, nothing, column)
        return filled.reshape(count, width)

    medians = np.sort(table("rtt_median_us", _LAST), axis=1)
    answered = np.count_nonzero(medians != _LAST, axis=1)
    least = table("rtt_min_us", _LAST).min(axis=1, initial=_LAST)
    return Thinned(
        begins=(np.arange(count, dtype=np.int64) + first) * width * MINUTE,
        length_us=width * MINUTE,
        sent=table("sent", 0).sum(axis=1),
        received=table("received", 0).sum(axis=1),
        least=np.where(least == _LAST, NOTHING, least),
        low=_percentile(medians, answered, 10),
        middle=_percentile(medians, answered, 50),
        high=_percentile(medians, answered, 90),
        most=table("rtt_max_us", NOTHING).max(axis=1, initial=NOTHING),
    )


def _percentile(in_order: Numbers, answered: Numbers, percent: int) -> Numbers:
    """The value of each row below which ``percent`` of its ``answered`` first values lie."""
    rank = np.maximum(0, -(-answered * percent // 100) - 1)
    chosen = np.take_along_axis(in_order, rank[:, None], axis=1)[:, 0]
    found: Numbers = np.where(answered > 0, chosen, NOTHING)
    return found
