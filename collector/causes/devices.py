"""What routers and power supplies said of themselves, as far as an outage may need it."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pantau.facts.device import TICKS_WRAP_US, Quantity, Ran, Uptime
from pantau.facts.instant import SECOND
from pantau.facts.probed import LastAnswer
from pantau.facts.words import ProbeOutcome
from pantau.store import StoreError, last_answers
from pantau.verdict.restart import ran_through

_KEPT = 8
_MAINS_BEFORE_US = 150 * SECOND
"""A look so long before the begin still tells of the power at the begin."""
_EVERY_US = 10 * SECOND
_BATTERY = frozenset({Quantity.BATTERY_S, Quantity.BATTERY_LEFT_MIN, Quantity.BATTERY_PERCENT})


@dataclass(frozen=True, slots=True)
class Look:
    """What one device of a site said at ``at`` (microseconds UTC); None where it said nothing.

    ``uptime``: of a router. ``mains``: whether there was mains power.
    """

    site: str
    at: int
    uptime: Uptime | None = None
    mains: bool | None = None


class Devices(Protocol):
    """Whoever knows what devices say."""

    def looks(self, now: int) -> Iterable[Look]:
        """What is new since the last call, and perhaps what is not."""
        ...


class AskedDevices:
    """Implements Devices by what further probes answered last."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._next = 0

    def looks(self, now: int) -> list[Look]:
        """See Devices; none while the file cannot be read."""
        if now < self._next <= now + _EVERY_US:
            return []
        self._next = now + _EVERY_US
        try:
            return [look for each in last_answers(self._data) if (look := look_of(each))]
        except StoreError:
            return []


def look_of(answer: LastAnswer) -> Look | None:
    """What an answer tells of a device; None where it tells nothing.

    A power supply runs on when the router does not, so only its mains counts.
    """
    if answer.kind != "snmp" or answer.outcome is not ProbeOutcome.ANSWERED:
        return None
    seconds, mains = answer.number(Quantity.UPTIME_S), answer.number(Quantity.MAINS)
    uptime = None
    if seconds is not None and not _BATTERY & answer.details.keys():
        # Of a begun second all: a restart must not look as if it came after the outage's end.
        us = (seconds + 1) * SECOND
        uptime = Uptime(answer.at, us, TICKS_WRAP_US if us < TICKS_WRAP_US else 0)
    if uptime is None and mains is None:
        return None
    return Look(answer.site, answer.at, uptime, None if mains is None else bool(mains))


class Remembered:
    """The last looks at the devices of each site."""

    def __init__(self) -> None:
        self._looks: defaultdict[str, deque[Look]] = defaultdict(lambda: deque(maxlen=_KEPT))

    def add(self, looks: Iterable[Look]) -> None:
        """Keep what was not known yet."""
        for each in looks:
            if each not in self._looks[each.site]:
                self._looks[each.site].append(each)

    def ran(self, site: str, begin: int, end: int) -> Ran:
        """Whether its router ran from ``begin`` to ``end`` (microseconds UTC)."""
        uptimes = [each.uptime for each in self._looks.get(site, ()) if each.uptime]
        return ran_through(sorted(uptimes, key=lambda each: each.at), begin, end)

    def mains(self, site: str, begin: int, end: int) -> bool | None:
        """Whether there was mains power shortly before ``begin`` and up to ``end``."""
        said = [
            each.mains
            for each in self._looks.get(site, ())
            if each.mains is not None and begin - _MAINS_BEFORE_US <= each.at < end
        ]
        return all(said) if said else None
