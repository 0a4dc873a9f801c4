"""Minute samples as Parquet, for any other tool. Apart, for it imports pyarrow."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import islice
from typing import IO

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


def write_samples(into: IO[bytes], samples: Iterable[Sample]) -> int:
    """Write samples in the order in which they come; how many there were.

    A hundred thousand are in memory at a time. The same samples give the same bytes on the same
    version of pyarrow.
    """
    count = 0
    with pq.ParquetWriter(into, SCHEMA, compression="zstd") as writer:
        for rows in _in_parts(samples):
            columns = [pa.array(column, each.type) for column, each in _columns(rows)]
            writer.write_table(pa.Table.from_arrays(columns, schema=SCHEMA))
            count += len(rows)
    return count


def _columns(rows: list[Sample]) -> Iterator[tuple[list[str | int | None], pa.Field]]:
    for each in SCHEMA:
        yield [getattr(row, each.name) for row in rows], each


def _in_parts(samples: Iterable[Sample]) -> Iterator[list[Sample]]:
    source = iter(samples)
    while part := list(islice(source, _AT_ONCE)):
        yield part
