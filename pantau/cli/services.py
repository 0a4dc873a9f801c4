"""Where systemd runs Pantau, as docs/install.md sets it up: how it is started there."""

from pathlib import Path

from dashboard.overview import Alarm
from pantau.language import Sentence, to_say

UNITS = Path("/etc/systemd/system")
"""Where the guide puts the units."""

NOT_RUNNING = frozenset(
    {
        Alarm.STORE_MISSING,
        Alarm.NEVER_STARTED,
        Alarm.STOPPED,
        Alarm.SILENT,
        Alarm.NOBODY_TOLD,
    }
)
"""What is mended by starting something."""


def has_services() -> bool:
    """Whether Pantau was installed here as services."""
    return (UNITS / "pantau.target").exists()


def start_services() -> Sentence:
    """What to do then: started by hand, by root, it would leave files that no service can open."""
    return Sentence(
        to_say(
            "Pantau is a service on this machine, so not by pantau run: systemctl start "
            "pantau.target; why it does not run: journalctl -u 'pantau-*' -n 50"
        )
    )
