"""Minute samples in files of their own, one a UTC month: data/samples/2026-10.sqlite.

They are evidence, not facts: no availability depends on them, a power cut may take the current
minute, and a damaged file never hinders the journal.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import apsw

from pantau.facts.device import Reading
from pantau.facts.instant import DAY, MINUTE, from_datetime, to_datetime
from pantau.facts.measured import Sample
from pantau.language import to_say
from pantau.store import reading_rows, sample_rows, sealed_days
from pantau.store.aside import move_aside
from pantau.store.connection import (
    connect,
    make_folder,
    row,
    sync_folder,
    transaction,
    translated,
)
from pantau.store.errors import FactRefused, StoreBusy, StoreDamaged, StoreMissing
from pantau.store.migrate import demand_current, migrate, migrations, one_at_a_time
from pantau.store.opened import Opened, let_go, or_closed
from pantau.store.sealed_days import Blocks, DaysOfFile, Remaining

if TYPE_CHECKING:
    from pantau.facts.minutes import Minutes
    from pantau.store.alike import StockRow
    from pantau.store.sealing import Shelf
    from pantau.store.thinning import Spans

log = logging.getLogger(__name__)

SAMPLES = "samples"
FILE_NAME = re.compile(r"\d{4}-(0[1-9]|1[0-2])\.sqlite")
Answer = TypeVar("Answer")
Key = TypeVar("Key")
Value = TypeVar("Value")
Tell = Callable[[Blocks, Blocks, Remaining], None]
"""Told of a day's blocks before and after, and of the rows that are left of it."""
_KEPT_OPEN = 3
_LAST = 253_402_300_799_000_000  # the last second of the year 9999


def month_of(at: int) -> str:
    """The UTC month of an instant, as "2026-10"."""
    moment = to_datetime(at)
    return f"{moment.year:04d}-{moment.month:02d}"


def month_window(month: str) -> tuple[int, int]:
    """Begin and end of a UTC month ("2026-10")."""
    begin = datetime(int(month[:4]), int(month[5:]), 1, tzinfo=UTC)
    end = (begin + timedelta(days=32)).replace(day=1)
    return from_datetime(begin), from_datetime(end)


