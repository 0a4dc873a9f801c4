"""The highest rate of echoes that one collector process sustains without losing an answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.children import alone, module
from benchmarks.minute import soonest
from benchmarks.rows import Part, Row, Target, us_per
from pantau.facts.clock import SystemClock

_RATES = (5_000, 10_000, 15_000, 20_000, 25_000)
_PROMISED = 20_000
_BEAT_S, _SECONDS, _SETTLE_S = 5, 30, 12
_BEGIN = range(42, 60)  # s of a minute: the storing of 100,000 samples falls inside
_PATIENCE_S = 240
_SENT_SHARE = 0.999
_HOW = (
    f"loopback, rate x {_BEAT_S} s sites, {_SECONDS} s with a minute's end inside, after "
    f"{_SETTLE_S} s or more to settle"
)


def measure() -> Iterator[Row]:
    """The promised rate first; then halfway between what went well and what did not."""
    well, ill, number = -1, len(_RATES), _RATES.index(_PROMISED)
    while ill - well > 1:
        rate = _RATES[number]
        found = _at(rate)
        yield from _rows(rate, found)
        if sustained(rate, found):
            well = number
        else:
            ill = number
        number = (well + ill) // 2
    best = _RATES[well] if well >= 0 else 0
    none = f"none lost, none discarded, {_SENT_SHARE:.1%} of those due sent; searched in steps of"
    how = f"{none} {_RATES[1] - _RATES[0]:,}; {_HOW}"
    yield Row("highest rate sustained", best, "echoes/s", how, target=Target(_PROMISED, True))


def _at(rate: int) -> Mapping[str, Any]:
    starting_s = 2 + rate / 4_000
    now_s = SystemClock().wall_ns() / 1e9
    second, _ = soonest([_BEGIN], now_s + starting_s + _SETTLE_S)
    words = (rate * _BEAT_S, _SECONDS, "--settle", _SETTLE_S, "--second", second)
    return alone(module("benchmarks.load", *words), _PATIENCE_S)


def sustained(rate: int, found: Mapping[str, Any]) -> bool:
    """Whether all that was due was sent, and every answer was seen, judged and stored."""
    sent = found["echoes"] >= _SENT_SHARE * rate * found["seconds"]
    stored = found["sites_with_samples"] == rate * _BEAT_S and not found["samples_dropped"]
    return sent and stored and not (found["lost"] or found["discarded"] or found["down"])


def _rows(rate: int, found: Mapping[str, Any]) -> Iterator[Row]:
    at, due = f"{rate:,} echoes/s", rate * found["seconds"]
    missing = max(0, due - found["echoes"])
    yield Row(f"{at}: answers lost", found["lost"], "", f"{found['discarded']:,} discarded")
    late = f"of {due:,}; {found['late_ticks']:,} late ticks"
    yield Row(f"{at}: echoes not sent in time", missing, "", late)
    yield Row(f"{at}: processor time", us_per(found["cpu_s"], found["echoes"]), "us an echo", _HOW)
    share = 100 * found["cpu_s"] / found["seconds"]
    yield Row(f"{at}: processor time", share, "% of a processor", "the same")


PART = Part(
    "rate",
    "The highest rate of echoes that one collector process sustains, judging and storing included.",
    measure,
)
