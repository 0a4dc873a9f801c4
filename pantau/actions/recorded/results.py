"""Single results of a tool as minute samples, and as outages with the time that was watched. Pure.

Imports numpy: to be imported where it is needed.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from pantau.facts.instant import DAY, MINUTE
from pantau.facts.measured import Interval
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes, Numbers

_STRETCH = 10


class Status(IntEnum):
    """What one result of a tool said."""

    DOWN = 0
    UP = 1
    UNSURE = 2  # not answered, and the tool has not judged yet
    ASIDE = 3  # the tool did not look, or says that it does not count


@dataclass(frozen=True, slots=True)
class Results:
    """Results of one target in the order of time.

    ``at``: when it was asked (microseconds UTC); ``status``: a Status; ``rtt``: microseconds,
    NOTHING where none was measured.
    """

    at: Numbers
    status: Numbers
    rtt: Numbers


def minutes_of(found: Results) -> Minutes:
    """Minute samples as our own collector makes them: the low median, and as jitter the mean
    difference of round trips that follow each other (RFC 3393, selected pairs), rounded down.

    An answer without a round trip counts as received.
    """
    asked = found.status != Status.ASIDE
    at, up, rtt = found.at[asked], found.status[asked] == Status.UP, found.rtt[asked]
    if not len(at):
        return Minutes.none()
    minutes = at // MINUTE
    begins = np.flatnonzero(np.concatenate(([True], np.diff(minutes) != 0)))
    ends = np.append(begins[1:], len(at))
    columns = np.full((len(COLUMNS), len(begins)), NOTHING, np.int64)
    columns[0] = ends - begins
    columns[1] = np.add.reduceat(up.astype(np.int64), begins)
    measured = up & (rtt != NOTHING)
    counts = np.add.reduceat(measured.astype(np.int64), begins)
    # Most tools ask once a minute or less: those need no loop.
    single = counts == 1
    only = np.add.reduceat(np.where(measured, rtt, 0), begins)
    columns[2:5, single] = only[single]
    for place in np.flatnonzero(counts > 1):
        part = slice(begins[place], ends[place])
        times = rtt[part][measured[part]]
        ordered = np.sort(times)
        columns[2, place], columns[4, place] = ordered[0], ordered[-1]
        columns[3, place] = ordered[(len(ordered) - 1) // 2]
        both = measured[part][1:] & measured[part][:-1]
        if both.any():
            steps = np.abs(np.diff(rtt[part]))[both]
            columns[5, place] = int(steps.sum()) // len(steps)
    return Minutes(minutes[begins], columns)


def unbroken(found: Results, longest: int) -> Results:
    """Those of stretches in which the tool kept every result.

    Where only changes are left, half of all results are failures: as samples they would be a lie.
    A stretch has ten results, or goes on across a midnight at which parts are cut.
    """
    if not len(found.at):
        return found
    begins = np.flatnonzero(np.concatenate(([True], np.diff(found.at) > longest)))
    ends = np.append(begins[1:], len(found.at))
    whole = ends - begins >= _STRETCH
    whole[0] |= bool(found.at[0] % DAY <= longest)
    whole[-1] |= bool(DAY - found.at[-1] % DAY <= longest)
    there = np.repeat(whole, ends - begins)
    return Results(found.at[there], found.status[there], found.rtt[there])


@dataclass(frozen=True, slots=True)
class Watched:
    """What a tool saw of one site: when it looked, and when the site was down (microseconds UTC).

    Both in order and disjoint; outages lie inside the spans.
    """

    spans: tuple[Interval, ...]
    outages: tuple[Interval, ...]


class Watcher:
    """Makes Watched of results that are fed in the order of time, part by part.

    ``longest``: results further apart than this (microseconds) have unwatched time between them.
    ``misses``: after so many results in a row that are UNSURE the site was down; 0: only the tool
    itself says so. ``cover``: time that the tool counts as watched although only changes are still
    told of it: there all stays as the last result said. An outage begins with the first result of
    its run that was not answered and ends with the next answer; one that is open where the watching
    stops ends there.
    """

    def __init__(self, longest: int, misses: int = 0, cover: Iterable[Interval] = ()) -> None:
        self._longest, self._misses = longest, misses
        self._cover = united(cover)
        self._spans: list[Interval] = []
        self._outages: list[Interval] = []
        self._first: int | None = None
        self._last = 0
        self._run: int | None = None
        self._missed = 0
        self._is_down = False

    def feed(self, found: Results) -> None:
        """The next results. What only goes on as it was is passed over in one step."""
        at, status = found.at, found.status
        if not len(at):
            return
        follows = np.concatenate(([self._last if self._first is not None else at[0]], at[:-1]))
        is_quiet = (status == Status.UP) & (at - follows <= self._longest)
        before = np.concatenate(([False], status[:-1] == Status.UP))
        # Also the last one is looked at, so that the end is known.
        told = np.flatnonzero(~(is_quiet & before) | (np.arange(len(at)) == len(at) - 1))
        for place in told.tolist():
            if place and self._first is not None:
                self._last = max(self._last, int(at[place - 1]))
            self._take(int(at[place]), int(status[place]))

    def done(self) -> Watched:
        """All of it."""
        self._stop(self._reach(self._last))
        return Watched(tuple(self._spans), tuple(self._outages))

    def _take(self, at: int, status: int) -> None:
        if status == Status.ASIDE:
            self._stop(self._last)
            return
        if self._first is not None and at - self._last > self._longest:
            reach = self._reach(self._last)
            if reach < at:
                self._stop(reach)
        if self._first is None:
            self._first = at
        self._last = at
        if status == Status.UP:
            self._close(at)
            self._run, self._missed = None, 0
            return
        self._run = at if self._run is None else self._run
        self._missed += 1
        if status == Status.DOWN or (self._misses and self._missed >= self._misses):
            self._is_down = True

    def _reach(self, at: int) -> int:
        """Until when the tool goes on watching behind a result."""
        place = bisect_right(self._cover, at, key=lambda span: span.begin) - 1
        return max(at, self._cover[place].end) if place >= 0 else at

    def _close(self, at: int) -> None:
        if self._is_down and self._run is not None and at > self._run:
            self._outages.append(Interval(self._run, at))
        self._is_down = False

    def _stop(self, at: int) -> None:
        self._close(at)
        if self._first is not None and at > self._first:
            self._spans.append(Interval(self._first, at))
        self._first, self._run, self._missed = None, None, 0


def clipped(found: Watched, begin: int, end: int) -> Watched:
    """The part inside [begin, end)."""
    return Watched(*(tuple(_clipped(each, begin, end)) for each in (found.spans, found.outages)))


def united(parts: Iterable[Interval]) -> list[Interval]:
    """Spans that touch or overlap become one; in order."""
    found: list[Interval] = []
    for each in sorted(parts, key=lambda span: (span.begin, span.end)):
        if found and each.begin <= found[-1].end:
            found[-1] = Interval(found[-1].begin, max(found[-1].end, each.end))
        else:
            found.append(each)
    return found


def _clipped(spans: Iterable[Interval], begin: int, end: int) -> Iterable[Interval]:
    for each in spans:
        first, last = max(each.begin, begin), min(each.end, end)
        if first < last:
            yield Interval(first, last)


def results(rows: list[tuple[int, int, int]]) -> Results:
    """Rows of (at, status, rtt) in any order."""
    table = np.array(sorted(rows), np.int64).reshape(-1, 3)
    at, status, rtt = np.ascontiguousarray(table.T)
    return Results(at, status, rtt)


def within(found: Results, begin: int, end: int) -> Results:
    """Those asked in [begin, end)."""
    there: NDArray[np.bool_] = (found.at >= begin) & (found.at < end)
    return Results(found.at[there], found.status[there], found.rtt[there])
