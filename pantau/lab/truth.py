"""What really happened in a scenario, on the clock that the journal was written by.

An outage is a silence that was scripted as one; random and burst loss is loss. Beside the outages
stand the spans in which nobody could see them. Instants are microseconds UTC.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import prod
from typing import NamedTuple

from pantau.facts.instant import SECOND
from pantau.facts.measured import is_reference
from pantau.facts.words import Medium
from pantau.inventory.model import Inventory
from pantau.lab.regency import Regency
from pantau.lab.script import (
    Blindness,
    ClockStep,
    Crash,
    Dark,
    DiskFull,
    Event,
    Profile,
    Script,
    Suspension,
    Weather,
)
from pantau.lab.timeline import Silence, Why, names, phases, silences
from pantau.sla.interval import Spans, union

TOLD_APART = 3 * SECOND
"""Silences closer together than this may be written as one outage: three answers end one, half a
second apart after a pause of up to one, and one of them takes up to a second."""

_NS = 1_000
_NEAR = 60 * SECOND * _NS

_LOST_BEFORE = 6 * SECOND
"""What was learned in the last seconds before a crash was not committed; likewise, a reference
that fell silent had answered last up to a heartbeat before."""

ToInstant = Callable[[int], int]
"""From ns since the scenario began to what the machine's wall clock said then."""


@dataclass(frozen=True, slots=True)
class TrueOutage:
    """A silence that was scripted as an outage.

    ``silent``: its spans; more than one where they follow so closely that the collector need not
    tell them apart. ``lossy``: the link loses echoes besides, so that its bounds cannot be exact;
    ``loss`` is the greatest share of them that it loses around this time.
    """

    site: str
    why: Why
    silent: tuple[tuple[int, int], ...]
    lossy: bool
    loss: float = 0.0

    @property
    def begin(self) -> int:
        """The first instant of silence."""
        return self.silent[0][0]

    @property
    def end(self) -> int:
        """The first instant after it."""
        return self.silent[-1][1]

    @property
    def ragged(self) -> bool:
        """Whether it has pauses."""
        return len(self.silent) > 1


class _Loss(NamedTuple):
    """From ``begin`` to ``end`` (ns) ``share`` of the echoes is lost."""

    begin: int
    end: int
    share: float


class Hidden(StrEnum):
    """Why nobody could see."""

    BEGINNING = "beginning"
    END = "end"
    BLIND = "blind"
    CRASH = "crash"
    CLOCK = "clock"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Unseen:
    """From ``begin`` to ``end`` time may be unknown; of ``sure`` no second may be known.

    ``but``: a site that could be seen nevertheless.
    """

    begin: int
    end: int
    why: Hidden
    sure: tuple[int, int] | None = None
    but: str | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """All of a scenario, by name as the collector names what it judges.

    ``bursty``: when a link loses echoes in spells, each of which is a real silence and yet none
    that was scripted; ``spells`` are these. ``unwritable``: when the store could not be written.
    """

    begin: int
    end: int
    outages: dict[str, tuple[TrueOutage, ...]]
    unseen: tuple[Unseen, ...]
    bursty: dict[str, Spans]
    unwritable: Spans
    spells: dict[str, Spans] = field(default_factory=dict)

    def hidden(self, name: str, whys: Iterable[Hidden] = Hidden) -> Spans:
        """When this site may have been out of sight."""
        return union((u.begin, u.end) for u in self.unseen if u.but != name and u.why in whys)


def truth_of(script: Script, inventory: Inventory, instant: ToInstant) -> Truth:
    """What a perfect observer would have written down."""
    after = inventory.vantage.pace.heartbeat_us + inventory.vantage.pace.timeout_us + 3 * SECOND
    bursty = _bursty(script, inventory, instant)
    return Truth(
        begin=instant(0),
        end=instant(script.lasts),
        outages=_outages(script, inventory, instant),
        unseen=tuple(_unseen(script, inventory, instant, after)),
        bursty=bursty,
        spells=_spells(script, inventory, instant, bursty),
        unwritable=union((instant(e.at), instant(e.end)) for e in _full(script)),
    )


# -- outages ----------------------------------------------------------------------------------


def _outages(
    script: Script, inventory: Inventory, instant: ToInstant
) -> dict[str, tuple[TrueOutage, ...]]:
    lossy = _lossy(script, inventory)
    found = {}
    for name, silent in silences(script, inventory).items():
        real = [each for each in silent if each.why is not Why.BLIND]
        if name == inventory.vantage.site:
            real += _own_line(script)
        clusters = _clusters([s for s in sorted(real) if s.begin < script.lasts])
        if clusters and not is_reference(name):
            spans = lossy.get(name, [])
            outages = (_outage(name, each, spans, instant) for each in clusters)
            # Where the clock is put back an outage may vanish from its sight altogether.
            found[name] = tuple(each for each in outages if each.silent)
    return found


def _own_line(script: Script) -> list[Silence]:
    """Our own uplink is the line of the vantage's own site."""
    return [
        Silence(begin, end, Why.OUTAGE)
        for event in script.events
        if isinstance(event, Blindness) and event.dark is Dark.UPLINK
        for begin, end in phases(event.at, event.end, event.on, event.off)
    ]


