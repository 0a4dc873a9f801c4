"""The queue of letters in tables. Each is called inside the caller's transaction.

A letter that is not waiting (any more) is left alone by whatever is said of it.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

import apsw

from pantau.facts.letters import Delivery, Kept, Letter, Queued, Waiting
from pantau.facts.telling import LetterState
from pantau.language import to_say
from pantau.store.connection import row, rows
from pantau.store.errors import FactRefused


def queue(db: apsw.Connection, receiver: str, letter: Letter, at: int) -> bool:
    """Put it behind all others of its receiver, unless its id is known; whether it was new."""
    db.execute(
        'INSERT INTO letter (id, receiver, "group", at, body, queued_at, place)'
        " VALUES (?, ?, ?, ?, ?, ?, (SELECT ifnull(max(number), 0) + 1 FROM letter))"
        " ON CONFLICT (id) DO NOTHING",
        (letter.id, receiver, letter.group, letter.at, letter.body, at),
    )
    return db.changes() == 1


def depth(db: apsw.Connection, receiver: str) -> int:
    """How many wait."""
    found = row(
        db, "SELECT count(*) FROM letter WHERE receiver = ? AND state = 'waiting'", (receiver,)
    )
    return int(found[0]) if found else 0


def delivery(db: apsw.Connection, since: int) -> Delivery:
    """What waits now, and what arrived from ``since`` on."""
    waiting = row(db, "SELECT count(*), min(queued_at) FROM letter WHERE state = 'waiting'")
    arrived = rows(
        db,
        "SELECT ended_at - queued_at FROM letter WHERE ended_at >= ? AND state = 'sent'",
        (since,),
    )
    count, oldest = waiting or (0, None)
    return Delivery(count, oldest, tuple(took for (took,) in arrived))


def free(db: apsw.Connection, receiver: str, now: int, most: int) -> list[tuple[int, Queued]]:
    """With its number, each from the first on that is due and nobody's, up to one that is not."""
    found = rows(
        db,
        "SELECT number, id, body, attempts, retry_at, leased_until FROM letter"
        " WHERE receiver = ? AND state = 'waiting' ORDER BY place, number LIMIT ?",
        (receiver, most),
    )
    due = []
    for number, name, body, attempts, retry_at, leased_until in found:
        if max(retry_at, leased_until) > now:
            break
        due.append((number, Queued(name, body, attempts)))
    return due


def lease(db: apsw.Connection, numbers: Sequence[int], now: int, until: int) -> None:
    """They are somebody's until then."""
    db.execute(
        "UPDATE letter SET leased_at = ?, leased_until = ?"
        " WHERE number IN (SELECT value FROM json_each(?))",
        (now, until, json.dumps(numbers)),
    )


def release(db: apsw.Connection) -> None:
    """Nothing is anybody's."""
    db.execute("UPDATE letter SET leased_until = 0 WHERE state = 'waiting' AND leased_until > 0")


def sent(db: apsw.Connection, ids: Sequence[str], at: int, reference: str) -> None:
    """They arrived; their receiver works."""
    names = json.dumps(list(ids))
    db.execute(
        "INSERT INTO receiver (name, sent_at)"
        " SELECT DISTINCT receiver, ? FROM letter"
        " WHERE state = 'waiting' AND id IN (SELECT value FROM json_each(?))"
        " ON CONFLICT (name) DO UPDATE SET sent_at = excluded.sent_at",
        (at, names),
    )
    db.execute(
        "UPDATE letter SET state = 'sent', ended_at = ?, reference = ?, leased_until = 0"
        " WHERE state = 'waiting' AND id IN (SELECT value FROM json_each(?))",
        (at, reference, names),
    )


def later(db: apsw.Connection, name: str, retry_at: int, error: str, attempts: int) -> None:
    """It is to be tried again; the error belongs to the moment at which it was leased."""
    _note_error(db, name, None, error)
    db.execute(
        "UPDATE letter SET retry_at = ?, error = ?, attempts = ?, leased_until = 0"
        " WHERE id = ? AND state = 'waiting'",
        (retry_at, error, attempts, name),
    )


def dead(db: apsw.Connection, name: str, at: int, reason: str) -> None:
    """It will never be taken."""
    _note_error(db, name, at, reason)
    db.execute(
        "UPDATE letter SET state = 'dead', ended_at = ?, error = ?, leased_until = 0"
        " WHERE id = ? AND state = 'waiting'",
        (at, reason, name),
    )


