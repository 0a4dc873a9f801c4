"""Minute samples as Parquet, for any other tool. Apart, for it imports pandas and pyarrow."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import IO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pantau.facts.measured import Sample

_TYPES = {"site": pa.string(), "probe": pa.string(), "at": pa.timestamp("us", tz="UTC")}
SCHEMA = pa.schema(
    pa.field(each.name, _TYPES.get(each.name, pa.int64()), nullable="None" in str(each.type))
    for each in fields(Sample)
)
"""A column for each field of Sample, under its name; ``at`` is a time in UTC."""

_AT_ONCE = 100_000


def write_samples(into: IO[bytes], frames: Iterable[pd.DataFrame]) -> int:
    """Write samples, as ``Store.sample_frames`` has them, in their order; how many there were.

    Besides a frame a hundred thousand are in memory at a time. The same samples give the same bytes
    on the same version of pyarrow.
    """
    count = 0
    with pq.ParquetWriter(into, SCHEMA, compression="zstd") as writer:
        for part in _in_parts(frames):
            columns = [
                pa.array(part[each.name].array, each.type, from_pandas=True) for each in SCHEMA
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=SCHEMA))
            count += len(part)
    return count


def _in_parts(frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The same rows in frames of equal length, whatever lengths they come in."""
    waiting: list[pd.DataFrame] = []
    count = 0
    for frame in frames:
        waiting.append(frame)
        count += len(frame)
        if count < _AT_ONCE:
            continue
        whole = pd.concat(waiting)
        full = count // _AT_ONCE * _AT_ONCE
        yield from (whole[first : first + _AT_ONCE] for first in range(0, full, _AT_ONCE))
        waiting, count = [whole[full:]], count - full
    if count:
        yield pd.concat(waiting)
