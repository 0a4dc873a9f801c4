"""Samples as other tools read them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample
from pantau.reports import parquet
from pantau.reports.pack.tables import as_csv

SAMPLES = [
    Sample("kantor", "icmp", 29_000_000 * MINUTE, 12, 12, 900, 1_000, 1_100, 50),
    Sample("kantor", "icmp", 29_000_001 * MINUTE, 12, 0, None, None, None, None),
]


def frames(samples: list[Sample], at_once: int) -> Iterator[pd.DataFrame]:
    for first in range(0, len(samples), at_once):
        made = pd.DataFrame(samples[first : first + at_once])
        made["at"] = pd.to_datetime(made["at"], unit="us", utc=True)
        yield made.astype({each.name: "Int64" for each in parquet.SCHEMA if each.nullable})


def written(samples: list[Sample], at_once: int = 4) -> bytes:
    made = BytesIO()
    assert parquet.write_samples(made, frames(samples, at_once)) == len(samples)
    return made.getvalue()


def test_every_field_comes_back() -> None:
    rows = pq.read_table(BytesIO(written(SAMPLES))).to_pylist()
    assert rows[0]["at"] == datetime.fromtimestamp(29_000_000 * 60, UTC)
    for row, sample in zip(rows, SAMPLES, strict=True):
        for name in row.keys() - {"at"}:
            assert row[name] == getattr(sample, name)


def test_what_is_always_known_is_never_null() -> None:
    fields = {each.name: each.nullable for each in parquet.SCHEMA}
    assert [name for name, nullable in fields.items() if nullable] == [
        *("rtt_min_us", "rtt_median_us", "rtt_max_us", "jitter_us")
    ]


def test_many_are_written_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pq.read_table(BytesIO(written(SAMPLES * 5)))
    monkeypatch.setattr(parquet, "_AT_ONCE", 3)
    for at_once in (1, 2, 3, 7, 10):
        parts = pq.ParquetFile(BytesIO(written(SAMPLES * 5, at_once)))
        assert parts.num_row_groups == 4
        assert parts.read().equals(whole)


def test_none_at_all_is_a_table_without_rows() -> None:
    assert pq.read_table(BytesIO(written([]))).num_rows == 0


def test_a_cell_is_never_a_formula() -> None:
    made = as_csv(["a"], [["=1+1"], ["@x"], ["-2"], ["biasa"], [True], [False], [None, -3]])
    lines = made.decode("utf-8-sig").split("\r\n")
    assert lines == ["a", "'=1+1", "'@x", "'-2", "biasa", "yes", "no", ";-3", ""]
