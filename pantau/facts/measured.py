"""What was measured, and what a measurement established."""

from dataclasses import dataclass

from pantau.facts.instant import SECOND
from pantau.facts.words import (
    Cause,
    ExclusionCategory,
    GapReason,
    Liability,
    Outcome,
    Purpose,
    State,
)

ALL_SITES = "*"

_UPSTREAM = "upstream/"
_REFERENCE = "reference/"

STALE_AFTER = 20 * SECOND
"""A collector commits every 5 s: where four in a row are missing, nobody measures."""


def upstream_name(id: str) -> str:
    """How a shared link is called among the sites: by a name that no site id can have."""
    return f"{_UPSTREAM}{id}"


def upstream_id(name: str) -> str | None:
    """The id of the shared link that bears this name; None for a site."""
    return name.removeprefix(_UPSTREAM) if name.startswith(_UPSTREAM) else None


def reference_name(name: str) -> str:
    """References live beside the sites under names that no site id can have."""
    return f"{_REFERENCE}{name}"


def is_reference(name: str) -> bool:
    """Whether this name is that of a reference."""
    return name.startswith(_REFERENCE)


@dataclass(frozen=True, slots=True)
class Sample:
    """What one probe of one site showed in one minute, from heartbeats only.

    ``at`` is the begin of the UTC minute in which the echoes were sent. Round trips and jitter
    (mean absolute difference of consecutive round trips, RFC 3393 with selected pairs) are in
    whole microseconds and None where nothing, or for jitter no pair, was answered.
    """

    site: str
    probe: str
    at: int
    sent: int
    received: int
    rtt_min_us: int | None
    rtt_median_us: int | None
    rtt_max_us: int | None
    jitter_us: int | None


@dataclass(frozen=True, slots=True)
class SiteState:
    """What the collector thinks of a site; written when it changes.

    ``suspect_since``: send time of the first unanswered echo of a run not yet settled.
    ``pairs`` and ``pairs_lost``: confirmations in which an echo followed a lost one, and how many
    of those were lost too (the q of the confirmation rule), while the site was up. ``pairs_at``:
    the instant up to which they have faded; None in rows of before they did.
    """

    site: str
    state: State
    since: int
    suspect_since: int | None = None
    pairs: int = 0
    pairs_lost: int = 0
    pairs_at: int | None = None


@dataclass(frozen=True, slots=True)
class EchoSeen:
    """One echo as evidence."""

    sent_at: int
    purpose: Purpose
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a run of unanswered echoes was judged an outage.

    ``loss`` and ``pair_loss`` are p and q of the rule p * q^(n-1) < false_alarm as used;
    ``vouched``: for how many of the unanswered echoes somebody vouches: a reference answered one
    sent together with them, or, with the first, anybody did; these are what the rule counts. What
    was lost before is no evidence and left out. ``witness`` names the reference that answered
    last, an echo sent at ``witness_sent_at``, after the run began.
    """

    address: str
    needed: int
    unanswered: int
    loss: float
    pair_loss: float
    false_alarm: float
    witness: str
    witness_sent_at: int
    echoes: tuple[EchoSeen, ...]
    vouched: int | None = None


@dataclass(frozen=True, slots=True)
class Outage:
    """An interval in which a site, or a shared link (see ``upstream_name``), was down.

    ``started_at``: send time of the first unanswered echo for which somebody vouches. ``ended_at``:
    send time of the first answered one of the run that ended it, or of the first unanswered one
    before it for which nobody does; None while open. ``last_up_before`` and
    ``last_down_within`` bound both; None where nothing was seen. ``import_id`` is None for what
    our own collector saw. ``reported_at``: when its ticket was reported to the provider.
    ``voided``: it did not happen, by the word of two people: its time is unknown.
    """

    id: str
    site: str
    started_at: int
    ended_at: int | None
    last_up_before: int | None = None
    last_down_within: int | None = None
    cause: Cause = Cause.UNKNOWN
    liability: Liability = Liability.UNDECIDED
    ticket: str | None = None
    import_id: str | None = None
    reported_at: int | None = None
    acknowledged: bool = False
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A declared interval in which we could not know although we ran.

    ``site`` is ALL_SITES or one id; ``but_sites`` are left out of a gap for all.
    """

    id: str
    site: str
    started_at: int
    ended_at: int | None
    reason: GapReason
    but_sites: tuple[str, ...] = ()
    note: str | None = None
    import_id: str | None = None

    def covers(self, site: str) -> bool:
        """Whether the gap says anything about ``site``."""
        return self.site == site or (self.site == ALL_SITES and site not in self.but_sites)


@dataclass(frozen=True, slots=True)
class Watch:
    """One run of the collector. ``until`` moves with every commit; None for ``end`` while open."""

    run: int
    started_at: int
    until: int
    end: str | None


@dataclass(frozen=True, slots=True)
class Interval:
    """Half-open: ``begin`` <= t < ``end``, in the unit of its user."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class ImportedSpan:
    """What another source watched, for one site, and has not been revoked."""

    import_id: str
    site: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class ExcludedTime:
    """An approved exclusion: the contract leaves this time of these sites out of account."""

    id: str
    category: ExclusionCategory
    begin: int
    end: int
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """Everything that the time ledger of a window needs to know, as read from the store.

    ``watched``: per site, the spans in which our own collector watched it (disjoint, in order).
    ``imported``: the spans declared by imports. ``outages`` and ``gaps`` may reach beyond the
    window; open ones have no end. ``voided``: outages that did not happen; they are not among
    ``outages``. ``excluded``: what the contract leaves out.
    """

    watched: dict[str, tuple[Interval, ...]]
    imported: tuple[ImportedSpan, ...]
    outages: tuple[Outage, ...]
    gaps: tuple[Gap, ...]
    voided: tuple[Outage, ...] = ()
    excluded: tuple[ExcludedTime, ...] = ()
