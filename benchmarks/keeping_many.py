"""Ten thousand sites written minute by minute, while a day of theirs is packed beside it.

As in the collector: one process, the packing in a thread with a store of its own.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from benchmarks.keeping_month import BEGIN, line
from benchmarks.keeping_ours import rounds
from benchmarks.rows import Row, Target
from benchmarks.waits import Spent, spent
from pantau.facts.instant import DAY, MINUTE
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Sample
from pantau.store import Keeper, Store, StoreBusy
from pantau.store.connection import BUSY_MS, connect
from pantau.store.months import SAMPLES, month_of

_SITES, _LINES = 10_000, 100
_ALONE, _DAY = 20, 1_440  # minutes
_PATIENCE_S = 300
_PACKER_BUSY_MS = 2_000  # as the collector's
_AGAIN = (
    "INSERT INTO hot SELECT minute + ?, site_no, probe_no, sent, received,"
    " rtt_min_us, rtt_median_us, rtt_max_us, jitter_us FROM hot WHERE minute < ?"
)


@dataclass
class _Packer:
    """Packs the day in a thread; what came of it, once that has ended."""

    data: Path
    took: Spent = field(default_factory=Spent)
    refused: int = 0
    parts: int = 0

    def work(self) -> None:
        with (
            Store.open(self.data, busy_ms=_PACKER_BUSY_MS) as store,
            Keeper(store, author="bench", via="bench", busy_ms=_PACKER_BUSY_MS) as keeper,
            spent() as self.took,
        ):
            while not self._packed(keeper):
                self.refused += 1
            self.parts = len(store.entries(kinds=[EntryKind.SAMPLES_SEALED]))

    def _packed(self, keeper: Keeper) -> bool:
        try:
            return keeper.seal_one_day(BEGIN + DAY, at=BEGIN + DAY + MINUTE)
        except StoreBusy:
            return False


def measure(folder: Path) -> Iterator[Row]:
    """The longest that a minute waited: it is sustained while that is under a minute."""
    minutes = list(rounds([(str(each), line(each, _DAY)) for each in range(_LINES)]))
    with Store.open(folder / "many") as store:
        took = [_written(store, _many(samples, 0)).passed for samples in minutes[:_ALONE]]
        how = f"{_SITES:,} sites; passed time, median of {_ALONE}"
        yield Row("Pantau: a minute of many, alone", median(took), "s", how, (min(took), max(took)))
        _repeat(store.data / SAMPLES / f"{month_of(BEGIN)}.sqlite")
        packer = _Packer(store.data)
        thread = threading.Thread(target=packer.work)
        thread.start()
        waits, late = _beside(store, thread, minutes)
        thread.join()
    yield from _rows(packer, waits, late)


def _rows(packer: _Packer, waits: Sequence[Spent], late: int) -> Iterator[Row]:
    yield Row(
        "Pantau: a day of many packed",
        packer.took.ran,
        "s",
        f"a day of {_SITES:,} sites in {packer.parts} parts, begun again {packer.refused} times; "
        f"processor time of the thread that packs, once; of {packer.took.passed:.0f} s: "
        f"{packer.took}",
    )
    longest, whole = max(waits, key=lambda each: each.passed), Spent()
    for each in waits:
        whole.add(each)
    yield Row(
        "Pantau: a minute of many, beside packing",
        longest.passed,
        "s",
        f"the longest of {len(waits)} one after the other, while a whole day of {_SITES:,} sites "
        f"was packed in {packer.took.passed:.0f} s: {longest}; refused and tried again {late} "
        f"times; of all {whole.passed:.0f} s: {whole}",
        (min(each.passed for each in waits), longest.passed),
        Target(60),
    )


def _repeat(file: Path) -> None:
    """The rest of the first day: the minutes that are there, again and again."""
    db = connect(file, readonly=False, busy_ms=BUSY_MS, synchronous="NORMAL")
    with closing(db):
        for first in range(_ALONE, _DAY, _ALONE):
            db.execute(_AGAIN, (first, BEGIN // MINUTE + _ALONE)).fetchall()


def _beside(
    store: Store, packer: threading.Thread, minutes: Sequence[list[Sample]]
) -> tuple[list[Spent], int]:
    """What each minute of the next day took while the packer worked, and how many were refused."""
    waits: list[Spent] = []
    late, whole = 0, Spent()
    for samples in minutes:
        if waits and (not packer.is_alive() or whole.passed > _PATIENCE_S):
            break
        again, waited = _many(samples, DAY), Spent()
        while waited.passed < _PATIENCE_S:
            try:
                with spent() as once:
                    store.write_samples(again)
            except StoreBusy:
                late += 1
            else:
                break
            finally:
                waited.add(once)
        waits.append(waited)
        whole.add(waited)
    return waits, late


def _written(store: Store, samples: list[Sample]) -> Spent:
    with spent() as once:
        store.write_samples(samples)
    return once


def _many(samples: Sequence[Sample], later: int) -> list[Sample]:
    """The same once for every hundred sites."""
    return [
        replace(each, site=f"{each.site}-{copy}", at=each.at + later)
        for copy in range(_SITES // _LINES)
        for each in samples
    ]
