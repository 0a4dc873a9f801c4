"""The one door to what must outlive a restart."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING

import apsw

from pantau.facts.causes import CauseSuggested
from pantau.facts.degraded import Spell
from pantau.facts.device import Reading
from pantau.facts.device_entries import OnReserve
from pantau.facts.journal import Entry, Fact, WatchOpened
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Gap, Interval, LedgerFacts, Outage, Sample, SiteState, Watch
from pantau.facts.sealed import AROUND_US
from pantau.facts.words import Cause, Left
from pantau.language import Sentence, to_say
from pantau.store import (
    brought,
    chain,
    degraded,
    kept,
    ledger,
    power,
    projected_sealed,
    projections,
    reading,
    search,
    suggestions,
    watching,
)
from pantau.store.anchors import Anchor, read_anchors
from pantau.store.applied import Applied, applied
from pantau.store.brought import Brought
from pantau.store.connection import BUSY_MS, identity, make_folder, transaction, translated
from pantau.store.errors import FactRefused, StoreDamaged, StoreUnwritable
from pantau.store.journal_file import JOURNAL, demand_same, make_journal, open_journal
from pantau.store.migrate import demand_unmoved, migrations, one_at_a_time, steps_done
from pantau.store.pen import Pen, View
from pantau.store.projected_sealed import Named
from pantau.store.sample_reader import SampleReader
from pantau.store.samples import SAMPLES, SampleFiles
from pantau.store.search import Found, Wanted
from pantau.store.upgrade import upgrade
from pantau.store.watching import Begun, Commit

if TYPE_CHECKING:  # numpy, which few commands need
    from pantau.store.alike import StockRow


class Store(SampleReader):
    """Journal, projections and samples of one data directory.

    May be shared by threads: of the journal one operation runs at a time, and of the samples one.
    Any operation may raise StoreBusy, StoreUnwritable or StoreDamaged; nothing is then
    half-written, and the same object works again once the cause is gone. Instants are microseconds
    UTC, windows half-open.
    """

    def __init__(
        self, path: Path, db: apsw.Connection, samples: SampleFiles, *, readonly: bool
    ) -> None:
        """Use ``Store.open``."""
        self._path = path
        self._db = db
        self._identity = identity(path)
        self._steps = 0 if readonly else steps_done(db)
        self._samples = samples
        self._readonly = readonly
        self._lock = RLock()
        # One of their own: whoever waits for a month's file must not keep from the journal the one
        # who holds that file, and lets go of it only when the journal has taken an entry.
        self._samples_lock = RLock()
        self._is_together = False
        self._is_torn = False

    @classmethod
    def open(cls, data: Path, *, readonly: bool = False, busy_ms: int = BUSY_MS) -> "Store":
        """Open the store in ``data``; create (0700, files 0600) and migrate it unless readonly.

        ``busy_ms``: how long to wait for another process's lock. Raises StoreMissing (readonly and
        nothing there), StoreTooNew, StoreTooOld (readonly), SqliteTooOld, StoreDamaged.
        """
        path = data / JOURNAL
        samples = SampleFiles(data / SAMPLES, readonly=readonly, busy_ms=busy_ms)
        if readonly:
            db = open_journal(path, busy_ms)
        else:
            make_folder(data)
            with translated(path), one_at_a_time(data):
                upgrade(data)
                db = make_journal(path, busy_ms)
        return cls(path, db, samples, readonly=readonly)

    @property
    def data(self) -> Path:
        """The data directory."""
        return self._path.parent

    @property
    def readonly(self) -> bool:
        """Whether it was opened so."""
        return self._readonly

    def close(self) -> None:
        """Close every file. A second time does nothing."""
        with self._lock, self._samples_lock:
            self._samples.close()
            self._db.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Writing

    def record(self, facts: Sequence[Fact], *, at: int, author: str, via: str) -> list[Entry]:
        """Append facts, all or none; returns them as entries. Raises FactRefused.

        ``at``: now; an entry is never dated before its predecessor. ``via``: system user and host,
        or web session.
        """
        if any(isinstance(fact, WatchOpened) for fact in facts):
            raise FactRefused(
                to_say("a run of the collector begins with begin_watch, nothing was written")
            )
        with self._writing() as db:
            return chain.append(db, facts, at=at, author=author, via=via)

    @contextmanager
    def pen(self, *, at: int, author: str, via: str) -> Iterator[Pen]:
        """Look, decide and record in one transaction, so that what was seen still holds.

        An exception undoes it all; so does leaving without having recorded anything.
        """
        with self._writing() as db:
            yield Pen(db, at, author, via)

    def keep(self, content: bytes) -> str:
        """Keep a file by its content; returns its SHA-256 in hex, to be named in a fact."""
        self._demand_writable()
        return kept.keep(self.data, content)

    def kept(self, digest: str) -> bytes:
        """What was kept under a digest. Raises StoreDamaged where it is not there as it was."""
        return kept.read(self.data, digest)

    @contextmanager
    def view(self) -> Iterator[View]:
        """What people said, as of one moment. To be left soon: it is a read transaction."""
        with self._reading() as db:
            yield View(db)

    def begin_watch(self, *, at: int, author: str, via: str) -> Begun:
        """Open a run of the collector; a run found open is closed where its last commit reached.

        Raises ClockBehind where ``at`` is before anything that the journal knows.
        """
        with self._writing() as db:
            return watching.begin(db, at=at, author=author, via=via)

    def commit(self, c: Commit) -> None:
        """Write what the collector learned in one transaction. Raises RunNotOpen, FactRefused."""
        with self._writing() as db:
            watching.commit(db, c)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written in this block is one transaction: a past that is brought in whole.

        Each entry keeps its own instant, and the chain is the same as if they had come one by one.
        Nobody else can write meanwhile, so this is not for a store that is in use. An exception
        undoes it all, in any step of it too: FactRefused where somebody caught that one inside.
        """
        with self._writing():
            self._is_together, self._is_torn = True, False
            try:
                yield
            finally:
                self._is_together = False
            if self._is_torn:
                raise FactRefused(to_say("a step of what was to be written together failed"))

    def commit_all(self, commits: Iterable[Commit]) -> None:
        """Write commits one after the other in one transaction: a past that is brought in whole.

        Each keeps its own instants, and the chain is the same as if they had come one by one.
        Raises RunNotOpen, FactRefused.
        """
        with self._writing() as db:
            for each in commits:
                watching.commit(db, each)

    def write_samples(self, samples: Sequence[Sample]) -> None:
        """Write minute samples; the same site, probe and minute replaces what was there."""
        self._demand_writable()
        with self._samples_lock:
            self._samples.write(samples)

    def write_readings(self, readings: Sequence[Reading]) -> None:
        """Write what devices said; the same site, probe and minute replaces what was there."""
        self._demand_writable()
        with self._samples_lock:
            self._samples.write_readings(readings)

    def write_alike_minutes(
        self, stock: Iterable["StockRow"], minutes: Iterable[tuple[int, int]]
    ) -> None:
        """Write millions of minute samples that repeat a stock of minutes; see StockRow.

        ``minutes``: (begin of a minute as instant, number of the minute in the stock), each
        instant later than the one before. What is there already stays as it is.
        """
        self._demand_writable()
        with self._samples_lock:
            self._samples.write_alike(stock, minutes)

    def rebuild_projections(self) -> None:
        """Fill the current tables from the journal anew, in one transaction."""
        with self._writing() as db:
            projections.rebuild(db)

    # Reading the journal

    def head(self) -> tuple[int, bytes]:
        """Number and hash of the last entry; (0, 32 zero bytes) for an empty journal."""
        with self._reading() as db:
            seq, _, digest = chain.head(db)
            return seq, digest

    def anchors(self) -> list[Anchor]:
        """The heads that were noted beside the journal, in the order of their days."""
        return [anchor for _, anchor in read_anchors(self.data)[0]]

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

    # Reading what the entries add up to

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

    def _demand_writable(self) -> None:
        if self._readonly:
            raise StoreUnwritable(
                to_say("this store was opened for reading only; nothing was written")
            )

    @contextmanager
    def _reading(self) -> Iterator[apsw.Connection]:
        demand_same(self._path, self._identity)
        with self._lock, translated(self._path), self._transaction("BEGIN"):
            try:
                yield self._db
            except UnicodeDecodeError:
                raise  # a ValueError, but ``translated`` knows it by its own name
            except (ValueError, OverflowError) as error:
                text = Sentence(
                    to_say("{path} holds a value that we never wrote: {error}"),
                    path=str(self._path),
                    error=str(error),
                )
                raise StoreDamaged(text) from error

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        self._demand_writable()
        demand_same(self._path, self._identity)
        # IMMEDIATE: the head that is read is still the head when the entry is written.
        with self._lock, translated(self._path), self._transaction("BEGIN IMMEDIATE"):
            demand_unmoved(self._db, migrations("journal"), self._steps)
            yield self._db

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        """One of its own, or a step of the one that ``together`` holds."""
        if not self._is_together:
            with transaction(self._db, begin):
                yield
            return
        try:
            yield
        except BaseException:
            self._is_torn = True
            raise
