"""What is left of a month's file of samples when its term is over. In a transaction of the caller.

A minute around an outage of a site is evidence and stays; so does everything of shared links and
references, which are few and show that we could see.
"""

from collections.abc import Iterable, Mapping, Sequence

import apsw
import numpy as np

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Interval, is_reference, upstream_id
from pantau.facts.minutes import Minutes
from pantau.facts.sealed import AROUND_US
from pantau.store import sealing
from pantau.store.block import unpack
from pantau.store.connection import row, rows

Spans = Mapping[str, Sequence[tuple[int, int]]]
"""By site, the minutes (whole ones since 1970, half-open) that stay."""


def around(outages: Iterable[tuple[str, Interval]]) -> dict[str, list[tuple[int, int]]]:
    """What belongs to the evidence of outages, by site. Pure."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for site, span in outages:
        begin, end = (span.begin - AROUND_US) // MINUTE, -(-(span.end + AROUND_US) // MINUTE)
        spans.setdefault(site, []).append((begin, end))
    return spans


def thin(db: apsw.Connection, spans: Spans | None) -> None:
    """Leave of every packed day the minutes of ``spans`` alone; with None nothing at all."""
    for shelf in sealing.SHELVES:
        found = rows(
            db,
            f"SELECT {shelf.sealed}.rowid, site.id, site_no, probe_no, day FROM {shelf.sealed}"  # noqa: S608 - ours
            " JOIN site ON site.no = site_no",
        )
        for number, site, site_no, probe_no, day in found:
            if spans is not None and _is_kept_whole(site):
                continue
            left = None if spans is None else _left(db, shelf, number, day, spans.get(site, ()))
            if left is None or not len(left.minutes):
                db.execute(f"DELETE FROM {shelf.sealed} WHERE rowid = ?", (number,))  # noqa: S608 - ours
            else:
                sealing.keep(db, shelf, (site_no, probe_no), day, left)


def is_empty(db: apsw.Connection) -> bool:
    """Whether the file holds nothing any more."""
    tables = [table for shelf in sealing.SHELVES for table in (shelf.hot, shelf.sealed)]
    return not any(row(db, f"SELECT 1 FROM {table} LIMIT 1") for table in tables)  # noqa: S608 - ours


def _is_kept_whole(name: str) -> bool:
    return upstream_id(name) is not None or is_reference(name)


def _left(
    db: apsw.Connection,
    shelf: sealing.Shelf,
    number: int,
    day: int,
    spans: Sequence[tuple[int, int]],
) -> Minutes | None:
    if not spans:
        return None
    sql = f"SELECT block FROM {shelf.sealed} WHERE rowid = ?"  # noqa: S608 - ours
    (block,) = row(db, sql, (number,)) or (b"",)
    found = unpack([(day, block)], shelf.form, shelf.packed)
    stays = np.zeros(len(found.minutes), np.bool_)
    for begin, end in spans:
        first, last = np.searchsorted(found.minutes, (begin, end))
        stays[first:last] = True
    return Minutes(found.minutes[stays], found.columns[:, stays], found.names)
