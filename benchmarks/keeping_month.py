"""A month of 300 lines as a regency has them, told to whoever keeps it: the same every time.

Every minute is worked out of its twelve echoes as the collector does it, so that least, median,
most and jitter belong together.
"""

from collections.abc import Iterator
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.minutes import NOTHING, Minutes, Numbers
from pantau.facts.words import Medium
from pantau.lab.script import LINKS

BEGIN = 1_790_812_800 * SECOND  # 2026-10-01 00:00 UTC
DAYS, SITES = 30, 300
LENGTH = DAYS * 1440
NAMES = [f"site-{number:03d}" for number in range(SITES)]
_ECHOES = 12
_SHARES = (
    (Medium.FO, 0.40),
    (Medium.RADIO, 0.25),
    (Medium.MODEM_4G, 0.15),
    (Medium.VSAT, 0.12),
    (Medium.COPPER, 0.04),
    (Medium.LEO, 0.04),
)
_BUSY_HOUR_UTC, _SLOWER = 12.5, 0.5  # 20.30 in Paser, when a line waits half as long again
_OUTAGES, _SPIKES, _REROUTED = 3.0, 0.002, 4.0  # a month; a share of the echoes; a month

Floats = NDArray[np.float32]


def month(sites: int = SITES) -> Iterator[tuple[str, Minutes]]:
    """Each site and its minutes, one after the other."""
    for number in range(sites):
        yield NAMES[number], line(number, LENGTH)


def line(number: int, length: int, begin: int = BEGIN) -> Minutes:
    """``length`` minutes from ``begin`` (microseconds UTC) on of the line with this number."""
    rng = np.random.default_rng((9, number))
    times = _echoes(rng, _medium(number), length)
    lost = np.isnan(times)
    answered = _ECHOES - lost.sum(axis=1)
    in_order = np.sort(times, axis=1)
    middle = np.maximum(answered - 1, 0) // 2
    steps = np.abs(np.diff(times, axis=1))
    pairs = np.isfinite(steps)
    count = pairs.sum(axis=1)
    columns = np.array(
        [
            np.full(length, _ECHOES),
            answered,
            _whole(in_order[:, 0], answered > 0),
            _whole(np.take_along_axis(in_order, middle[:, None], axis=1)[:, 0], answered > 0),
            _whole(np.where(lost, 0, times).max(axis=1), answered > 0),
            _whole(np.where(pairs, steps, 0).sum(axis=1) / np.maximum(count, 1), count > 0),
        ]
    )
    return Minutes(np.arange(length) + begin // MINUTE, columns)


def _medium(number: int) -> Medium:
    """The first sites have fibre, the last ones a satellite, whatever the shares say."""
    place = (number * 7 % SITES + 0.5) / SITES
    upto = accumulate(share for _, share in _SHARES)
    media = [medium for medium, _ in _SHARES]
    return next((medium for medium, end in zip(media, upto, strict=True) if place < end), media[-1])


def _echoes(rng: np.random.Generator, medium: Medium, length: int) -> Floats:
    """Round trips in whole microseconds, twelve a minute; NaN where nothing came back."""
    link = LINKS[medium]
    shape = (length, _ECHOES)
    hours = np.arange(length) / 60 % 24
    busy = 1 + _SLOWER * np.exp(-(((hours - _BUSY_HOUR_UTC) / 3) ** 2))
    waits = link.jitter / 1_000 * busy[:, None] * rng.standard_gamma(1.3, shape, np.float32)
    # Another way now and then, and a clock of the radio that drifts.
    ways = np.cumsum(rng.random(length) < _REROUTED / LENGTH)
    base = link.delay / 1_000 * rng.uniform(0.7, 1.3) * rng.uniform(0.95, 1.1, ways.max() + 1)[ways]
    spikes = (rng.random(shape, np.float32) < _SPIKES) * rng.exponential(60_000, shape)
    times = np.floor(base[:, None] + waits + spikes).astype(np.float32)
    lost = rng.random(shape, np.float32) < link.loss * rng.uniform(0.3, 1.5) * busy[:, None]
    for _ in range(rng.poisson(_OUTAGES)):
        first = rng.integers(0, length * _ECHOES)
        lost.reshape(-1)[first : first + int(rng.lognormal(6, 1.2))] = True
    return np.where(lost, np.float32(np.nan), times)


def _whole(values: Floats, there: NDArray[np.bool_]) -> Numbers:
    """Rounded down, NOTHING where there is none."""
    found: Numbers = np.where(there, np.where(there, values, 0), 0).astype(np.int64)
    found[~there] = NOTHING
    return found
