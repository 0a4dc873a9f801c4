"""A month in which much happened: 5,000 outages, 500 exclusions and 200 gaps, and its journal."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from pantau.facts.measured import ALL_SITES, EchoSeen, Evidence, Gap, Interval, LedgerFacts, Outage
from pantau.facts.words import (
    ClosedReason,
    GapReason,
    Outcome,
    Purpose,
    VerdictReason,
    WatchEnd,
)
from pantau.inventory.model import Inventory
from pantau.store import Commit, Store

OUTAGES, EXCLUSIONS, GAPS = 5_000, 500, 200
_AUTHOR, _VIA = "bench", "bench"
_SHORTEST, _LONGEST = 60, 7_200


@dataclass(frozen=True, slots=True)
class BusyMonth:
    """``facts`` were watched by our own collector; ``exclusions`` are approved ones, by site."""

    facts: LedgerFacts
    exclusions: dict[str, list[Interval]]


def busy_month(inventory: Inventory, window: Interval) -> BusyMonth:
    """The same every time. No two outages of a site overlap; one gap in ten is of all sites."""
    rng = random.Random(1)  # noqa: S311 - repeatable, not secret
    names = [site.id for site in inventory.sites]
    exclusions: defaultdict[str, list[Interval]] = defaultdict(list)
    for _ in range(EXCLUSIONS):
        begin = rng.randrange(window.begin, window.end - 4 * HOUR)
        exclusions[rng.choice(names)].append(Interval(begin, begin + rng.randrange(4 * HOUR)))
    return BusyMonth(
        LedgerFacts(
            watched=dict.fromkeys(names, (window,)),
            imported=(),
            outages=tuple(_outages(rng, names, window)),
            gaps=tuple(_gaps(rng, names, window)),
        ),
        dict(exclusions),
    )


def _outages(rng: random.Random, names: Sequence[str], window: Interval) -> Iterator[Outage]:
    slots = -(-OUTAGES // len(names))
    length = (window.end - window.begin) // slots
    for number in range(OUTAGES):
        slot, site = divmod(number, len(names))
        # Anywhere in its slot, with a pause before the next one.
        lasts = rng.randrange(_SHORTEST, _LONGEST) * SECOND
        start = window.begin + slot * length + rng.randrange(SECOND, length - lasts - MINUTE)
        yield Outage(f"O{number}", names[site], start, start + lasts, start - 5 * SECOND)


def _gaps(rng: random.Random, names: Sequence[str], window: Interval) -> Iterator[Gap]:
    for number in range(GAPS):
        site = ALL_SITES if number % 10 == 0 else rng.choice(names)
        start = rng.randrange(window.begin, window.end - HOUR)
        end = start + rng.randrange(MINUTE, 30 * MINUTE)
        yield Gap(f"G{number}", site, start, end, GapReason.VANTAGE_BLIND)


def write(store: Store, inventory: Inventory, month: BusyMonth, window: Interval) -> None:
    """Write the month into an empty store as one run of the collector. Exclusions are not in the
    journal yet."""
    run = store.begin_watch(at=window.begin, author=_AUTHOR, via=_VIA).run
    names = tuple(site.id for site in inventory.sites)
    dated: list[tuple[int, Fact]] = [
        (window.begin, InventoryApplied(inventory.digest, inventory.text, added=names)),
        (window.begin, WatchSites(run, dict.fromkeys(names, window.begin), until={})),
        (window.end, WatchClosed(run, window.end, WatchEnd.STOPPED)),
    ]
    for gap in month.facts.gaps:
        whole = GapOpened(gap.site, gap.started_at, gap.reason, ended_at=gap.ended_at)
        dated.append((gap.ended_at or window.end, whole))
    for outage in month.facts.outages:
        ended = outage.ended_at or window.end
        again = OutageClosed(outage.site, ended, ended - SECOND, ClosedReason.ANSWERED_AGAIN)
        dated += [(outage.started_at, _opened(outage)), (ended, again)]
    dated.sort(key=lambda each: each[0])
    store.commit_all(Commit(run, at, (fact,), (), at, _AUTHOR, _VIA) for at, fact in dated)


def _opened(outage: Outage) -> OutageOpened:
    start = outage.started_at
    echoes = tuple(
        EchoSeen(start + number * SECOND, Purpose.CONFIRM, Outcome.UNANSWERED)
        for number in range(5)
    )
    evidence = Evidence("127.64.0.1", 5, 5, 0.01, 0.01, 1e-10, "internet", start + SECOND, echoes)
    reason = VerdictReason.CHANCE_RULED_OUT
    return OutageOpened(outage.site, start, outage.last_up_before, reason, evidence)
