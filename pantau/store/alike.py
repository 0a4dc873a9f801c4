"""Many minutes that look alike: a stock of minutes, repeated in the order that a list gives.

A month of 300 sites is 13 million samples. Handed over one by one they cost half a minute in
Python; so a stock is handed over once, and SQLite writes the months out of it.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

import apsw

from pantau.facts.instant import MINUTE
from pantau.store.connection import transaction

StockRow = tuple[int, str, int, int, int | None, int | None, int | None, int | None]
"""One site in one minute of the stock: the minute's number, the site, and as in Sample: sent,
received, rtt_min_us, rtt_median_us, rtt_max_us, jitter_us."""

_A_DAY = 1440

_STOCK = """CREATE TEMP TABLE stock (
    number INTEGER, site_no INTEGER, sent INTEGER, received INTEGER,
    rtt_min_us INTEGER, rtt_median_us INTEGER, rtt_max_us INTEGER, jitter_us INTEGER,
    PRIMARY KEY (number, site_no)) WITHOUT ROWID"""
_MINUTES = "CREATE TEMP TABLE alike (minute INTEGER PRIMARY KEY, number INTEGER)"
# Both tables are walked in the order of the key, so that each row is put behind the last one.
_WRITE = """INSERT OR IGNORE INTO hot
    SELECT minute, site_no, ?, sent, received, rtt_min_us, rtt_median_us, rtt_max_us, jitter_us
    FROM alike CROSS JOIN stock USING (number)"""


def write_alike(
    db: apsw.Connection,
    stock: Iterable[StockRow],
    sites: dict[str, int],
    probe: int,
    minutes: Sequence[tuple[int, int]],
) -> None:
    """Write one month, day by day, each in a transaction. ``sites``: by name, the file's number."""
    # Every number comes out of the file's own tables: asking again for each row costs a third.
    db.execute("PRAGMA foreign_keys = OFF").fetchall()
    db.execute("PRAGMA temp_store = MEMORY").fetchall()
    try:
        db.execute(_STOCK)
        db.execute(_MINUTES)
        with transaction(db, "BEGIN"):
            db.executemany(
                "INSERT INTO stock VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((number, sites[site], *rest) for number, site, *rest in stock),
            )
        left = iter(minutes)
        while day := list(islice(left, _A_DAY)):
            with transaction(db, "BEGIN IMMEDIATE"):
                db.execute("DELETE FROM alike")
                db.executemany(
                    "INSERT INTO alike VALUES (?, ?)", ((at // MINUTE, n) for at, n in day)
                )
                db.execute(_WRITE, (probe,))
    finally:
        db.execute("DROP TABLE IF EXISTS stock")
        db.execute("DROP TABLE IF EXISTS alike")
        db.execute("PRAGMA foreign_keys = ON").fetchall()