class SampleFiles:
    """The monthly files below ``folder``, opened when first needed. Not for several threads."""

    def __init__(self, folder: Path, *, readonly: bool, busy_ms: int) -> None:
        self._folder = folder
        self._readonly = readonly
        self._busy_ms = busy_ms
        self._open: dict[str, Opened] = {}

    def close(self) -> None:
        """Close every file."""
        while self._open:
            self._open.popitem()[1].db.close()

    def write(self, samples: Sequence[Sample]) -> None:
        """One transaction per month; a sample of the same site, probe and minute is replaced."""
        for sample in samples:
            if sample.at % MINUTE:
                raise FactRefused(
                    to_say("a sample of '{site}' does not begin with a minute"), site=sample.site
                )
        in_order = sorted(samples, key=lambda sample: sample.at)
        for month, group in groupby(in_order, key=lambda sample: month_of(sample.at)):
            rows = list(group)
            try:
                self._write(month, rows)
            except StoreDamaged:
                self._set_aside(month)
                self._write(month, rows)

    def _write(self, month: str, samples: list[Sample]) -> None:
        with self._writing(month) as db:
            sample_rows.write(db, samples)

    def _set_aside(self, month: str) -> None:
        """Move a damaged file away: what is in it can still be mended, and what comes is kept.

        It closed itself when it was found damaged. Raises StoreUnwritable.
        """
        path = self._folder / f"{month}.sqlite"
        with translated(path), one_at_a_time(self._folder):
            aside = move_aside(path)
        log.error("%s is damaged and was set aside as %s; a new one is begun", path, aside.name)

    def write_alike(self, stock: Iterable["StockRow"], minutes: Iterable[tuple[int, int]]) -> None:
        """Write these minutes of the heartbeat out of a stock; see pantau.store.alike."""
        from pantau.store.alike import Stock  # noqa: PLC0415 - numpy, which few commands need

        ready = Stock(stock)
        for month, group in groupby(minutes, key=lambda minute: month_of(minute[0])):
            with self._file(month) as db:
                ready.write(db, group)

    def seal_one(self, upto: int, most: int | None, tell: Tell) -> bool:
        """Seal the oldest UTC day that was over by ``upto`` and has hot rows: so many sites at a
        time, each time in one transaction.

        ``tell`` is called with the day's blocks before and after, inside each transaction: if it
        raises, these sites stay as they were. ``most``: sites and probes at a time; None: as many
        as are good for those who wait. Whether there was a day: who wants all of them sealed asks
        again. Raises StoreDamaged where only damaged ones are left.
        """
        from pantau.store import sealing  # noqa: PLC0415 - as above

        damage: StoreDamaged | None = None
        for month in self._months(0, upto):
            try:
                with self._file(month) as db:
                    days = sorted(
                        {
                            day
                            for shelf in sealing.SHELVES
                            for day in sealing.open_days(db, shelf, upto // MINUTE)
                        }
                    )
            except StoreDamaged as error:
                damage = error
                continue
            for day in days:
                try:
                    while self._seal_some(month, day, most, tell):
                        pass
                except StoreDamaged as error:
                    # Its rows stay hot; the other days need not wait for a mend.
                    damage = error
                else:
                    return True
        if damage is not None:
            raise damage
        return False

    def _seal_some(self, month: str, day: int, most: int | None, tell: Tell) -> bool:
        """Whether there was any site left to seal."""
        from pantau.store import sealing  # noqa: PLC0415 - as above

        # Reading and packing hinder nobody: only where somebody wrote meanwhile is it done once
        # more, and then behind the lock.
        for begin in ("BEGIN", "BEGIN IMMEDIATE"):
            try:
                with self._file(month) as db, transaction(db, begin):
                    sites = sealing.some_of(db, day, most or sealing.LINES)
                    if sites is None:
                        return False
                    ready = [
                        (shelf, sealing.packed(db, shelf, day, sites)) for shelf in sealing.SHELVES
                    ]
                    coming = {shelf.sealed: sealing.by_key(blocks) for shelf, blocks in ready}
                    before, after = sealed_days.before_and_after(db, day, coming)
                    for shelf, blocks in ready:
                        sealing.put(db, shelf, day, sites, blocks)
                    tell(before, after, Remaining(db, day))
            except StoreBusy as error:
                if begin != "BEGIN" or not isinstance(error.__cause__, apsw.BusyError):
                    raise
            else:
                break
        return True

    def sites(self, begin: int, end: int) -> list[str]:
        """Those of which there is any sample in a month that [begin, end) touches, by id.

        Raises StoreDamaged naming the file.
        """
        found: set[str] = set()
        for month in self._months(begin, end):
            found.update(self._ask(month, sample_rows.sites, damaged_is_empty=False))
        return sorted(found)

    def sealed(self) -> Iterator[list[Blocks]]:
        """Month by month the packed days, in order.

        A damaged file counts as empty: `pantau verify` says what there is to say of it.
        """
        for month in self._months(0, _LAST):
            yield self._ask(month, sealed_days.all_of, damaged_is_empty=True)

    def thin(
        self,
        month: str,
        spans: "Spans | None",
        tell: Callable[[list[Blocks], list[Blocks]], None],
    ) -> None:
        """Leave of a month only these spans, with None nothing.

        ``tell`` is called with the days before and after, before the transaction ends: if it
        raises, all stays as it was. Raises StoreDamaged.
        """
        from pantau.store import thinning  # noqa: PLC0415 - as above

        with self._file(month) as db, transaction(db, "BEGIN IMMEDIATE"):
            before = sealed_days.all_of(db)
            thinning.thin(db, spans)
            tell(before, sealed_days.all_of(db))

    def give_back(self, month: str) -> bool:
        """Give the room that nothing stands on back to the disk; whether there was any.

        An empty file goes. Raises StoreDamaged.
        """
        from pantau.store import thinning  # noqa: PLC0415 - as above

        with self._file(month) as db:
            # Behind the lock: a sample that comes now waits, and then finds another file. Nobody
            # makes one of that name before the log of this one is gone.
            with one_at_a_time(self._folder), transaction(db, "BEGIN IMMEDIATE"):
                is_empty = thinning.is_empty(db)
                if is_empty:
                    self._unlink(month)
            if not is_empty:
                if row(db, "PRAGMA freelist_count") == (0,):
                    return False
                db.execute("VACUUM")
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if is_empty:
            let_go(self._open.pop(month).db)
        return True

    def _unlink(self, month: str) -> None:
        # The log after its file, on the disk too: without it the file would say again what it said
        # when the log was last carried over.
        for endings in (("",), ("-wal", "-shm")):
            for ending in endings:
                (self._folder / f"{month}.sqlite{ending}").unlink(missing_ok=True)
            sync_folder(self._folder)

    def is_loose(self, month: str) -> bool:
        """Whether more than a twentieth of a month's file is room that nothing stands on.

        Raises StoreDamaged.
        """

        def shares(db: apsw.Connection) -> list[tuple[int, int]]:
            (free,), (pages,) = (
                row(db, f"PRAGMA {each}_count") or (0,) for each in ("freelist", "page")
            )
            return [(free, pages)]

        found = self._ask(month, shares, damaged_is_empty=False)
        return any(20 * free > pages for free, pages in found)

    def has_day(self, day: int) -> bool:
        """Whether the month of a day (whole days since 1970-01-01) has a file."""
        return month_of(day * DAY) in self.months()

    def ask_day(
        self, day: int, question: Callable[[apsw.Connection], list[tuple[Key, Value]]]
    ) -> dict[Key, Value]:
        """What a question to the file of a day answers; without one nothing. StoreDamaged."""
        if not self.has_day(day):
            return {}
        return dict(self._ask(month_of(day * DAY), question, damaged_is_empty=False))

    def change_day(
        self,
        day: int,
        change: Callable[[apsw.Connection], None],
        tell: Callable[[Blocks, Blocks], None],
    ) -> None:
        """Change the packed blocks of a day in one transaction.

        ``tell`` is called as with ``seal_one``. Raises StoreDamaged.
        """
        with self._file(month_of(day * DAY)) as db, transaction(db, "BEGIN IMMEDIATE"):
            before = sealed_days.blocks_of(db, day)
            change(db)
            tell(before, sealed_days.blocks_of(db, day))

    def months(self) -> list[str]:
        """Those that have a file, in order."""
        return self._months(0, _LAST)

    def sizes(self) -> dict[str, int]:
        """By month, in order, the bytes of its file, the newest part beside it included."""
        found = {}
        for month in self.months():
            parts = (self._folder / f"{month}.sqlite{ending}" for ending in ("", "-wal"))
            found[month] = sum(part.stat().st_size for part in parts if part.exists())
        return found

    def days_of(self, month: str) -> DaysOfFile:
        """What a month's file holds, day by day. Raises StoreDamaged naming the file."""
        found = self._ask(month, lambda db: [sealed_days.days_of(db)], damaged_is_empty=False)
        return found[0] if found else DaysOfFile((), {})

    def recent_heartbeats(self, since: int, until: int) -> list[Sample]:
        """Those of the minutes that begin in [since, until), by minute and site.

        A damaged file counts as empty: what is learned from it is only a better guess.
        """
        found: list[Sample] = []
        for month in self._months(since, until):
            found += self._ask(
                month,
                partial(sample_rows.heartbeats, since=since, until=until),
                damaged_is_empty=True,
            )
        return found

    def last(self) -> dict[str, Sample]:
        """By site, the newest heartbeat sample of the last ten minutes that were written."""
        newest: dict[str, Sample] = {}
        last_at: int | None = None
        for month in reversed(self._months(0, _LAST)[-2:]):
            if last_at is not None and month < month_of(sample_rows.fresh_since(last_at)):
                break  # The ten minutes all lie in the newer file: all but once a month.
            found = self._ask(
                month, partial(sample_rows.fresh, last_at=last_at), damaged_is_empty=True
            )
            for sample in found:
                newest.setdefault(sample.site, sample)
            last_at = found[0].at if found and last_at is None else last_at
        return newest

    def of_sites(
        self, shelf: "Shelf", begin: int, end: int, sites: Sequence[str], probe: str | None = None
    ) -> Iterator[tuple[str, dict[str, "Minutes"]]]:
        """Each of the sites in its turn: by probe, or of one ``probe``, all with ``begin`` <= at <
        ``end``. A probe of which there is nothing may be missing.

        The hot rows are read first: a day that is sealed meanwhile is then met twice, not never.
        Raises StoreDamaged naming the file.
        """
        from pantau.facts.minutes import Minutes, joined  # noqa: PLC0415 - as above
        from pantau.store import sealing  # noqa: PLC0415 - as above

        window, none = (-(-begin // MINUTE), -(-end // MINUTE)), Minutes.none(shelf.columns)
        only = sites[0] if len(sites) == 1 else None
        months = self._months(begin, end)
        hot: dict[str, defaultdict[str, dict[str, Minutes]]] = {}
        for month in months:
            of_month = hot[month] = defaultdict(dict)
            rows = partial(sealing.hot_of, shelf=shelf, window=window, site=only, probe=probe)
            for name, of_probe, found in self._ask(month, rows, damaged_is_empty=False):
                of_month[name][of_probe] = found
        for site in sites:
            parts: defaultdict[str, list[Minutes]] = defaultdict(list)
            for month in months:
                asked = partial(
                    sealing.sealed_of, shelf=shelf, window=window, site=site, probe=probe
                )
                sealed = dict(self._ask(month, asked, damaged_is_empty=False))
                newer = hot[month].pop(site, {})
                for name in sealed.keys() | newer.keys():
                    older = sealed.get(name, none)
                    parts[name].append(older.replaced_by(newer.get(name, none)))
            yield site, {name: joined(each, shelf.columns) for name, each in parts.items()}

    def write_readings(self, readings: Sequence[Reading]) -> None:
        """One transaction per month; a reading of the same site, probe and minute is replaced."""
        in_order = sorted(readings, key=lambda each: each.at)
        for month, group in groupby(in_order, key=lambda each: month_of(each.at)):
            with self._writing(month) as db:
                reading_rows.write(db, list(group))

    def last_readings(self) -> list[Reading]:
        """The newest of each site and probe, of those not sealed yet; none where damaged."""
        newest: dict[tuple[str, str], Reading] = {}
        for month in self._months(0, _LAST)[-2:]:
            for each in self._ask(month, reading_rows.last, damaged_is_empty=True):
                newest[each.site, each.probe] = each
        return list(newest.values())

    def _months(self, begin: int, end: int) -> list[str]:
        """Those with a file that may hold something of [begin, end), in order."""
        if not self._folder.is_dir():
            return []
        there = sorted(
            path.stem for path in self._folder.iterdir() if FILE_NAME.fullmatch(path.name)
        )
        # Clamped to what a calendar reaches: a window may be open on either side.
        first, last = (month_of(min(max(at, 0), _LAST)) for at in (begin, end))
        return [month for month in there if first <= month <= last]

    def _ask(
        self,
        month: str,
        question: Callable[[apsw.Connection], list[Answer]],
        *,
        damaged_is_empty: bool,
    ) -> list[Answer]:
        try:
            with self._file(month) as db, transaction(db, "BEGIN"):
                return question(db)
        except StoreMissing:
            # The writer has created the file and not yet its tables.
            return []
        except StoreDamaged:
            if damaged_is_empty:
                return []
            raise

    @contextmanager
    def _writing(self, month: str) -> Iterator[apsw.Connection]:
        """A transaction on the file that bears the month's name once nobody else writes to it: an
        empty one may have gone while we waited."""
        while True:
            with self._file(month) as db, transaction(db, "BEGIN IMMEDIATE"):
                if self._open[month].is_at(self._folder / f"{month}.sqlite"):
                    yield db
                    return

    @contextmanager
    def _file(self, month: str) -> Iterator[apsw.Connection]:
        path = self._folder / f"{month}.sqlite"
        with translated(path):
            opened = self._open.pop(month, None)
            if opened is not None and not opened.is_at(path):
                let_go(opened.db)
                opened = None
            opened = opened or self._opened(path)
            # The one used last is closed last.
            self._open[month] = opened
            while len(self._open) > _KEPT_OPEN:
                self._open.pop(next(iter(self._open))).db.close()
            try:
                if not self._readonly:
                    opened.demand_unmoved()
                yield opened.db
            except (apsw.CorruptError, apsw.NotADBError):
                # Opened anew next time: by then somebody may have put a sound file there.
                self._open.pop(month).db.close()
                raise
            except ValueError as error:
                if isinstance(error, UnicodeDecodeError):
                    raise  # ``translated`` knows it by its own name
                raise StoreDamaged(
                    to_say("{path} is damaged: {error}; bring back the last backup"),
                    path=path,
                    error=error,
                ) from (error)

    def _opened(self, path: Path) -> Opened:
        steps = migrations("samples")
        if self._readonly:
            db = connect(path, readonly=True, busy_ms=self._busy_ms, synchronous="FULL")
            return or_closed(db, path, lambda: demand_current(db, steps))
        make_folder(self._folder)
        with one_at_a_time(self._folder):
            db = connect(path, readonly=False, busy_ms=self._busy_ms, synchronous="FULL")
            return or_closed(db, path, lambda: migrate(db, steps))
