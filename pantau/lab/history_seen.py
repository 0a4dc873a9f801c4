"""The outages that a collector saw, with what only the past knows of them: why they happened."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from pantau.facts.instant import MINUTE
from pantau.facts.journal import OutageClosed, OutageOpened
from pantau.facts.measured import upstream_id
from pantau.facts.words import Cause
from pantau.inventory.model import Inventory
from pantau.lab.history import Past
from pantau.lab.history_acts import Known
from pantau.lab.history_facts import Dated
from pantau.lab.history_faults import chain

_AT_ONCE = MINUTE


@dataclass(frozen=True, slots=True)
class Seen:
    """An outage. ``cause``: the true one; ``told_at``: when its end was known (instant)."""

    site: str
    started_at: int
    ended_at: int
    told_at: int
    cause: Cause

    @property
    def known(self) -> Known:
        """How acts call it."""
        return self.site, self.started_at

    @property
    def length(self) -> int:
        """How long it lasted, µs."""
        return self.ended_at - self.started_at


def seen(past: Past, facts: Iterable[Dated]) -> list[Seen]:
    """All outages among the collector's facts, by when they began."""
    begun: dict[str, int] = {}
    found = []
    for at, fact in facts:
        if isinstance(fact, OutageOpened):
            begun[fact.site] = fact.started_at
        elif isinstance(fact, OutageClosed):
            start = begun.pop(fact.site)
            found.append(Seen(fact.site, start, fact.ended_at, at, _cause(past, fact.site, start)))
    return sorted(found, key=lambda each: each.known[::-1])


def _cause(past: Past, site: str, started_at: int) -> Cause:
    silences = past.silences[site]
    number = bisect_right(silences, started_at, key=lambda each: each.begin)
    return silences[number - 1].cause


def at_once(outages: Iterable[Seen]) -> list[list[Seen]]:
    """Those that began within a minute of one another, in order."""
    groups: list[list[Seen]] = []
    for each in outages:
        if groups and each.started_at - groups[-1][-1].started_at < _AT_ONCE:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def at_the_same_time(outages: Iterable[Seen]) -> list[list[Seen]]:
    """Those that overlap, in order."""
    groups: list[list[Seen]] = []
    until = 0
    for each in outages:
        if groups and each.started_at < until:
            groups[-1].append(each)
        else:
            groups.append([each])
        until = max(until, each.ended_at) if len(groups[-1]) > 1 else each.ended_at
    return groups


def hub_of(inventory: Inventory, outages: Iterable[Seen]) -> str | None:
    """The nearest shared link above all of these, itself one of them or not."""
    chains = [list(chain(inventory, upstream_id(each.site) or each.site)) for each in outages]
    common = set.intersection(*map(set, chains)) & set(inventory.upstreams)
    return next((each for each in chains[0] if each in common), None)
