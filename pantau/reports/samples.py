"""Minute samples as a file for any other tool: Parquet or CSV, whole or not at all."""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pantau.facts.measured import Sample
from pantau.store import Store

if TYPE_CHECKING:  # slow to import
    import pandas as pd

FORMS = (".parquet", ".csv")
_AT = "%Y-%m-%dT%H:%M:%SZ"


def export_samples(store: Store, into: Path, sites: Sequence[str], begin: int, end: int) -> int:
    """Write the samples with ``begin`` <= at < ``end`` (microseconds UTC); how many there were.

    The name says the form, ``.parquet`` or ``.csv`` (commas, UTC, as `pantau import samples` reads
    it); by site, time and probe. A file of that name is replaced once the new one is whole. Raises
    StoreDamaged, OSError.
    """
    # A site at a time is in memory.
    frames = store.sample_frames(begin, end, sites)
    handle, name = tempfile.mkstemp(prefix=f".{into.name}.", dir=into.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            count = _parquet(stream, frames) if into.suffix == ".parquet" else _csv(stream, frames)
            stream.flush()
            os.fsync(stream.fileno())
        made.replace(into)
    finally:
        made.unlink(missing_ok=True)
    return count


def _parquet(stream: IO[bytes], frames: Iterable["pd.DataFrame"]) -> int:
    from pantau.reports.parquet import write_samples  # noqa: PLC0415 - pyarrow, slow to import

    return write_samples(stream, frames)


def _csv(stream: IO[bytes], frames: Iterable["pd.DataFrame"]) -> int:
    text = io.TextIOWrapper(stream, "utf-8", newline="")
    csv.writer(text).writerow(each.name for each in fields(Sample))
    count = 0
    for frame in frames:
        frame.to_csv(text, header=False, index=False, lineterminator="\r\n", date_format=_AT)
        count += len(frame)
    text.detach()
    return count
