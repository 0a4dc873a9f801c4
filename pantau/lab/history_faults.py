"""What falls silent in an ordinary month: lines, PLN, hubs; drawn from a seed, site by site."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND, to_datetime
from pantau.facts.measured import Interval, upstream_name
from pantau.facts.words import Cause, Medium
from pantau.inventory.model import Inventory, Site

Instants = NDArray[np.int64]
_MONTH = 30 * DAY
_LONGEST = 20 * HOUR
_APART = 2 * MINUTE
# Evenings are busy and nights are calm; the hours of a day in the inventory's zone.
_BY_HOUR = np.array([0.5] * 6 + [0.9] * 6 + [1.1] * 6 + [1.9] * 5 + [0.8])
_BY_DAYLIGHT = np.array([0.4] * 8 + [1.8] * 10 + [1.0] * 6)


@dataclass(frozen=True, slots=True)
class Silence:
    """A site, or a shared link by its ``upstream_name``, answers nothing in [begin, end)."""

    site: str
    begin: int
    end: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class Faults:
    """A kind of fault. ``monthly``: how many on average; ``median`` (µs) and ``spread`` (sigma of
    the logarithm) of their length; ``wet``: how many times as frequent on a wet day."""

    monthly: float
    median: int
    spread: float
    wet: float
    by_hour: NDArray[np.float64]


LINE = {
    Medium.FO: Faults(0.9, 25 * MINUTE, 1.3, 1.3, _BY_HOUR),
    Medium.COPPER: Faults(6.0, 22 * MINUTE, 1.2, 3.0, _BY_HOUR),
    Medium.RADIO: Faults(13.0, 23 * MINUTE, 1.2, 3.5, _BY_HOUR),
    Medium.MODEM_4G: Faults(13.0, 22 * MINUTE, 1.2, 1.5, _BY_HOUR),
    Medium.VSAT: Faults(28.0, 26 * MINUTE, 1.1, 5.0, _BY_HOUR),
    Medium.LEO: Faults(9.0, 8 * MINUTE, 1.1, 2.0, _BY_HOUR),
}
_POWER = Faults(2.2, 40 * MINUTE, 0.8, 2.5, _BY_DAYLIGHT)
_HUB = Faults(0.3, 35 * MINUTE, 0.9, 1.5, _BY_HOUR)


def regency_faults(
    inventory: Inventory, seed: int, span: Interval, wet: frozenset[date]
) -> dict[str, tuple[Silence, ...]]:
    """By name of a site or an asked link, what happens to it inside ``span``, in order, never two
    at once."""
    calendar = _Calendar.of(inventory, span, wet)
    found: dict[str, list[Silence]] = {name: [] for name in _asked(inventory)}
    for silence in _all(inventory, seed, calendar):
        found[silence.site].append(silence)
    return {site: tuple(_united(each, span)) for site, each in found.items()}


def _all(inventory: Inventory, seed: int, calendar: "_Calendar") -> Iterator[Silence]:
    by_name = partial(_generator, seed)
    for site in inventory.sites:
        yield from _of_line(site, by_name(f"site {site.id}"), calendar)
    for name in sorted({site.kecamatan for site in inventory.sites}):
        sites = [site for site in inventory.sites if site.kecamatan == name]
        yield from _of_power(sites, by_name(f"power {name}"), calendar)
    above_us = set(chain(inventory, inventory.vantage.site))
    for id in sorted(set(inventory.upstreams) - above_us):
        below = [name for name, own in _asked(inventory).items() if id in chain(inventory, own)]
        yield from _of_hub(below, by_name(f"hub {id}"), calendar)


def _asked(inventory: Inventory) -> dict[str, str]:
    """By name, the ids in the inventory of all sites and links that a collector asks."""
    links = {upstream_name(u.id): u.id for u in inventory.upstreams.values() if u.address}
    return {site.id: site.id for site in inventory.sites} | links


def _generator(seed: int, name: str) -> np.random.Generator:
    """Its own stream for each name: another site in the file changes no other site's past."""
    return np.random.default_rng((seed, 2, crc32(name.encode())))


