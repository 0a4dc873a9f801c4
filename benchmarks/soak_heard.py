"""Whether every heartbeat that was due was sent, and every answer to it heard."""

from collections.abc import Iterator
from typing import NamedTuple

from pantau.facts.instant import MINUTE
from pantau.facts.words import Medium
from pantau.inventory.model import Inventory, Site
from pantau.lab.script import SECOND, Script, Weather
from pantau.lab.timeline import silences
from pantau.sla.interval import Spans, meets, union
from pantau.store import Store

_AROUND_NS = 15 * SECOND  # an answer may still be under way, a confirmation may still go on


class Heard(NamedTuple):
    """Of the minutes in which nothing happened to a line that loses nothing by itself."""

    minutes: int
    missing: int
    sent: int
    unsent: int
    lost: int


def heard(store: Store, inventory: Inventory, script: Script, began_us: int) -> Heard:
    """``began_us``: when the scenario began (microseconds UTC)."""
    found = Heard(0, 0, 0, 0, 0)
    beats = MINUTE // inventory.vantage.pace.heartbeat_us
    disturbed = _disturbed(inventory, script)
    ended_us = began_us + script.lasts // 1_000
    for site in inventory.sites:
        if not _loses_nothing(site):
            continue
        samples = {
            each.at: each
            for each in store.samples(site.id, began_us, ended_us)
            if each.probe == "icmp"
        }
        for at in _minutes(began_us, ended_us):
            begin = (at - began_us) * 1_000
            if meets(disturbed.get(site.id, []), begin, begin + MINUTE * 1_000):
                continue
            sample = samples.get(at)
            if sample is None:
                found = found._replace(minutes=found.minutes + 1, missing=found.missing + 1)
                continue
            found = Heard(
                found.minutes + 1,
                found.missing,
                found.sent + sample.sent,
                # A beat late by a tick falls into the next minute.
                found.unsent + max(0, beats - 1 - sample.sent),
                found.lost + sample.sent - sample.received,
            )
    return found


def _loses_nothing(site: Site) -> bool:
    return (site.medium or Medium.FO) is Medium.FO


def _minutes(begin: int, end: int) -> Iterator[int]:
    """Whole ones."""
    first = -(-begin // MINUTE) * MINUTE
    return iter(range(first + MINUTE, end - 2 * MINUTE, MINUTE))


def _disturbed(inventory: Inventory, script: Script) -> dict[str, Spans]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for name, silent in silences(script, inventory).items():
        spans[name] = [(s.begin - _AROUND_NS, s.end + _AROUND_NS) for s in silent]
    for event in script.events:
        if isinstance(event, Weather):
            for name in event.sites:
                around = (event.at - _AROUND_NS, event.end + _AROUND_NS)
                spans.setdefault(name, []).append(around)
    return {name: union(each) for name, each in spans.items()}
