"""A month in which much happened: 5,000 outages, 500 exclusions and 200 gaps, and its journal."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.facts.journal import (
    Fact,
    GapOpened,
    InventoryApplied,
    OutageClosed,
    OutageOpened,
    WatchClosed,
    WatchSites,
)
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import ALL_SITES, EchoSeen, Evidence, Interval
from pantau.facts.people import Decided, ExclusionProposed
from pantau.facts.words import (
    ClosedReason,
    Decision,
    ExclusionCategory,
    GapReason,
    Outcome,
    Purpose,
    Role,
    VerdictReason,
    WatchEnd,
)
from pantau.inventory.model import Inventory
from pantau.sla import month_window
from pantau.store import Commit, Store

MONTH = "2026-10"
OUTAGES, EXCLUSIONS, GAPS = 5_000, 500, 200
_AUTHOR, _VIA = "bench", "bench"
_SHORTEST_S, _LONGEST_S = 60, 7_200

Dated = tuple[int, Fact]


def write_month(inventory: Inventory, data: Path, outages: int = OUTAGES) -> None:
    """A new store in ``data`` with the month as one run of the collector, the same every time."""
    rng = random.Random(1)  # noqa: S311 - repeatable, not secret
    window = month_window(MONTH, inventory.timezone)
    names = tuple(site.id for site in inventory.sites)
    with Store.open(data) as store:
        run = store.begin_watch(at=window.begin, author=_AUTHOR, via=_VIA).run
        dated: list[Dated] = [
            (window.begin, InventoryApplied(inventory.digest, inventory.text, added=names)),
            (window.begin, WatchSites(run, dict.fromkeys(names, window.begin), until={})),
            (window.end, WatchClosed(run, window.end, WatchEnd.STOPPED)),
            *_outages(rng, names, window, outages),
            *_gaps(rng, names, window),
        ]
        dated.sort(key=lambda each: each[0])
        store.commit_all(Commit(run, at, (fact,), (), at, _AUTHOR, _VIA) for at, fact in dated)
        store.record(_proposed(rng, names, window), at=window.end, author=_AUTHOR, via=_VIA)
        proposals = store.entries(kinds=[EntryKind.EXCLUSION_PROPOSED])
        approved = [Decided(f"X{each.seq}", Decision.APPROVED, Role.MANAGER) for each in proposals]
        store.record(approved, at=window.end, author=_AUTHOR, via=_VIA)


def _outages(
    rng: random.Random, names: Sequence[str], window: Interval, many: int
) -> Iterator[Dated]:
    """Each anywhere in a slot of its own, with a pause before the next one of its site."""
    slots = -(-many // len(names))
    length = (window.end - window.begin) // slots
    for number in range(many):
        slot, which = divmod(number, len(names))
        lasts = rng.randrange(_SHORTEST_S, _LONGEST_S) * SECOND
        start = window.begin + slot * length + rng.randrange(SECOND, length - lasts - MINUTE)
        end = start + lasts
        yield start, _opened(names[which], start)
        again = ClosedReason.ANSWERED_AGAIN
        yield end, OutageClosed(names[which], end, end - SECOND, again)


def _gaps(rng: random.Random, names: Sequence[str], window: Interval) -> Iterator[Dated]:
    """One in ten is of all sites."""
    for number in range(GAPS):
        site = ALL_SITES if number % 10 == 0 else rng.choice(names)
        start = rng.randrange(window.begin, window.end - HOUR)
        end = start + rng.randrange(MINUTE, 30 * MINUTE)
        yield end, GapOpened(site, start, GapReason.VANTAGE_BLIND, ended_at=end)


def _proposed(
    rng: random.Random, names: Sequence[str], window: Interval
) -> list[ExclusionProposed]:
    """Of a site each, up to four hours."""
    found = []
    for _ in range(EXCLUSIONS):
        begin = rng.randrange(window.begin, window.end - 4 * HOUR)
        end, site = begin + rng.randrange(MINUTE, 4 * HOUR), rng.choice(names)
        category = ExclusionCategory.POWER
        found.append(ExclusionProposed(category, begin, end, (site,), site, "PLN", Role.TECHNICIAN))
    return found


def _opened(site: str, start: int) -> OutageOpened:
    echoes = tuple(
        EchoSeen(start + number * SECOND, Purpose.CONFIRM, Outcome.UNANSWERED)
        for number in range(5)
    )
    evidence = Evidence("127.64.0.1", 5, 5, 0.01, 0.01, 1e-10, "internet", start + SECOND, echoes)
    reason = VerdictReason.CHANCE_RULED_OUT
    return OutageOpened(site, start, start - 5 * SECOND, reason, evidence)