def chain(inventory: Inventory, start: str | None) -> Iterator[str]:
    """``start`` and all that it hangs on, in turn."""
    while start is not None:
        yield start
        site, link = inventory.site(start), inventory.upstreams.get(start)
        start = site.upstream if site else link.upstream if link else None


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The span, and which of its hours are which. ``offset``: of local time; no zone of Indonesia
    ever changes it."""

    span: Interval
    offset: int
    first_day: int
    wet: NDArray[np.bool_]

    @classmethod
    def of(cls, inventory: Inventory, span: Interval, wet: frozenset[date]) -> "_Calendar":
        begin = to_datetime(span.begin, inventory.timezone)
        shift = begin.utcoffset()
        offset = int(shift.total_seconds()) * SECOND if shift else 0
        first = begin.date().toordinal()
        days = range(first, first + (span.end - span.begin) // DAY + 2)
        rain = np.array([date.fromordinal(day) in wet for day in days])
        return cls(span, offset, (span.begin + offset) // DAY, rain)

    def draw(self, faults: Faults, rng: np.random.Generator, times: float = 1.0) -> Instants:
        """When they begin: a Poisson process thinned by hour and weather."""
        length = self.span.end - self.span.begin
        mean_wet = 1 + (faults.wet - 1) * float(self.wet.mean())
        highest = float(faults.by_hour.max()) / float(faults.by_hour.mean()) * faults.wet / mean_wet
        number = rng.poisson(faults.monthly * times * highest * length / _MONTH)
        begins = np.sort(self.span.begin + (rng.random(number) * length).astype(np.int64))
        local = begins + self.offset
        by_hour = faults.by_hour[local % DAY // HOUR] / faults.by_hour.max()
        by_weather = np.where(self.wet[local // DAY - self.first_day], 1.0, 1 / faults.wet)
        kept: Instants = begins[rng.random(number) < by_hour * by_weather]
        return kept


def _lengths(faults: Faults, rng: np.random.Generator, number: int) -> Instants:
    drawn = rng.lognormal(np.log(faults.median), faults.spread, number)
    return np.clip(drawn, 20 * SECOND, _LONGEST).astype(np.int64)


def _of_line(site: Site, rng: np.random.Generator, calendar: _Calendar) -> Iterator[Silence]:
    """Some lines are worse than others of their kind, year in, year out."""
    faults = LINE[site.medium or Medium.FO]
    begins = calendar.draw(faults, rng, times=float(rng.lognormal(-0.15, 0.55)))
    lengths = _lengths(faults, rng, len(begins))
    for begin, length in zip(begins.tolist(), lengths.tolist(), strict=True):
        yield Silence(site.id, begin, begin + length, Cause.LINE)


def _of_power(
    sites: list[Site], rng: np.random.Generator, calendar: _Calendar
) -> Iterator[Silence]:
    """PLN cuts a part of a kecamatan: neighbours at once, but for those with a battery."""
    begins = calendar.draw(_POWER, rng)
    for begin, length in zip(begins, _lengths(_POWER, rng, len(begins)), strict=True):
        hit = rng.random(len(sites)) < rng.uniform(0.2, 0.9)
        on_battery = rng.random(len(sites)) < 0.25
        lasts = np.where(on_battery, rng.uniform(5, 25, len(sites)) * MINUTE, 0)
        boots = rng.uniform(45, 150, len(sites)) * SECOND
        for number in np.flatnonzero(hit & (lasts < length)):
            dark = int(begin + lasts[number])
            answers = int(begin + length + boots[number])
            yield Silence(sites[number].id, dark, answers, Cause.POWER)


def _of_hub(names: list[str], rng: np.random.Generator, calendar: _Calendar) -> Iterator[Silence]:
    """A hub takes everything below it along; one in three times it was announced for the night.

    ``names``: the hub's own, and what hangs on it.
    """
    begins = calendar.draw(_HUB, rng)
    for begin, length in zip(begins.tolist(), _lengths(_HUB, rng, len(begins)), strict=True):
        cause, at = Cause.UPSTREAM, begin
        if rng.random() < 1 / 3:
            night = begin - (begin + calendar.offset) % DAY + HOUR
            cause, at = Cause.PLANNED, max(night, calendar.span.begin)
        for name in names:
            late = int(rng.uniform(0, 2) * SECOND)
            yield Silence(name, at, at + int(length) + late, cause)


def _united(silences: Iterable[Silence], span: Interval) -> Iterator[Silence]:
    """In order; what overlaps or nearly touches is one, named after its first part."""
    last: Silence | None = None
    for each in sorted(silences, key=lambda silence: silence.begin):
        now = replace(each, end=min(each.end, span.end))
        if last is not None and now.begin <= last.end + _APART:
            last = replace(last, end=max(last.end, now.end))
            continue
        if last is not None:
            yield last
        last = now
    if last is not None:
        yield last
