"""Many minutes that look alike: a stock of minutes, repeated in the order that a list gives.

A month of 300 sites is 13 million samples. Handed over one by one they cost half a minute in
Python; so a stock is handed over once, and its days are written as sealed blocks.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

import apsw
import numpy as np

from pantau.facts.instant import MINUTE
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes, Numbers
from pantau.store import sealing
from pantau.store.block import DAY_MINUTES
from pantau.store.connection import transaction
from pantau.store.sample_rows import HEARTBEAT, numbers

StockRow = tuple[int, str, int, int, int | None, int | None, int | None, int | None]
"""One site in one minute of the stock: the minute's number, the site, and as in Sample: sent,
received, rtt_min_us, rtt_median_us, rtt_max_us, jitter_us."""


class Stock:
    """A stock of minutes, by site as columns."""

    def __init__(self, stock: Iterable[StockRow]) -> None:
        by_site: defaultdict[str, list[tuple[int | None, ...]]] = defaultdict(list)
        for number, site, *rest in stock:
            by_site[site].append((number, *rest))
        self._sites = {site: _columns(rows) for site, rows in by_site.items()}

    def write(self, db: apsw.Connection, minutes: Iterable[tuple[int, int]]) -> None:
        """Write minutes of one month, each day in a transaction; see ``Store``."""
        for day, group in groupby(minutes, key=lambda each: each[0] // MINUTE // DAY_MINUTES):
            chosen = np.array(list(group), np.int64).T
            with transaction(db, "BEGIN IMMEDIATE"):
                sites = numbers(db, "site", set(self._sites))
                probe = numbers(db, "probe", {HEARTBEAT})[HEARTBEAT]
                for site, (place, columns) in self._sites.items():
                    found = _taken(place, columns, chosen[0] // MINUTE, chosen[1])
                    if len(found.minutes):
                        sealing.add(db, sealing.SAMPLES, (sites[site], probe), day, found)


def _columns(rows: list[tuple[int | None, ...]]) -> tuple[Numbers, Numbers]:
    """Where the minute of each number stands (-1: nowhere), and the columns of a site's stock."""
    table = np.array([[NOTHING if v is None else v for v in row] for row in rows], np.int64)
    place = np.full(int(table[:, 0].max()) + 1, -1)
    place[table[:, 0]] = np.arange(len(table))
    return place, np.ascontiguousarray(table[:, 1 : len(COLUMNS) + 1].T)


def _taken(place: Numbers, columns: Numbers, minutes: Numbers, chosen: Numbers) -> Minutes:
    """The minutes whose number the site has a row for."""
    known = chosen < len(place)
    at = np.where(known, place[np.where(known, chosen, 0)], -1)
    there = at >= 0
    return Minutes(minutes[there], columns[:, at[there]])
