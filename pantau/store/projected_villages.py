"""What entries about reports of people do to the current tables; see projections.py."""

import apsw

from pantau.facts.kinds import EntryKind
from pantau.facts.region import ReportStanding
from pantau.language import Sentence, to_say
from pantau.store.projected_people import Data, Rule, demand_one

TABLES = {"people_report": 1}


def _reported(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "INSERT INTO people_report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        (
            f"W{seq}",
            seq,
            *(data[name] for name in ("code", "village", "what", "since", "reported_at")),
            *(data[name] for name in ("site", "channel", "phone", "words")),
            ReportStanding.OPEN.value,
        ),
    )


def _settled(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "UPDATE people_report SET standing = ?, settled = ? WHERE id = ?",
        (data["standing"], seq, data["report"]),
    )
    _demand(db, data["report"])


def _corrected(db: apsw.Connection, _seq: int, data: Data) -> None:
    db.execute(
        "UPDATE people_report SET village = ?, site = ? WHERE id = ?",
        (data["village"], data["site"], data["report"]),
    )
    _demand(db, data["report"])


def _erased(db: apsw.Connection, seq: int, data: Data) -> None:
    for name in data["reports"]:
        db.execute("UPDATE people_report SET erased = ? WHERE id = ?", (seq, name))
        _demand(db, name)


def _demand(db: apsw.Connection, name: str) -> None:
    demand_one(db, Sentence(to_say("there is no report '{name}' of people"), name=name))


RULES: dict[str, Rule] = {
    EntryKind.PEOPLE_REPORTED: _reported,
    EntryKind.PEOPLE_SETTLED: _settled,
    EntryKind.PEOPLE_CORRECTED: _corrected,
    EntryKind.PEOPLE_ERASED: _erased,
}
