"""Days that are over as blocks, and blocks as samples again. Inside transactions of the caller.

Apart from pantau.store.samples and sealed_files, for it imports numpy: who meets no block does not
wait for that.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import apsw
import numpy as np

from pantau.facts.device import Quantity
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes, Numbers, joined
from pantau.store.block import DAY_MINUTES, FORM, FORM_COUNTED, pack, unpack
from pantau.store.connection import row, rows

# Written as a sum: SQLite reads -9223372036854775808 as a fraction.
_NONE = "-9223372036854775807 - 1"
_KEYS = 2
_PIECE = 60
LINES = 600
"""Sites and probes whose day is sealed in one transaction: a second of work or two."""
TOGETHER = 60
"""Sites whose day is in memory as numbers at a time, 150 KB each and probe. More would be no
faster, and the C library keeps most of the room that was needed once."""
_BEYOND = 1 << 62

# Rows lie by minute and then by site: some sites of a day are sought minute by minute.
_MINUTES = (
    "WITH RECURSIVE each(at) AS (VALUES (?1) UNION ALL SELECT at + 1 FROM each WHERE at + 1 < ?2)"
)
_EACH_MINUTE = f"{_MINUTES} SELECT min(({{}})) FROM each"  # noqa: S608 - ours
_FIRST = "SELECT site_no FROM {} WHERE minute = each.at ORDER BY site_no LIMIT 1"
_LATER = (
    "SELECT site_no FROM {} WHERE minute = each.at AND site_no >= ?3 ORDER BY site_no"
    " LIMIT 1 OFFSET ?4"
)
_SOME = (
    f"{_MINUTES} SELECT {{}} FROM each CROSS JOIN {{}}"  # noqa: S608 - ours
    " WHERE minute = each.at AND site_no >= ?3 AND site_no < ?4"
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A table of hot rows, and that of its sealed days; ``form``: of the blocks.

    ``columns``: those that are wanted of them; ``packed``: all that a block has, in their order.
    """

    hot: str
    sealed: str
    columns: tuple[str, ...]
    form: int
    packed: tuple[str, ...]

    def with_columns(self, names: tuple[str, ...]) -> "Shelf":
        """To read, not to write: of these columns alone."""
        return replace(self, columns=names)

    @property
    def select(self) -> str:
        """The hot rows of some minutes."""
        return f"SELECT {self.cells} FROM {self.hot} WHERE minute >= ? AND minute < ?"  # noqa: S608 - ours

    @property
    def cells(self) -> str:
        """Of all rows site, probe, minute, and the columns without NULL, each as one text.

        SQLite walks over the rows in one step, in which other threads of ours may run, and Python
        makes an object of each column and not of each value: half of the processor's time.
        """
        columns = (f"ifnull({each}, {_NONE})" for each in self.columns)
        each_as_text = map("group_concat({})".format, ("site_no", "probe_no", "minute", *columns))
        return ", ".join(each_as_text)


SAMPLES = Shelf("hot", "sealed", COLUMNS, FORM, COLUMNS)
_QUANTITIES = tuple(each.value for each in Quantity)
READINGS = Shelf("reading_hot", "reading_sealed", _QUANTITIES, FORM_COUNTED, _QUANTITIES)

SHELVES = (SAMPLES, READINGS)

Key = tuple[int, int]
"""A site's and a probe's number in this file."""


def open_days(db: apsw.Connection, shelf: Shelf, minute: int) -> Iterator[int]:
    """The UTC days with hot rows that were over by ``minute``, the oldest first."""
    begin = 0
    sql = f"SELECT minute FROM {shelf.hot} WHERE minute >= ? ORDER BY 1 LIMIT 1"  # noqa: S608 - ours
    while found := row(db, sql, (begin,)):
        day = found[0] // DAY_MINUTES
        begin = (day + 1) * DAY_MINUTES
        if begin > minute:
            return
        yield day


