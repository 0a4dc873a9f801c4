"""Arithmetic of half-open spans of whole UTC seconds.

A ``Span`` is ``(begin, end)``: it contains its begin and not its end. Every list handed in or out
of this module, except the argument of ``union``, is in order and disjoint; each operation is one
linear sweep over such lists. Plain tuples, because a month of 300 sites makes many of them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice

Span = tuple[int, int]
Spans = list[Span]


def union(spans: Iterable[Span]) -> Spans:
    """Every second that lies in at least one of ``spans``, given in any order.

    Spans that overlap or touch become one; empty and reversed ones vanish.
    """
    united: Spans = []
    for begin, end in sorted(spans):
        if begin >= end:
            continue
        if united and begin <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((begin, end))
    return united


def intersect(first: Spans, second: Spans) -> Spans:
    """Every second that lies in both."""
    shared: Spans = []
    i = j = 0
    while i < len(first) and j < len(second):
        (begin, end), (since, until) = first[i], second[j]
        start, stop = max(begin, since), min(end, until)
        if start < stop:
            shared.append((start, stop))
        if end <= until:
            i += 1
        else:
            j += 1
    return shared


def subtract(spans: Spans, taken: Spans) -> Spans:
    """Every second of ``spans`` that does not lie in ``taken``."""
    if not taken:
        return list(spans)
    left: Spans = []
    j = 0
    for begin, end in spans:
        while j < len(taken) and taken[j][1] <= begin:
            j += 1
        # ``k`` runs ahead of ``j``: the last span taken may reach into the next one as well.
        k, start = j, begin
        while k < len(taken) and taken[k][0] < end:
            if start < taken[k][0]:
                left.append((start, taken[k][0]))
            start = taken[k][1]
            k += 1
        if start < end:
            left.append((start, end))
    return left


def clip(spans: Spans, window: Span) -> Spans:
    """The part of ``spans`` inside ``window``, which may be empty or reversed: nothing is."""
    return intersect(spans, [window])


def clip_each(spans: Spans, windows: Sequence[Span]) -> list[Spans]:
    """``clip`` for every window, in one sweep: the windows are in order and disjoint."""
    found: list[Spans] = []
    first = 0
    for begin, end in windows:
        while first < len(spans) and spans[first][1] <= begin:
            first += 1
        parts: Spans = []
        # The last one may reach into the next window as well.
        for since, until in islice(spans, first, None):
            if since >= end:
                break
            parts.append((max(since, begin), min(until, end)))
        found.append(parts)
    return found


def meets(spans: Spans, begin: int, end: int) -> bool:
    """Whether any second of ``begin`` <= t < ``end`` lies in ``spans``."""
    after = bisect_left(spans, (end,))
    return begin < end and after > 0 and spans[after - 1][1] > begin


def total(spans: Spans) -> int:
    """How many seconds they hold."""
    return sum(end - begin for begin, end in spans)
