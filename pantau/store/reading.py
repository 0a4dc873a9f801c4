"""Questions to the journal and its projections. Each is asked inside one short transaction."""

import json
from collections.abc import Collection
from functools import lru_cache
from typing import Any

import apsw

from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Gap, Interval, Outage, SiteState, Watch
from pantau.facts.words import Cause, GapReason, Liability, State
from pantau.store import chain
from pantau.store.connection import row, rows

_OUTAGE = (
    "SELECT id, site, started_at, ended_at, last_up_before, last_down_within, cause, liability,"
    " ticket, import_id, reported_at, acknowledged IS NOT NULL, voided FROM outage"
    " WHERE revoked = 0"
)
_REAL = " AND voided = 0"
_GAP = (
    "SELECT id, site, started_at, ended_at, reason, but_sites, note, import_id"
    " FROM gap WHERE revoked = 0"
)
# An open one has no end: it reaches into every later window.
_OVERLAPS = " AND started_at < ? AND ifnull(ended_at, 9223372036854775807) > ?"
_WATCH = 'SELECT run, started_at, until, "end" FROM watch'


def states(db: apsw.Connection) -> dict[str, SiteState]:
    """By site, as the collector wrote them last."""
    found = rows(
        db,
        "SELECT site, state, since, suspect_since, pairs, pairs_lost, pairs_at FROM site_state",
    )
    return {each[0]: _state(*each) for each in found}


# Asked every two seconds, and nearly all say what they said before.
@lru_cache(maxsize=2_048)
def _state(site: str, state: str, *rest: Any) -> SiteState:
    return SiteState(site, State(state), *rest)


def last_watch(db: apsw.Connection) -> Watch | None:
    """The newest run of the collector."""
    found = row(db, f"{_WATCH} ORDER BY run DESC LIMIT 1")
    return Watch(*found) if found else None


def watch(db: apsw.Connection, run: int) -> Watch | None:
    """One run of the collector."""
    found = row(db, f"{_WATCH} WHERE run = ?", (run,))
    return Watch(*found) if found else None


def outages(
    db: apsw.Connection, begin: int, end: int, site: str | None = None, *, voided: bool = False
) -> list[Outage]:
    """Those that overlap [begin, end), of one site or all; with ``voided`` only those voided."""
    asked = _OUTAGE + _OVERLAPS + (" AND voided = 1" if voided else _REAL)
    order = " ORDER BY started_at, site, id"
    if site is None:
        return [_outage(*each) for each in rows(db, asked + order, (end, begin))]
    found = rows(db, asked + " AND site = ?" + order, (end, begin, site))
    return [_outage(*each) for each in found]


def outage_spans(
    db: apsw.Connection, begin: int, end: int, now: int, around: int
) -> list[tuple[str, Interval]]:
    """Site and span of every outage that comes within ``around`` of [begin, end).

    Voided ones and those of a revoked import too: somebody may still dispute them. One without an
    end reaches to ``now``.
    """
    found = rows(
        db,
        "SELECT site, started_at, ifnull(ended_at, ?) FROM outage"
        " WHERE started_at < ? AND ifnull(ended_at, 9223372036854775807) > ?",
        (now, end + around, begin - around),
    )
    return [(site, Interval(first, last)) for site, first, last in found]


def outage(db: apsw.Connection, name: str) -> Outage | None:
    """One by its id, a voided one too; None where its import was revoked."""
    found = row(db, _OUTAGE + " AND id = ?", (name,))
    return _outage(*found) if found else None


def open_outages(db: apsw.Connection) -> list[Outage]:
    """Those without an end, the oldest first."""
    found = rows(db, _OUTAGE + " AND ended_at IS NULL ORDER BY started_at, site")
    return [_outage(*each) for each in found]


# A month that runs is judged anew each minute, by outages of which hardly one has changed.
@lru_cache(maxsize=4_096)
def _outage(*found: Any) -> Outage:
    name, site, started, ended, up, down, cause, liability, ticket, imported, *rest = found
    reported, acknowledged, voided = rest
    return Outage(
        id=name,
        site=site,
        started_at=started,
        ended_at=ended,
        last_up_before=up,
        last_down_within=down,
        cause=_CAUSES.get(cause, Cause.UNKNOWN),
        liability=_LIABILITIES.get(liability, Liability.UNDECIDED),
        ticket=ticket,
        import_id=imported,
        reported_at=reported,
        acknowledged=bool(acknowledged),
        voided=bool(voided),
    )


# A word that another source used and we do not know is not ours to judge.
_CAUSES = {str(each): each for each in Cause}
_LIABILITIES = {str(each): each for each in Liability}


def gaps(db: apsw.Connection, begin: int, end: int) -> list[Gap]:
    """Those that overlap [begin, end), open ones included."""
    found = rows(db, _GAP + _OVERLAPS + " ORDER BY started_at, site, id", (end, begin))
    return [_gap(each) for each in found]


def open_gaps(db: apsw.Connection) -> list[Gap]:
    """Those without an end."""
    found = rows(db, _GAP + " AND ended_at IS NULL ORDER BY started_at, site, id")
    return [_gap(each) for each in found]


def _gap(found: tuple[Any, ...]) -> Gap:
    name, site, started, ended, reason, but_sites, note, imported = found
    left_out = tuple(json.loads(but_sites))
    return Gap(name, site, started, ended, GapReason(reason), left_out, note, imported)


def entries(
    db: apsw.Connection,
    *,
    kinds: Collection[EntryKind] | None,
    subject: str | None,
    begin: int | None,
    end: int | None,
    after: int,
    limit: int | None,
) -> list[Entry]:
    """The journal in order of numbers; each condition that is None is left out."""
    conditions, values = ["seq > ?"], [after]
    given: list[tuple[str, Any]] = [("subject = ?", subject), ("at >= ?", begin), ("at < ?", end)]
    if kinds is not None:
        wanted = json.dumps([str(kind) for kind in kinds])
        given.append(("kind IN (SELECT value FROM json_each(?))", wanted))
    for condition, asked in given:
        if asked is not None:
            conditions.append(condition)
            values.append(asked)
    found = rows(
        db,
        f"SELECT {chain.COLUMNS} FROM journal WHERE {' AND '.join(conditions)}"  # noqa: S608 - constants
        " ORDER BY seq LIMIT ?",
        (*values, -1 if limit is None else limit),
    )
    return [chain.to_entry(each) for each in found]


def entry(db: apsw.Connection, seq: int) -> Entry | None:
    """One entry of the journal."""
    found = row(db, f"SELECT {chain.COLUMNS} FROM journal WHERE seq = ?", (seq,))  # noqa: S608 - constants
    return chain.to_entry(found) if found else None


def inventory_text(db: apsw.Connection, digest: str) -> str | None:
    """The text of an inventory that was applied once."""
    found = row(db, "SELECT text FROM inventory WHERE digest = ?", (digest,))
    return found[0] if found else None


def newest(db: apsw.Connection, kind: EntryKind) -> int | None:
    """The number of the newest entry of this kind; the index by kind tells it."""
    found = row(db, "SELECT max(seq) FROM journal WHERE kind = ?", (kind,))
    return found[0] if found else None


def last_inventory(db: apsw.Connection) -> str | None:
    """The digest of the inventory applied last.

    By its entry: the table of inventories has no order, and to look for the newest in it is to
    read through all their texts.
    """
    seq = newest(db, EntryKind.INVENTORY_APPLIED)
    found = row(
        db, "SELECT CAST(payload AS TEXT) ->> '$.digest' FROM journal WHERE seq = ?", (seq,)
    )
    return found[0] if found else None
