"""What people in the villages tell of their internet, and what becomes of it, as payloads.

Instants are microseconds UTC. A new field needs a default (see journal.py).
"""

from dataclasses import dataclass
from typing import ClassVar

from pantau.facts.kinds import EntryKind
from pantau.facts.region import Complaint, ReportChannel, ReportStanding
from pantau.facts.words import Role


@dataclass(frozen=True, slots=True)
class PeopleReported:
    """Somebody in a village says that the internet does not serve. Called "W" and this number.

    ``village``: its official code. ``since``: from when on, None where they cannot say;
    ``reported_at``: when they told it. ``code``: by which they see what became of it. ``phone`` and
    ``words``: ids of what is kept beside the chain, so that it can be erased; people write names
    and numbers into their words too. ``role`` is None where it came by the public form.
    """

    KIND: ClassVar = EntryKind.PEOPLE_REPORTED
    village: str
    what: Complaint
    reported_at: int
    channel: ReportChannel
    code: str
    since: int | None = None
    site: str | None = None
    phone: str | None = None
    words: str | None = None
    role: Role | None = None

    @property
    def subject(self) -> str:
        """The village."""
        return self.village


@dataclass(frozen=True, slots=True)
class PeopleSettled:
    """A report is answered, closed or told to be none. ``text``: what whoever told it may read."""

    KIND: ClassVar = EntryKind.PEOPLE_SETTLED
    report: str
    standing: ReportStanding
    text: str
    role: Role

    @property
    def subject(self) -> str:
        """The report."""
        return self.report


@dataclass(frozen=True, slots=True)
class PeopleCorrected:
    """A report is about another village, or about this site of it."""

    KIND: ClassVar = EntryKind.PEOPLE_CORRECTED
    report: str
    village: str
    reason: str
    role: Role
    site: str | None = None

    @property
    def subject(self) -> str:
        """The report."""
        return self.report


@dataclass(frozen=True, slots=True)
class PeopleErased:
    """Phones and words of these reports were erased; ``role`` is None where their term was over."""

    KIND: ClassVar = EntryKind.PEOPLE_ERASED
    reports: tuple[str, ...]
    role: Role | None = None

    @property
    def subject(self) -> str:
        """The first of them."""
        return self.reports[0]


Fact = PeopleReported | PeopleSettled | PeopleCorrected | PeopleErased
