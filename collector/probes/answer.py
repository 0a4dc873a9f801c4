"""What is asked of a probe, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pantau.inventory.model import Probe


class ProbeOutcome(StrEnum):
    """How one round of asking ended. Each of these is expected."""

    ANSWERED = "answered"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    GARBAGE = "garbage"
    WRONG_CREDENTIALS = "wrong_credentials"  # it answers, and does not let us in
    NO_CREDENTIALS = "no_credentials"  # we have none: the secret cannot be read


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to ask and how; ``timeout_us``: the whole of it takes no longer."""

    address: str
    probe: Probe
    timeout_us: int


@dataclass(frozen=True, slots=True)
class Answer:
    """``rtt_us``: None where nothing was answered. ``details``: named numbers and words."""

    outcome: ProbeOutcome
    rtt_us: int | None = None
    details: Mapping[str, int | str] = field(default_factory=dict)
