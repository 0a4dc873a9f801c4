"""Questions about meetings that people planned. Each is asked inside the caller's transaction."""

from typing import Any

import apsw

from pantau.facts.meetings import MeetingKind
from pantau.facts.said import Meeting
from pantau.store.connection import row, rows
from pantau.store.people import entry_of

_MEETING = "SELECT id, planned, changed, cancelled FROM meeting"


def meeting(db: apsw.Connection, name: str) -> Meeting | None:
    """One by its id."""
    found = row(db, f"{_MEETING} WHERE id = ?", (name,))
    return _meeting(db, found) if found else None


def meetings(db: apsw.Connection, begin: int, end: int) -> list[Meeting]:
    """Those that overlap [begin, end), cancelled ones too, in the order of time."""
    found = rows(
        db, f"{_MEETING} WHERE begins < ? AND ends > ? ORDER BY begins, planned", (end, begin)
    )
    return [_meeting(db, each) for each in found]


def _meeting(db: apsw.Connection, found: tuple[Any, ...]) -> Meeting:
    name, planned, changed, cancelled = found
    first = entry_of(db, planned)
    later = None if changed is None else entry_of(db, changed)
    data = (later or first).data()
    return Meeting(
        name,
        data["name"],
        MeetingKind(data["meeting_kind"]),
        data["begin"],
        data["end"],
        tuple(data["sites"]),
        first,
        later,
        None if cancelled is None else entry_of(db, cancelled),
    )
