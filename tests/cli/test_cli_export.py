"""``pantau export``: what was measured, and what was in force, in files."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pantau.facts.instant import DAY
from pantau.facts.measured import Sample
from pantau.store import Store
from tests.cli.story import Desk, live_through_march

BEGIN = 1_740_787_200_000_000  # 2025-03-01 00:00 UTC
SPAN = ("--from", "2025-01-01", "--to", "2025-06-01")


def a_sample(site: str, at: int, probe: str = "icmp") -> Sample:
    return Sample(site, probe, at, 12, 11, 900, 1_000, 1_100, None)


SAMPLES = [
    a_sample("kantor", BEGIN - DAY),
    a_sample("kantor", BEGIN),
    a_sample("kantor", BEGIN, "tcp"),
    a_sample("sekolah", BEGIN + 40 * DAY),
]


@pytest.fixture
def measured(desk: Desk) -> Desk:
    live_through_march(desk.data)
    with Store.open(desk.data) as store:
        store.write_samples(list(reversed(SAMPLES)))
    return desk


def test_parquet_holds_every_sample_by_site_time_and_probe(measured: Desk, tmp_path: Path) -> None:
    file = tmp_path / "all.parquet"
    file.write_bytes(b"what was there before")
    [told] = [measured.json("export", "samples", str(file), *SPAN)]
    rows = pq.read_table(file).to_pylist()
    alone = [row for row in rows if row["received"] == 11]
    assert told == {"file": str(file), "samples": len(rows), "size": file.stat().st_size}
    assert [(row["site"], row["at"], row["probe"]) for row in alone] == [
        ("kantor", datetime(2025, 2, 28, tzinfo=UTC), "icmp"),
        ("kantor", datetime(2025, 3, 1, tzinfo=UTC), "icmp"),
        ("kantor", datetime(2025, 3, 1, tzinfo=UTC), "tcp"),
        ("sekolah", datetime(2025, 4, 10, tzinfo=UTC), "icmp"),
    ]


def test_csv_is_what_import_samples_is_to_read(measured: Desk, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    span = ("--from", "2025-03-01T00:00Z", "--to", "2025-03-01T00:01Z", "--site", "kantor")
    done = measured.run("export", "samples", str(file), *span)
    assert done.exit_code == 0
    assert "2 samples" in done.stdout
    assert [",".join(row) for row in csv.reader(file.read_text("utf-8").splitlines())] == [
        "site,probe,at,sent,received,rtt_min_us,rtt_median_us,rtt_max_us,jitter_us",
        "kantor,icmp,2025-03-01T00:00:00Z,12,11,900,1000,1100,",
        "kantor,tcp,2025-03-01T00:00:00Z,12,11,900,1000,1100,",
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("x.txt", *SPAN), 2, ".parquet or .csv"),
        (("x.csv", "--from", "2025-03-02", "--to", "2025-03-01"), 2, "is not after"),
        (("x.csv", *SPAN, "--site", "nobody"), 1, "no samples of 'nobody'"),
        (("no/such/folder/x.csv", *SPAN), 1, "cannot be written: No such file"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(
    measured: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    done = measured.run("export", "samples", *words)
    assert done.exit_code == code
    assert said in done.stderr
    assert not Path(words[0]).exists()


def test_the_inventory_of_before_comes_back_as_it_was(measured: Desk) -> None:
    right = measured.inventory.read_bytes()
    assert (done := measured.run("apply", "--by", "siti")).exit_code == 0, done.output
    measured.inventory.write_bytes(right + b"# keliru\n")
    assert (done := measured.run("apply", "--by", "siti")).exit_code == 0, done.output
    now, before = measured.folder / "now.yaml", measured.folder / "before.yaml"
    assert measured.run("export", "inventory", str(now)).exit_code == 0
    assert now.read_bytes() == right + b"# keliru\n"
    done = measured.run("export", "inventory", str(before), "--back", "1")
    assert (done.exit_code, done.stdout) == (0, f"{before}\n")
    assert before.read_bytes() == right


def test_no_inventory_is_made_up_and_no_file_is_lost(measured: Desk) -> None:
    done = measured.run("export", "inventory", str(measured.folder / "x.yaml"), "--back", "9")
    assert done.exit_code == 1
    assert "no inventory that many changes ago" in done.stderr
    there = measured.folder / "there.yaml"
    there.write_text("mine")
    assert measured.run("export", "inventory", str(there)).exit_code == 1
    assert there.read_text() == "mine"
