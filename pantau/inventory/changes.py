"""How a site stands from day to day: as written, and as each of its ``changes`` leaves it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pantau.inventory.piece import Piece
from pantau.inventory.sites_shape import SiteShape
from pantau.inventory.source import Path

_DATE = "start"


@dataclass(frozen=True, slots=True)
class Span:
    """From the day ``since`` on, up to the day before ``until``; both are open where None."""

    since: date | None = None
    until: date | None = None

    def meets(self, other: "Span") -> bool:
        """Whether there is a day that lies in both."""
        return _before(self.since, other.until) and _before(other.since, self.until)


@dataclass(frozen=True, slots=True)
class Standing:
    """A site as it stands in ``span``.

    ``own``: the keys that begin to hold with it, ``path`` the block that writes them.
    """

    span: Span
    shape: SiteShape
    path: Path
    own: frozenset[str]


def standings(site: Piece[SiteShape]) -> Iterator[Standing]:
    """How the site stands, in order; once where nothing changes, or its changes are unusable."""
    changes = [] if "changes" in site.bad else site.shape.changes or []
    ends: list[date | None] = [*(each.start for each in changes), None]
    shape, own = site.shape, frozenset(site.shape.model_fields_set)
    yield Standing(Span(None, ends[0]), shape, site.path, own)
    for number, change in enumerate(changes):
        own = frozenset(change.model_fields_set - {_DATE})
        shape = shape.model_copy(update={key: getattr(change, key) for key in own})
        path = (*site.path, "changes", number)
        yield Standing(Span(change.start, ends[number + 1]), shape, path, own)


def spells(site: Piece[SiteShape], key: str) -> Iterator[Standing]:
    """The standings that write ``key``, each until the next one that does."""
    found = [each for each in standings(site) if each.path == site.path or key in each.own]
    ends = [*(each.span.since for each in found[1:]), None]
    for each, end in zip(found, ends, strict=True):
        yield replace(each, span=Span(each.span.since, end))


def standing_on(day: date | None, site: Piece[SiteShape]) -> Standing:
    """How the site stands on ``day``; None: as it is written, before any change."""
    begun = [each for each in standings(site) if _begun(each.span.since, day)]
    return begun[-1]


def _begun(since: date | None, day: date | None) -> bool:
    return since is None or (day is not None and since <= day)


def _before(since: date | None, until: date | None) -> bool:
    return since is None or until is None or since < until
