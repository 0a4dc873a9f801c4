"""The highest rate of echoes that one collector process sustains without losing an answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.children import alone, module
from benchmarks.rows import Part, Row, Target, us_per

_RATES = (5_000, 10_000, 15_000, 20_000, 25_000)
_PROMISED = 20_000
_BEAT_S, _SECONDS, _SETTLE_S = 5, 30, 12
_BEGIN = 40  # s of the minute: its end, when 100,000 samples are stored, falls inside
_PATIENCE_S = 240
_SENT_SHARE = 0.999
_HOW = (
    f"loopback, rate x {_BEAT_S} s sites, {_SECONDS} s with a minute's end inside, after "
    f"{_SETTLE_S} s or more to settle"
)


def measure() -> Iterator[Row]:
    """From the promised rate upwards while it goes well, or downwards until it does."""
    begin = _RATES.index(_PROMISED)
    best, step, number = 0, 0, begin
    while 0 <= number < len(_RATES):
        rate = _RATES[number]
        words = (rate * _BEAT_S, _SECONDS, "--settle", _SETTLE_S, "--second", _BEGIN)
        found = alone(module("benchmarks.load", *words), _PATIENCE_S)
        yield from _rows(rate, found)
        well = sustained(rate, found)
        best = rate if well else best
        if step == (-1 if well else 1):
            break
        step = 1 if well else -1
        number += step
    none = f"none lost, none discarded, {_SENT_SHARE:.1%} of those due sent; searched in steps of"
    how = f"{none} {_RATES[1] - _RATES[0]:,}; {_HOW}"
    yield Row("highest rate sustained", best, "echoes/s", how, target=Target(_PROMISED, True))


def sustained(rate: int, found: Mapping[str, Any]) -> bool:
    """Whether all that was due was sent, and every answer was seen, judged and stored."""
    sent = found["echoes"] >= _SENT_SHARE * rate * found["seconds"]
    stored = found["sites_with_samples"] == rate * _BEAT_S and not found["samples_dropped"]
    return sent and stored and not (found["lost"] or found["discarded"] or found["down"])


def _rows(rate: int, found: Mapping[str, Any]) -> Iterator[Row]:
    at, due = f"{rate:,} echoes/s", rate * found["seconds"]
    missing = max(0, due - found["echoes"])
    trouble = (
        f"of {due:,}; {found['discarded']:,} discarded, {missing:,} not sent in time, "
        f"{found['late_ticks']:,} late ticks"
    )
    yield Row(f"{at}: answers lost", found["lost"], "", trouble)
    yield Row(f"{at}: processor time", us_per(found["cpu_s"], found["echoes"]), "us an echo", _HOW)
    share = 100 * found["cpu_s"] / found["seconds"]
    yield Row(f"{at}: processor time", share, "% of a processor", "the same")


PART = Part(
    "rate",
    "The highest rate of echoes that one collector process sustains, judging and storing included.",
    measure,
)
