"""Facts and histories for the store's tests."""

import hashlib
import random
from pathlib import Path
from typing import Any

import apsw
import pytest

from pantau.facts.degraded import DegradedClosed, DegradedOpened, Shortfall
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.journal import (
    Fact,
    GapClosed,
    GapOpened,
    Imported,
    ImportedGap,
    ImportedOutage,
    ImportRevoked,
    InventoryApplied,
    OutageClosed,
    OutageOpened,
    WatchClosed,
    WatchSites,
)
from pantau.facts.measured import ALL_SITES, EchoSeen, Evidence, Sample, SiteState
from pantau.facts.words import (
    ClosedReason,
    DegradedEnd,
    DegradedReason,
    GapReason,
    Outcome,
    Purpose,
    State,
    VerdictReason,
    WatchEnd,
)
from pantau.store import Commit, FaultReason, Keeper, Store, Verification
from pantau.store.chain import COLUMNS, entry_hash

# 2026-10-01 00:00 UTC
T0 = 1_790_812_800 * SECOND
WHO = {"author": "collector", "via": "pantau@monitor"}
SITES = ("sd-001", "sd-002", "opd-001", "pkm-001")


def seal_one(store: Store, upto: int) -> bool:
    with Keeper(store, **WHO) as keeper:
        return keeper.seal_one_day(upto, at=T0)