def some_of(db: apsw.Connection, day: int, most: int) -> range | None:
    """The sites (their numbers in this file) that are sealed next of a day; None: none is left.

    As many that in no minute more than ``most`` rows of them stand, and at least one.
    """
    tables = [shelf.hot for shelf in SHELVES]
    first = [row(db, _EACH_MINUTE.format(_FIRST.format(table)), _days(day)) for table in tables]
    begins = [found[0] for found in first if found and found[0] is not None]
    if not begins:
        return None
    begin = min(begins)
    ends = [_BEYOND]
    for table in tables:
        found = row(db, _EACH_MINUTE.format(_LATER.format(table)), (*_days(day), begin, most))
        if found and found[0] is not None:
            ends.append(found[0])
    return range(begin, max(begin + 1, min(ends)))


Packed = tuple[int, int, int, int, bytes]
"""A row of a table of blocks."""


def packed(db: apsw.Connection, shelf: Shelf, day: int, sites: range) -> list[Packed]:
    """Hot rows of a day, and the blocks that are there already, as the blocks to be. Only reads."""
    [(last,)] = rows(db, "SELECT ifnull(max(no), 0) FROM site")
    stop = min(sites.stop, last + 1)
    found: list[Packed] = []
    for first in range(sites.start, stop, TOGETHER):
        found += _packed_together(db, shelf, day, range(first, min(first + TOGETHER, stop)))
    return found


def _packed_together(db: apsw.Connection, shelf: Shelf, day: int, sites: range) -> list[Packed]:
    begin, end = _days(day)
    parts: defaultdict[Key, list[Minutes]] = defaultdict(list)
    # In pieces: memory holds but one as text.
    for first in range(begin, end, _PIECE):
        values = (first, first + _PIECE, sites.start, sites.stop)
        for key, found in _by_key(db, shelf, _SOME.format(shelf.cells, shelf.hot), values):
            parts[key].append(found)
    return [
        _as_packed(shelf, key, day, _block(db, shelf, key, day).replaced_by(joined(each)))
        for key, each in parts.items()
    ]


def by_key(blocks: list[Packed]) -> dict[Key, bytes]:
    """What ``packed`` made, without what stands beside it in the table."""
    return {(site, probe): block for site, probe, _, _, block in blocks}


def put(db: apsw.Connection, shelf: Shelf, day: int, sites: range, blocks: list[Packed]) -> None:
    """Write what ``packed`` made, in place of the rows."""
    sql = f"INSERT OR REPLACE INTO {shelf.sealed} VALUES (?, ?, ?, ?, ?)"  # noqa: S608 - ours
    db.executemany(sql, blocks)
    sql = f"DELETE FROM {shelf.hot} WHERE minute = ? AND site_no >= ? AND site_no < ?"  # noqa: S608 - ours
    # Minute by minute: the rows of these sites lie together only there.
    db.executemany(sql, ((minute, sites.start, sites.stop) for minute in range(*_days(day))))


def add(db: apsw.Connection, shelf: Shelf, key: Key, day: int, found: Minutes) -> None:
    """Write a day straight into a block; what the block has already stays as it is."""
    keep(db, shelf, key, day, found.replaced_by(_block(db, shelf, key, day)))


def keep(db: apsw.Connection, shelf: Shelf, key: Key, day: int, found: Minutes) -> None:
    """Write a block in place of the one that was there."""
    sql = f"INSERT OR REPLACE INTO {shelf.sealed} VALUES (?, ?, ?, ?, ?)"  # noqa: S608 - ours
    db.execute(sql, _as_packed(shelf, key, day, found))


def hot(
    db: apsw.Connection,
    shelf: Shelf,
    begin: int,
    end: int,
    only: Mapping[str, int] | None = None,
) -> dict[Key, Minutes]:
    """The hot rows of the minutes [begin, end); ``only``: the number that a column must have."""
    sql, values = shelf.select, [begin, end]
    for column, number in (only or {}).items():
        sql, values = f"{sql} AND {column} = ?", [*values, number]
    return dict(_by_key(db, shelf, sql, values))


def hot_of(
    db: apsw.Connection,
    shelf: Shelf,
    window: tuple[int, int],
    site: str | None,
    probe: str | None,
) -> list[tuple[str, str, Minutes]]:
    """Site, probe and hot rows of these minutes: of one site or of all, of one probe or of all."""
    sites, probes = _names(db, "site"), _names(db, "probe")
    only = {}
    for column, names, name in (("site_no", sites, site), ("probe_no", probes, probe)):
        if name is not None:
            only[column] = next((no for no, each in names.items() if each == name), -1)
    if -1 in only.values():
        return []
    found = hot(db, shelf, *window, only)
    return [(sites[key[0]], probes[key[1]], each) for key, each in found.items()]


