"""The regency whose outages are told: as shipped, all links clean, sites failing one by one."""

import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

import yaml

from pantau.facts.words import Medium
from pantau.inventory.model import Inventory, Site

OUTAGES, RECEIVERS = 70, 10
LASTS_S = 640
_QUIET_S, _EVERY_S = 30, 6
_SHORT_S, _LONG_S = 140, 170
"""Long enough for whoever asks four times a minute and then waits a minute, and half a one more."""

_SHARE = 4
"""At most one in so many sites of a kecamatan: more would look like one fault."""


class Failure(NamedTuple):
    """A site is silent from ``at_ms`` on, milliseconds since the scenario began."""

    site: str
    at_ms: int
    lasts_ms: int
    receiver: str


def without_alerts(text: str) -> str:
    """An inventory's text without its own people and routes: ours take their place."""
    return re.sub(r"(?ms)^alerts:.*?(?=^\S)", "", text)


def failures(inventory: Inventory, seed: int) -> list[Failure]:
    """Each site once, at random moments, every few seconds one."""
    rng = Random(seed)  # noqa: S311 - drawn again the same
    sites = list(_spread(inventory, rng))[:OUTAGES]
    return [
        Failure(
            site.id,
            round(1_000 * (_QUIET_S + _EVERY_S * (number + rng.random()))),
            round(1_000 * rng.uniform(_SHORT_S, _LONG_S)),
            f"grup-{number % RECEIVERS}",
        )
        for number, site in enumerate(sites)
    ]


def _spread(inventory: Inventory, rng: Random) -> Iterator[Site]:
    sizes = Counter(site.kecamatan for site in inventory.sites)
    taken = Counter[str]()
    for site in rng.sample(inventory.sites, len(inventory.sites)):
        if (
            site.id == inventory.vantage.site
            or taken[site.kecamatan] >= sizes[site.kecamatan] // _SHARE
        ):
            continue
        taken[site.kecamatan] += 1
        yield site


def scenario(found: list[Failure], seed: int) -> str:
    """As the lab reads it."""
    events = [
        {"at": f"{f.at_ms}ms", "lasts": f"{f.lasts_ms}ms", "what": "outage", "sites": [f.site]}
        for f in found
    ]
    clean = {medium.value: {"loss": 0} for medium in Medium}
    return yaml.safe_dump({"seed": seed, "lasts": f"{LASTS_S}s", "links": clean, "events": events})


def alerts(found: list[Failure], url: str) -> str:
    """The section of the inventory: nothing but the receivers differs from the defaults.

    There are several, because one would get more than three beginnings a minute folded.
    """
    names = [f"grup-{number}" for number in range(RECEIVERS)]
    routes = [
        {
            "name": name,
            "match": {"sites": [f.site for f in found if f.receiver == name]},
            "to": [name],
        }
        for name in names
    ]
    receivers = {name: {"kind": "webhook", "url": url, "a_minute": 1000} for name in names}
    rest = {"name": "semua", "to": names[:1]}
    section = {"alerts": {"receivers": receivers, "routes": [*routes, rest]}}
    return "\n" + yaml.safe_dump(section, sort_keys=False)
