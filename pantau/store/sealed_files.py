"""What becomes of the files of samples with time: days are packed, months thinned, room given back.

Whoever tells the journal of it is pantau.store.keeper.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

import apsw

from pantau.facts.instant import DAY, MINUTE
from pantau.store import sealed_days
from pantau.store.connection import row, sync_folder, transaction
from pantau.store.errors import StoreBusy, StoreDamaged
from pantau.store.migrate import one_at_a_time
from pantau.store.month_files import MonthFiles
from pantau.store.months import month_of
from pantau.store.opened import let_go
from pantau.store.sealed_days import Blocks, DaysOfFile, Remaining

if TYPE_CHECKING:
    from pantau.store.thinning import Spans

Key = TypeVar("Key")
Value = TypeVar("Value")
Tell = Callable[[Blocks, Blocks, Remaining], None]
"""Told of a day's blocks before and after, and of the rows that are left of it."""


class SealedFiles(MonthFiles):
    """The monthly files as their keeper needs them. Not for several threads."""

    def seal_one(self, upto: int, most: int | None, tell: Tell) -> bool:
        """Seal the oldest UTC day that was over by ``upto`` and has hot rows: so many sites at a
        time, each time in one transaction.

        ``tell`` is called with the day's blocks before and after, inside each transaction: if it
        raises, these sites stay as they were. ``most``: sites and probes at a time; None: as many
        as are good for those who wait. Whether there was a day: who wants all of them sealed asks
        again. Raises StoreDamaged where only damaged ones are left.
        """
        from pantau.store import sealing  # noqa: PLC0415 - numpy, which few commands need

        damage: StoreDamaged | None = None
        for month in self.months(0, upto):
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

    def sealed(self) -> Iterator[list[Blocks]]:
        """Month by month the packed days, in order.

        A damaged file counts as empty: `pantau verify` says what there is to say of it.
        """
        for month in self.months():
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

    def days_of(self, month: str) -> DaysOfFile:
        """What a month's file holds, day by day. Raises StoreDamaged naming the file."""
        found = self._ask(month, lambda db: [sealed_days.days_of(db)], damaged_is_empty=False)
        return found[0] if found else DaysOfFile((), {})
