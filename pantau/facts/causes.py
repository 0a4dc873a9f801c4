"""From what the cause of an outage is suggested, and the suggestion. It changes no figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pantau.facts.device import Ran
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Cause, CauseReason, Tie

TOGETHER_US = 60_000_000
"""Sites whose outages begin within so long of one another failed together."""


MATES = 2
"""So many others of a link at least must fail before it is held to be the link."""


@dataclass(frozen=True, slots=True)
class PathSeen:
    """The way to a site while it was down, beside the last good one.

    Hops are counted from 1. ``last``: the last that answered, 0 where none did; ``last_host``: who
    it was. ``good``: how many routers answer before the site when all is well; None where its good
    path is not known. ``same``: whether the last that answered stood at that place then, too.
    """

    asked_at: int
    last: int
    last_host: str | None
    good: int | None = None
    good_at: int | None = None
    same: bool = True


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The other sites that share something with this one, by what happened to them.

    ``failed``: within the same minute; ``explained``: those of them whose own link above failed,
    too. ``stayed``: were up all the time. Who was down already, or is not known, is in none.
    ``failed_elsewhere`` (not explained) and ``stayed_elsewhere``: those of them whom another
    provider serves. ``link_stayed``: whether what they all hang on is asked itself, and was up.
    """

    tie: Tie
    name: str
    failed: int
    stayed: int
    explained: int = 0
    failed_elsewhere: int = 0
    stayed_elsewhere: int = 0
    link_stayed: bool = False

    @property
    def link_fell(self) -> bool:
        """Whether so many of those who hang on a link failed that it must be the link.

        At least half; where the link itself answers, nearly all.
        """
        return self.failed >= max(MATES, (4 if self.link_stayed else 1) * self.stayed)


@dataclass(frozen=True, slots=True)
class CauseFacts:
    """All that is known beside the silence itself.

    ``link``: the nearest link or site above that is asked itself, where it was down together with
    this one. ``ran``: whether its router ran through. ``mains``: whether there was mains power at
    the last look before or while it was down; None where nobody says.
    """

    path: PathSeen | None = None
    neighbours: tuple[Neighbours, ...] = ()
    link: str | None = None
    ran: Ran = Ran.UNKNOWN
    mains: bool | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the facts point to. The reasons in order of weight; those of an undecided one too."""

    cause: Cause
    reasons: tuple[CauseReason, ...]


@dataclass(frozen=True, slots=True)
class CauseSuggested:
    """The collector suggests what made a site go down. A person decides, and no figure changes.

    ``ended``: whether it was made after the outage's end, and is the last word.
    """

    KIND: ClassVar = EntryKind.CAUSE_SUGGESTED
    outage: str
    site: str
    cause: Cause
    reasons: tuple[CauseReason, ...]
    facts: CauseFacts
    ended: bool

    @property
    def subject(self) -> str:
        """The outage."""
        return self.outage


def suggested_of(data: Mapping[str, Any]) -> CauseSuggested:
    """Read from an entry's payload."""
    return CauseSuggested(
        outage=data["outage"],
        site=data["site"],
        cause=Cause(data["cause"]),
        reasons=tuple(map(CauseReason, data["reasons"])),
        facts=_facts_of(data["facts"]),
        ended=data["ended"],
    )


def _facts_of(data: Mapping[str, Any]) -> CauseFacts:
    path, neighbours = data["path"], data["neighbours"]
    return CauseFacts(
        path=None if path is None else PathSeen(**path),
        neighbours=tuple(Neighbours(**{**each, "tie": Tie(each["tie"])}) for each in neighbours),
        link=data["link"],
        ran=Ran(data["ran"]),
        mains=data["mains"],
    )


Fact = CauseSuggested
