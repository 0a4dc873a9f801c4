"""The one door to what must outlive a restart."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING

import apsw

from pantau.facts.device import Reading
from pantau.facts.journal import Entry, Fact, WatchOpened
from pantau.facts.measured import Sample
from pantau.language import Sentence, to_say
from pantau.store import chain, kept, projections, watching
from pantau.store.anchors import Anchor, read_anchors
from pantau.store.connection import BUSY_MS, identity, make_folder, transaction, translated
from pantau.store.errors import FactRefused, StoreDamaged, StoreUnwritable
from pantau.store.journal_file import JOURNAL, demand_same, make_journal, open_journal
from pantau.store.journal_reader import JournalReader
from pantau.store.migrate import demand_unmoved, migrations, one_at_a_time, steps_done
from pantau.store.months import SAMPLES
from pantau.store.pen import Pen, View
from pantau.store.sample_reader import SampleReader
from pantau.store.samples import SampleFiles
from pantau.store.upgrade import upgrade
from pantau.store.watching import Begun, Commit

if TYPE_CHECKING:  # numpy, which few commands need
    from pantau.store.alike import StockRow


class Store(JournalReader, SampleReader):
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
        self._steps = steps_done(db)
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

    def is_as_opened(self) -> bool:
        """Whether the journal still stands under its name, and nobody brought its schema up since.

        Months of samples are looked after by themselves.
        """
        if identity(self._path) != self._identity:
            return False
        with self._lock, translated(self._path):
            return steps_done(self._db) == self._steps

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

    def anchors(self) -> list[Anchor]:
        """The heads that were noted beside the journal, in the order of their days."""
        return [anchor for _, anchor in read_anchors(self.data)[0]]

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
