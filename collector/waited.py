"""Time that the journal has by a clock which was ahead, and that this clock comes to later.

While the clock is before the last entry nothing can be written. Where it reaches that entry by
going, and not by being set, it was the other one that was ahead: what stands there from when we
began to wait was dated by that one, and by this one nobody watched then. So it is unknown.
"""

from dataclasses import dataclass, replace

from pantau.facts.instant import MINUTE
from pantau.facts.journal import GapOpened
from pantau.facts.measured import ALL_SITES
from pantau.facts.words import GapReason

_STEP_NS = 1_000_000_000
LEAST = MINUTE
"""Less than this is no other time, only a little wrong."""


@dataclass(frozen=True, slots=True)
class Waited:
    """Since when (instant) we wait, by a clock ``ahead_ns`` of the time since boot."""

    since: int
    ahead_ns: int

    def is_set(self, wall_ns: int, boot_ns: int) -> bool:
        """Whether somebody set it since."""
        return abs(wall_ns - boot_ns - self.ahead_ns) > _STEP_NS


def waits(before: Waited | None, wall_ns: int, boot_ns: int) -> Waited:
    """We were refused once more. A clock that was set meanwhile begins anew; one that is slewed is
    followed."""
    if before is None or before.is_set(wall_ns, boot_ns):
        return Waited(wall_ns // 1_000, wall_ns - boot_ns)
    return replace(before, ahead_ns=wall_ns - boot_ns)


def disputed(waited: Waited | None, wall_ns: int, boot_ns: int, horizon: int) -> GapOpened | None:
    """What is unknown now that we may watch. ``horizon``: the latest instant of the journal."""
    if waited is None or waited.is_set(wall_ns, boot_ns) or horizon - waited.since < LEAST:
        return None
    return GapOpened(ALL_SITES, waited.since, GapReason.CLOCK_STEPPED, ended_at=horizon)
