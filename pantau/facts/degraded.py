"""A site that is there but worse than promised: what shows it, and the spells of it."""

from dataclasses import dataclass
from typing import ClassVar

from pantau.facts.kinds import EntryKind
from pantau.facts.words import DegradedEnd, DegradedReason


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One thing that is surely worse than the tier promises.

    ``loss``: a share of ``of`` heartbeats. ``latency`` and ``jitter``: microseconds, the 95th
    percentile of ``of`` minutes. ``bound``: the lower confidence bound of what was ``measured``;
    it lies above ``promised``. ``minutes``: how many minutes were looked at.
    """

    reason: DegradedReason
    measured: float
    bound: float
    promised: float
    of: int
    minutes: int


@dataclass(frozen=True, slots=True)
class DegradedOpened:
    """A site that is up was judged worse than promised, at ``started_at``: no sooner was it sure.

    So the window that shows it lies before ``started_at``.
    """

    KIND: ClassVar = EntryKind.DEGRADED_OPENED
    site: str
    started_at: int
    shortfalls: tuple[Shortfall, ...]

    @property
    def subject(self) -> str:
        """The site."""
        return self.site


@dataclass(frozen=True, slots=True)
class DegradedClosed:
    """The site's open spell ended."""

    KIND: ClassVar = EntryKind.DEGRADED_CLOSED
    site: str
    ended_at: int
    reason: DegradedEnd

    @property
    def subject(self) -> str:
        """The site."""
        return self.site


Fact = DegradedOpened | DegradedClosed


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which a site was degraded; no end while it lasts. Microseconds UTC."""

    id: str
    site: str
    started_at: int
    ended_at: int | None
    shortfalls: tuple[Shortfall, ...]
    end: DegradedEnd | None = None
