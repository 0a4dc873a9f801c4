"""What becomes of samples with time: days are packed, and months go whose term is over.

The journal is told of each before it stands in the month's file (docs/decisions/0039): whatever
kills us between the two, nothing lies there that no entry knows, and nothing is gone without one.
A day that is not as its entries say is left alone: whoever changed it must not have it named anew.
"""

from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from pantau.facts.kinds import EntryKind
from pantau.facts.sealed import SamplesSealed, SealedDay
from pantau.facts.words import Left, SealReason
from pantau.language import to_say
from pantau.store.connection import BUSY_MS
from pantau.store.errors import StoreDamaged
from pantau.store.lock import keeping
from pantau.store.months import SAMPLES, month_window
from pantau.store.projected_sealed import Named, as_day, thinned_fact
from pantau.store.sealed_days import Blocks, Remaining
from pantau.store.sealed_files import SealedFiles
from pantau.store.store import Store

_PACKING = {SealReason.OVER, SealReason.LATE}


class Keeper:
    """Works on the samples of an open store, with connections of its own. Not for several threads.

    ``author``, ``via``: for its entries. Of a store opened for reading it can only be asked.
    ``lines``: sites and probes of a day that are packed at a time; None: as many as are good for
    those who wait. Any operation may raise StoreBusy, StoreUnwritable or StoreDamaged; nothing is
    then half-done that a later call does not finish.
    """

    def __init__(
        self,
        store: Store,
        *,
        author: str,
        via: str,
        busy_ms: int = BUSY_MS,
        lines: int | None = None,
    ) -> None:
        self.store = store
        self._lines = lines
        self._who = {"author": author, "via": via}
        self._files = SealedFiles(store.data / SAMPLES, readonly=store.readonly, busy_ms=busy_ms)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.close()

    def seal_one_day(self, upto: int, *, at: int) -> bool:
        """Pack the oldest UTC day of samples that was over by ``upto``; whether there was one.

        Many sites are packed some at a time, each part with an entry of its own. What is left of a
        day whose packing was cut off is packed for the reason for which that had begun.
        """
        reasons: dict[str, SealReason] = {}

        def tell(before: Blocks, after: Blocks, left: Remaining) -> None:
            named = self.store.sealed_days()
            demand_as_named(named, [before] if before.count else [], rows_beside=True)
            known = named.get(after.day)
            if known is not None:
                _demand_all(known, before, after, left)
            if after.day not in reasons:
                reasons[after.day] = self._reason(after.day, known)
            if known is None or known.digests[-1] != after.digest:
                day = as_day(after, reasons[after.day], rows_left=left.any())
                self._record((day,), at)

        with keeping(self.store.data):
            return self._files.seal_one(upto, self._lines, tell)

    def _reason(self, day: str, known: Named | None) -> SealReason:
        """Why a day is packed now: by what its last packing said of itself, if there was one."""
        if known is None:
            return SealReason.OVER
        last: dict[str, Any] = {}
        for entry in self.store.entries(kinds=[EntryKind.SAMPLES_SEALED], subject=day):
            (said,) = entry.data()["days"]
            last = said if said["reason"] in _PACKING else last
        return SealReason(last["reason"]) if last.get("rows_left") else SealReason.LATE

    def name_found_days(self, *, at: int) -> int:
        """Name what was packed before the journal named any day; how many days those were.

        Afterwards a packed day without an entry is none of ours, and `pantau verify` says so.
        """
        if self.store.sealed_days():
            return 0
        return self.name_written_days(at=at)

    def name_written_days(self, *, at: int) -> int:
        """Name every packed day as it is now: for the one who wrote blocks himself.

        How many days were not named so yet.
        """
        with keeping(self.store.data, waits=True):
            named = self.store.sealed_days()
            found = [
                as_day(each, SealReason.FOUND)
                for month in self._files.sealed()
                for each in month
                if each.day not in named or named[each.day].digests[-1] != each.digest
            ]
            if found:
                self._record(tuple(found), at)
        return len(found)

    def thin(self, month: str, left: Left, rule: str, *, at: int) -> None:
        """Let the samples of a UTC month ("2026-10") go, but for what is ``left``.

        All of its days are packed. ``rule``: the setting that says so. Done again it does only
        what a kill left undone.
        """
        from pantau.store.thinning import around  # noqa: PLC0415 - numpy, which few commands need

        def tell(before: list[Blocks], after: list[Blocks]) -> None:
            demand_as_named(named, before, rows_beside=False)
            if thinned is not left or _newest(named, month) != _digests(after):
                fact = thinned_fact(month, left, rule, before, after)
                self.store.record([fact], at=at, **self._who)

        with keeping(self.store.data):
            named, thinned = self.store.sealed_days(), self.store.thinned_months().get(month)
            spans = None
            if left is Left.EVIDENCE:
                spans = around(self.store.outage_spans(*month_window(month), now=at))
            self._files.thin(month, spans, tell)
            self._files.give_back(month)

    def is_thinned(self, month: str) -> bool:
        """Whether a month that has an entry of having been thinned is as its entries say.

        Raises StoreDamaged.
        """
        found = self._files.days_of(month).packed
        return _digests(found) == _newest(self.store.sealed_days(), month)

    def give_back(self, month: str) -> bool:
        """Give the room that nothing stands on back to the disk; whether there was any.

        An empty file goes. Raises StoreDamaged.
        """
        with keeping(self.store.data):
            return self._files.give_back(month)

    def tighten_one(self, upto: int) -> bool:
        """Give back the room that rows took in a UTC month that was over by ``upto``; whether there
        was one. While a month runs its next rows take that room.

        A damaged file counts as one without any: packing tells of it.
        """
        for month in self._files.months():
            if month_window(month)[1] > upto:
                break
            with suppress(StoreDamaged):
                if self._files.is_loose(month):
                    return self.give_back(month)
        return False

    def _record(self, days: tuple[SealedDay, ...], at: int) -> None:
        self.store.record([SamplesSealed(days)], at=at, **self._who)


def demand_as_named(named: dict[str, Named], days: Iterable[Blocks], *, rows_beside: bool) -> None:
    """Where the journal names days at all it names each that we packed."""
    for each in days:
        known = named.get(each.day)
        if named and (known is None or not known.may_be(each.digest, rows_beside=rows_beside)):
            raise _changed(each.day)


def _demand_all(known: Named, before: Blocks, after: Blocks, left: Remaining) -> None:
    """What an entry names and does not stand may only be what never came to stand: as ``left``."""
    if known.digests[-1] in ("", before.digest):
        return
    if after.count + left.lines() < known.blocks:
        raise _changed(after.day)


def _changed(day: str) -> StoreDamaged:
    return StoreDamaged(
        to_say(
            "the packed samples of {day} are not those that the journal names; they stay as they "
            "are until the month's file comes back from a backup"
        ),
        day=day,
    )


def _newest(named: dict[str, Named], month: str) -> dict[str, str]:
    return {
        day: each.digests[-1]
        for day, each in named.items()
        if day.startswith(month) and each.digests[-1]
    }


def _digests(days: Iterable[Blocks]) -> dict[str, str]:
    return {each.day: each.digest for each in days}
