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


def days_of(db: apsw.Connection) -> DaysOfFile:
    """All of them."""
    rows = {_name(day): lines_left(db, day) for day in sorted(_with_rows(db))}
    return DaysOfFile(tuple(all_of(db)), rows)


def blocks_of(db: apsw.Connection, day: int) -> Blocks:
    """Of a day (whole days since 1970-01-01), in a month's file."""
    name = _name(day)
    digest, count, size = hashlib.sha256(), 0, 0
    for part in (_FORM, name.encode()):
        _add(digest, part)
    for kind, table in _TABLES:
        found = rows(
            db,
            f"SELECT CAST(site.id AS BLOB), CAST(probe.id AS BLOB), {table}.rowid FROM {table}"  # noqa: S608 - ours
            " JOIN site ON site.no = site_no JOIN probe ON probe.no = probe_no WHERE day = ?",
            (day,),
        )
        # One block in memory at a time, however many sites there are.
        for site, probe, number in sorted(found):
            (block,) = row(db, f"SELECT block FROM {table} WHERE rowid = ?", (number,)) or (b"",)  # noqa: S608 - ours
            for part in (kind, site, probe, block):
                _add(digest, part)
            count, size = count + 1, size + len(block)
    return Blocks(name, digest.hexdigest(), count, size)


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


def _add(digest: "hashlib._Hash", part: bytes) -> None:
    digest.update(len(part).to_bytes(8, "big"))
    digest.update(part)
