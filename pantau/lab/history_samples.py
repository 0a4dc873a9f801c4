"""The minute samples of a past: an ordinary day for every hour, repeated, and its outages.

One stock of minutes is drawn, some for each hour of a day; each minute of the past takes one of its
hour. What was silent, unseen or cut short is written over it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND, to_datetime
from pantau.facts.measured import Interval, Sample
from pantau.facts.words import Medium
from pantau.inventory.model import Inventory, Site
from pantau.lab.history import Past
from pantau.lab.script import LINKS
from pantau.store import Store
from pantau.store.alike import StockRow
from pantau.store.sample_rows import HEARTBEAT

DAYS = 35
_PER_HOUR = 20
_HOURS = 24
_EVENING = range(18, 23)
_NS = 1_000  # in a microsecond

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Evening:
    """How many times as long an echo takes then, and as often is lost."""

    delay: float
    loss: float


_EVENINGS = {
    Medium.FO: _Evening(1.15, 3.0),
    Medium.COPPER: _Evening(1.3, 3.0),
    Medium.RADIO: _Evening(1.4, 4.0),
    Medium.MODEM_4G: _Evening(1.7, 4.0),
    Medium.VSAT: _Evening(1.1, 2.5),
    Medium.LEO: _Evening(1.2, 2.0),
}


def months(past: Past, days: int = DAYS) -> list[Interval]:
    """The UTC months that have samples, newest first: each is one file."""
    begin, found = max(past.until - days * DAY, past.installed_at), []
    end = past.until
    while end > begin:
        first = to_datetime(end - 1).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        month = int(first.timestamp()) * SECOND
        found.append(Interval(max(month, begin), end))
        end = month
    return found


def write_samples(store: Store, past: Past, inventory: Inventory, span: Interval) -> None:
    """Every whole minute of ``span`` in which we watched, one row a site. Raises StoreError."""
    rng = np.random.default_rng((past.seed, 4, span.begin))
    store.write_alike_minutes(stock(past, inventory), _minutes(past, inventory, span, rng))
    store.write_samples(list(_silent(past, inventory, span)))


def stock(past: Past, inventory: Inventory) -> Iterator[StockRow]:
    """An ordinary day of every site: some minutes for each of its hours."""
    for site in inventory.sites:
        yield from _of_site(site, np.random.default_rng((past.seed, 5, crc32(site.id.encode()))))


def _of_site(site: Site, rng: np.random.Generator) -> Iterator[StockRow]:
    link, worse = LINKS[site.medium or Medium.FO], _EVENINGS[site.medium or Medium.FO]
    number = np.arange(_HOURS * _PER_HOUR)
    evening = np.isin(number // _PER_HOUR, list(_EVENING))
    slower, lossier = (np.where(evening, factor, 1.0) for factor in (worse.delay, worse.loss))
    varies = link.jitter / _NS * slower**2
    lost = rng.binomial(12, link.loss * rng.uniform(0.3, 1.2) * lossier)
    least = link.delay / _NS * rng.uniform(0.75, 1.25) * slower + rng.gamma(1.0, varies / 8)
    median = least + rng.gamma(3.0, varies / 4)
    most = median + rng.gamma(2.0, varies)
    jitter = rng.gamma(4.0, varies / 4)
    columns = [column.astype(np.int64).tolist() for column in (least, median, most, jitter)]
    for row in zip(number.tolist(), lost.tolist(), *columns, strict=True):
        yield (row[0], site.id, 12, 12 - row[1], *row[2:])


def _minutes(
    past: Past, inventory: Inventory, span: Interval, rng: np.random.Generator
) -> Iterator[tuple[int, int]]:
    """The whole minutes that we watched, and which minute of the stock each takes."""
    for run in past.runs:
        first = -(-max(run.begin, span.begin) // MINUTE) * MINUTE
        last = min(run.end, span.end) // MINUTE * MINUTE
        begins = np.arange(first, max(first, last), MINUTE)
        hours = _local_hours(inventory, begins)
        chosen = hours * _PER_HOUR + rng.integers(0, _PER_HOUR, len(begins))
        yield from zip(begins.tolist(), chosen.tolist(), strict=True)


def _local_hours(inventory: Inventory, begins: Numbers) -> Numbers:
    if not len(begins):
        return begins
    shift = to_datetime(int(begins[0]), inventory.timezone).utcoffset()
    offset = int(shift.total_seconds()) * SECOND if shift else 0
    hours: Numbers = (begins + offset) % DAY // HOUR
    return hours


def _silent(past: Past, inventory: Inventory, span: Interval) -> Iterator[Sample]:
    """Minutes in which a site, or for us every site, answered less or nothing."""
    blind = [Interval(each.begin, each.end) for each in past.blind]
    for site in inventory.sites:
        own = [Interval(each.begin, each.end) for each in past.silences[site.id]]
        quiet: dict[int, int] = {}
        for each in (*own, *blind):
            for minute, silent in _overlaps(each, span):
                quiet[minute] = min(MINUTE, quiet.get(minute, 0) + silent)
        watched = _watched(past, quiet)
        base = LINKS[site.medium or Medium.FO].delay // _NS
        yield from (_sample(site.id, minute, quiet[minute], base) for minute in watched)


def _overlaps(silence: Interval, span: Interval) -> Iterator[tuple[int, int]]:
    """Each minute of ``span`` that the silence touches, and how long it touches it (µs)."""
    begin, end = max(silence.begin, span.begin), min(silence.end, span.end)
    for minute in range(begin - begin % MINUTE, end, MINUTE):
        yield minute, min(end, minute + MINUTE) - max(begin, minute)


def _watched(past: Past, minutes: Iterable[int]) -> list[int]:
    return [
        minute
        for minute in minutes
        if any(run.begin <= minute and minute + MINUTE <= run.end for run in past.runs)
    ]


def _sample(site: str, minute: int, silent: int, base: int) -> Sample:
    received = 12 - round(12 * silent / MINUTE)
    if received == 0:
        return Sample(site, HEARTBEAT, minute, 12, 0, None, None, None, None)
    times = (base, base + base // 20, base + base // 8)
    return Sample(
        site, HEARTBEAT, minute, 12, received, *times, base // 30 if received > 1 else None
    )
