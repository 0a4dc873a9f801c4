"""What dense echoes showed while meetings took place: ``dense.sqlite``, beside the journal.

No figure of a contract is made of it. It is kept for a year, and is in every backup: certificates
are made of it.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from pantau.facts.instant import DAY
from pantau.facts.meetings import DenseWindow, Losses, Rests
from pantau.language import Sentence, to_say
from pantau.store.beside import Beside, open_to_read, open_to_write
from pantau.store.connection import BUSY_MS, rows
from pantau.store.errors import StoreMissing

DENSE = "dense.sqlite"
KEPT_US = 366 * DAY
_FORM = b"pantau dense windows 1"
_WINDOWS = "SELECT * FROM dense_window WHERE site = ? AND at >= ? AND at < ? ORDER BY at"
_PUT = "INSERT OR REPLACE INTO dense_window VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Dense(Beside):
    """The windows of one data directory; may be shared by threads.

    Any operation may raise StoreBusy, StoreUnwritable or StoreDamaged; it is then as if not begun.
    """

    SCHEMA = "dense"

    @classmethod
    def open(cls, data: Path, *, readonly: bool = False, busy_ms: int = BUSY_MS) -> "Dense":
        """Open it in ``data``; create (0600) and migrate it unless readonly.

        Raises StoreMissing (readonly and nothing was ever asked densely), StoreTooNew, StoreTooOld
        (readonly), SqliteTooOld, StoreDamaged, StoreUnwritable.
        """
        path = data / DENSE
        if readonly:
            return cls(path, open_dense(path, busy_ms), readonly=True)
        # A power cut may take the last seconds: they are unknown then.
        db = open_to_write(path, cls.SCHEMA, busy_ms, synchronous="NORMAL")
        return cls(path, db, readonly=False)

    def write(self, windows: Sequence[DenseWindow]) -> None:
        """Add windows; the same site and begin replaces what was there."""
        with self._writing() as db:
            db.executemany(_PUT, [_row(each) for each in windows])

    def forget_before(self, at: int) -> None:
        """Forget the windows that began before ``at``, microseconds UTC."""
        with self._writing() as db:
            db.execute("DELETE FROM dense_window WHERE at < ?", (at,))

    def rests(self, begin: int, end: int, sites: Collection[str]) -> Rests:
        """What a certificate rests on that is made of these windows now."""
        digest, count = hashlib.sha256(), 0
        names = tuple(sorted(set(sites)))
        parts = [_FORM]
        with self._reading() as db:
            for site in names:
                found = rows(db, _WINDOWS, (site, begin, end))
                count += len(found)
                parts += [json.dumps(each, separators=(",", ":")).encode() for each in found]
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        return Rests(begin, end, names, count, digest.hexdigest() if count else "")

    @property
    def db(self) -> apsw.Connection:
        """For those who check the file itself."""
        return self._db

    def lately(self, since: int) -> "Lately":
        """What began at or after ``since``, microseconds UTC."""
        with self._reading() as db:
            [(places, windows)] = rows(
                db,
                "SELECT count(DISTINCT site), count(*) FROM dense_window WHERE at >= ?",
                (since,),
            )
            [(newest,)] = rows(db, "SELECT max(at) FROM dense_window")
            return Lately(places, windows, newest)

    def windows(self, begin: int, end: int, sites: Collection[str]) -> dict[str, list[DenseWindow]]:
        """By each of ``sites``, its windows that begin in [begin, end), in the order of time."""
        with self._reading() as db:
            return {
                site: [_window(each) for each in rows(db, _WINDOWS, (site, begin, end))]
                for site in sites
            }


def open_dense(path: Path, busy_ms: int) -> apsw.Connection:
    """The file for reading, its schema checked. Raises StoreError."""
    missing = to_say("{path} does not exist: no meeting was measured here yet")
    return open_to_read(path, Dense.SCHEMA, busy_ms, Sentence(missing, path=str(path)))


def dense_rests(data: Path, begin: int, end: int, sites: Collection[str]) -> Rests:
    """As ``Dense.rests``; of nothing where nothing was ever asked densely. Raises StoreError."""
    try:
        with Dense.open(data, readonly=True, busy_ms=500) as dense:
            return dense.rests(begin, end, sites)
    except StoreMissing:
        return Rests(begin, end, tuple(sorted(set(sites))), 0, "")


@dataclass(frozen=True, slots=True)
class Lately:
    """How many ``windows`` of how many ``places`` began since some instant, and when the newest of
    all did (microseconds UTC; None: there is none)."""

    places: int
    windows: int
    newest: int | None


def dense_lately(data: Path, since: int) -> Lately:
    """As ``Dense.lately``; nothing where nothing was ever asked densely. Raises StoreError."""
    try:
        with Dense.open(data, readonly=True, busy_ms=500) as dense:
            return dense.lately(since)
    except StoreMissing:
        return Lately(0, 0, None)


def dense_windows(
    data: Path, begin: int, end: int, sites: Collection[str]
) -> dict[str, list[DenseWindow]]:
    """As ``Dense.windows``; empty lists where nothing was ever asked densely. Raises StoreError."""
    try:
        with Dense.open(data, readonly=True, busy_ms=500) as dense:
            return dense.windows(begin, end, sites)
    except StoreMissing:
        return {site: [] for site in sites}


def _row(window: DenseWindow) -> tuple[Any, ...]:
    losses = window.losses
    return (
        window.site,
        window.at,
        window.every_us,
        losses.sent,
        losses.lost,
        losses.bursts,
        losses.longest,
        losses.first,
        losses.last,
        window.rtt_min_us,
        window.rtt_median_us,
        window.rtt_max_us,
        window.jitter_us,
        window.pairs,
    )


def _window(found: tuple[Any, ...]) -> DenseWindow:
    site, at, every_us, *rest = found
    rtt_min, rtt_median, rtt_max, jitter, pairs = rest[6:]
    losses = Losses(*rest[:6])
    return DenseWindow(site, at, every_us, losses, rtt_min, rtt_median, rtt_max, jitter, pairs)
