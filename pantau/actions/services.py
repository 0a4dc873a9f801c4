"""Where systemd runs Pantau, as docs/install.md sets it up: how it is started there.

Started by hand, by root, it would leave files in the data that no service can open.
"""

from pathlib import Path

UNITS = Path("/etc/systemd/system")
"""Where the guide puts the units."""

WHY_NOT = "journalctl -u 'pantau-*' -n 50"
"""What tells on such a machine why it does not run."""


def has_services() -> bool:
    """Whether Pantau was installed here as services."""
    return (UNITS / "pantau.target").exists()


def how_to_start(*, services: bool, by_hand: str = "pantau run") -> str:
    """The command; ``by_hand``: that where there are no services."""
    return "sudo systemctl start pantau.target" if services else by_hand