def _clusters(real: Sequence[Silence]) -> list[list[Silence]]:
    """Silences that follow closely on one another belong together."""
    clusters: list[list[Silence]] = []
    reached = 0
    for silence in real:
        if clusters and silence.begin < reached + TOLD_APART * _NS:
            clusters[-1].append(silence)
        else:
            clusters.append([silence])
        reached = max(reached, silence.end)
    return clusters


def _outage(
    name: str, cluster: Sequence[Silence], lossy: Sequence[_Loss], instant: ToInstant
) -> TrueOutage:
    begin, end = cluster[0].begin, max(each.end for each in cluster)
    near = [each for each in lossy if each.begin < end + _NEAR and begin - _NEAR < each.end]
    answered = prod(1 - each.share for each in near)
    return TrueOutage(
        site=name,
        why=cluster[0].why,
        silent=tuple(union((instant(each.begin), instant(each.end)) for each in cluster)),
        lossy=bool(near),
        loss=1 - answered,
    )


def _lossy(script: Script, inventory: Inventory) -> dict[str, list[_Loss]]:
    """By site, the spans in which its link loses echoes beside the script's silences."""
    found: dict[str, list[_Loss]] = {}
    for site in inventory.sites:
        usual = script.links[site.medium or Medium.FO]
        if usual.loss or usual.burst_share:
            always = _Loss(-_NEAR, script.lasts + 2 * _NEAR, _share(usual))
            found.setdefault(site.id, []).append(always)
    for event in script.events:
        if isinstance(event, Weather):
            for id in event.sites:
                found.setdefault(id, []).append(_Loss(event.at, event.end, _share(event)))
    return found


def _share(of: Profile | Weather) -> float:
    """Of the echoes that are lost."""
    return 1 - (1 - of.loss) * (1 - of.burst_share)


def _spells(
    script: Script, inventory: Inventory, instant: ToInstant, bursty: Mapping[str, Spans]
) -> dict[str, Spans]:
    if not bursty:
        return {}
    regency, addresses = Regency(inventory, script), names(inventory)
    return {
        name: union(
            (instant(begin), instant(end))
            for begin, end in regency.spells(addresses[name], script.lasts)
        )
        for name in bursty
    }


def _bursty(script: Script, inventory: Inventory, instant: ToInstant) -> dict[str, Spans]:
    found: dict[str, Spans] = {}
    for site in inventory.sites:
        if script.links[site.medium or Medium.FO].burst_share:
            found[site.id] = [(instant(0), instant(script.lasts))]
    for event in script.events:
        if isinstance(event, Weather) and event.burst_share:
            for id in event.sites:
                found.setdefault(id, []).append((instant(event.at), instant(event.end)))
    return {id: union(spans) for id, spans in found.items()}


# -- what nobody could see --------------------------------------------------------------------


def _unseen(
    script: Script, inventory: Inventory, instant: ToInstant, after: int
) -> Iterator[Unseen]:
    begin = instant(0)
    yield Unseen(begin, begin + after, Hidden.BEGINNING)
    full = _full(script)
    # Who ends while the disk is full takes with them what waits to be written.
    end = Event(script.lasts, 0)
    for event in (*script.events, end):
        why = Hidden.END if event is end else _broken(event)
        if isinstance(event, Blindness):
            yield _blind(event, inventory, instant, after)
        elif why is not None:
            yield _break(event, why, full, instant, after)


def _full(script: Script) -> list[DiskFull]:
    return [event for event in script.events if isinstance(event, DiskFull)]


def _broken(event: Event) -> Hidden | None:
    match event:
        case Crash():
            return Hidden.CRASH
        case ClockStep():
            return Hidden.CLOCK
        case Suspension():
            return Hidden.SUSPENDED
    return None


def _blind(event: Blindness, inventory: Inventory, instant: ToInstant, after: int) -> Unseen:
    begin, end = instant(event.at), instant(event.end)
    sure = (begin, end) if event.dark in (Dark.UPLINK, Dark.ALL) and not event.off else None
    # The gateway goes on testifying for the line that we sit behind.
    sees_own = event.dark in (Dark.UPLINK, Dark.OUTSIDE)
    but = inventory.vantage.site if sees_own else None
    return Unseen(begin - _LOST_BEFORE, end + after, Hidden.BLIND, sure, but)


def _break(
    event: Event, why: Hidden, full: Iterable[DiskFull], instant: ToInstant, after: int
) -> Unseen:
    """Where the disk is full, whatever waits for it is lost with the process; and no new run of
    watching can begin before there is room again."""
    begin, end = event.at, event.end
    for disk in full:
        if disk.at <= end and begin < disk.end:
            begin, end = min(begin, disk.at), max(end, disk.end)
    edges = [instant(begin), instant(event.at - 1), instant(event.at), instant(end)]
    # A clock that was put back shows the same times twice.
    return Unseen(min(edges) - _LOST_BEFORE, max(edges) + after, why)
