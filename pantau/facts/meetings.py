"""Meetings over the network: what people plan, and what was measured for them.

Instants are microseconds UTC, intervals half-open. Entries bear the role of their author, as those
of people.py do. The values of the vocabularies are stored and never change meaning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Self

from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Role

WINDOW_US = 10 * SECOND
"""Dense echoes are counted by windows of this length, which begin at whole multiples of it."""

LEAD_US = 30 * MINUTE
"""So long before a meeting begins its places are asked densely."""


class MeetingKind(StrEnum):
    """What the meeting asks of a line."""

    VIDEO = "video"
    VOICE = "voice"


class Light(StrEnum):
    """How fit a place is; ``unknown`` is never green."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    UNKNOWN = "unknown"


class LightReason(StrEnum):
    """Why a light is not green."""

    DOWN = "down"
    BURSTS = "bursts"
    LOSS = "loss"
    JITTER = "jitter"
    DELAY = "delay"
    UNKNOWN = "unknown"


class Advice(StrEnum):
    """What a place should do."""

    VIDEO_FINE = "video_fine"
    VOICE_FINE = "voice_fine"
    VOICE_ONLY = "voice_only"
    PHONE_READY = "phone_ready"
    PHONE = "phone"
    MOVE = "move"
    TRY_FIRST = "try_first"


class Trend(StrEnum):
    """Where R is going."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"
    UNKNOWN = "unknown"


class Fitness(StrEnum):
    """What a meeting was like at a place."""

    GOOD = "good"
    USABLE = "usable"
    POOR = "poor"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    """A meeting takes place at these sites. Called "R" (rapat) and this entry's number."""

    KIND: ClassVar = EntryKind.MEETING_PLANNED
    name: str
    meeting_kind: MeetingKind
    begin: int
    end: int
    sites: tuple[str, ...]
    role: Role

    @property
    def subject(self) -> str:
        """What it is called."""
        return self.name


@dataclass(frozen=True, slots=True)
class MeetingChanged:
    """A meeting that was planned is another now: all of it is said again."""

    KIND: ClassVar = EntryKind.MEETING_CHANGED
    meeting: str
    name: str
    meeting_kind: MeetingKind
    begin: int
    end: int
    sites: tuple[str, ...]
    role: Role

    @property
    def subject(self) -> str:
        """The meeting."""
        return self.meeting


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    """A meeting does not take place."""

    KIND: ClassVar = EntryKind.MEETING_CANCELLED
    meeting: str
    reason: str
    role: Role

    @property
    def subject(self) -> str:
        """The meeting."""
        return self.meeting


@dataclass(frozen=True, slots=True)
class Rests:
    """Which dense windows a certificate was made of: those of ``sites`` that began in [begin, end),
    how many, and SHA-256 over them in hex, as docs/store.md tells."""

    begin: int
    end: int
    sites: tuple[str, ...]
    count: int
    digest: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Out of an entry."""
        return cls(**{**data, "sites": tuple(data["sites"])})


@dataclass(frozen=True, slots=True)
class MeetingCertified:
    """The certificate of a meeting was made and kept: SHA-256 of its bytes in hex, and how many.

    It is given out again for ever, byte for byte. ``program``: version of Pantau. ``rests``: on
    what it rests; None in entries of before that was said.
    """

    KIND: ClassVar = EntryKind.MEETING_CERTIFIED
    meeting: str
    name: str
    digest: str
    size: int
    language: str
    program: str
    role: Role
    rests: Rests | None = None

    @property
    def subject(self) -> str:
        """The meeting."""
        return self.meeting


@dataclass(frozen=True, slots=True)
class Losses:
    """Which of ``sent`` echoes in a row were lost, as far as it can be told of any stretch of them.

    ``bursts``: runs of lost ones, ``longest`` of them so many echoes; ``first`` and ``last``: how
    many were lost at the very begin and end, so that two stretches can be joined without a run
    being torn.
    """

    sent: int = 0
    lost: int = 0
    bursts: int = 0
    longest: int = 0
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class DenseWindow:
    """What the dense echoes to a site showed in the window that begins ``at``.

    ``every_us``: an echo was sent so often. Round trips in microseconds, None where none came back;
    ``jitter_us``: the mean absolute difference of ``pairs`` consecutive round trips (RFC 3393 with
    adjacent pairs), None where there is no pair.
    """

    site: str
    at: int
    every_us: int
    losses: Losses
    rtt_min_us: int | None
    rtt_median_us: int | None
    rtt_max_us: int | None
    jitter_us: int | None
    pairs: int


Fact = MeetingPlanned | MeetingChanged | MeetingCancelled | MeetingCertified
