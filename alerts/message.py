"""What somebody is told, in words but in no receiver's markup yet."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from pantau.facts.papers import Attached
from pantau.facts.telling import AlertKind, AlertSeverity, NotifyReason

RANK = {severity: rank for rank, severity in enumerate(AlertSeverity)}
"""What is graver ranks higher."""


@dataclass(frozen=True, slots=True)
class Part:
    """One group inside of a summary: its newest state, and with which words it ``began`` where
    the summary holds its beginning too. The rest as in Message."""

    group: str
    kind: AlertKind | None
    severity: AlertSeverity
    title: str
    at: int
    resolved: bool = False
    began: str = ""
    outages: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one receiver; kept as it is in the outbox until it was sent.

    ``id`` is the same for each attempt, so that who receives it twice can know. ``group``: what
    belongs together (an incident, a site), for threads and for Alertmanager's fingerprint.
    ``lines`` and ``ready`` (a text to be sent on to the provider's desk) are plain text and hold
    names as they are in the inventory: each receiver escapes them for its own markup. ``outages``:
    those that an answer acknowledges; empty where there is nothing to acknowledge. ``at``: when it
    became true (microseconds UTC), by which late messages say their age. ``resolved``: it is over.
    ``labels``: for machines; the same from a group's beginning to its end.

    ``files``: kept papers that go with it, where the receiver takes files.

    A summary of a flood has ``parts``, and ``count`` says of how many messages.
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
    parts: tuple[Part, ...] = ()
    count: int = 1
    files: tuple[Attached, ...] = ()


def to_json(message: Message) -> str:
    """The message as the outbox keeps it."""
    data = _fields(message) | {
        "parts": [_fields(part) for part in message.parts],
        "files": [asdict(each) for each in message.files],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Message:
    """The message that ``to_json`` wrote. Raises ValueError for anything else."""
    try:
        data = json.loads(text)
        parts = tuple(Part(**_typed(part)) for part in data.pop("parts", ()))
        files = tuple(Attached(**each) for each in data.pop("files", ()))
        reason = NotifyReason(data["reason"])
        return Message(**_typed(data) | {"reason": reason, "parts": parts, "files": files})
    except (TypeError, KeyError, AttributeError) as problem:
        raise ValueError(f"not a message: {problem}") from problem


def _fields(told: Message | Part) -> dict[str, Any]:
    """As they are: asdict would copy each of them deeply, and floods are long."""
    return {each.name: getattr(told, each.name) for each in fields(told)}


def _typed(data: dict[str, Any]) -> dict[str, Any]:
    """What message and part have in common, in the types that JSON does not know."""
    kind = data["kind"]
    typed = {
        "kind": None if kind is None else AlertKind(kind),
        "severity": AlertSeverity(data["severity"]),
        "outages": tuple(data["outages"]),
    }
    if "lines" in data:
        typed["lines"] = tuple(data["lines"])
    return data | typed
