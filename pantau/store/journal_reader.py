"""All that can be asked of the journal: its entries, and what they add up to."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection
from contextlib import AbstractContextManager

import apsw

from pantau.facts.causes import CauseSuggested
from pantau.facts.degraded import Spell
from pantau.facts.device_entries import OnReserve
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Gap, Interval, LedgerFacts, Outage, SiteState, Watch
from pantau.facts.sealed import AROUND_US
from pantau.facts.words import Cause, Left
from pantau.store import (
    brought,
    chain,
    degraded,
    ledger,
    power,
    projected_sealed,
    reading,
    search,
    suggestions,
)
from pantau.store.applied import Applied, applied
from pantau.store.brought import Brought
from pantau.store.projected_sealed import Named
from pantau.store.search import Found, Wanted


class JournalReader(ABC):
    """Part of ``Store``. Instants are microseconds UTC, windows half-open."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[apsw.Connection]:
        """As of one moment."""

    # Its entries

    def head(self) -> tuple[int, bytes]:
        """Number and hash of the last entry; (0, 32 zero bytes) for an empty journal."""
        with self._reading() as db:
            seq, _, digest = chain.head(db)
            return seq, digest

    def entry(self, seq: int) -> Entry | None:
        """One entry."""
        with self._reading() as db:
            return reading.entry(db, seq)

    def entries(
        self,
        *,
        kinds: Collection[EntryKind] | None = None,
        subject: str | None = None,
        begin: int | None = None,
        end: int | None = None,
        after: int = 0,
        limit: int | None = None,
    ) -> list[Entry]:
        """Entries in order, of these kinds and subject, dated in [begin, end), behind ``after``."""
        with self._reading() as db:
            return reading.entries(
                db, kinds=kinds, subject=subject, begin=begin, end=end, after=after, limit=limit
            )

    def find(self, wanted: Wanted, *, before: int | None = None, most: int = 50) -> Found:
        """The newest entries that are wanted, with numbers below ``before``; at most ``most``.

        However far it has to look, no transaction lasts longer than a look of AT_ONCE entries.
        """
        with self._reading() as db:
            low, high = search.bounds(db, wanted)
        high = high if before is None else min(high, before)
        entries: list[Entry] = []
        while high > low and len(entries) < most:
            begin = max(low, high - search.AT_ONCE)
            with self._reading() as db:
                entries += search.look(db, wanted, begin, high, most - len(entries))
            high = entries[-1].seq if len(entries) == most else begin
        return Found(tuple(entries), high if high > low else None)

    # What they add up to

    def states(self) -> dict[str, SiteState]:
        """By site, what the collector thought last; sites that left the inventory included."""
        with self._reading() as db:
            return reading.states(db)

    def last_watch(self) -> Watch | None:
        """The newest run of the collector."""
        with self._reading() as db:
            return reading.last_watch(db)

    def outages(self, begin: int, end: int, site: str | None = None) -> list[Outage]:
        """Outages that overlap the window, open ones included, by start and site."""
        with self._reading() as db:
            return reading.outages(db, begin, end, site)

    def outage(self, id: str) -> Outage | None:
        """One outage, a voided one too; None where its import was revoked."""
        with self._reading() as db:
            return reading.outage(db, id)

    def open_outages(self) -> list[Outage]:
        """Outages without an end, the oldest first."""
        with self._reading() as db:
            return reading.open_outages(db)

    def degraded(self, begin: int, end: int, site: str | None = None) -> list[Spell]:
        """Spells of degradation that overlap the window, open ones included, by start and site."""
        with self._reading() as db:
            return degraded.spells(db, begin, end, site)

    def open_degraded(self) -> list[Spell]:
        """Spells of degradation without an end, the oldest first."""
        with self._reading() as db:
            return degraded.open_spells(db)

    def suggestions(self, outages: Collection[str]) -> dict[str, CauseSuggested]:
        """By id, what the collector suggests as the cause of these outages, where it does."""
        with self._reading() as db:
            return suggestions.suggestions(db, outages)

    def suggested_causes(self, begin: int, end: int) -> Counter[tuple[Cause, bool]]:
        """Outages that began in the window, by the cause suggested and whether it is the last word.

        Void and revoked ones, and those without a suggestion, count nowhere.
        """
        with self._reading() as db:
            return suggestions.counted(db, begin, end)

    def gaps(self, begin: int, end: int) -> list[Gap]:
        """Gaps that overlap the window, open ones included, by start and site."""
        with self._reading() as db:
            return reading.gaps(db, begin, end)

    def ledger_facts(self, begin: int, end: int) -> LedgerFacts:
        """All that the time ledger of a window needs, as of one moment, not clipped."""
        with self._reading() as db:
            return ledger.ledger_facts(db, begin, end)

    def on_reserve(self) -> list[OnReserve]:
        """Devices that run on battery or on their reserve supply, by site and probe."""
        with self._reading() as db:
            return power.on_reserve(db)

    def inventory_text(self, digest: str) -> str | None:
        """The text of an inventory that was applied once."""
        with self._reading() as db:
            return reading.inventory_text(db, digest)

    def last_inventory(self) -> str | None:
        """The digest of the inventory applied last."""
        with self._reading() as db:
            return reading.last_inventory(db)

    def newest(self, kind: EntryKind) -> int | None:
        """The number of the newest entry of this kind; None where there is none."""
        with self._reading() as db:
            return reading.newest(db, kind)

    def applied(self) -> Applied | None:
        """The inventory applied last and the sites that departed, as of one moment."""
        with self._reading() as db:
            return applied(db)

    def brought(self) -> Brought:
        """How many reports of people and imports there are."""
        with self._reading() as db:
            return brought.brought(db)

    def sealed_days(self) -> dict[str, Named]:
        """By UTC day ("2026-10-31"), what entries said of its packed samples."""
        with self._reading() as db:
            return projected_sealed.named_days(db)

    def thinned_months(self) -> dict[str, Left]:
        """By UTC month ("2026-10"), what is left of its samples where their term is over."""
        with self._reading() as db:
            return projected_sealed.thinned_months(db)

    def outage_spans(self, begin: int, end: int, *, now: int) -> list[tuple[str, Interval]]:
        """Site and span of every outage whose evidence lies in the window, voided ones too."""
        with self._reading() as db:
            return reading.outage_spans(db, begin, end, now, AROUND_US)
