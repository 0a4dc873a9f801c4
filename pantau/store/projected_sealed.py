"""Packed days of samples: what entries do to the current table, and questions to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from pantau.facts.kinds import EntryKind
from pantau.facts.sealed import SamplesThinned, SealedDay
from pantau.facts.words import Left, SealReason
from pantau.store.connection import rows
from pantau.store.projected_people import Data, Rule
from pantau.store.sealed_days import Blocks

TABLES = {"sealed_day": 2, "thinned": 2}


@dataclass(frozen=True, slots=True)
class Named:
    """What entries said of a UTC day's blocks: all digests, the newest last, and its entry.

    An empty digest: nothing is left of the day. ``blocks``: how many the newest entry names;
    ``thinned``: whether it is about the day's term.
    """

    digests: tuple[str, ...]
    seq: int
    blocks: int
    thinned: bool

    def may_be(self, digest: str, *, rows_beside: bool) -> bool:
        """Whether blocks of this digest are right.

        All that they ever were is, while rows that came late may stand beside them; what they were
        before their term was over too: whoever was killed on the way has left more than was
        promised.
        """
        if rows_beside:
            return digest in self.digests
        return digest in self.digests[-2 if self.thinned else -1 :]


def named_days(db: apsw.Connection) -> dict[str, Named]:
    """By day ("2026-10-31"), all of them."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    sql = "SELECT day, digest, seq, blocks FROM sealed_day ORDER BY day, seq"
    for day, *said in rows(db, sql):
        found.setdefault(day, []).append((said[0], said[1], said[2]))
    thinned = {seq for (seq,) in rows(db, "SELECT seq FROM thinned")}
    named = {}
    for day, each in found.items():
        _, seq, blocks = each[-1]
        digests = tuple(digest for digest, _, _ in each)
        named[day] = Named(digests, seq, blocks, seq in thinned)
    return named


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
        tuple(as_day(each, SealReason.THINNED) for each in after),
        tuple(each.day for each in before if each.day not in still),
        sum(each.count for each in before),
        sum(each.size for each in before),
    )


def as_day(blocks: Blocks, reason: SealReason, *, rows_left: bool = False) -> SealedDay:
    """What lies there, as an entry says it."""
    return SealedDay(blocks.day, blocks.digest, blocks.count, blocks.size, reason, rows_left)


def _thinned(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute("INSERT INTO thinned VALUES (?, ?, ?)", (data["month"], seq, data["left"]))
    _sealed(db, seq, data)
    values = [(day, seq, "", 0, 0) for day in data["gone"]]
    db.executemany("INSERT INTO sealed_day VALUES (?, ?, ?, ?, ?)", values)


def _sealed(db: apsw.Connection, seq: int, data: Data) -> None:
    values = [
        (each["day"], seq, each["digest"] if each["blocks"] else "", each["blocks"], each["size"])
        for each in data["days"]
    ]
    db.executemany("INSERT INTO sealed_day VALUES (?, ?, ?, ?, ?)", values)


RULES: dict[str, Rule] = {
    EntryKind.SAMPLES_SEALED: _sealed,
    EntryKind.SAMPLES_THINNED: _thinned,
}
