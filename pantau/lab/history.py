"""A past that never was: what would have happened to a regency in the last months, from a seed.

Pure values; ``history_facts`` and ``history_samples`` turn them into what a collector would have
written. Instants are microseconds UTC, intervals half-open.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND, midnight, to_datetime
from pantau.facts.measured import Interval
from pantau.facts.words import Cause
from pantau.inventory.model import Inventory
from pantau.lab.history_faults import Silence, regency_faults

MONTHS = 13
_QUIET_BEFORE_NOW = 10 * MINUTE
_SETTLES = DAY + 9 * HOUR + 20 * MINUTE
"""From the beginning of a month to the installation in it."""
_BLIND_A_MONTH = 1.5
_OWN_LINE = 0.3
_DIED = 0.35


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the collector. ``died``: nobody ended it, the next one found it dead."""

    begin: int
    end: int
    died: bool


@dataclass(frozen=True, slots=True)
class Blindness:
    """No reference answered. ``own_line``: because the line of the vantage's own site was dead."""

    begin: int
    end: int
    own_line: bool


@dataclass(frozen=True, slots=True)
class Past:
    """All that happened from ``begin`` to ``until``, and how much of it we watched ourselves.

    ``months``: the months before ``installed_at``, known from the provider's lists only. ``wet``:
    days (of the inventory's zone) with heavy rain.
    """

    seed: int
    begin: int
    installed_at: int
    until: int
    months: tuple[Interval, ...]
    runs: tuple[Run, ...]
    blind: tuple[Blindness, ...]
    silences: dict[str, tuple[Silence, ...]]
    wet: frozenset[date]


def past(inventory: Inventory, seed: int, until: int, months: int = MONTHS) -> Past:
    """The last ``months`` calendar months up to ``until``, the running one included.

    Pantau was installed after the first third of them; of two months in the first one while the
    second is not two days old. Nothing is down in the last ten minutes.
    """
    begins = month_begins(inventory, until, months)
    foreign = max(1, months // 3)
    if begins[foreign] + _SETTLES > until - DAY:
        foreign -= 1  # a collector that was installed after now could not be started
    begin, installed_at = begins[0], begins[foreign] + _SETTLES
    rng = np.random.default_rng((seed, 1))
    wet = _wet_days(rng, inventory, begin, until)
    runs = _runs(rng, installed_at, until)
    blind = _blindness(rng, runs)
    quiet = Interval(begin, until - _QUIET_BEFORE_NOW)
    silences = regency_faults(inventory, seed, quiet, wet)
    own = inventory.vantage.site
    if own is not None:
        # Where our own line is dead we see nothing: its faults are the times of blindness.
        dead = (Silence(own, each.begin, each.end, Cause.LINE) for each in blind if each.own_line)
        silences[own] = tuple(dead)
    return Past(
        seed=seed,
        begin=begin,
        installed_at=installed_at,
        until=until,
        months=tuple(Interval(first, after) for first, after in pairwise(begins[: foreign + 1])),
        runs=runs,
        blind=blind,
        silences=silences,
        wet=wet,
    )


def month_begins(inventory: Inventory, until: int, months: int) -> list[int]:
    """The first instants of the last ``months`` months of the inventory's zone, in order."""
    day = to_datetime(until, inventory.timezone).date().replace(day=1)
    begins = []
    for _ in range(months):
        begins.append(midnight(day, inventory.timezone))
        day = (day - timedelta(days=1)).replace(day=1)
    return begins[::-1]


def unseen(past: Past, own_site: bool) -> tuple[Interval, ...]:
    """When we could not see a site, after the installation, in order; ``own_site``: the vantage's.

    The own site is known to be down where the rest is not known.
    """
    breaks = [Interval(a.end, b.begin) for a, b in pairwise(past.runs)]
    blind = [Interval(b.begin, b.end) for b in past.blind if not (b.own_line and own_site)]
    return tuple(sorted([*breaks, *blind], key=lambda each: each.begin))


def _wet_days(
    rng: np.random.Generator, inventory: Inventory, begin: int, until: int
) -> frozenset[date]:
    first = to_datetime(begin, inventory.timezone).date()
    days = (until - begin) // DAY + 1
    return frozenset(first + timedelta(days=int(n)) for n in np.flatnonzero(rng.random(days) < 0.2))


def _runs(rng: np.random.Generator, begin: int, until: int) -> tuple[Run, ...]:
    """Two to six weeks each, with a minute of update or a longer death in between."""
    runs: list[Run] = []
    while True:
        end = begin + int(rng.uniform(14, 42) * DAY)
        died = bool(rng.random() < _DIED)
        pause = int(rng.uniform(4, 45) * MINUTE if died else rng.uniform(20, 90) * SECOND)
        if end + pause > until - HOUR:
            return (*runs, Run(begin, until, died=False))
        runs.append(Run(begin, end, died))
        begin = end + pause


def _blindness(rng: np.random.Generator, runs: Iterable[Run]) -> tuple[Blindness, ...]:
    """Well inside of runs, and far from one another."""
    found: list[Blindness] = []
    for run in runs:
        room = run.end - run.begin - 2 * HOUR
        times = int(rng.poisson(_BLIND_A_MONTH * max(room, 0) / (30 * DAY)))
        for begin in sorted(run.begin + HOUR + int(rng.random() * room) for _ in range(times)):
            if found and begin < found[-1].end + HOUR:
                continue
            length = int(rng.uniform(2, 35) * MINUTE)
            if begin + length < run.end - HOUR:
                found.append(Blindness(begin, begin + length, bool(rng.random() < _OWN_LINE)))
    return tuple(found)