def killed_behind_the_entry(keeper: Keeper, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done by ``step`` of the month's files ends where the journal has been told."""
    real = getattr(keeper._files, step)

    def dies(*rest: Any) -> None:
        *words, tell = rest

        def told(*days: Any) -> None:
            tell(*days)
            raise KeyboardInterrupt

        real(*words, told)

    monkeypatch.setattr(keeper._files, step, dies)


def evidence(at: int = T0) -> Evidence:
    echo = EchoSeen(at, Purpose.HEARTBEAT, Outcome.UNANSWERED)
    return Evidence("127.64.0.1", 5, 5, 0.02, 0.02, 1e-10, "internet", at, (echo,))


def down(site: str, at: int) -> OutageOpened:
    return OutageOpened(site, at, at - SECOND, VerdictReason.CHANCE_RULED_OUT, evidence(at))


def up_again(site: str, at: int) -> OutageClosed:
    return OutageClosed(site, at, at - SECOND, ClosedReason.ANSWERED_AGAIN)


def worse(site: str, at: int) -> DegradedOpened:
    return DegradedOpened(site, at, (Shortfall(DegradedReason.LOSS, 0.05, 0.02, 0.01, 300, 25),))


def commit(run: int, until: int, *facts: Fact, states: tuple[SiteState, ...] = ()) -> Commit:
    return Commit(run, until, facts, states, until, **WHO)


def watched(run: int, since: int, *sites: str) -> WatchSites:
    return WatchSites(run, dict.fromkeys(sites, since), {})


def sample(site: str, at: int, *, probe: str = "icmp", received: int = 12) -> Sample:
    return Sample(site, probe, at // MINUTE * MINUTE, 12, received, 900, 1_000, 1_100, 50)


def inventory(text: str) -> InventoryApplied:
    return InventoryApplied(digest=hashlib.sha256(text.encode()).hexdigest(), text=text)


def imported(at: int, site: str = "sd-001") -> Imported:
    return Imported(
        file="september.csv",
        digest="ab" * 32,
        observed_from=at - 3600 * SECOND,
        observed_to=at,
        observed=(site,),
        outages=(
            ImportedOutage(site, at - 100 * SECOND, at - 50 * SECOND, "power", "T-1"),
            ImportedOutage(site, at - 40 * SECOND, at - 30 * SECOND),
        ),
        gaps=(ImportedGap(site, at - 20 * SECOND, at - 10 * SECOND, "their mast"),),
    )


def plain(data: Path, file: str = "journal.sqlite") -> apsw.Connection:
    """A database as anybody with the sqlite3 program sees it."""
    return apsw.Connection(str(data / file))


def tables(data: Path) -> dict[str, list[tuple[object, ...]]]:
    names = ("watch", "watch_site", "outage", "degraded", "gap")
    names = (*names, "import_file", "import_span", "inventory")
    db = plain(data)
    try:
        return {name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
    finally:
        db.close()


def without_triggers(data: Path) -> apsw.Connection:
    db = plain(data)
    for name in ("journal_no_update", "journal_no_delete", "journal_in_order"):
        db.execute(f"DROP TRIGGER {name}")
    return db


def first(found: Verification) -> tuple[int | None, FaultReason]:
    assert found.faults
    return found.faults[0].seq, found.faults[0].reason


def forge(db: apsw.Connection, begin: int) -> None:
    """Link everything from ``begin`` anew, as somebody would who knows the formula."""
    rows = list(db.execute(f"SELECT {COLUMNS} FROM journal ORDER BY seq"))
    previous = bytes(32) if begin == 1 else rows[begin - 2][8]
    for row in rows[begin - 1 :]:
        digest = entry_hash((*row[:7], previous))
        db.execute("UPDATE journal SET previous=?, hash=? WHERE seq=?", (previous, digest, row[0]))
        previous = digest


class History:
    """A long random life of a store, from a seed: runs, kills, outages, gaps, imports."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.dice = random.Random(seed)
        self.now = T0
        self._begin()

    def live(self, steps: int) -> None:
        moves = (self._commit,) * 8 + (self._begin, self._stop, self._import, self._revoke)
        for _ in range(steps):
            self.now += self.dice.randrange(1, 20 * SECOND)
            self.dice.choice(moves)()

    def _begin(self) -> None:
        begun = self.store.begin_watch(at=self.now, **WHO)
        self.run, self.down, self.blind = begun.run, set(begun.open_outages), False
        self.worse = set(begun.degraded)
        self.watching = set(SITES)
        self.store.commit(commit(self.run, self.now, watched(self.run, self.now, *SITES)))

    def _commit(self) -> None:
        turning = [site for site in SITES if self.dice.random() < 0.2]
        facts = [self._turn(site) for site in turning]
        if self.dice.random() < 0.2:
            facts.append(self._blink())
        if self.dice.random() < 0.1:
            facts.append(self._come_or_go())
        if self.dice.random() < 0.2:
            facts.append(self._worsen(self.dice.choice(SITES)))
        suspect = self.now - SECOND if self.dice.random() < 0.3 else None
        state = SiteState(self.dice.choice(SITES), State.UP, self.now, suspect, 3, 1)
        self.store.commit(commit(self.run, self.now, *facts, states=(state,)))

    def _turn(self, site: str) -> Fact:
        if site in self.down:
            self.down.remove(site)
            return up_again(site, self.now)
        self.down.add(site)
        return down(site, self.now - self.dice.randrange(SECOND))

    def _worsen(self, site: str) -> Fact:
        if site in self.worse:
            self.worse.remove(site)
            return DegradedClosed(site, self.now, self.dice.choice(tuple(DegradedEnd)))
        self.worse.add(site)
        return worse(site, self.now)

    def _blink(self) -> Fact:
        self.blind = not self.blind
        if self.blind:
            blind, home = GapReason.VANTAGE_BLIND, ("opd-001",)
            return GapOpened(ALL_SITES, self.now, blind, but_sites=home)
        return GapClosed(ALL_SITES, GapReason.VANTAGE_BLIND, self.now)

    def _come_or_go(self) -> Fact:
        site = self.dice.choice(SITES)
        if site in self.watching:
            self.watching.remove(site)
            return WatchSites(self.run, {}, {site: self.now})
        self.watching.add(site)
        return watched(self.run, self.now, site)

    def _stop(self) -> None:
        end = self.dice.choice(tuple(WatchEnd)[:-1])
        self.store.commit(commit(self.run, self.now, WatchClosed(self.run, self.now, end)))
        self.now += SECOND
        self._begin()

    def _import(self) -> None:
        facts = [imported(self.now, self.dice.choice(SITES)), inventory(str(self.now % 5))]
        self.store.record(facts, at=self.now, author="ani", via="ani@desk")

    def _revoke(self) -> None:
        known = self.store.ledger_facts(0, 2**62).imported
        if known:
            fact = ImportRevoked(self.dice.choice(known).import_id, "wrong file")
            self.store.record([fact], at=self.now, author="budi", via="budi@desk")
