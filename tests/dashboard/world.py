"""A store written through the real Store, in the states that the pages must tell apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dashboard.settings import Settings
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.degraded import DegradedOpened, Shortfall
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.journal import (
    Fact,
    GapOpened,
    InventoryApplied,
    OutageOpened,
    WatchClosed,
    WatchSites,
)
from pantau.facts.measured import ALL_SITES, Evidence, Sample, SiteState
from pantau.facts.words import DegradedReason, GapReason, State, VerdictReason, WatchEnd
from pantau.inventory import Inventory
from pantau.store import Commit, Store
from tests.fakes.inventories import sound

HOSTILE = """<script>alert("x")</script> & 'Dinas' **tebal** [a](http://x) :red[b] $c$"""

HEAD = """\
version: 1
timezone: Asia/Makassar
vantage:
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
contracts:
  contoh-2026:
    provider: Telkom
    number: contoh/2026
    from: 2020-01-01
    to: 2099-12-31
    policy: {restitution: {kind: prorata, cap: 1.0, rounding: half_up}}
    duties: [{id: survei, what: Survei titik blank spot, due: 2026-09-30}]
    tiers:
      fo-50: {objective: 99.5, fee: 2500000}
sites:
"""


def inventory_text(sites: int = 12, first: str = "Dinas Contoh 1") -> str:
    """``sites`` sites in three kecamatan; the first one bears the name ``first``."""
    rows = [HEAD]
    for number in range(1, sites + 1):
        name = (first if number == 1 else f"Dinas Contoh {number}").replace("'", "''")
        kecamatan = ("Tanah Grogot", "Kuaro", "Long Ikis")[number % 3]
        rows.append(
            f"  - {{id: s-{number}, name: '{name}', kind: opd, kecamatan: {kecamatan},"
            f" address: 127.64.{number // 250}.{number % 250 + 1}, contract: contoh-2026,"
            " tier: fo-50}\n"
        )
    return "".join(rows)


@lru_cache
def parsed(text: str) -> Inventory:
    """The meaning of an inventory that must be sound."""
    return sound(text)


def evidence() -> Evidence:
    """What a verdict carries; the pages do not show it."""
    return Evidence("127.64.0.1", 5, 5, 0.02, 0.02, 1e-10, "internet", 0, ())


@dataclass
class World:
    """A data directory and an inventory file, and a collector's words in them."""

    settings: Settings
    text: str = field(default_factory=inventory_text)
    now: int = field(default_factory=lambda: now_us(SystemClock()))
    run: int = 0

    @property
    def inventory(self) -> Inventory:
        """The file's meaning."""
        return parsed(self.text)

    def write_inventory(self) -> None:
        """Put the file where the settings say."""
        self.settings.inventory.write_text(self.text)

    def store(self) -> Store:
        """The store, open for writing."""
        return Store.open(self.settings.data)

    def began(self, ago: int = 30 * MINUTE) -> None:
        """A run began so long ago, every site was up since, and nothing was committed later."""
        begun_at = self.now - ago
        inventory = self.inventory
        sites = [site.id for site in inventory.sites]
        with self.store() as store:
            self.run = store.begin_watch(at=begun_at, author="tester", via="test").run
            facts: list[Fact] = [
                InventoryApplied(digest=inventory.digest, text=self.text),
                WatchSites(run=self.run, since=dict.fromkeys(sites, begun_at), until={}),
            ]
            states = [SiteState(site=site, state=State.UP, since=begun_at) for site in sites]
            self._commit(store, begun_at, facts, states)

    def went_down(self, sites: Sequence[str], ago: int = 10 * MINUTE) -> None:
        """These sites went down so long ago."""
        since = self.now - ago
        with self.store() as store:
            facts = [
                OutageOpened(
                    site=site,
                    started_at=since,
                    last_up_before=since - SECOND,
                    reason=VerdictReason.CHANCE_RULED_OUT,
                    evidence=evidence(),
                )
                for site in sites
            ]
            states = [SiteState(site=site, state=State.DOWN, since=since) for site in sites]
            self._commit(store, since + 5 * SECOND, facts, states)

    def suspected(self, site: str) -> None:
        """A miss of this site is being asked again."""
        with self.store() as store:
            state = SiteState(site, State.UP, self.now - MINUTE, suspect_since=self.now - SECOND)
            self._commit(store, self.now - SECOND, [], [state])

    def degraded(self, site: str) -> None:
        """This site answers badly."""
        with self.store() as store:
            state = SiteState(site, State.DEGRADED, self.now - MINUTE)
            loss = Shortfall(DegradedReason.LOSS, 0.052, 0.024, 0.01, 300, 25)
            opened = DegradedOpened(site, self.now - MINUTE, (loss,))
            self._commit(store, self.now - MINUTE, [opened], [state])

    def blind(self, ago: int = 5 * MINUTE) -> None:
        """Our own connection has been down for so long."""
        since = self.now - ago
        with self.store() as store:
            gap = GapOpened(site=ALL_SITES, started_at=since, reason=GapReason.VANTAGE_BLIND)
            self._commit(store, since + SECOND, [gap], [])

    def committed(self, ago: int = 2 * SECOND) -> None:
        """The last commit was so long ago; each site answered eleven of twelve echoes."""
        until = self.now - ago
        minute = until // MINUTE * MINUTE
        with self.store() as store:
            self._commit(store, until, [], [])
            store.write_samples(
                [
                    Sample(site.id, "icmp", minute, 12, 11, 11_000, 12_340, 19_000, 900)
                    for site in self.inventory.sites
                ]
            )

    def stopped(self, ago: int = 3 * MINUTE) -> None:
        """The run was ended in good order so long ago."""
        until = self.now - ago
        with self.store() as store:
            closed = WatchClosed(run=self.run, until=until, end=WatchEnd.STOPPED)
            self._commit(store, until, [closed], [])

    def _commit(
        self, store: Store, at: int, facts: Sequence[Fact], states: Sequence[SiteState]
    ) -> None:
        store.commit(Commit(self.run, at, tuple(facts), tuple(states), at, "tester", "test"))
