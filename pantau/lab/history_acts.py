"""What people in a simulated office do, as values: who, when and what. ``history_desk`` does it.

Instants are microseconds UTC. ``key``: how later acts call what this one makes; its real id is
known only when it is written.
"""

from dataclasses import dataclass

from pantau.actions.meetings import Plan
from pantau.actions.people_reports import Told
from pantau.facts.measured import Interval
from pantau.facts.meetings import DenseWindow
from pantau.facts.region import DutyState, ReportStanding
from pantau.facts.words import Cause, Decision, ExclusionCategory, Liability, Settlement
from pantau.lab.history_office import Person

Known = tuple[str, int]
"""An outage as it is called before it has an id: its site, and when it began."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter or a list, kept as evidence."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Classify:
    """Say what caused an outage."""

    outage: Known
    cause: Cause
    liability: Liability
    reason: str


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Take an outage in hand."""

    outage: Known
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """Tell the provider, or write down what it did: ``opened_at`` and ``closed_at`` are its own."""

    number: str
    outages: tuple[Known, ...]
    reported_at: int
    channel: str
    opened_at: int | None = None
    closed_at: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Announce:
    """Announce a maintenance of what hangs on the shared link ``upstream``."""

    key: str
    upstream: str
    span: Interval
    reason: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class Cancel:
    """A maintenance does not take place."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Exclude:
    """Propose an exclusion for ``sites``, shortly called ``scope``, or for what hangs on
    ``upstream``."""

    key: str
    category: ExclusionCategory
    span: Interval
    reason: str
    sites: tuple[str, ...] = ()
    scope: str = ""
    upstream: str | None = None
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Void:
    """Propose that an outage did not happen."""

    key: str
    outage: Known
    reason: str


@dataclass(frozen=True, slots=True)
class Decide:
    """Decide about an exclusion or a void."""

    key: str
    decision: Decision
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Object:
    """The provider does not agree with an outage in a month."""

    key: str
    month: str
    outage: Known
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An objection is answered."""

    key: str
    settlement: Settlement
    reason: str


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice of a contract's fees comes in."""

    month: str
    contract: str


@dataclass(frozen=True, slots=True)
class Settle:
    """What is held back of an invoice, and when the rest is paid.

    ``forgotten``: the largest credit was left out by mistake. ``paid_on``: a day, ISO 8601.
    """

    month: str
    contract: str
    forgotten: bool = False
    paid_on: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody went through a month's figures."""

    month: str
    text: str


@dataclass(frozen=True, slots=True)
class Close:
    """A month's figures are frozen."""

    month: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A note. ``about``: a site, a month, or an outage."""

    about: str | Known
    text: str


@dataclass(frozen=True, slots=True)
class Tell:
    """Somebody in a village sends the public form."""

    key: str
    told: Told


@dataclass(frozen=True, slots=True)
class SettleReport:
    """What they told is answered, closed, or no report."""

    key: str
    standing: ReportStanding
    text: str = ""


@dataclass(frozen=True, slots=True)
class Meet:
    """A meeting is planned."""

    key: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Certify:
    """The certificate of a meeting is made; ``windows``: what dense echoes showed of it."""

    key: str
    windows: tuple[DenseWindow, ...]


@dataclass(frozen=True, slots=True)
class StateDuty:
    """Say how far a duty of the agreement is, since that day."""

    duty: str
    state: DutyState
    note: str
    paper: Paper | None = None


Deed = (
    Classify
    | Acknowledge
    | Report
    | Announce
    | Cancel
    | Exclude
    | Void
    | Decide
    | Object
    | Answer
    | Bill
    | Settle
    | Review
    | Close
    | Remark
    | Tell
    | SettleReport
    | Meet
    | Certify
    | StateDuty
)


@dataclass(frozen=True, slots=True)
class Act:
    """A deed, when it is done and by whom."""

    at: int
    by: Person
    deed: Deed
