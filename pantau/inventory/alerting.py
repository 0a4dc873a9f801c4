"""Who is told what, and by which way: the part of the inventory that alerts read.

Lengths of time are microseconds, instants microseconds UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.telling import AlertKind, AlertSeverity
from pantau.facts.words import SiteKind


class ReceiverKind(StrEnum):
    """By which way a message goes."""

    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    NTFY = "ntfy"
    WEBHOOK = "webhook"
    ALERTMANAGER = "alertmanager"
    APPRISE = "apprise"


TAKES_FILES = frozenset({ReceiverKind.EMAIL, ReceiverKind.TELEGRAM})
"""The kinds of receivers that a paper can be sent to; the others get the text."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """One address to which messages go.

    ``settings``: what its kind needs, as written; a value "env:NAME" or "file:PATH" names where a
    secret is kept and is read when it is needed. ``a_minute``: the most messages in a minute; what
    is more is folded. ``fallback``: the receiver that takes over while this one fails.
    """

    name: str
    kind: ReceiverKind
    settings: Mapping[str, str]
    language: str = "id"
    a_minute: int = 20
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be told and who answers. ``receivers``: by name.

    ``telegram``: the number by which Telegram knows them; pressing a button there is their act.
    """

    id: str
    name: str
    receivers: tuple[str, ...] = ()
    phone: str | None = None
    telegram: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """``person`` is on call from ``begin`` to ``end``."""

    begin: int
    end: int
    person: str


@dataclass(frozen=True, slots=True)
class Weekly:
    """``people`` take turns, ``days`` each, from ``begin`` on, for ever."""

    begin: int
    days: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rota:
    """Who is on call: turns, and shifts with fixed dates, which go before the turns.

    Of shifts that overlap the last in the list holds. What people swap is in the journal.
    """

    id: str
    turns: Weekly | None = None
    shifts: tuple[Shift, ...] = ()


class TargetKind(StrEnum):
    """What a name under ``to`` is."""

    RECEIVER = "receiver"
    PERSON = "person"
    ONCALL = "oncall"  # whoever is on call in a rota


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a route tells. ``name``: of a receiver, a person or a rota."""

    kind: TargetKind
    name: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the day (local, may reach over midnight) in which less than ``below`` waits."""

    begin: time
    end: time
    below: AlertSeverity


