"""What a device says of itself: router, power supply, battery. Whole numbers, units in the names.

What is kept of one look is a mapping of these names; a device that does not know a thing has no
such key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pantau.facts.instant import SECOND


class Quantity(StrEnum):
    """What is kept of a device, minute by minute. The order is that of the columns in the store:
    one is added at the end, none is moved."""

    UPTIME_S = "uptime_s"  # seconds since the device began; goes round after 497 days in some
    INTERFACE_UP = "interface_up"  # 1 or 0: ifOperStatus of the interface to the provider
    IN_BPS = "in_bps"  # bits a second, from the provider
    OUT_BPS = "out_bps"
    ERRORS = "errors"  # packets since the look before, in and out together
    DISCARDS = "discards"
    CPU_PERCENT = "cpu_percent"  # mean of all processors
    TEMPERATURE_DC = "temperature_dc"  # tenths of a degree Celsius
    VOLTAGE_DV = "voltage_dv"  # tenths of a volt: what feeds the device
    MAINS = "mains"  # 1 mains power, 0 battery
    BATTERY_S = "battery_s"  # seconds on battery
    BATTERY_LEFT_MIN = "battery_left_min"  # minutes that the battery still lasts
    BATTERY_PERCENT = "battery_percent"  # its charge


class NoRate(StrEnum):
    """Why two readings of a counter give no rate."""

    FIRST = "first"  # nothing before it to compare with
    ABSENT = "absent"  # the device has no such counter, or had none before
    NO_TIME = "no_time"  # no time passed between the two
    RESTARTED = "restarted"  # the counter began anew
    DISCONTINUED = "discontinued"  # the device says that the counter jumped
    WRAPS_UNCLEAR = "wraps_unclear"  # 32 bits may have gone round more than once
    IMPOSSIBLE = "impossible"  # more than the interface can carry


class Ran(StrEnum):
    """Whether a device ran through a span of time."""

    THROUGH = "through"
    RESTARTED = "restarted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Uptime:
    """For how long a device said it had been running, at one moment.

    ``at``: when (microseconds UTC). ``us``: for how long (microseconds). ``wraps_us``: where the
    number goes round, 0 where it does not.
    """

    at: int
    us: int
    wraps_us: int = 0


TICK_US = SECOND // 100
"""TimeTicks of RFC 2578 are hundredths of a second."""

TICKS_WRAP_US = 2**32 * TICK_US
"""sysUpTime goes round after 497.1 days."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one probe of one site read in one minute; ``at`` is the begin of the UTC minute."""

    site: str
    probe: str
    at: int
    values: Mapping[Quantity, int]
