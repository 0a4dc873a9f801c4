"""Where what was said of a village and what is seen of it do not fit together. Pure.

A doubt changes no state: it says that somebody should go and look. The line of a village office is
not the signal of its people, but where the one has long been down the other is worth a question.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pantau.facts.instant import DAY
from pantau.facts.region import CoverageDoubt, CoverageGroup
from pantau.facts.words import State
from pantau.villages.coverage import VillageStanding

LONG_DOWN = 3 * DAY
"""A site that has been down this long (microseconds) speaks against coverage."""

LONG_DEGRADED = 1 * DAY
"""The same of one that has been degraded."""


@dataclass(frozen=True, slots=True)
class SeenSite:
    """A site as it is measured now; ``since``: microseconds UTC, None where nobody knows."""

    site: str
    village: str
    state: State
    since: int | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a village stands out. ``sites``: those that speak against what was said.

    ``reports``: how many people report otherwise.
    """

    village: str
    reason: CoverageDoubt
    sites: tuple[str, ...] = ()
    reports: int = 0


def doubts(
    found: Iterable[VillageStanding],
    seen: Iterable[SeenSite],
    reports: Mapping[str, int],
    now: int,
) -> list[Doubt]:
    """All that does not fit, by village; ``now``: microseconds UTC.

    ``seen``: only sites that are measured: what nobody watches speaks for and against nothing.
    ``reports``: by village, how many people lately reported that they have no service.
    """
    sites: dict[str, list[SeenSite]] = {}
    for each in seen:
        sites.setdefault(each.village, []).append(each)
    return [
        doubt
        for each in found
        for doubt in _of(each, sites.get(each.village, ()), reports.get(each.village, 0), now)
    ]


def _of(
    each: VillageStanding, sites: Iterable[SeenSite], reports: int, now: int
) -> Iterable[Doubt]:
    if each.group is CoverageGroup.DISPUTED:
        yield Doubt(each.village, CoverageDoubt.DISPUTED)
    if each.group is not CoverageGroup.COVERED:
        return
    sites = tuple(sites)
    down = _long(sites, State.DOWN, now - LONG_DOWN)
    if down:
        yield Doubt(each.village, CoverageDoubt.SITE_DOWN, down)
    degraded = _long(sites, State.DEGRADED, now - LONG_DEGRADED)
    if degraded:
        yield Doubt(each.village, CoverageDoubt.SITE_DEGRADED, degraded)
    if reports:
        yield Doubt(each.village, CoverageDoubt.PEOPLE_SAY, reports=reports)


def _long(sites: Iterable[SeenSite], state: State, since: int) -> tuple[str, ...]:
    return tuple(
        each.site
        for each in sites
        if each.state is state and each.since is not None and each.since <= since
    )
