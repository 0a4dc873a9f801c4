"""Draws a script from a seed: many events of every kind, for runs that look for faults."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log
from random import Random

from pantau.facts.words import Medium
from pantau.inventory.model import Inventory
from pantau.lab.answers import Form
from pantau.lab.script import (
    HOUR,
    LINKS,
    MILLI,
    MINUTE,
    SECOND,
    Blindness,
    ClockStep,
    Crash,
    Dark,
    DiskFull,
    Event,
    Flapping,
    PowerCut,
    Profile,
    Script,
    SiteOutage,
    Suspension,
    UpstreamFailure,
    Weather,
)

# Fibre loses nothing here, so that most outages can be held against their exact bounds.
_LINKS = {**LINKS, Medium.FO: Profile(4 * MILLI, MILLI)}


@dataclass(frozen=True, slots=True)
class Often:
    """How many events of each kind a day brings on average.

    ``site``: for each site; the others for the whole regency or for our own machine.
    """

    site: float = 1.0
    shared: float = 4.0
    weather: float = 6.0
    vantage: float = 6.0
    machine: float = 6.0


def lively(seed: int, inventory: Inventory, lasts: int, often: Often | None = None) -> Script:
    """A script of ``lasts`` ns for this inventory."""
    often, drawn = often or Often(), Random(seed)  # noqa: S311 - a simulation
    days = lasts / (24 * HOUR)
    ids = [site.id for site in inventory.sites]
    makers: list[tuple[float, Callable[[_Draw], Event]]] = [
        (often.site * len(ids), _site_event),
        (often.shared, _shared_event),
        (often.weather, _weather_event),
        (often.vantage, _vantage_event),
        (often.machine, _machine_event),
    ]
    events: list[Event] = []
    for rate, make in makers:
        for _ in range(_poisson(drawn, rate * days)):
            # Nothing in the first minute: the collector begins to watch.
            at = MINUTE + drawn.randrange(max(1, lasts - 2 * MINUTE))
            events.append(make(_Draw(drawn, inventory, ids, at)))
    return Script(seed, lasts, _LINKS, tuple(sorted(events, key=lambda e: (e.at, e.end))))


@dataclass(frozen=True, slots=True)
class _Draw:
    """What an event is drawn from, and when it begins."""

    random: Random
    inventory: Inventory
    ids: list[str]
    at: int

    def span(self, least: int, most: int) -> int:
        """Short ones are as likely as long ones are rare: even on a logarithmic scale."""
        return round(least * exp(log(most / least) * self.random.random()))

    def sites(self, most: int) -> tuple[str, ...]:
        """One to ``most`` sites."""
        number = self.random.randint(1, min(most, len(self.ids)))
        return tuple(self.random.sample(self.ids, number))


def _site_event(draw: _Draw) -> Event:
    kind, lasts = draw.random.random(), draw.span(SECOND, 2 * HOUR)
    sites = draw.sites(1)
    if kind < 0.6:
        return SiteOutage(draw.at, lasts, sites)
    if kind < 0.8:
        form = draw.random.choice([Form.UNREACHABLE, Form.FORGED, Form.ELSEWHERE, Form.TRUNCATED])
        return SiteOutage(draw.at, lasts, sites, form)
    on, off = draw.span(SECOND // 2, MINUTE), draw.span(SECOND // 2, MINUTE)
    return Flapping(draw.at, draw.span(10 * SECOND, 20 * MINUTE), sites, on=on, off=off)


def _shared_event(draw: _Draw) -> Event:
    lasts = draw.span(5 * SECOND, HOUR)
    links = sorted(draw.inventory.upstreams)
    if links and draw.random.random() < 0.6:
        return UpstreamFailure(draw.at, lasts, draw.random.choice(links))
    return PowerCut(draw.at, lasts, draw.sites(15), boot=draw.span(20 * SECOND, 2 * MINUTE))


def _weather_event(draw: _Draw) -> Event:
    lasts, sites = draw.span(MINUTE, 6 * HOUR), draw.sites(20)
    kind = draw.random.random()
    if kind < 0.4:
        delay = draw.span(5 * MILLI, 400 * MILLI)
        return Weather(draw.at, lasts, sites, delay=delay, loss=draw.random.random() * 0.1)
    if kind < 0.7:
        return Weather(draw.at, lasts, sites, loss=draw.random.random() * 0.25)
    share, mean = draw.random.uniform(0.01, 0.08), draw.span(SECOND // 5, 2 * SECOND)
    return Weather(draw.at, lasts, sites, burst_share=share, burst=mean)


def _vantage_event(draw: _Draw) -> Event:
    dark = draw.random.choice(list(Dark))
    lasts = draw.span(SECOND, 20 * MINUTE)
    if draw.random.random() < 0.3:
        on, off = draw.span(SECOND // 2, 10 * SECOND), draw.span(SECOND // 2, 10 * SECOND)
        return Blindness(draw.at, lasts, dark, on=on, off=off)
    return Blindness(draw.at, lasts, dark)


def _machine_event(draw: _Draw) -> Event:
    kind, lasts = draw.random.random(), draw.span(SECOND, 10 * MINUTE)
    if kind < 0.3:
        return Crash(draw.at, lasts)
    if kind < 0.5:
        ahead = draw.random.choice([-1, 1])
        return ClockStep(draw.at, 0, ahead * draw.span(30 * MILLI, 2 * MINUTE))
    if kind < 0.75:
        return Suspension(draw.at, draw.span(SECOND // 5, 10 * MINUTE))
    return DiskFull(draw.at, lasts)


def _poisson(drawn: Random, mean: float) -> int:
    """How many of a Poisson process of this mean happen: unit pauses that fit into it."""
    number, passed = 0, drawn.expovariate(1.0)
    while passed < mean:
        number += 1
        passed += drawn.expovariate(1.0)
    return number
