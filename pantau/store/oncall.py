"""Questions about silences and shifts. Each is asked inside the caller's transaction."""

from typing import Any

import apsw

from pantau.facts.said import ShiftChange, Silence
from pantau.facts.telling import AlertKind
from pantau.store.connection import row, rows
from pantau.store.people import entry_of

_SILENCE = "SELECT id, seq, ended FROM silence"


def silence(db: apsw.Connection, name: str) -> Silence | None:
    """One by its id."""
    found = row(db, f"{_SILENCE} WHERE id = ?", (name,))
    return _silence(db, found) if found else None


def silences(db: apsw.Connection, begin: int, end: int) -> list[Silence]:
    """Those set for a time that overlaps [begin, end), ended ones too, in the order of time."""
    found = rows(db, f"{_SILENCE} WHERE begins < ? AND ends > ? ORDER BY begins, seq", (end, begin))
    return [_silence(db, each) for each in found]


def shift_changes(db: apsw.Connection, rota: str, begin: int, end: int) -> list[ShiftChange]:
    """What was planned for a rota and overlaps [begin, end), as it was said: the last one holds."""
    found = rows(
        db,
        "SELECT seq, begins, ends, person FROM shift_change"
        " WHERE rota = ? AND begins < ? AND ends > ? ORDER BY seq, place",
        (rota, end, begin),
    )
    return [
        ShiftChange(begins, ends, person, entry_of(db, seq)) for seq, begins, ends, person in found
    ]


def _silence(db: apsw.Connection, found: tuple[Any, ...]) -> Silence:
    name, seq, ended = found
    made = entry_of(db, seq)
    data = made.data()
    return Silence(
        name,
        data["begin"],
        data["end"],
        tuple(data["sites"]),
        tuple(map(AlertKind, data["kinds"])),
        data["all_sites"],
        made,
        None if ended is None else entry_of(db, ended),
    )
