"""The alerter's memory in tables. Each is called inside the caller's transaction."""

import json
from collections.abc import Sequence
from typing import Any

import apsw

from pantau.facts.letters import Beat, Calm, Told
from pantau.store.connection import row, rows


def memory(db: apsw.Connection) -> tuple[Told, ...]:
    """All that is not over, by first telling."""
    found = rows(
        db,
        'SELECT episode, receiver, route, "group", first_at, last_at, step, sites, plan,'
        " acknowledged FROM told ORDER BY first_at, episode, receiver",
    )
    return tuple(_told(each) for each in found)


def _told(found: tuple[Any, ...]) -> Told:
    values = (*found[:7], tuple(json.loads(found[7])), found[8], bool(found[9]))
    return Told(*values)


def tell(db: apsw.Connection, told: Told) -> None:
    """Remember it; what was remembered of the same episode and receiver is replaced."""
    db.execute(
        "INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            told.episode,
            told.receiver,
            told.route,
            told.group,
            told.first_at,
            told.last_at,
            told.step,
            json.dumps(told.sites),
            told.plan,
            int(told.acknowledged),
        ),
    )


def forget(db: apsw.Connection, episode: str, receiver: str) -> None:
    """The episode is over for this receiver."""
    db.execute("DELETE FROM told WHERE episode = ? AND receiver = ?", (episode, receiver))


def calm(db: apsw.Connection) -> tuple[Calm, ...]:
    """All that was held back when something was decided last."""
    found = rows(db, "SELECT receiver, urgent, until FROM calm ORDER BY receiver, urgent")
    return tuple(Calm(receiver, bool(urgent), until) for receiver, urgent, until in found)


def hold_back(db: apsw.Connection, calm: Sequence[Calm]) -> None:
    """This and nothing else is held back from now on."""
    db.execute("DELETE FROM calm")
    for each in calm:
        values = (each.receiver, int(each.urgent), each.until)
        db.execute("INSERT INTO calm VALUES (?, ?, ?)", values)


def cursor(db: apsw.Connection) -> int:
    """The journal's entry up to which was read; 0 at first."""
    found = row(db, "SELECT cursor FROM alerter")
    return int(found[0]) if found else 0


def move_cursor(db: apsw.Connection, to: int, at: int) -> None:
    """Note how far the journal was read."""
    db.execute("UPDATE alerter SET cursor = ?, remembered_at = ?", (to, at))


def beat(db: apsw.Connection, beat: Beat) -> None:
    """Note a sign of life."""
    details = json.dumps(dict(beat.details), sort_keys=True)
    db.execute("UPDATE alerter SET beat_at = ?, details = ?", (beat.at, details))


def last_beat(db: apsw.Connection) -> Beat | None:
    """The last sign of life; None before the first."""
    found = row(db, "SELECT beat_at, details FROM alerter WHERE beat_at IS NOT NULL")
    return Beat(found[0], json.loads(found[1])) if found else None
