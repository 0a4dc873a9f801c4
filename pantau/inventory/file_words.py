"""Facts of a term as the file writes them: its own keys, units and braces."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pantau.inventory.contracts import Restitution
from pantau.inventory.departed import calendar_as_written
from pantau.inventory.history import SERVICE_HOURS, TERM
from pantau.inventory.quantities import duration_text
from pantau.inventory.service_hours import Hours
from pantau.language import Sentence, to_say

_KEYS = {"latency_p95_us": "latency_p95", "loss_percent": "loss", TERM: "contract"}
_NOTHING = "none"


def key_as_written(key: str) -> str:
    """The key of the file for a field of Term or Policy."""
    return _KEYS.get(key, key.removesuffix("_us"))


def as_written(key: str, value: object) -> str:
    """A value of that field as a technician would write it; ``none`` where there is none."""
    if value is None:
        return _NOTHING
    if isinstance(value, Restitution):
        return _restitution(value)
    if key == SERVICE_HOURS:
        return calendar_as_written(str(value))
    if key.endswith("_us") and isinstance(value, int):
        return duration_text(value)
    if key == "loss_percent":
        return f"{value}%"
    return str(value)


def same_calendar(before: object, after: object) -> bool:
    """Whether two service hours name the same calendar, so that only its hours can differ."""
    return as_written(SERVICE_HOURS, before) == as_written(SERVICE_HOURS, after)


def hours_as_written(hours: Hours) -> str:
    """The hours of one day: ``07:30-11:30, 13:00-16:30``, or ``none``."""
    spans = (f"{_clock(begin)}-{_clock(end)}" for begin, end in hours)
    return ", ".join(spans) or _NOTHING


def day_or_span(since: date, until: date, yesterday: date) -> Sentence:
    """``on D``, ``from D`` where it goes on until yesterday, or ``from D to D``."""
    if since == until:
        return Sentence(to_say("on {day}"), day=since)
    if until == yesterday:
        return Sentence(to_say("from {day}"), day=since)
    return Sentence(to_say("from {since} to {until}"), since=since, until=until)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _restitution(value: Restitution) -> str:
    words = [f"{each.name}: {_inner(getattr(value, each.name))}" for each in fields(value)]
    given = [word for word in words if not word.endswith((": none", ": []"))]
    return f"{{{', '.join(given)}}}"


def _inner(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_inner, value))}]"
    if isinstance(value, StrEnum | Decimal):
        return str(value)
    return _NOTHING if value is None else str(value)
