"""Ten thousand sites written minute by minute, while a day of theirs is packed beside it.

As in the collector: one process, the packing in a thread with connections of its own.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.keeping_month import BEGIN, line
from benchmarks.keeping_ours import rounds
from benchmarks.rows import Row, Target
from pantau.facts.instant import DAY, MINUTE
from pantau.facts.measured import Sample
from pantau.store import Keeper, Store, StoreBusy
from pantau.store.connection import BUSY_MS, connect
from pantau.store.samples import SAMPLES, month_of

_SITES, _LINES = 10_000, 100
_ALONE, _DAY = 20, 1_440  # minutes
_PATIENCE_S = 300
_AGAIN = (
    "INSERT INTO hot SELECT minute + ?, site_no, probe_no, sent, received,"
    " rtt_min_us, rtt_median_us, rtt_max_us, jitter_us FROM hot WHERE minute < ?"
)


def measure(folder: Path) -> Iterator[Row]:
    """The longest that a minute waited: it is sustained while that is under a minute."""
    minutes = list(rounds([(str(each), line(each, _DAY)) for each in range(_LINES)]))
    with Store.open(folder / "many") as store:
        took = [_timed(store, _many(samples, 0)) for samples in minutes[:_ALONE]]
        how = f"{_SITES:,} sites; passed time, median of {_ALONE}"
        yield Row("Pantau: a minute of many, alone", median(took), "s", how, (min(took), max(took)))
        _repeat(store.data / SAMPLES / f"{month_of(BEGIN)}.sqlite")
        packed: list[float] = []
        spent: list[float] = []
        packer = threading.Thread(target=_pack, args=(store, packed, spent))
        packer.start()
        took, late = _beside(store, packer, minutes)
        packer.join()
    how = f"a day of {_SITES:,} sites; processor time of the thread that packs, once"
    yield Row("Pantau: a day of many packed", spent[0], "s", how)
    how = (
        f"the longest of {len(took)} one after the other, while a whole day of {_SITES:,} sites "
        f"was packed in {packed[0]:.0f} s; refused and tried again {late} times"
    )
    yield Row("Pantau: a minute of many, beside packing", max(took), "s", how, None, Target(60))


def _repeat(file: Path) -> None:
    """The rest of the first day: the minutes that are there, again and again."""
    db = connect(file, readonly=False, busy_ms=BUSY_MS, synchronous="NORMAL")
    with closing(db):
        for first in range(_ALONE, _DAY, _ALONE):
            db.execute(_AGAIN, (first, BEGIN // MINUTE + _ALONE)).fetchall()


def _beside(
    store: Store, packer: threading.Thread, minutes: Sequence[list[Sample]]
) -> tuple[list[float], int]:
    """What each minute of the next day took while the packer worked, and how many were refused."""
    took: list[float] = []
    late, end = 0, time.monotonic() + _PATIENCE_S
    for samples in minutes:
        if took and (not packer.is_alive() or time.monotonic() > end):
            break
        again, waited = _many(samples, DAY), 0.0
        while waited < _PATIENCE_S:
            began = time.perf_counter()
            try:
                waited += _timed(store, again)
            except StoreBusy:
                late, waited = late + 1, waited + time.perf_counter() - began
            else:
                break
        took.append(waited)
    return took, late


def _timed(store: Store, samples: list[Sample]) -> float:
    began = time.perf_counter()
    store.write_samples(samples)
    return time.perf_counter() - began


def _pack(store: Store, packed: list[float], spent: list[float]) -> None:
    with Keeper(store, author="bench", via="bench") as keeper:
        began, began_cpu = time.perf_counter(), time.thread_time()
        keeper.seal_one_day(BEGIN + DAY, at=BEGIN + DAY + MINUTE)
        packed.append(time.perf_counter() - began)
        spent.append(time.thread_time() - began_cpu)


def _many(samples: Sequence[Sample], later: int) -> list[Sample]:
    """The same once for every hundred sites."""
    return [
        replace(each, site=f"{each.site}-{copy}", at=each.at + later)
        for copy in range(_SITES // _LINES)
        for each in samples
    ]