def _note_error(db: apsw.Connection, name: str, at: int | None, error: str) -> None:
    db.execute(
        "INSERT INTO receiver (name, error, error_at)"
        " SELECT receiver, ?, coalesce(?, leased_at, queued_at) FROM letter"
        " WHERE id = ? AND state = 'waiting'"
        " ON CONFLICT (name) DO UPDATE SET error = excluded.error, error_at = excluded.error_at",
        (error, at, name),
    )


def fold(db: apsw.Connection, ids: Sequence[str], into: Letter, at: int) -> None:
    """``into`` waits instead, at the place of the first. Raises FactRefused: see Outbox.fold."""
    names = json.dumps(list(ids))
    found = rows(
        db,
        "SELECT receiver, place, handed_over FROM letter"
        " WHERE state = 'waiting' AND id IN (SELECT value FROM json_each(?))"
        " ORDER BY place, number",
        (names,),
    )
    if not found:
        return
    receiver, place, _ = found[0]
    if any(each[0] != receiver for each in found):
        raise FactRefused(
            to_say("letters of several receivers cannot be folded into '{id}'"), id=into.id
        )
    if not queue(db, receiver, into, at):
        raise FactRefused(
            to_say("there is a letter '{id}' already; nothing was folded into it"), id=into.id
        )
    db.execute(
        "UPDATE letter SET place = ?, handed_over = ? WHERE id = ?",
        (place, int(all(each[2] for each in found)), into.id),
    )
    db.execute(
        "UPDATE letter SET state = 'folded', ended_at = ?, folded_into = ?, leased_until = 0"
        " WHERE state = 'waiting' AND id IN (SELECT value FROM json_each(?))",
        (at, into.id, names),
    )


def not_handed_over(db: apsw.Connection, receiver: str, most: int) -> list[Queued]:
    """The oldest that wait and were not handed over, leased and not due ones too."""
    found = rows(
        db,
        "SELECT id, body, attempts FROM letter WHERE receiver = ? AND state = 'waiting'"
        " AND handed_over = 0 ORDER BY place, number LIMIT ?",
        (receiver, most),
    )
    return [Queued(*each) for each in found]


def hand_over(db: apsw.Connection, name: str, to: str, letter: Letter, at: int) -> None:
    """``letter`` waits at ``to`` too; once for each letter that waits or is dead."""
    db.execute(
        "UPDATE letter SET handed_over = 1"
        " WHERE id = ? AND handed_over = 0 AND state IN ('waiting', 'dead')",
        (name,),
    )
    if db.changes() == 1:
        queue(db, to, letter, at)


def waiting(db: apsw.Connection) -> tuple[Waiting, ...]:
    """Each receiver at which something waits or that was heard of, by name."""
    counts = {
        name: (count, oldest)
        for name, count, oldest in rows(
            db,
            "SELECT receiver, count(*), min(at) FROM letter WHERE state = 'waiting'"
            " GROUP BY receiver",
        )
    }
    seen = {each[0]: each[1:] for each in rows(db, "SELECT * FROM receiver")}
    return tuple(
        Waiting(
            name,
            *counts.get(name, (0, None)),
            _tried(db, name),
            *seen.get(name, (None, None, None)),
        )
        for name in sorted(counts.keys() | seen.keys())
    )


def _tried(db: apsw.Connection, receiver: str) -> int:
    first = row(
        db,
        "SELECT attempts FROM letter WHERE receiver = ? AND state = 'waiting'"
        " ORDER BY place, number LIMIT 1",
        (receiver,),
    )
    return int(first[0]) if first else 0


def letters(
    db: apsw.Connection,
    since: int,
    receiver: str | None,
    states: Collection[LetterState],
    most: int,
) -> list[Kept]:
    """Those queued from ``since`` on, the newest first."""
    found = rows(
        db,
        'SELECT number, id, receiver, "group", at, body, queued_at, state, attempts, retry_at,'
        " handed_over, error, ended_at, reference, folded_into"
        " FROM letter WHERE queued_at >= ? AND ifnull(?, receiver) = receiver"
        " AND state IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT ?",
        (since, receiver, json.dumps([str(state) for state in states]), most),
    )
    return [_kept(each) for each in found]


def _kept(found: tuple[Any, ...]) -> Kept:
    values = (*found[:7], LetterState(found[7]), *found[8:10], bool(found[10]), *found[11:])
    return Kept(*values)


def trim(db: apsw.Connection, before: int, most: int) -> int:
    """Remove those that ended before, the oldest first; returns how many."""
    db.execute(
        "DELETE FROM letter WHERE number IN"
        " (SELECT number FROM letter WHERE ended_at < ? ORDER BY ended_at LIMIT ?)",
        (before, most),
    )
    return db.changes()
