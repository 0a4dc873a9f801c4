"""Many minutes as few: a picture of a year has as many points as a screen. Imports numpy."""

from dataclasses import dataclass

import numpy as np

from pantau.facts.buckets import Buckets
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
    """The minutes of [begin, end) (microseconds UTC) in at most ``most`` Buckets, two or more."""
    found = found.between(begin, end)
    buckets = Buckets.over(begin, end, most)

    def table(name: str, nothing: int) -> Numbers:
        return buckets.table(found, found.column(name), nothing)

    medians = np.sort(table("rtt_median_us", _LAST), axis=1)
    answered = np.count_nonzero(medians != _LAST, axis=1)
    least = table("rtt_min_us", _LAST).min(axis=1, initial=_LAST)
    return Thinned(
        begins=buckets.begins,
        length_us=buckets.length_us,
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
