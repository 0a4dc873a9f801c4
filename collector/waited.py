"""Time that the journal has by a clock which was ahead, and that this clock comes to later.

While the clock is before the last entry nothing can be written. Where it reaches that entry by
going, and not by being set, it was the other one that was ahead: what stands there from when we
began to wait was dated by that one, and by this one nobody watched then. So it is unknown.
"""

import logging
from dataclasses import dataclass, replace
from pathlib import Path

from pantau.facts.instant import MINUTE
from pantau.facts.journal import GapOpened
from pantau.facts.measured import ALL_SITES
from pantau.facts.words import GapReason

log = logging.getLogger(__name__)

WAITS = "clock.waits"
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


class Waiting:
    """Since when collectors wait for their clock: one that is started anew goes on where the one
    before was, for it is noted in ``clock.waits`` beside the data.

    By the time since boot the note tells whether the clock was set meanwhile; after a boot it says
    nothing any more, and one waits from then on. For one thread.
    """

    def __init__(self, data: Path) -> None:
        self._file = data / WAITS
        self._noted = self._waited = self._read()

    def refused(self, wall_ns: int, boot_ns: int) -> None:
        """The clock is still behind."""
        self._waited = waits(self._waited, wall_ns, boot_ns)
        if self._noted is None or self._differs(self._noted, self._waited):
            self._note(self._waited)

    def over(self, wall_ns: int, boot_ns: int, horizon: int) -> GapOpened | None:
        """What is unknown now that we may watch; nobody waits any more."""
        gap = disputed(self._waited, wall_ns, boot_ns, horizon)
        if self._waited is not None:
            self._waited = None
            self._note(None)
        return gap

    @staticmethod
    def _differs(noted: Waited, now: Waited) -> bool:
        """By more than what a look at the clock may miss; one that is slewed gets there."""
        return noted.since != now.since or abs(noted.ahead_ns - now.ahead_ns) > _STEP_NS // 4

    def _read(self) -> Waited | None:
        try:
            since, ahead_ns = self._file.read_text("ascii").split()
            return Waited(int(since), int(ahead_ns))
        except (OSError, ValueError):
            return None

    def _note(self, waited: Waited | None) -> None:
        """Not synced: it is of no use after a power cut."""
        self._noted = waited
        try:
            if waited is None:
                self._file.unlink(missing_ok=True)
                return
            self._file.touch(mode=0o600)
            self._file.write_text(f"{waited.since} {waited.ahead_ns}\n", "ascii")
        except OSError as error:
            log.warning("since when the clock is waited for is not noted: %s", error)
