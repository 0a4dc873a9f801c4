"""Which days are packed in a month's file, and the digest over the blocks of each.

The digest is SHA-256 over parts, each preceded by its length in bytes as 8 bytes, big-endian: the
ASCII text ``pantau sealed day 1`` and the day as "2026-10-31"; then for each block the name of its
kind ("samples" or "readings"), site, probe, and the block as stored, samples before readings, by
site and probe as bytes of UTF-8.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import apsw

from pantau.store.connection import row, rows

_FORM = b"pantau sealed day 1"
_TABLES = ((b"samples", "sealed"), (b"readings", "reading_sealed"))
_HOT = ("hot", "reading_hot")
_DAY_MINUTES = 1440
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The packed blocks of a UTC day ("2026-10-31"): how many, their bytes, SHA-256 in hex."""

    day: str
    digest: str
    count: int
    size: int


@dataclass(frozen=True, slots=True)
class DaysOfFile:
    """What a month's file holds: packed days, and by day that has rows how many more blocks these
    make: one for each site and probe that has none yet.
    """

    packed: tuple[Blocks, ...]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Remaining:
    """The rows of a day that one part of its packing leaves. Asked inside that transaction."""

    db: apsw.Connection
    day: int

    def lines(self) -> int:
        """Of how many sites and probes that have no block yet. Walks over all of the rows."""
        return lines_left(self.db, self.day)

    def any(self) -> bool:
        """Whether there are any. Quick."""
        window = (self.day * _DAY_MINUTES, (self.day + 1) * _DAY_MINUTES)
        sql = "SELECT 1 FROM {} WHERE minute >= ? AND minute < ? LIMIT 1"
        return any(row(self.db, sql.format(hot), window) for hot in _HOT)


def days_of(db: apsw.Connection) -> DaysOfFile:
    """All of them."""
    rows = {_name(day): lines_left(db, day) for day in sorted(_with_rows(db))}
    return DaysOfFile(tuple(all_of(db)), rows)


def blocks_of(db: apsw.Connection, day: int) -> Blocks:
    """Of a day (whole days since 1970-01-01), in a month's file."""
    return before_and_after(db, day, {})[0]


def before_and_after(
    db: apsw.Connection, day: int, coming: Mapping[str, Mapping[tuple[int, int], bytes]]
) -> tuple[Blocks, Blocks]:
    """Of a day as it is, and as it will be with what is ``coming``: by table, and by a site's and
    a probe's number, the block that is to stand there.

    Each block is read once, and before anything is written: nobody waits for it.
    """
    name = _name(day)
    before, after = _Tally(name), _Tally(name)
    sites, probes = (_ids(db, table) for table in ("site", "probe"))
    for kind, table in _TABLES:
        new = coming.get(table, {})
        sql = f"SELECT site_no, probe_no, rowid FROM {table} WHERE day = ?"  # noqa: S608 - ours
        there = {(site, probe): number for site, probe, number in rows(db, sql, (day,))}
        named = (
            (sites[key[0]], probes[key[1]], key)
            for key in there.keys() | new.keys()
            if key[0] in sites and key[1] in probes
        )
        # One block in memory at a time, however many sites there are.
        for site, probe, key in sorted(named):
            block = b""
            if key in there:
                sql = f"SELECT block FROM {table} WHERE rowid = ?"  # noqa: S608 - ours
                (block,) = row(db, sql, (there[key],)) or (b"",)
                before.add(kind, site, probe, block)
            after.add(kind, site, probe, new.get(key, block))
    return before.blocks(), after.blocks()


class _Tally:
    """The digest of a day and what went into it."""

    def __init__(self, day: str) -> None:
        self._day, self._digest, self._count, self._size = day, hashlib.sha256(), 0, 0
        for part in (_FORM, day.encode()):
            self._put(part)

    def add(self, kind: bytes, site: bytes, probe: bytes, block: bytes) -> None:
        for part in (kind, site, probe, block):
            self._put(part)
        self._count, self._size = self._count + 1, self._size + len(block)

    def blocks(self) -> Blocks:
        return Blocks(self._day, self._digest.hexdigest(), self._count, self._size)

    def _put(self, part: bytes) -> None:
        self._digest.update(len(part).to_bytes(8, "big"))
        self._digest.update(part)


def all_of(db: apsw.Connection) -> list[Blocks]:
    """Of each packed day, in order."""
    tables = " UNION ".join(f"SELECT DISTINCT day FROM {table}" for _, table in _TABLES)  # noqa: S608 - ours
    return [blocks_of(db, day) for (day,) in rows(db, f"{tables} ORDER BY day")]


def _with_rows(db: apsw.Connection) -> set[int]:
    """By the index, a day at a time: a month of rows is long."""
    found: set[int] = set()
    for table in _HOT:
        begin = 0
        sql = f"SELECT minute FROM {table} WHERE minute >= ? ORDER BY 1 LIMIT 1"  # noqa: S608 - ours
        while first := row(db, sql, (begin,)):
            day = first[0] // _DAY_MINUTES
            found.add(day)
            begin = (day + 1) * _DAY_MINUTES
    return found


def lines_left(db: apsw.Connection, day: int) -> int:
    """Of how many sites and probes there are rows of a day and no block yet, in both tables."""
    window = (day * _DAY_MINUTES, (day + 1) * _DAY_MINUTES)
    count = 0
    for hot, (_, sealed) in zip(_HOT, _TABLES, strict=True):
        sql = (
            f"SELECT site_no, probe_no FROM {hot} WHERE minute >= ? AND minute < ?"  # noqa: S608 - ours
            f" EXCEPT SELECT site_no, probe_no FROM {sealed} WHERE day = ?"
        )
        count += len(rows(db, sql, (*window, day)))
    return count


def _name(day: int) -> str:
    return (_EPOCH + timedelta(days=day)).isoformat()


def _ids(db: apsw.Connection, table: str) -> dict[int, bytes]:
    return dict(rows(db, f"SELECT no, CAST(id AS BLOB) FROM {table}"))  # noqa: S608 - 'site' or 'probe'
