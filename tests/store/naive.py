"""What a long time in few points is, one sample after the other."""

from collections import defaultdict
from math import ceil

from pantau.facts.measured import Sample
from pantau.facts.minutes import NOTHING
from pantau.facts.thinned import Thinned


def points(found: Thinned) -> list[tuple[int, ...]]:
    each = (
        found.begins,
        found.sent,
        found.received,
        found.least,
        found.low,
        found.middle,
        found.high,
        found.most,
    )
    return list(zip(*(column.tolist() for column in each), strict=True))


def slowly(found: list[Sample], begin: int, end: int, length: int) -> list[tuple[int, ...]]:
    """The same, one sample after the other."""
    buckets: defaultdict[int, list[Sample]] = defaultdict(list)
    for each in found:
        if begin <= each.at < end:
            buckets[each.at // length * length].append(each)

    def rank(medians: list[int], percent: int) -> int:
        return medians[max(0, ceil(len(medians) * percent / 100) - 1)] if medians else NOTHING

    points = []
    for at in range(begin // length * length, end, length):
        here = buckets[at]
        medians = sorted(each.rtt_median_us for each in here if each.rtt_median_us is not None)
        minima = [each.rtt_min_us for each in here if each.rtt_min_us is not None]
        maxima = [each.rtt_max_us for each in here if each.rtt_max_us is not None]
        points.append(
            (
                at,
                sum(each.sent for each in here),
                sum(each.received for each in here),
                min(minima, default=NOTHING),
                *(rank(medians, percent) for percent in (10, 50, 90)),
                max(maxima, default=NOTHING),
            )
        )
    return points
