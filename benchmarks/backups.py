"""Backups of a store of 300 sites and thirteen months: the whole command, and read back."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.cost import cost
from benchmarks.keeping_month import LENGTH, NAMES, SITES, line
from benchmarks.keeping_ours import write_blocks
from benchmarks.rows import Part, Row
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import DAY, MINUTE, from_datetime, to_datetime
from pantau.facts.people import Noted
from pantau.facts.words import Role
from pantau.store import Keeper, Store
from pantau.store.connection import BUSY_MS, connect
from pantau.store.migrate import migrate, migrations
from pantau.store.months import SAMPLES, month_of, month_window

_MONTHS = 13
_COPIED = (
    "INSERT INTO sealed SELECT site_no, probe_no, day + ?, last + ?, block FROM drawn.sealed"
    " WHERE day + ? < ?"
)


def measure() -> Iterator[Row]:
    """The first night, the next one, reading all of it back, and one file with everything."""
    with tempfile.TemporaryDirectory() as place:
        data, target = Path(place) / "data", Path(place) / "backups"
        target.mkdir()
        _store(data)
        size_mb = _held(data / SAMPLES) / 1e6
        what = f"{SITES} sites, {_MONTHS} months, {size_mb:,.0f} MB"
        for name, words in (
            ("the first into a directory", ("--to", str(target))),
            ("the next one", ("--to", str(target))),
            ("all read back", ("--verify", str(target))),
            ("one file with everything", (str(Path(place) / "whole.zip"),)),
        ):
            before = _held(Path(place)) - _held(data)
            spent = cost("pantau", "backup", *words, "--data", str(data))
            added_mb = (_held(Path(place)) - _held(data) - before) / 1e6
            how = f"{what}; passed time, once; {added_mb:,.0f} MB added"
            yield Row(name, spent.passed, "s", how)
            yield Row(f"memory, {name}", spent.most_mb, "MB", "most at any time")


def _store(data: Path) -> None:
    """A month is drawn, and stands for all."""
    at = now_us(SystemClock())
    now = to_datetime(at)
    starts = [
        from_datetime(datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC))
        for number in range(now.year * 12 + now.month - _MONTHS, now.year * 12 + now.month)
    ]
    with Store.open(data) as store:
        store.record(
            [Noted(NAMES[0], "bench", Role.MANAGER, None)],
            at=starts[-1],
            author="bench",
            via="bench",
        )
        drawn = [(name, line(number, LENGTH, starts[0])) for number, name in enumerate(NAMES)]
        write_blocks(data, drawn)
        for begin in starts[1:]:
            _copy(data, starts[0], begin, at)
        with Keeper(store, author="bench", via="bench") as keeper:
            keeper.name_written_days(at=at)


def _copy(data: Path, drawn: int, begin: int, now: int) -> None:
    """The days of the drawn month as those of another, as far as these are over."""
    apart = (begin - drawn) // DAY
    end = min(month_window(month_of(begin))[1], now) // DAY
    path = data / SAMPLES / f"{month_of(begin)}.sqlite"
    with closing(connect(path, readonly=False, busy_ms=BUSY_MS, synchronous="NORMAL")) as db:
        migrate(db, migrations("samples"))
        db.execute("ATTACH ? AS drawn", (str(data / SAMPLES / f"{month_of(drawn)}.sqlite"),))
        for table in ("site", "probe"):
            db.execute(f"INSERT INTO {table} SELECT * FROM drawn.{table}")  # noqa: S608 - ours
        db.execute(_COPIED, (apart, apart * DAY // MINUTE, apart, end))


def _held(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


PART = Part(
    "backups",
    "What a night's backup costs. Each month holds thirty days of the lines of `keeping`; the disk "
    "is that of the temporary directory, for data and backup alike.",
    measure,
)
