"""The month as Pantau keeps it, and what it takes to read it and to write a round."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from fractions import Fraction
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.keeping_month import BEGIN, DAYS, LENGTH, NAMES, SITES, line
from benchmarks.rows import Row, Target
from pantau.facts.instant import DAY, MINUTE
from pantau.facts.measured import Sample
from pantau.facts.minutes import Minutes
from pantau.sla.quality.measured import percentiles
from pantau.store import Keeper, Store, sealing
from pantau.store.connection import BUSY_MS, connect, transaction
from pantau.store.migrate import migrate, migrations
from pantau.store.months import SAMPLES, month_of, month_window
from pantau.store.sample_rows import HEARTBEAT, numbers

Sites = Sequence[tuple[str, Minutes]]
_END = BEGIN + DAYS * DAY
_AS_ROWS = 1  # days that are written as the collector writes them, at the end of the month
_REPEATED = 7
_SYNCED = 200
_HOT = 60  # minutes of the day that runs
_YEAR, _POINTS = 365, 2_000
_MS = Target(50)
_REPORTED = ("sent", "received", "rtt_median_us")


def write(store: Store, sites: Sites) -> Iterator[Row]:
    """All days but the last as blocks; that one as rows, a round at a time, and then packed."""
    first = LENGTH - _AS_ROWS * 1_440
    write_blocks(store.data, [(name, each.part(0, first)) for name, each in sites])
    with Keeper(store, author="bench", via="bench") as keeper:
        keeper.name_written_days(at=_END)
        yield from _rounds(store, [(name, each.part(first, LENGTH)) for name, each in sites])
        took = _timed(lambda: keeper.seal_one_day(_END, at=_END))
        yield Row("Pantau: a day packed", took, "s", f"{SITES} sites; passed time, once")
        took = _timed(lambda: keeper.tighten_one(month_window(month_of(BEGIN))[1]))
        how = "passed time, once: the month is over"
        yield Row("Pantau: room of rows given back", took, "s", how)


def room(store: Store) -> float:
    """Bytes a sample of the month's file."""
    return store.sample_sizes()[month_of(BEGIN)] / (SITES * LENGTH)


def read(store: Store) -> Iterator[Row]:
    """What is asked of it; each row the median of some repetitions, passed time."""
    year = line(0, _YEAR * 1_440, BEGIN - _YEAR * DAY)
    write_blocks(store.data, [("year", year)])
    names = NAMES

    def qualities() -> None:
        for _, found in store.heartbeats(BEGIN, _END, names, _REPORTED):
            percentiles(found.answered("rtt_median_us"), Fraction(95, 100))
            int(found.column("received").sum()), int(found.column("sent").sum())

    today = [(name, line(number, _HOT, _END)) for number, name in enumerate(NAMES)]
    for samples in rounds(today):
        store.write_samples(samples)
    month = f"{LENGTH:,} minutes, all six columns"
    one = lambda: list(store.heartbeats(BEGIN, _END, names[7:8]))  # noqa: E731
    yield _row("one site's month", one, month, _MS)
    yield _row(
        "p95 and loss of all sites",
        qualities,
        "over the month, exact, of the columns it takes",
        Target(1_000),
    )
    thinned = partial(store.thinned, "year", BEGIN - _YEAR * DAY, BEGIN, _POINTS)
    how = f"thinned to {_POINTS:,} points, no spike lost"
    yield _row("one site's year", thinned, how, Target(200))
    yield _row("last state of all", store.last_samples, f"{SITES} sites", Target(5))
    opened = partial(_open, store.data)
    yield _row("opened", opened, "for reading, closed again", _MS)


def write_blocks(data: Path, sites: Sites) -> None:
    """Straight into the files of samples; the journal hears nothing of it."""
    days = sorted({int(minute) // 1_440 for _, each in sites for minute in each.minutes[::1_440]})
    (data / SAMPLES).mkdir(mode=0o700, exist_ok=True)
    for month in sorted({month_of(day * DAY) for day in days}):
        path = data / SAMPLES / f"{month}.sqlite"
        db = connect(path, readonly=False, busy_ms=BUSY_MS, synchronous="NORMAL")
        with closing(db):
            migrate(db, migrations("samples"))
            for day in (each for each in days if month_of(each * DAY) == month):
                with transaction(db, "BEGIN IMMEDIATE"):
                    site_no = numbers(db, "site", {name for name, _ in sites})
                    probe_no = numbers(db, "probe", {HEARTBEAT})[HEARTBEAT]
                    for name, each in sites:
                        found = each.between(day * DAY, (day + 1) * DAY)
                        sealing.add(db, sealing.SAMPLES, (site_no[name], probe_no), day, found)


def _rounds(store: Store, sites: Sites) -> Iterator[Row]:
    before, began = _written(), time.process_time()
    took = [_timed(partial(store.write_samples, samples)) * 1e3 for samples in rounds(sites)]
    own = (time.process_time() - began) / len(took) * 1e3
    written = (_written() - before) / len(took) / 1e3
    how = f"{SITES} sites, {len(took):,} rounds"
    mean = f"{how}; log and file, mean"
    yield Row("Pantau: a round, written to disk", written, "KB", mean, None, Target(60))
    mean = f"{how}; processor time, mean, drawing the samples included; without waiting for a disk"
    yield Row("Pantau: a round, its own time", own, "ms", mean, None, Target(5))
    spread = (min(took), max(took))
    synced = f"{how}; passed time, median, until the disk says that it stands there"
    yield Row("Pantau: a round, its sync included", median(took), "ms", synced, spread)
    alone = _disk_alone(store.data, int(written * 1e3))
    how = f"as many bytes written and synced, nothing of ours; passed time, median of {len(alone)}"
    yield Row("the disk alone, a round", median(alone), "ms", how, (min(alone), max(alone)))


def rounds(sites: Sites) -> Iterator[list[Sample]]:
    """A minute of all sites at a time, as the collector has them."""
    of_sites = [list(sealing.as_rows(each)) for _, each in sites]
    for row in zip(*of_sites, strict=True):
        yield [
            Sample(name, HEARTBEAT, minute * MINUTE, *rest)
            for (name, _), (minute, *rest) in zip(sites, row, strict=True)
        ]


def _disk_alone(folder: Path, count: int) -> list[float]:
    """Milliseconds for each of some writes of so many bytes."""
    took, content = [], bytes(count)
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(_SYNCED):
            began = time.perf_counter()
            file.write(content)
            file.flush()
            os.fdatasync(file.fileno())
            took.append((time.perf_counter() - began) * 1e3)
    return took


def _open(data: Path) -> None:
    with Store.open(data, readonly=True):
        pass


def _row(what: str, work: Callable[[], object], how: str, target: Target) -> Row:
    took = [_timed(work) * 1e3 for _ in range(_REPEATED)]
    how = f"{how}; passed time, median of {_REPEATED}"
    return Row(f"Pantau: {what}", median(took), "ms", how, (min(took), max(took)), target)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _written() -> int:
    """What this process has handed to the disk so far, in bytes."""
    for each in Path("/proc/self/io").read_text("ascii").splitlines():
        name, _, value = each.partition(": ")
        if name == "wchar":
            return int(value)
    return 0
