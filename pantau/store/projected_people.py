"""What the entries of people do to the current tables; what projections.py says holds here."""

import json
from collections.abc import Callable
from typing import Any

import apsw

from pantau.facts.kinds import EntryKind
from pantau.facts.words import Decision, MonthState, Standing
from pantau.language import Sentence, to_say
from pantau.store.connection import row
from pantau.store.errors import FactRefused

Data = dict[str, Any]
Rule = Callable[[apsw.Connection, int, Data], None]

# Children before their parents, as foreign keys want it; how many first columns are the key.
TABLES = {
    "month": 1,
    "provider_list": 1,
    "invoice": 2,
    "objection": 1,
    "ticket": 1,
    "maintenance": 1,
    "void": 1,
    "exclusion": 1,
    "proposal": 1,
}
# The standing that each decision takes a proposal from, and what is said where it has another.
_BEFORE = {
    Decision.APPROVED: (
        Standing.PROPOSED,
        to_say("there is no proposal '{name}' that waits to be approved"),
    ),
    Decision.REJECTED: (
        Standing.PROPOSED,
        to_say("there is no proposal '{name}' that waits to be rejected"),
    ),
    Decision.REVOKED: (
        Standing.APPROVED,
        to_say("there is no approved proposal '{name}' that could be revoked"),
    ),
}


def demand_one(db: apsw.Connection, otherwise: Sentence) -> None:
    """Raises FactRefused unless the last statement changed one row."""
    if db.changes() != 1:
        raise FactRefused(to_say("{otherwise}; nothing was written"), otherwise=otherwise)


def _exclusion_proposed(db: apsw.Connection, seq: int, data: Data) -> None:
    name = f"X{seq}"
    db.execute("INSERT INTO proposal VALUES (?, ?, ?, NULL)", (name, seq, Standing.PROPOSED.value))
    db.execute(
        "INSERT INTO exclusion VALUES (?, ?, ?, ?, ?, ?)",
        (
            name,
            data["category"],
            data["begin"],
            data["end"],
            data["scope"],
            json.dumps(data["sites"]),
        ),
    )


def _void_proposed(db: apsw.Connection, seq: int, data: Data) -> None:
    name, outage = f"V{seq}", data["outage"]
    found = row(db, "SELECT ended_at FROM outage WHERE id = ? AND revoked = 0", (outage,))
    if found is None or found[0] is None:
        raise FactRefused(
            to_say("there is no outage '{outage}' that has ended; nothing was written"),
            outage=outage,
        )
    db.execute("INSERT INTO proposal VALUES (?, ?, ?, NULL)", (name, seq, Standing.PROPOSED.value))
    db.execute("INSERT INTO void VALUES (?, ?)", (name, outage))


def _decided(db: apsw.Connection, seq: int, data: Data) -> None:
    name, decision = data["proposal"], Decision(data["decision"])
    before, otherwise = _BEFORE[decision]
    db.execute(
        "UPDATE proposal SET standing = ?, decided = ? WHERE id = ? AND standing = ?",
        (decision.value, seq, name, before.value),
    )
    demand_one(db, Sentence(otherwise, name=name))
    db.execute(
        "UPDATE outage SET voided = EXISTS (SELECT 1 FROM void JOIN proposal USING (id)"
        " WHERE void.outage = outage.id AND standing = ?)"
        " WHERE id = (SELECT outage FROM void WHERE id = ?)",
        (Standing.APPROVED.value, name),
    )


def _maintenance_announced(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "INSERT INTO maintenance VALUES (?, ?, ?, ?, ?, ?, NULL)",
        (f"M{seq}", seq, data["begin"], data["end"], data["scope"], json.dumps(data["sites"])),
    )


def _maintenance_cancelled(db: apsw.Connection, seq: int, data: Data) -> None:
    name = data["maintenance"]
    db.execute(
        "UPDATE maintenance SET cancelled = ? WHERE id = ? AND cancelled IS NULL", (seq, name)
    )
    demand_one(db, Sentence(to_say("there is no announced maintenance '{name}'"), name=name))


def _classified(db: apsw.Connection, _seq: int, data: Data) -> None:
    db.execute(
        "UPDATE outage SET cause = ?, liability = ? WHERE id = ? AND revoked = 0",
        (data["cause"], data["liability"], data["outage"]),
    )
    demand_one(db, Sentence(to_say("there is no outage '{outage}'"), outage=data["outage"]))


def _acknowledged(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "UPDATE outage SET acknowledged = ifnull(acknowledged, ?) WHERE id = ? AND revoked = 0",
        (seq, data["outage"]),
    )
    demand_one(db, Sentence(to_say("there is no outage '{outage}'"), outage=data["outage"]))


