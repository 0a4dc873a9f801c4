"""Minute samples as a file for any other tool: Parquet or CSV, whole or not at all."""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import IO

from pantau.facts.instant import from_datetime, to_datetime, to_iso
from pantau.facts.measured import Sample
from pantau.store import Store

FORMS = (".parquet", ".csv")


def export_samples(store: Store, into: Path, sites: Sequence[str], begin: int, end: int) -> int:
    """Write the samples with ``begin`` <= at < ``end`` (microseconds UTC); how many there were.

    The name says the form, ``.parquet`` or ``.csv`` (commas, UTC, as `pantau import samples` reads
    it); by site, time and probe. A file of that name is replaced once the new one is whole. Raises
    StoreDamaged, OSError.
    """
    samples = _of(store, sites, begin, end)
    handle, name = tempfile.mkstemp(prefix=f".{into.name}.", dir=into.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            count = (
                _parquet(stream, samples) if into.suffix == ".parquet" else _csv(stream, samples)
            )
            stream.flush()
            os.fsync(stream.fileno())
        made.replace(into)
    finally:
        made.unlink(missing_ok=True)
    return count


def _months(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """[begin, end) in pieces, none of which reaches over the end of a UTC month."""
    while begin < end:
        moment = to_datetime(begin)
        after = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0) + timedelta(
            days=32
        )
        cut = min(end, from_datetime(after.replace(day=1)))
        yield begin, cut
        begin = cut


def _of(store: Store, sites: Sequence[str], begin: int, end: int) -> Iterator[Sample]:
    """A site's month at a time is in memory."""
    for site in sites:
        for first, last in _months(begin, end):
            yield from store.samples(site, first, last)


def _parquet(stream: IO[bytes], samples: Iterable[Sample]) -> int:
    from pantau.reports.parquet import write_samples  # noqa: PLC0415 - pyarrow, slow to import

    return write_samples(stream, samples)


def _csv(stream: IO[bytes], samples: Iterable[Sample]) -> int:
    text = io.TextIOWrapper(stream, "utf-8", newline="")
    rows = csv.writer(text)
    names = [each.name for each in fields(Sample)]
    rows.writerow(names)
    count = 0
    for sample in samples:
        cells = (to_iso(sample.at) if each == "at" else getattr(sample, each) for each in names)
        rows.writerow(cells)
        count += 1
    text.detach()
    return count
