"""What every way of asking takes, and what it gives."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from pantau.facts.clock import Clock
from pantau.facts.words import ProbeOutcome
from pantau.inventory.asking import Probe


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to ask, and how. ``address`` is the site's: an IP address or a host name."""

    address: str
    probe: Probe
    timeout_us: int


@dataclass(frozen=True, slots=True)
class Answer:
    """How it ended. ``rtt_us``: how long it took, only where it was answered as wanted.

    ``details``: what else is known, also of a failure: whole numbers (phases in microseconds,
    ``status``, ``certificate_ends_at`` in microseconds UTC, ...) and single words.
    """

    outcome: ProbeOutcome
    rtt_us: int | None = None
    details: Mapping[str, int | str] = field(default_factory=dict)


Ask = Callable[[Asked, Clock], Awaitable[Answer]]
"""Ask once. Ends within ``timeout_us``, reads a bounded number of bytes, and never raises for
anything that the other side says or does; only CancelledError comes through."""
