"""Minute samples in files of their own, one a UTC month: data/samples/2026-10.sqlite.

They are evidence, not facts: no availability depends on them, a power cut may take the current
minute, and a damaged file never hinders the journal.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import apsw

from pantau.facts.instant import MINUTE, to_datetime
from pantau.facts.measured import Sample
from pantau.store.alike import StockRow, write_alike
from pantau.store.connection import connect, make_folder, row, rows, transaction, translated
from pantau.store.errors import FactRefused, StoreDamaged, StoreMissing
from pantau.store.migrate import demand_current, migrate, migrations, one_at_a_time

FILE_NAME = re.compile(r"\d{4}-(0[1-9]|1[0-2])\.sqlite")
HEARTBEAT = "icmp"
Answer = TypeVar("Answer")
_KEPT_OPEN = 3
_LAST = 253_402_300_799_000_000  # the last second of the year 9999
_FRESH_MINUTES = 10
_SELECT = (
    "SELECT site.id, probe.id, minute, sent, received,"
    " rtt_min_us, rtt_median_us, rtt_max_us, jitter_us"
    " FROM hot JOIN site ON site.no = site_no JOIN probe ON probe.no = probe_no"
)


def month_of(at: int) -> str:
    """The UTC month of an instant, as "2026-10"."""
    moment = to_datetime(at)
    return f"{moment.year:04d}-{moment.month:02d}"


class SampleFiles:
    """The monthly files below ``folder``, opened when first needed. Not for several threads."""

    def __init__(self, folder: Path, *, readonly: bool, busy_ms: int) -> None:
        self._folder = folder
        self._readonly = readonly
        self._busy_ms = busy_ms
        self._open: dict[str, apsw.Connection] = {}

    def close(self) -> None:
        """Close every file."""
        while self._open:
            self._open.popitem()[1].close()

    def write(self, samples: Sequence[Sample]) -> None:
        """One transaction per month; a sample of the same site, probe and minute is replaced."""
        for sample in samples:
            if sample.at % MINUTE:
                raise FactRefused(f"a sample of '{sample.site}' does not begin with a minute")
        in_order = sorted(samples, key=lambda sample: sample.at)
        for month, group in groupby(in_order, key=lambda sample: month_of(sample.at)):
            with self._file(month) as db, transaction(db, "BEGIN IMMEDIATE"):
                _write(db, list(group))

    def write_alike(self, stock: Iterable[StockRow], minutes: Iterable[tuple[int, int]]) -> None:
        """Write these minutes of the heartbeat out of a stock; see pantau.store.alike."""
        rows = list(stock)
        names = {site for _, site, *_ in rows}
        for month, group in groupby(minutes, key=lambda minute: month_of(minute[0])):
            with self._file(month) as db:
                with transaction(db, "BEGIN IMMEDIATE"):
                    sites = _numbers(db, "site", names)
                    probe = _numbers(db, "probe", {HEARTBEAT})[HEARTBEAT]
                write_alike(db, rows, sites, probe, list(group))

    def recent_loss(self, since: int, until: int) -> list[tuple[str, int, int, int]]:
        """(site, minute as instant, sent, received) of the heartbeat in [since, until).

        A damaged file counts as empty: what is learned from it is only a better guess.
        """
        found: list[tuple[str, int, int, int]] = []
        for month in self._months(since, until):
            found += self._ask(
                month, partial(_heartbeats, since=since, until=until), damaged_is_empty=True
            )
        return found

    def last(self) -> dict[str, Sample]:
        """By site, the newest heartbeat sample of the last ten minutes that were written."""
        newest: dict[str, Sample] = {}
        last_at: int | None = None
        for month in reversed(self._months(0, _LAST)[-2:]):
            found = self._ask(month, partial(_fresh, last_at=last_at), damaged_is_empty=True)
            for sample in found:
                newest.setdefault(sample.site, sample)
            last_at = found[0].at if found and last_at is None else last_at
        return newest

    def between(self, site: str, begin: int, end: int) -> list[Sample]:
        """Of all probes of a site with ``begin`` <= at < ``end``, in order of time and probe.

        Raises StoreDamaged naming the file.
        """
        found: list[Sample] = []
        for month in self._months(begin, end):
            found += self._ask(
                month, partial(_of_site, site=site, begin=begin, end=end), damaged_is_empty=False
            )
        return found

    def _months(self, begin: int, end: int) -> list[str]:
        """Those with a file that may hold something of [begin, end), in order."""
        if not self._folder.is_dir():
            return []
        there = sorted(
            path.stem for path in self._folder.iterdir() if FILE_NAME.fullmatch(path.name)
        )
        # Clamped to what a calendar reaches: a window may be open on either side.
        first, last = (month_of(min(max(at, 0), _LAST)) for at in (begin, end))
        return [month for month in there if first <= month <= last]

    def _ask(
        self,
        month: str,
        question: Callable[[apsw.Connection], list[Answer]],
        *,
        damaged_is_empty: bool,
    ) -> list[Answer]:
        try:
            with self._file(month) as db, transaction(db, "BEGIN"):
                return question(db)
        except StoreMissing:
            # The writer has created the file and not yet its tables.
            return []
        except StoreDamaged:
            if damaged_is_empty:
                return []
            raise

    @contextmanager
    def _file(self, month: str) -> Iterator[apsw.Connection]:
        path = self._folder / f"{month}.sqlite"
        with translated(path):
            db = self._open.pop(month, None) or self._opened(path)
            # The one used last is closed last.
            self._open[month] = db
            while len(self._open) > _KEPT_OPEN:
                self._open.pop(next(iter(self._open))).close()
            try:
                yield db
            except (apsw.CorruptError, apsw.NotADBError):
                # Opened anew next time: by then somebody may have put a sound file there.
                self._open.pop(month).close()
                raise

    def _opened(self, path: Path) -> apsw.Connection:
        steps = migrations("samples")
        if self._readonly:
            db = connect(path, readonly=True, busy_ms=self._busy_ms, synchronous="NORMAL")
            return _or_closed(db, lambda: demand_current(db, steps))
        make_folder(self._folder)
        with one_at_a_time(self._folder):
            db = connect(path, readonly=False, busy_ms=self._busy_ms, synchronous="NORMAL")
            return _or_closed(db, lambda: migrate(db, steps))


def _minute(at: int) -> int:
    """The first whole minute at or after an instant."""
    return -(-at // MINUTE)


def _or_closed(db: apsw.Connection, step: Any) -> apsw.Connection:
    try:
        step()
    except BaseException:
        db.close()
        raise
    return db


def _write(db: apsw.Connection, samples: list[Sample]) -> None:
    sites = _numbers(db, "site", {sample.site for sample in samples})
    probes = _numbers(db, "probe", {sample.probe for sample in samples})
    db.executemany(
        "INSERT OR REPLACE INTO hot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                s.at // MINUTE,
                sites[s.site],
                probes[s.probe],
                s.sent,
                s.received,
                s.rtt_min_us,
                s.rtt_median_us,
                s.rtt_max_us,
                s.jitter_us,
            )
            for s in samples
        ],
    )


def _numbers(db: apsw.Connection, table: str, names: set[str]) -> dict[str, int]:
    """Short numbers for long names, given once per file."""
    known = dict(rows(db, f"SELECT id, no FROM {table}"))  # noqa: S608 - 'site' or 'probe'
    new = sorted(names - known.keys())
    if not new:
        return known
    db.executemany(f"INSERT INTO {table} (id) VALUES (?)", [(name,) for name in new])  # noqa: S608 - as above
    return dict(rows(db, f"SELECT id, no FROM {table}"))  # noqa: S608 - as above


def _heartbeats(db: apsw.Connection, since: int, until: int) -> list[tuple[str, int, int, int]]:
    found = rows(
        db,
        "SELECT site.id, minute, sent, received FROM hot"
        " JOIN site ON site.no = site_no JOIN probe ON probe.no = probe_no"
        " WHERE minute >= ? AND minute < ? AND probe.id = ? ORDER BY minute, site.id",
        (_minute(since), _minute(until), HEARTBEAT),
    )
    return [(site, minute * MINUTE, sent, received) for site, minute, sent, received in found]


def _fresh(db: apsw.Connection, last_at: int | None) -> list[Sample]:
    """The newest first; ``last_at``: the newest minute where a later file has told it."""
    if last_at is None:
        found = row(db, "SELECT max(minute) FROM hot")
        last_minute = found[0] if found else None
    else:
        last_minute = last_at // MINUTE
    if last_minute is None:
        return []
    oldest = last_minute - _FRESH_MINUTES
    return _select(db, "minute > ? AND probe.id = ?", "minute DESC", (oldest, HEARTBEAT))


def _of_site(db: apsw.Connection, site: str, begin: int, end: int) -> list[Sample]:
    window = (_minute(begin), _minute(end), site)
    return _select(db, "minute >= ? AND minute < ? AND site.id = ?", "minute, probe.id", window)


def _select(db: apsw.Connection, where: str, order: str, values: Sequence[Any]) -> list[Sample]:
    found = rows(db, f"{_SELECT} WHERE {where} ORDER BY {order}", values)
    return [Sample(site, probe, minute * MINUTE, *rest) for site, probe, minute, *rest in found]
