"""What devices did, as payloads of the journal: what explains an outage, and what people are told.

``probe``: by its name. They change no figure.
"""

from dataclasses import dataclass
from typing import ClassVar

from pantau.facts.kinds import EntryKind


@dataclass(frozen=True, slots=True)
class DeviceRestarted:
    """A device began anew. Microseconds UTC.

    ``began_at``: when, by its own uptime; ``seen_at``: when it said so. ``before_at``: when it had
    been asked last, and had run for ``before_s`` seconds.
    """

    KIND: ClassVar = EntryKind.DEVICE_RESTARTED
    site: str
    probe: str
    began_at: int
    seen_at: int
    before_at: int
    before_s: int

    @property
    def subject(self) -> str:
        """The site."""
        return self.site


@dataclass(frozen=True, slots=True)
class PowerLost:
    """A device runs on battery or on its reserve supply.

    ``since``: as the device says, else when it was seen first (microseconds UTC).
    """

    KIND: ClassVar = EntryKind.POWER_LOST
    site: str
    probe: str
    since: int
    seen_at: int
    battery_left_min: int | None = None
    battery_percent: int | None = None

    @property
    def subject(self) -> str:
        """The site."""
        return self.site


@dataclass(frozen=True, slots=True)
class PowerBack:
    """A device runs on mains power again; ``seen_at``: when it said so (microseconds UTC)."""

    KIND: ClassVar = EntryKind.POWER_BACK
    site: str
    probe: str
    seen_at: int

    @property
    def subject(self) -> str:
        """The site."""
        return self.site


Fact = DeviceRestarted | PowerLost | PowerBack


@dataclass(frozen=True, slots=True)
class OnReserve:
    """A device that runs on battery or reserve: a PowerLost, and the PowerBack that followed.

    ``until``: None while none has followed. Microseconds UTC.
    """

    site: str
    probe: str
    since: int
    until: int | None = None