def _ticket(db: apsw.Connection, seq: int, data: Data) -> None:
    """The newest entry of a number holds: outages that it names no more lose it again."""
    number = data["number"]
    for outage in _named_before(db, number):
        db.execute(
            "UPDATE outage SET ticket = NULL, reported_at = NULL"
            " WHERE id = ? AND ticket = ? AND import_id IS NULL",
            (outage, number),
        )
    db.execute(
        "INSERT INTO ticket VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (number) DO UPDATE"
        " SET seq = ?2, reported_at = ?3, opened_at = ?4, closed_at = ?5",
        (number, seq, data["reported_at"], data["opened_at"], data["closed_at"]),
    )
    for outage in data["outages"]:
        db.execute(
            "UPDATE outage SET ticket = ?, reported_at = ? WHERE id = ? AND revoked = 0",
            (number, data["reported_at"], outage),
        )
        demand_one(db, Sentence(to_say("there is no outage '{outage}'"), outage=outage))


def _named_before(db: apsw.Connection, number: str) -> list[str]:
    """By the ticket's entry before; asking all outages for it would read the whole table."""
    found = row(
        db, "SELECT payload FROM journal JOIN ticket USING (seq) WHERE number = ?", (number,)
    )
    named: list[str] = json.loads(found[0])["outages"] if found else []
    return named


def _objected(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "INSERT INTO objection VALUES (?, ?, ?, ?, ?, NULL, NULL)",
        (f"K{seq}", seq, data["month"], data["site"], data["about"]),
    )


def _objection_answered(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "UPDATE objection SET settlement = ?, answered = ? WHERE id = ? AND answered IS NULL",
        (data["settlement"], seq, data["objection"]),
    )
    demand_one(
        db,
        Sentence(
            to_say("there is no unanswered objection '{objection}'"), objection=data["objection"]
        ),
    )


def _invoiced(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "INSERT OR REPLACE INTO invoice VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            data["contract"],
            data["invoice"],
            seq,
            data["month"],
            data["billed"],
            data["deducted"],
            data["paid"],
        ),
    )


def _provider_listed(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "INSERT INTO provider_list VALUES (?, ?, ?, ?, ?, NULL)",
        (f"L{seq}", seq, data["digest"], data["begin"], data["end"]),
    )


def _provider_list_revoked(db: apsw.Connection, seq: int, data: Data) -> None:
    name = data["list_id"]
    db.execute("UPDATE provider_list SET revoked = ? WHERE id = ? AND revoked IS NULL", (seq, name))
    demand_one(
        db,
        Sentence(to_say("there is no provider's list '{name}' that could be revoked"), name=name),
    )


def _month_reviewed(db: apsw.Connection, seq: int, data: Data) -> None:
    month = data["month"]
    found = row(db, "SELECT state FROM month WHERE month = ?", (month,))
    if found is not None and found[0] == MonthState.CLOSED:
        raise FactRefused(to_say("{month} is closed; nothing was written"), month=month)
    db.execute(
        "INSERT INTO month (month, state, revision, seq) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (month) DO UPDATE SET state = ?2, revision = ?3, seq = ?4",
        (month, MonthState.REVIEWED.value, data["revision"], seq),
    )


def _month_closed(db: apsw.Connection, seq: int, data: Data) -> None:
    month = data["month"]
    found = row(db, "SELECT state FROM month WHERE month = ?", (month,))
    if found is not None and found[0] == MonthState.CLOSED:
        raise FactRefused(to_say("{month} is closed already; nothing was written"), month=month)
    db.execute(
        "INSERT OR REPLACE INTO month VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?6, ?7)",
        (
            month,
            MonthState.CLOSED.value,
            data["revision"],
            seq,
            data["result"],
            data["begin"],
            data["end"],
        ),
    )


def _month_revised(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "UPDATE month SET state = ?, revision = ?, seq = ? WHERE month = ? AND state = ?",
        (
            MonthState.DRAFT.value,
            data["revision"],
            seq,
            data["month"],
            MonthState.CLOSED.value,
        ),
    )
    demand_one(
        db, Sentence(to_say("{month} is not closed, so it cannot be revised"), month=data["month"])
    )


RULES: dict[str, Rule] = {
    EntryKind.EXCLUSION_PROPOSED: _exclusion_proposed,
    EntryKind.VOID_PROPOSED: _void_proposed,
    EntryKind.DECIDED: _decided,
    EntryKind.MAINTENANCE_ANNOUNCED: _maintenance_announced,
    EntryKind.MAINTENANCE_CANCELLED: _maintenance_cancelled,
    EntryKind.OUTAGE_CLASSIFIED: _classified,
    EntryKind.ACKNOWLEDGED: _acknowledged,
    EntryKind.TICKET: _ticket,
    EntryKind.OBJECTED: _objected,
    EntryKind.OBJECTION_ANSWERED: _objection_answered,
    EntryKind.INVOICED: _invoiced,
    EntryKind.PROVIDER_LISTED: _provider_listed,
    EntryKind.PROVIDER_LIST_REVOKED: _provider_list_revoked,
    EntryKind.MONTH_REVIEWED: _month_reviewed,
    EntryKind.MONTH_CLOSED: _month_closed,
    EntryKind.MONTH_REVISED: _month_revised,
}
