"""Where ``now`` comes from: handed in at the entry points, never fetched by a rule."""

import time
from typing import Protocol


class Clock(Protocol):
    """Two readings of the same moment, so that a jump of one betrays itself in the other."""

    def wall_ns(self) -> int:
        """Nanoseconds since 1970-01-01 UTC, as the machine believes; may jump."""
        ...

    def boot_ns(self) -> int:
        """Nanoseconds since boot, time in suspend included; never jumps back."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def wall_ns(self) -> int:
        """See Clock."""
        return time.clock_gettime_ns(time.CLOCK_REALTIME)

    def boot_ns(self) -> int:
        """See Clock."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)


def now_us(clock: Clock) -> int:
    """The wall time in the unit of all facts: microseconds since 1970-01-01 UTC."""
    return clock.wall_ns() // 1_000
