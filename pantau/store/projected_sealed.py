"""Packed days of samples: what entries do to the current table, and questions to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from pantau.facts.kinds import EntryKind
from pantau.facts.sealed import SamplesSealed, SamplesThinned, SealedDay
from pantau.facts.words import Left, SealReason
from pantau.store.connection import row, rows
from pantau.store.projected_people import Data, Rule
from pantau.store.sealed_days import Blocks

TABLES = {"sealed_day": 2, "thinned": 2}


@dataclass(frozen=True, slots=True)
class Named:
    """What entries said of a UTC day's blocks: all digests, the newest last, and its entry.

    An empty digest: nothing is left of the day. ``thinned``: the newest entry is about its term.
    """

    digests: tuple[str, ...]
    seq: int
    thinned: bool


def named_days(db: apsw.Connection) -> dict[str, Named]:
    """By day ("2026-10-31"), all of them."""
    found: dict[str, list[tuple[str, int]]] = {}
    sql = "SELECT day, digest, seq FROM sealed_day ORDER BY day, seq"
    for day, digest, seq in rows(db, sql):
        found.setdefault(day, []).append((digest, seq))
    thinned = {seq for (seq,) in rows(db, "SELECT seq FROM thinned")}
    return {
        day: Named(tuple(digest for digest, _ in each), each[-1][1], each[-1][1] in thinned)
        for day, each in found.items()
    }


def thinned_months(db: apsw.Connection) -> dict[str, Left]:
    """By month ("2026-10"), what the newest entry says is left of its samples."""
    return {
        month: Left(left)
        for month, left in rows(db, "SELECT month, left FROM thinned ORDER BY seq")
    }


def thinned_fact(
    month: str, left: Left, rule: str, before: Sequence[Blocks], after: Sequence[Blocks]
) -> SamplesThinned:
    """What the journal is to be told."""
    still = {each.day for each in after}
    return SamplesThinned(
        month,
        left,
        rule,
        tuple(_day(each, SealReason.THINNED) for each in after),
        tuple(each.day for each in before if each.day not in still),
        sum(each.count for each in before),
        sum(each.size for each in before),
    )


def news_of(db: apsw.Connection, blocks: Blocks) -> SamplesSealed | None:
    """What the journal is to be told of a day that is being packed; None where it knows."""
    sql = "SELECT digest FROM sealed_day WHERE day = ? ORDER BY seq DESC LIMIT 1"
    known = row(db, sql, (blocks.day,))
    if known is not None and known[0] == blocks.digest:
        return None
    reason = SealReason.OVER if known is None else SealReason.LATE
    return SamplesSealed((_day(blocks, reason),))


def found_day(blocks: Blocks) -> SealedDay:
    """A day that lay there packed."""
    return _day(blocks, SealReason.FOUND)


def _day(blocks: Blocks, reason: SealReason) -> SealedDay:
    return SealedDay(blocks.day, blocks.digest, blocks.count, blocks.size, reason)


def _thinned(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute("INSERT INTO thinned VALUES (?, ?, ?)", (data["month"], seq, data["left"]))
    _sealed(db, seq, data)
    values = [(day, seq, "", 0, 0) for day in data["gone"]]
    db.executemany("INSERT INTO sealed_day VALUES (?, ?, ?, ?, ?)", values)


def _sealed(db: apsw.Connection, seq: int, data: Data) -> None:
    values = [
        (each["day"], seq, each["digest"], each["blocks"], each["size"]) for each in data["days"]
    ]
    db.executemany("INSERT INTO sealed_day VALUES (?, ?, ?, ?, ?)", values)


RULES: dict[str, Rule] = {
    EntryKind.SAMPLES_SEALED: _sealed,
    EntryKind.SAMPLES_THINNED: _thinned,
}
