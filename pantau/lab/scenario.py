"""Reads a script from a scenario, YAML that a person writes:

    seed: 7
    lasts: 2h                       # 500ms, 5s, 10m, 4h, 1d; also 1h 30m
    links:                          # by medium; what is left out is as in pantau.lab.script
      vsat: {delay: 600ms, jitter: 20ms, loss: 0.01, bursts: {share: 0.02, mean: 1s}}
    events:
      - {at: 5m, lasts: 90s, what: outage, sites: [desa-lolo]}
      - {at: 9m, lasts: 4m, what: power, kecamatan: Kuaro, boot: 60s}
      - {at: 18h, lasts: 4h, every: 1d, what: congestion, medium: radio, delay: 80ms, loss: 0.03}

Sites are named by ``sites`` (ids, a number of them to be drawn, or nothing for all) out of those of
a ``kecamatan`` and a ``medium``. What each kind of event needs is in ``scenario_events``.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import yaml

from pantau.facts.words import Medium
from pantau.inventory.model import Inventory
from pantau.lab.scenario_events import KINDS
from pantau.lab.scenario_words import Words
from pantau.lab.script import LINKS, Event, Profile, Script, ScriptError

_MOST_EVENTS = 100_000


def read_script(text: str, inventory: Inventory) -> Script:
    """A script for this inventory. Raises ScriptError with a sentence that says where and what."""
    try:
        tree = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ScriptError(f"the scenario is not YAML: {error}") from error
    whole = Words("the scenario", tree)
    seed, lasts = whole.whole("seed"), whole.span("lasts")
    links = _links(whole.part("links"))
    events: list[Event] = []
    for number, each in enumerate(whole.parts("events"), 1):
        events += _events(Words(f"event {number}", each), number, seed, lasts, inventory)
        if len(events) > _MOST_EVENTS:
            raise ScriptError(f"the scenario has more than {_MOST_EVENTS} events; write fewer")
    whole.nothing_else()
    return Script(seed, lasts, links, tuple(sorted(events, key=lambda e: (e.at, e.end))))


def _links(found: Mapping[Any, Any]) -> dict[Medium, Profile]:
    links = dict(LINKS)
    for name, tree in found.items():
        words = Words(f"links: {name}", tree)
        if name not in list(Medium):
            raise ScriptError(f"links: '{name}' is no medium; write one of {', '.join(Medium)}")
        usual = LINKS[Medium(name)]
        share, mean = words.bursts("bursts")
        links[Medium(name)] = Profile(
            delay=words.span("delay", usual.delay),
            jitter=words.span("jitter", usual.jitter),
            loss=words.share("loss", usual.loss),
            burst_share=share,
            burst=mean,
        )
        words.nothing_else()
    return links


def _events(words: Words, number: int, seed: int, lasts: int, inventory: Inventory) -> list[Event]:
    """One event, or as many as ``every`` repeats it."""
    what = words.one_of("what", KINDS)
    words.where = f"event {number} ({what})"
    words.seed = f"{seed} {number}"
    event = KINDS[what](words, inventory)
    every = words.span("every", 0)
    words.nothing_else()
    if not event.at < lasts:
        raise ScriptError(f"{words.where}: 'at' lies behind the scenario's end; write less")
    if not every:
        return [event]
    if every < event.lasts:
        raise ScriptError(f"{words.where}: 'every' is shorter than 'lasts'; write more")
    # One too many is enough to be refused for.
    times = islice(range(event.at, lasts, every), _MOST_EVENTS + 1)
    return [replace(event, at=at) for at in times]
