"""How soon a worsening is known, how often one is invented, and what a minute's judgement costs.

Losses of each minute are drawn, independent of one another; the rule itself is asked, in the order
in which the collector asks it.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import comb, inf
from random import Random
from statistics import median

from benchmarks.rows import Part, Row, Target
from collector.quality import Quality
from pantau.facts.degraded import DegradedOpened
from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample
from pantau.verdict.degraded import Promise

_LOSS = 0.01
_BEATS = 12
_MONTH, _DAYS = 43_200, 4_320
_MONTHS, _SITES = 100, 200
_CLEAN = 150


def measure() -> Iterator[Row]:
    """At shares of what is promised, below and above."""
    for times in (0.5, 1.0):
        entered = sum(_first(_drawn(seed, times, _MONTH)) < inf for seed in range(_MONTHS))
        how = f"{_MONTHS} site-months, {_LOSS * times:.1%} lost where {_LOSS:.0%} is promised"
        target = Target(_MONTHS / 100)
        yield Row(f"{times:g} times the promise: entered", entered, "", how, target=target)
    for times in (2.0, 3.0, 5.0, 10.0):
        first = [_first([0] * _CLEAN + _drawn(seed, times, _DAYS)) for seed in range(_SITES)]
        delays = sorted(at - _CLEAN for at in first if at < inf)
        how = (
            f"{len(delays)} of {_SITES} sites within three days; clean before; 80 % of them between"
        )
        spread = (delays[len(delays) // 10], delays[len(delays) * 9 // 10])
        yield Row(f"{times:g} times: until it is known", median(delays), "min", how, spread)
    costs = sorted(_cost_us() for _ in range(5))
    how = "a site's minute of twelve heartbeats noted and judged by loss, latency and jitter"
    yield Row("processor time a minute", costs[2], "us", how, (costs[0], costs[-1]))


def _drawn(seed: int, times: float, minutes: int) -> list[int]:
    loss, n = _LOSS * times, _BEATS
    chances = [comb(n, k) * loss**k * (1 - loss) ** (n - k) for k in range(n + 1)]
    dice = Random(seed)  # noqa: S311 - repeatable, not secret
    return dice.choices(range(n + 1), cum_weights=list(accumulate(chances)), k=minutes)


def _first(losses: Iterable[int]) -> float:
    """The number of the minute with which a spell begins."""
    quality = _held_to(Promise(loss=_LOSS))
    for number, minute in enumerate(_minutes(losses)):
        quality.remember(minute)
        if isinstance(quality.judge(minute), DegradedOpened):
            return number
    return inf


def _cost_us() -> float:
    minutes: Sequence[Sample] = list(_minutes(_drawn(1, 0.5, 20_000)))
    quality = _held_to(Promise(loss=_LOSS, latency_us=50_000, jitter_us=30_000))
    begin = time.process_time()
    for minute in minutes:
        quality.remember(minute)
        quality.judge(minute)
    return (time.process_time() - begin) * 1e6 / len(minutes)


def _held_to(promise: Promise) -> Quality:
    quality = Quality()
    quality.promise = promise
    return quality


def _minutes(losses: Iterable[int]) -> Iterator[Sample]:
    for number, lost in enumerate(losses):
        times = (19_000, 20_000, 23_000, 900)
        yield Sample("a", "icmp", number * MINUTE, _BEATS, _BEATS - lost, *times)


PART = Part(
    "degraded",
    "A site that is up but worse than its tier promises: losses of each minute are drawn, and the "
    "rule of [decision 37](decisions/0037-there-but-bad.md) is asked of each.",
    measure,
)
