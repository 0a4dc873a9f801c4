"""What happens when in a simulated regency: the script is the truth.

All instants and spans are nanoseconds of true time, instants since the scenario began; every event
lasts from ``at`` up to and not including ``end``. ``scenario`` reads a script from YAML,
``scenario_lively`` draws one from a seed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pantau.facts.words import Medium
from pantau.lab.answers import Form

SECOND = 1_000_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class ScriptError(ValueError):
    """A scenario that cannot be played; says where and what to write instead."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a link is like while nothing happens.

    An echo takes ``delay`` plus on average ``jitter`` (ns); ``loss`` is the share lost at random;
    ``burst_share`` of all time lies in spells of mean length ``burst`` (ns) that swallow all.
    """

    delay: int
    jitter: int
    loss: float = 0.0
    burst_share: float = 0.0
    burst: int = 0


MILLI = 1_000_000
LINKS: Mapping[Medium, Profile] = {
    Medium.FO: Profile(4 * MILLI, MILLI, 0.0005),
    Medium.COPPER: Profile(18 * MILLI, 4 * MILLI, 0.003),
    Medium.RADIO: Profile(12 * MILLI, 6 * MILLI, 0.01),
    Medium.MODEM_4G: Profile(45 * MILLI, 25 * MILLI, 0.01),
    Medium.VSAT: Profile(600 * MILLI, 20 * MILLI, 0.01),
    Medium.LEO: Profile(40 * MILLI, 12 * MILLI, 0.005),
}
"""Of a link whose medium the scenario says nothing about; one without a medium is fibre."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens for a while."""

    at: int
    lasts: int

    @property
    def end(self) -> int:
        """The first instant after it."""
        return self.at + self.lasts


@dataclass(frozen=True, slots=True)
class SiteOutage(Event):
    """Each of the sites is silent. ``form``: what comes back instead of a reply, if anything.

    ``routers``: so many on the way, the nearest to each site, are silent with it.
    """

    sites: tuple[str, ...]
    form: Form | None = None
    routers: int = 0


@dataclass(frozen=True, slots=True)
class UpstreamFailure(Event):
    """A shared link (by its id in the inventory) is silent, and all that hangs on it."""

    upstream: str


@dataclass(frozen=True, slots=True)
class PowerCut(Event):
    """The sites have no power; after it each router boots for about ``boot`` and counts anew.

    ``routers``: so many on the way, the nearest to each site, have none either.
    """

    sites: tuple[str, ...]
    boot: int
    routers: int = 0


@dataclass(frozen=True, slots=True)
class Restart(Event):
    """The router of each of the sites begins anew by itself; it is back at the end."""

    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flapping(Event):
    """The sites are silent for ``off``, answer for ``on``, and so on; it begins with silence."""

    sites: tuple[str, ...]
    on: int
    off: int


@dataclass(frozen=True, slots=True)
class Weather(Event):
    """The links of the sites are worse: slower by ``delay`` on average, and lossier.

    ``loss`` is lost at random, ``burst_share`` of the time lies in silent spells of mean ``burst``.
    It is loss and never an outage, however long a spell may be.
    """

    sites: tuple[str, ...]
    delay: int = 0
    loss: float = 0.0
    burst_share: float = 0.0
    burst: int = 0


class Dark(StrEnum):
    """What falls silent around the vantage."""

    OUTSIDE = "outside"  # the references outside; sites go on answering
    REFERENCES = "references"  # all references; sites go on answering
    UPLINK = "uplink"  # our own uplink: only the local references go on answering
    ALL = "all"  # our own network: nothing answers


@dataclass(frozen=True, slots=True)
class Blindness(Event):
    """The vantage cannot tell. While it flaps, it comes and goes as ``Flapping`` does."""

    dark: Dark
    on: int = 0
    off: int = 0


@dataclass(frozen=True, slots=True)
class Crash(Event):
    """The collector is killed at ``at`` and started again at ``end``."""


@dataclass(frozen=True, slots=True)
class ClockStep(Event):
    """The machine's wall clock is put forward (or back) by ``by`` ns, for good."""

    by: int


@dataclass(frozen=True, slots=True)
class Suspension(Event):
    """The collector's process stands still."""


@dataclass(frozen=True, slots=True)
class DiskFull(Event):
    """Nothing can be written."""


@dataclass(frozen=True, slots=True)
class Script:
    """A scenario that is ready to be played for ``lasts`` ns; events in order of begin.

    ``links``: what the links of each medium are like.
    """

    seed: int
    lasts: int
    links: Mapping[Medium, Profile]
    events: tuple[Event, ...]