def sealed_of(
    db: apsw.Connection, shelf: Shelf, window: tuple[int, int], site: str, probe: str | None
) -> list[tuple[str, Minutes]]:
    """Each probe of a site, or one, and what is sealed of it in these minutes."""
    found = rows(
        db,
        # By the key of the blocks: one look for each probe that the file knows.
        "SELECT site.no, probe.no, probe.id FROM site CROSS JOIN probe"  # noqa: S608 - ours
        " WHERE site.id = ? AND ifnull(probe.id = ?, true)"
        f" AND EXISTS (SELECT 1 FROM {shelf.sealed}"
        " WHERE site_no = site.no AND probe_no = probe.no AND day >= ? AND day <= ?)",
        (site, probe, window[0] // DAY_MINUTES, (window[1] - 1) // DAY_MINUTES),
    )
    return [(name, blocks(db, shelf, (no, of), *window)) for no, of, name in found]


def blocks(db: apsw.Connection, shelf: Shelf, key: Key, begin: int, end: int) -> Minutes:
    """What is sealed of one site and probe in [begin, end) (minutes)."""
    found: list[tuple[int, bytes]] = rows(
        db,
        f"SELECT day, block FROM {shelf.sealed} WHERE site_no = ? AND probe_no = ?"  # noqa: S608 - ours
        " AND day >= ? AND day <= ? ORDER BY day",
        (*key, begin // DAY_MINUTES, (end - 1) // DAY_MINUTES),
    )
    whole = unpack(found, shelf.form, shelf.packed, shelf.columns)
    first, last = np.searchsorted(whole.minutes, (begin, end))
    return whole.part(int(first), int(last))


def as_rows(found: Minutes) -> Iterator[tuple[Any, ...]]:
    """As the table hot has them, without site and probe: the minute, then the columns."""
    columns = [
        [None if value == NOTHING else value for value in column]
        for column in found.columns.tolist()
    ]
    return zip(found.minutes.tolist(), *columns, strict=True)


def _days(day: int) -> tuple[int, int]:
    return day * DAY_MINUTES, (day + 1) * DAY_MINUTES


def _as_packed(shelf: Shelf, key: Key, day: int, found: Minutes) -> Packed:
    return (*key, day, int(found.minutes[-1]), pack(day, found, shelf.form))


def _by_key(
    db: apsw.Connection, shelf: Shelf, sql: str, values: Sequence[int]
) -> Iterator[tuple[Key, Minutes]]:
    texts = row(db, sql, values)
    if texts is None or texts[0] is None:
        return iter(())
    table = np.array([np.fromstring(each, np.int64, sep=",") for each in texts])
    # SQLite promises no order of what it puts together, so the minutes are put in order too.
    return _groups(table[:, np.lexsort((table[2], table[1], table[0]))], shelf.columns)


def _block(db: apsw.Connection, shelf: Shelf, key: Key, day: int) -> Minutes:
    return blocks(db, shelf, key, day * DAY_MINUTES, (day + 1) * DAY_MINUTES)


def _groups(table: Numbers, names: tuple[str, ...]) -> Iterator[tuple[Key, Minutes]]:
    """Neighbours of the same site and probe."""
    changes = np.flatnonzero((table[:_KEYS, 1:] != table[:_KEYS, :-1]).any(axis=0)) + 1
    begins = [0, *changes.tolist()]
    keys = table[:_KEYS, begins].T.tolist()
    for (site, probe), first, end in zip(keys, begins, [*begins[1:], None], strict=True):
        columns = table[_KEYS + 1 :, first:end]
        yield (site, probe), Minutes(table[_KEYS, first:end], columns, names)


def _names(db: apsw.Connection, table: str) -> dict[int, str]:
    return dict(rows(db, f"SELECT no, id FROM {table}"))  # noqa: S608 - 'site' or 'probe'
