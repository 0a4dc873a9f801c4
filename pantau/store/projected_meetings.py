"""What meetings do to the current tables; what projections.py says holds here."""

import apsw

from pantau.facts.kinds import EntryKind
from pantau.language import Sentence, to_say
from pantau.store.projected_people import Data, Rule, demand_one

TABLES = {"meeting": 1}


def _planned(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "INSERT INTO meeting VALUES (?, ?, NULL, ?, ?, NULL)",
        (f"R{seq}", seq, data["begin"], data["end"]),
    )


def _changed(db: apsw.Connection, seq: int, data: Data) -> None:
    name = data["meeting"]
    db.execute(
        "UPDATE meeting SET changed = ?, begins = ?, ends = ? WHERE id = ? AND cancelled IS NULL",
        (seq, data["begin"], data["end"], name),
    )
    demand_one(db, Sentence(to_say("there is no meeting '{name}' to be changed"), name=name))


def _cancelled(db: apsw.Connection, seq: int, data: Data) -> None:
    name = data["meeting"]
    db.execute("UPDATE meeting SET cancelled = ? WHERE id = ? AND cancelled IS NULL", (seq, name))
    demand_one(db, Sentence(to_say("there is no meeting '{name}' to be cancelled"), name=name))


RULES: dict[str, Rule] = {
    EntryKind.MEETING_PLANNED: _planned,
    EntryKind.MEETING_CHANGED: _changed,
    EntryKind.MEETING_CANCELLED: _cancelled,
}