@dataclass(frozen=True, slots=True)
class Match:
    """Which alerts a route takes; an empty field takes all. An alert of several sites matches
    where one of them does. ``least``: the lowest severity."""

    kinds: frozenset[AlertKind] = frozenset()
    least: AlertSeverity = AlertSeverity.INFO
    site_kinds: frozenset[SiteKind] = frozenset()
    kecamatan: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    hours: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Whom to tell too where nobody has acknowledged ``after_us`` from the first message."""

    after_us: int
    to: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """Where alerts that match go. Each alert takes the first route that matches, and the next
    ones too for as long as ``goes_on``. ``repeat_us``: told again so often until acknowledged."""

    name: str
    match: Match
    to: tuple[Target, ...]
    escalate: tuple[Step, ...] = ()
    repeat_us: int | None = None
    quiet: Quiet | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """When something is worth telling. ``after_us``: how long it must have lasted.

    ``sites`` and ``share`` (percent) within ``within_us``: how many at once (area_down); ``times``
    within ``within_us``: how often (flapping); ``ahead_us``: how long before (term_ending);
    ``days``: so many days before, each told once (certificate_ending, funding_ending, duty_due);
    with
    ``share``, percent that is free (disk_fills).
    """

    severity: AlertSeverity
    after_us: int = 0
    enabled: bool = True
    sites: int = 0
    share: int = 0
    times: int = 0
    within_us: int = 0
    ahead_us: int = 0
    days: tuple[int, ...] = ()


_WARNING, _CRITICAL, _INFO = AlertSeverity.WARNING, AlertSeverity.CRITICAL, AlertSeverity.INFO

RULES: Mapping[AlertKind, Rule] = {
    AlertKind.SITE_DOWN: Rule(_WARNING),
    AlertKind.INCIDENT: Rule(_CRITICAL),
    AlertKind.AREA_DOWN: Rule(_CRITICAL, sites=5, share=50, within_us=2 * MINUTE),
    AlertKind.FLAPPING: Rule(_WARNING, times=5, within_us=HOUR),
    AlertKind.DEGRADED: Rule(_WARNING),
    AlertKind.VANTAGE_BLIND: Rule(_CRITICAL, after_us=30 * SECOND),
    AlertKind.COLLECTOR_SILENT: Rule(_CRITICAL, after_us=MINUTE),
    AlertKind.STORE_TROUBLE: Rule(_CRITICAL, after_us=MINUTE),
    AlertKind.INVENTORY_REJECTED: Rule(_WARNING),
    AlertKind.BUDGET_BURNING: Rule(_WARNING),
    AlertKind.OBJECTIVE_BROKEN: Rule(_WARNING),
    AlertKind.REPAIR_OVERDUE: Rule(_WARNING),
    AlertKind.TICKET_MISSING: Rule(_INFO, after_us=30 * MINUTE),
    AlertKind.TERM_ENDING: Rule(_INFO, ahead_us=60 * DAY),
    AlertKind.FUNDING_ENDING: Rule(_WARNING, days=(90, 30)),
    AlertKind.DUTY_DUE: Rule(_WARNING, days=(90, 30)),
    AlertKind.CERTIFICATE_ENDING: Rule(_WARNING, days=(30, 14, 7, 1)),
    AlertKind.DEVICE_RESTARTED: Rule(_INFO),
    AlertKind.ON_BATTERY: Rule(_WARNING, after_us=MINUTE),
    AlertKind.BACKUP_MISSING: Rule(_WARNING, after_us=2 * DAY),
    AlertKind.DISK_FILLS: Rule(_WARNING, days=(30, 7), share=5),
}
"""What holds for a kind of which the inventory says nothing."""

_NO_KEYS: frozenset[str] = frozenset()
_AFTER = frozenset({"after"})

RULE_KEYS: Mapping[AlertKind, frozenset[str]] = {
    AlertKind.SITE_DOWN: _AFTER,
    AlertKind.INCIDENT: _AFTER,
    AlertKind.AREA_DOWN: _AFTER | {"sites", "share", "within"},
    AlertKind.FLAPPING: frozenset({"times", "within"}),
    AlertKind.DEGRADED: _AFTER,
    AlertKind.VANTAGE_BLIND: _AFTER,
    AlertKind.COLLECTOR_SILENT: _AFTER,
    AlertKind.STORE_TROUBLE: _AFTER,
    AlertKind.INVENTORY_REJECTED: _NO_KEYS,
    AlertKind.BUDGET_BURNING: _NO_KEYS,
    AlertKind.OBJECTIVE_BROKEN: _NO_KEYS,
    AlertKind.REPAIR_OVERDUE: _NO_KEYS,
    AlertKind.TICKET_MISSING: _AFTER,
    AlertKind.TERM_ENDING: frozenset({"ahead"}),
    AlertKind.FUNDING_ENDING: frozenset({"days"}),
    AlertKind.DUTY_DUE: frozenset({"days"}),
    AlertKind.CERTIFICATE_ENDING: frozenset({"days"}),
    AlertKind.DEVICE_RESTARTED: _NO_KEYS,
    AlertKind.ON_BATTERY: _AFTER,
    AlertKind.BACKUP_MISSING: _AFTER,
    AlertKind.DISK_FILLS: frozenset({"days", "share"}),
}
"""What may be set of each kind's rule, beside ``enabled`` and ``severity``."""


TEXTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        ("began", "grew", "reminder", "escalated", "ended", "ended_unseen"), frozenset({"what"})
    ),
    "ready": frozenset({"what", "name", "kecamatan", "line", "time"}),
}
"""Texts that may be worded otherwise, and what each may name in braces: the titles of messages
about outages, by NotifyReason, and the text for the provider's desk."""


@dataclass(frozen=True, slots=True)
class Morning:
    """The daily message: at which local time, to whom."""

    at: time
    to: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class DeadMan:
    """The address outside that hears from us for as long as all works. ``url``: may be "env:…"."""

    url: str
    every_us: int = MINUTE


@dataclass(frozen=True, slots=True)
class Alerting:
    """All of it. ``wait_us``: how long to wait for a cause to show; ``link``: the address of the
    pages as those who are told reach them, or None. ``texts``: by language and name (see TEXTS),
    what is said instead of ours."""

    receivers: Mapping[str, Receiver] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    rotas: Mapping[str, Rota] = field(default_factory=dict)
    rules: Mapping[AlertKind, Rule] = field(default_factory=lambda: RULES)
    routes: tuple[Route, ...] = ()
    morning: Morning | None = None
    dead_man: DeadMan | None = None
    wait_us: int = 10 * SECOND
    link: str | None = None
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
