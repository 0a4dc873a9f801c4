"""What the alerter keeps: what was told to whom, and the letters that wait or went.

Instants are microseconds UTC. What is inside a letter and a plan (JSON) is known to those who write
and read them alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pantau.facts.instant import MINUTE
from pantau.facts.telling import LetterState

ALERTER_SILENT = MINUTE
"""The alerter says every five seconds that it lives: silent for so long, it tells nobody."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How telling goes: how many letters wait, since when the oldest (None: none does), and how
    long those took that arrived lately, from the decision to the receiver's yes."""

    waiting: int = 0
    oldest_at: int | None = None
    took: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way. ``id``: its own among all receivers. ``at``: when it became true."""

    id: str
    group: str
    at: int
    body: str


@dataclass(frozen=True, slots=True)
class Queued:
    """A letter that waits. ``attempts``: how often it was tried in vain."""

    id: str
    body: str
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter as it stands, for lists.

    ``number`` grows with each letter. ``error``: of the last attempt, or why it is dead.
    ``ended_at``: when it stopped waiting. ``folded_into``: the id of the letter that says it too.
    """

    number: int
    id: str
    receiver: str
    group: str
    at: int
    body: str
    queued_at: int
    state: LetterState
    attempts: int
    retry_at: int
    handed_over: bool
    error: str | None
    ended_at: int | None
    reference: str | None
    folded_into: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How things stand at a receiver: how many letters wait, since when the oldest is true.

    ``attempts``: how often the first in the queue was tried in vain. ``error``: the last one, even
    where something was sent after it (``sent_at`` is later than ``error_at`` then).
    """

    receiver: str
    count: int
    oldest_at: int | None
    attempts: int
    sent_at: int | None
    error: str | None
    error_at: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """What a receiver was told of an episode that is not over for it.

    ``step``: of the escalation, as far as it went. ``sites``: as told last. ``plan``: the route's
    escalation as it was when this was first told (JSON), so that an edit of the routes changes
    nothing that has begun.
    """

    episode: str
    receiver: str
    route: str
    group: str
    first_at: int
    last_at: int
    step: int = 0
    sites: tuple[str, ...] = ()
    plan: str = "{}"
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Calm:
    """A storm holds back what is told to a receiver ``until`` then (microseconds UTC).

    ``urgent``: of what goes wrong now; else of what the figures of a while say.
    """

    receiver: str
    urgent: bool
    until: int


@dataclass(frozen=True, slots=True)
class Beat:
    """The alerter's last sign of life, with what it says of itself."""

    at: int
    details: Mapping[str, int | str | None]
