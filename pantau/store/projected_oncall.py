"""What silences and shifts do to the current tables; what projections.py says holds here."""

import json

import apsw

from pantau.facts.kinds import EntryKind
from pantau.language import Sentence, to_say
from pantau.store.projected_people import Data, Rule, demand_one

TABLES = {"shift_change": 2, "silence": 1}


def _silence_set(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "INSERT INTO silence VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
        (
            f"S{seq}",
            seq,
            data["begin"],
            data["end"],
            data["scope"],
            json.dumps(data["sites"]),
            json.dumps(data["kinds"]),
        ),
    )


def _silence_ended(db: apsw.Connection, seq: int, data: Data) -> None:
    name = data["silence"]
    db.execute("UPDATE silence SET ended = ? WHERE id = ? AND ended IS NULL", (seq, name))
    demand_one(db, Sentence(to_say("there is no silence '{name}' that could be ended"), name=name))


def _shifts_planned(db: apsw.Connection, seq: int, data: Data) -> None:
    for place, shift in enumerate(data["shifts"]):
        db.execute(
            "INSERT INTO shift_change VALUES (?, ?, ?, ?, ?, ?)",
            (seq, place, data["rota"], shift["begin"], shift["end"], shift["person"]),
        )


RULES: dict[str, Rule] = {
    EntryKind.SILENCE_SET: _silence_set,
    EntryKind.SILENCE_ENDED: _silence_ended,
    EntryKind.SHIFTS_PLANNED: _shifts_planned,
}
