"""Whether a site that is up is worse than its tier promises, and when it is so no more.

A site becomes degraded only where chance is ruled out: the lower confidence bound of what was
measured lies above what was promised. The bound is Clopper and Pearson's (Biometrika 26, 1934), not
Wilson's: that one only approximates, and is too narrow just where it matters here, with a handful
of losses of some hundred and an error of one in ten million.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from pantau.facts.degraded import Shortfall
from pantau.facts.instant import MINUTE
from pantau.facts.words import DegradedReason
from pantau.verdict.confirmation import at_most, upper_bound
from pantau.verdict.window import MINUTES, SHORT, Window

CHANCE = 1e-7
"""Of one judgement of a site that keeps its promise just so. A month has 43,200 minutes and each
is judged over two spans: below 1 % in a month by the sum alone, however the spans overlap."""

CALM = 15 * MINUTE
"""So long all must have been good again. Loss is good at 0.8 of what is promised."""

_GOOD_LOSS = 0.8
_BEYOND_P95 = 0.05


@dataclass(frozen=True, slots=True)
class Promise:
    """What a site's tier promises now: a share of heartbeats lost, and the 95th percentiles of the
    minutes' medians and jitters in microseconds. None: nothing is promised."""

    loss: float | None = None
    latency_us: int | None = None
    jitter_us: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """How it stands with a site: degraded since ``since``, or not; while it is, good again since
    ``good_since`` (instants)."""

    since: int | None = None
    good_since: int | None = None


def judged(
    course: Course, window: Window, promise: Promise, at: int
) -> tuple[Course, tuple[Shortfall, ...]]:
    """The course after the minute that ended ``at``; and what is wrong, where a spell begins."""
    if course.since is None:
        found = tuple(shortfalls(window, promise))
        return (Course(since=at), found) if found else (course, ())
    if not is_good(window, promise):
        return Course(since=course.since), ()
    good_since = at if course.good_since is None else course.good_since
    if at - good_since < CALM:
        return Course(course.since, good_since), ()
    # What made it degraded may still lie in the window: it is not to be told of twice.
    window.keep_short()
    return Course(), ()


def shortfalls(window: Window, promise: Promise) -> Iterator[Shortfall]:
    """All that is surely worse than promised."""
    if promise.loss is not None:
        for sent, lost, minutes in window.losses():
            if sent >= SHORT and lost >= least_hits(sent, promise.loss):
                bound = 1 - upper_bound(sent - lost, sent, 1 - CHANCE)
                share, reason = lost / sent, DegradedReason.LOSS
                yield Shortfall(reason, share, bound, promise.loss, sent, minutes)
                break
    for reason, values, most in _percentiles(window, promise):
        # Of so many minutes more than chance allows lie beyond it: the order statistic is a lower
        # bound of the percentile without any law of the values (Conover, "Practical Nonparametric
        # Statistics", section 3.2).
        in_order = sorted(values)
        bound = in_order[-least_hits(MINUTES, _BEYOND_P95)]
        if bound > most:
            yield Shortfall(reason, _p95(in_order), bound, most, MINUTES, MINUTES)


def is_good(window: Window, promise: Promise) -> bool:
    """Whether all that is promised is kept, by what was measured; not while too little is known."""
    (sent, lost, _), _ = window.losses()
    if promise.loss is not None and (sent < SHORT or lost > _GOOD_LOSS * promise.loss * sent):
        return False
    promised = (promise.latency_us, promise.jitter_us)
    known = list(_percentiles(window, promise))
    return len(known) == sum(each is not None for each in promised) and all(
        _p95(sorted(values)) <= most for _, values, most in known
    )


@lru_cache(maxsize=4096)
def least_hits(of: int, share: float) -> int:
    """The least number of ``of`` that, were each a hit with chance ``share``, would come about with
    a chance below CHANCE: from there on the lower bound of the share lies above ``share``."""
    if not 0 < share < 1:
        return 1 if share <= 0 else of + 1
    hits = int(of * share) + 1
    # As many hits or more are as few misses or fewer.
    while hits <= of and at_most(of - hits, of, 1 - share) >= CHANCE:
        hits += 1
    return hits


def _percentiles(
    window: Window, promise: Promise
) -> Iterator[tuple[DegradedReason, "array[int]", int]]:
    """What is promised and known by enough minutes."""
    for reason, values, most in (
        (DegradedReason.LATENCY, window.medians, promise.latency_us),
        (DegradedReason.JITTER, window.jitters, promise.jitter_us),
    ):
        if most is not None and len(values) == MINUTES:
            yield reason, values, most


def _p95(in_order: Sequence[int]) -> int:
    """The nearest rank, as the month's figure takes it."""
    return in_order[ceil(len(in_order) * 0.95) - 1]
