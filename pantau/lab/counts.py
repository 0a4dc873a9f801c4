"""What a responder counts while it answers."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pantau.lab.answers import Form
from pantau.lab.lateness import Lateness
from pantau.lab.network import DEVICE

_SENT_DROPPED = 11  # /proc/net/dev: the fourth column of what is sent into the device


@dataclass(slots=True)
class Counts:
    """``requests``: echoes read. ``sent``: answers written, by form; ``asked_agents``: SNMP
    requests handed on. ``other``: packets that nobody answers. ``failed``: answers that the kernel
    did not take."""

    requests: int = 0
    asked_agents: int = 0
    other: int = 0
    failed: int = 0
    sent: dict[Form, int] = field(default_factory=lambda: dict.fromkeys(Form, 0))
    lateness: Lateness = field(default_factory=Lateness)

    def values(self) -> dict[str, Any]:
        """As JSON takes them; lateness in us."""
        late = self.lateness
        return {
            "requests": self.requests,
            "sent": {form.value: count for form, count in self.sent.items()},
            "asked_agents": self.asked_agents,
            "other": self.other,
            "failed": self.failed,
            "unread": unread(),
            "late_us": {
                "median": late.quantile_us(0.5),
                "p99": late.quantile_us(0.99),
                "most": late.most_ns // 1_000,
            },
        }


def unread() -> int:
    """Packets that the kernel dropped because the lab did not read in time; 0 outside of it."""
    for line in Path("/proc/self/net/dev").read_text("ascii").splitlines():
        name, _, numbers = line.partition(":")
        if name.strip() == DEVICE:
            return int(numbers.split()[_SENT_DROPPED])
    return 0
