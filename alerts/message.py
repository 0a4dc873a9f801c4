"""What somebody is told, in words but in no receiver's markup yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pantau.facts.words import AlertKind, AlertSeverity, NotifyReason


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one receiver; kept as it is in the outbox until it was sent.

    ``id`` is the same for each attempt, so that who receives it twice can know. ``group``: what
    belongs together (an incident, a site), for threads and for Alertmanager's fingerprint.
    ``lines`` and ``ready`` (a text to be sent on to the provider's desk) are plain text and hold
    names as they are in the inventory: each receiver escapes them for its own markup. ``outages``:
    those that an answer acknowledges; empty where there is nothing to acknowledge. ``at``: when it
    became true (microseconds UTC), by which late messages say their age. ``resolved``: it is over.
    ``labels``: for machines.
    """

    id: str
    group: str
    kind: AlertKind | None
    severity: AlertSeverity
    reason: NotifyReason
    title: str
    lines: tuple[str, ...]
    at: int
    resolved: bool = False
    ready: str = ""
    link: str | None = None
    outages: tuple[str, ...] = ()
    language: str = "id"
    labels: Mapping[str, str] = field(default_factory=dict)
