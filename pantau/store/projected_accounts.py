"""What accounts do to the current tables; what projections.py says holds here."""

import apsw

from pantau.facts.kinds import EntryKind
from pantau.language import Sentence, to_say
from pantau.store.projected_people import Data, Rule, demand_one

TABLES = {"account": 1}


def _opened(db: apsw.Connection, seq: int, data: Data) -> None:
    name = data["name"]
    db.execute("DELETE FROM account WHERE name = ? AND closed IS NOT NULL", (name,))
    db.execute(
        "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, NULL)",
        (name, seq, data["full_name"], data["granted"], data["way"], data["provider"]),
    )


def _role_changed(db: apsw.Connection, _seq: int, data: Data) -> None:
    name = data["name"]
    db.execute(
        "UPDATE account SET role = ?, provider = ? WHERE name = ? AND closed IS NULL",
        (data["granted"], data["provider"], name),
    )
    demand_one(
        db, Sentence(to_say("there is no open account '{name}' whose role could change"), name=name)
    )


def _closed(db: apsw.Connection, seq: int, data: Data) -> None:
    name = data["name"]
    db.execute("UPDATE account SET closed = ? WHERE name = ? AND closed IS NULL", (seq, name))
    demand_one(
        db, Sentence(to_say("there is no open account '{name}' that could be closed"), name=name)
    )


RULES: dict[str, Rule] = {
    EntryKind.ACCOUNT_OPENED: _opened,
    EntryKind.ACCOUNT_ROLE_CHANGED: _role_changed,
    EntryKind.ACCOUNT_CLOSED: _closed,
}
