"""Sites that call in because nobody can reach them from outside, and where they call."""

from dataclasses import dataclass

from pantau.facts.instant import MINUTE, SECOND

PUSH = "push"
EVERY_US = MINUTE
LATE_US = 10 * SECOND

MISSED = 3
"""So many calls in a row that do not come are an outage; one is a router that was busy."""


@dataclass(frozen=True, slots=True)
class Push:
    """The port for calls. ``secrets``: where they are kept, ``file:PATH`` or ``env:NAME``.

    A site calls every ``every_us``; a call that is ``late_us`` late is missed.
    """

    host: str
    port: int
    secrets: str
    every_us: int = EVERY_US
    late_us: int = LATE_US

    @property
    def silence_us(self) -> int:
        """How long after its last call a site has missed one."""
        return self.every_us + self.late_us


def push_address(site: str) -> str:
    """What stands for the address of a site that calls in; no file can write one like it."""
    return f"{PUSH}:{site}"
