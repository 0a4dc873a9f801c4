"""When each address of a regency is silent by the script, and why: what the packets obey, and what
the truth is told by."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

from pantau.facts.measured import reference_name, upstream_name
from pantau.inventory.choices import Layer
from pantau.inventory.model import Inventory
from pantau.lab.answers import Form
from pantau.lab.script import (
    Blindness,
    Dark,
    Event,
    Flapping,
    PowerCut,
    Restart,
    Script,
    SiteOutage,
    UpstreamFailure,
)


class Why(StrEnum):
    """What made an address silent."""

    OUTAGE = "outage"
    UPSTREAM = "upstream"
    POWER = "power"
    RESTART = "restart"
    FLAPPING = "flapping"
    BLIND = "blind"  # it may be well: our own network does not reach it


@dataclass(frozen=True, slots=True, order=True)
class Silence:
    """From ``begin`` up to and not including ``end``, ns since the scenario began.

    ``form``: what comes back instead of a reply, if anything. ``booted``: at its end the device
    counts its uptime anew. ``routers``: so many before it are silent with it.
    """

    begin: int
    end: int
    why: Why
    form: Form | None = None
    booted: bool = False
    routers: int = 0


def names(inventory: Inventory) -> dict[str, str]:
    """By name, the address of everything that is asked: sites, shared links, references."""
    found = {site.id: site.address for site in inventory.sites}
    for link in inventory.upstreams.values():
        if link.address is not None:
            found[upstream_name(link.id)] = link.address
    for each in inventory.vantage.references:
        found[reference_name(each.name)] = each.address
    return found


def below(inventory: Inventory, upstream: str) -> tuple[str, ...]:
    """The names of a shared link, or of a site that others hang on, and all that hangs on it."""
    hanging: dict[str, list[str]] = {}
    above = {link.id: link.upstream for link in inventory.upstreams.values()}
    above |= {site.id: site.upstream for site in inventory.sites}
    for id, upper in above.items():
        if upper is not None:
            hanging.setdefault(upper, []).append(id)
    found, waiting = [], [upstream]
    while waiting:
        id = waiting.pop()
        found.append(upstream_name(id) if id in inventory.upstreams else id)
        waiting += hanging.get(id, [])
    return tuple(found)


def silences(script: Script, inventory: Inventory) -> dict[str, list[Silence]]:
    """By name, in order of begin; they may overlap. What is never silent is left out."""
    found: dict[str, list[Silence]] = {}
    for event in script.events:
        for name, silence in _of(event, inventory, script.seed):
            found.setdefault(name, []).append(silence)
    for each in found.values():
        each.sort(key=lambda silence: (silence.begin, silence.end))
    return found


def _of(event: Event, inventory: Inventory, seed: int) -> Iterator[tuple[str, Silence]]:
    match event:
        case SiteOutage():
            routers = event.routers
            silence = Silence(event.at, event.end, Why.OUTAGE, event.form, routers=routers)
            yield from _all(event.sites, silence)
        case UpstreamFailure():
            silence = Silence(event.at, event.end, Why.UPSTREAM)
            yield from _all(below(inventory, event.upstream), silence)
        case PowerCut():
            for site in event.sites:
                end = event.end + boot_time(event, site, seed)
                routers = event.routers
                yield site, Silence(event.at, end, Why.POWER, booted=True, routers=routers)
        case Restart():
            silence = Silence(event.at, event.end, Why.RESTART, booted=True)
            yield from _all(event.sites, silence)
        case Flapping():
            for begin, end in phases(event.at, event.end, event.on, event.off):
                yield from _all(event.sites, Silence(begin, end, Why.FLAPPING))
        case Blindness():
            hidden = _hidden(event.dark, inventory)
            for begin, end in phases(event.at, event.end, event.on, event.off):
                yield from _all(hidden, Silence(begin, end, Why.BLIND))


def _all(names: Iterable[str], silence: Silence) -> Iterator[tuple[str, Silence]]:
    return ((name, silence) for name in names)


def boot_time(event: PowerCut, site: str, seed: int) -> int:
    """How long this router boots: half to one and a half times the usual."""
    drawn = crc32(f"{seed} {event.at} {site}".encode()) / 2**32
    return round(event.boot * (0.5 + drawn))


def phases(begin: int, end: int, on: int, off: int) -> list[tuple[int, int]]:
    """The silent parts of a span that begins with ``off`` ns of silence; all of it without."""
    if off <= 0:
        return [(begin, end)]
    return [(at, min(at + off, end)) for at in range(begin, end, on + off)]


def _hidden(dark: Dark, inventory: Inventory) -> list[str]:
    layers = {reference_name(r.name): r.layer for r in inventory.vantage.references}
    if dark is Dark.OUTSIDE:
        return [name for name, layer in layers.items() if layer is Layer.OUTSIDE]
    if dark is Dark.REFERENCES:
        return list(layers)
    if dark is Dark.ALL:
        return list(names(inventory))
    return [name for name in names(inventory) if layers.get(name) is not Layer.LOCAL]


def united(silent: Sequence[Silence]) -> list[tuple[int, int]]:
    """The same time without overlaps; those that touch are one."""
    found: list[tuple[int, int]] = []
    for each in sorted(silent):
        if found and each.begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], each.end))
        else:
            found.append((each.begin, each.end))
    return found
