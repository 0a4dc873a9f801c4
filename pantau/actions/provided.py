"""The store as one provider may read it: whatever is asked, only its own sites are answered for.

The one place where a provider's view is narrowed. A way to read that is neither narrowed here nor
known to tell nothing of anybody makes a test fail.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pantau.actions.provided_entries import narrowed_month, shown_entry
from pantau.actions.provided_view import ProvidedView, narrowed_facts, without_others
from pantau.facts.causes import CauseSuggested
from pantau.facts.degraded import Spell
from pantau.facts.device import Reading
from pantau.facts.device_entries import OnReserve
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Gap, Interval, LedgerFacts, Outage, Sample, SiteState
from pantau.facts.words import Cause
from pantau.inventory.share import Share
from pantau.store import Applied, Brought, Found, Store, Wanted
from pantau.store.connection import BUSY_MS
from pantau.store.pen import View

if TYPE_CHECKING:  # numpy, which few commands need
    from pantau.facts.minutes import Minutes


class ProvidedStore(Store):
    """For reading. ``share``: what is the provider's."""

    share: Share

    @classmethod
    def opened(cls, data: Path, share: Share, *, busy_ms: int = BUSY_MS) -> "ProvidedStore":
        """As ``Store.open``."""
        store = cls.open(data, readonly=True, busy_ms=busy_ms)
        assert isinstance(store, ProvidedStore)  # noqa: S101 - for the type checker
        store.share = share
        return store

    # People's words

    @contextmanager
    def view(self) -> Iterator[View]:
        """As told there, of its own sites."""
        with self._reading() as db:
            yield ProvidedView(db, self.share)

    def kept(self, digest: str) -> bytes:
        """As told there; of a month that was closed only its own rows."""
        return narrowed_month(super().kept(digest), self.share)

    def entry(self, seq: int) -> Entry | None:
        """As told there; of what is not its business only when it was written."""
        found = super().entry(seq)
        if found is None:
            return None
        shown = self._shown([found])
        return shown[0] if shown else replace(found, subject="", payload=b"{}", author="")

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
        """As told there, of its own sites; ``limit`` counts what was looked at."""
        return self._shown(
            super().entries(
                kinds=kinds, subject=subject, begin=begin, end=end, after=after, limit=limit
            )
        )

    def find(self, wanted: Wanted, *, before: int | None = None, most: int = 50) -> Found:  # noqa: ARG002
        """Nothing: the audit trail is for staff."""
        return Found((), None)

    def _shown(self, entries: Sequence[Entry]) -> list[Entry]:
        with self._reading() as db:
            view = ProvidedView(db, self.share)
            found = (shown_entry(each, self.share, view.outage) for each in entries)
            return [each for each in found if each is not None]

    # What the entries add up to

    def states(self) -> dict[str, SiteState]:
        """As told there."""
        return {
            name: state for name, state in super().states().items() if self.share.serves_now(name)
        }

    def outages(self, begin: int, end: int, site: str | None = None) -> list[Outage]:
        """As told there."""
        return self._own_outages(super().outages(begin, end, site))

    def outage(self, id: str) -> Outage | None:
        """As told there; None for another's."""
        found = super().outage(id)
        return found if found and self._own_outages([found]) else None

    def open_outages(self) -> list[Outage]:
        """As told there."""
        return self._own_outages(super().open_outages())

    def _own_outages(self, found: Sequence[Outage]) -> list[Outage]:
        return [
            each for each in found if self.share.sees(each.site, each.started_at, each.ended_at)
        ]

    def degraded(self, begin: int, end: int, site: str | None = None) -> list[Spell]:
        """As told there."""
        return self._own_spells(super().degraded(begin, end, site))

    def open_degraded(self) -> list[Spell]:
        """As told there."""
        return self._own_spells(super().open_degraded())

    def _own_spells(self, found: Sequence[Spell]) -> list[Spell]:
        return [
            each for each in found if self.share.sees(each.site, each.started_at, each.ended_at)
        ]

    def suggestions(self, outages: Collection[str]) -> dict[str, CauseSuggested]:
        """As told there, but for what others shared with the site."""
        found = super().suggestions([each for each in outages if self.outage(each)])
        return {id: without_others(each) for id, each in found.items()}

    def suggested_causes(self, begin: int, end: int) -> Counter[tuple[Cause, bool]]:  # noqa: ARG002
        """None: how good we guess is for staff."""
        return Counter()

    def brought(self) -> Brought:
        """Nothing: what people told and what staff imported is not theirs."""
        return Brought({}, {}, 0)

    def gaps(self, begin: int, end: int) -> list[Gap]:
        """As told there."""
        with self.view() as view:
            return view.gaps(begin, end)

    def ledger_facts(self, begin: int, end: int) -> LedgerFacts:
        """As told there."""
        return narrowed_facts(super().ledger_facts(begin, end), self.share)

    def on_reserve(self) -> list[OnReserve]:
        """As told there."""
        return [each for each in super().on_reserve() if self.share.serves_now(each.site)]

    def inventory_text(self, digest: str) -> str | None:  # noqa: ARG002 - as there
        """None: it names everybody."""
        return None

    def applied(self) -> Applied | None:
        """None: it names everybody."""
        return None

    def outage_spans(self, begin: int, end: int, *, now: int) -> list[tuple[str, Interval]]:
        """As told there."""
        return [
            (site, span)
            for site, span in super().outage_spans(begin, end, now=now)
            if self.share.sees(site, span.begin, span.end)
        ]

    # Samples

    def recent_heartbeats(self, since: int, until: int) -> list[Sample]:
        """As told there."""
        found = super().recent_heartbeats(since, until)
        return [each for each in found if self.share.sees(each.site, each.at, each.at + 1)]

    def last_samples(self, at: int | None = None) -> dict[str, Sample]:
        """As told there."""
        return {
            name: each
            for name, each in super().last_samples(at).items()
            if self.share.serves_now(name)
        }

    def sampled_sites(self, begin: int, end: int) -> list[str]:
        """As told there."""
        found = super().sampled_sites(begin, end)
        return [each for each in found if self.share.sees(each, begin, end)]

    def heartbeats(
        self,
        begin: int,
        end: int,
        sites: Sequence[str],
        columns: tuple[str, ...] | None = None,
    ) -> "Iterator[tuple[str, Minutes]]":
        """As told there."""
        own = [each for each in sites if self.share.sees(each, begin, end)]
        return super().heartbeats(begin, end, own, columns)

    def _of_sites(
        self,
        begin: int,
        end: int,
        sites: Sequence[str],
        probe: str | None = None,
        columns: tuple[str, ...] | None = None,
    ) -> "Iterator[tuple[str, dict[str, Minutes]]]":
        """As told there: all rows, columns, frames and figures of samples come down this way."""
        for site in sites:
            if not self.share.sees(site, begin, end):
                yield site, {}
                continue
            for name, found in super()._of_sites(begin, end, (site,), probe, columns):
                yield name, {each: self._in_terms(site, found[each]) for each in found}

    def readings(self, site: str, probe: str, begin: int, end: int) -> "Minutes":
        """As told there."""
        return self._in_terms(site, super().readings(site, probe, begin, end))

    def readings_of(
        self, begin: int, end: int, sites: Sequence[str]
    ) -> "Iterator[tuple[str, dict[str, Minutes]]]":
        """As told there."""
        own = [each for each in sites if self.share.sees(each, begin, end)]
        for name, found in super().readings_of(begin, end, own):
            yield name, {probe: self._in_terms(name, each) for probe, each in found.items()}

    def last_readings(self) -> list[Reading]:
        """As told there."""
        return [each for each in super().last_readings() if self.share.serves_now(each.site)]

    def _in_terms(self, name: str, found: "Minutes") -> "Minutes":
        """The minutes that it may see: where others served the site too, those of its own terms."""
        from pantau.facts.minutes import joined  # noqa: PLC0415 - numpy, as above

        site = self.share.inventory.site(name)
        if site is not None and name not in self.share.mixed:
            return found
        spans = self.share.spans(site) if site else []
        return joined([found.between(*span) for span in spans], found.names)
