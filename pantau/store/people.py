"""Questions about what people said. Each is asked inside the caller's transaction."""

import json
from typing import Any

import apsw

from pantau.facts.journal import Entry
from pantau.facts.measured import ExcludedTime
from pantau.facts.said import Maintenance, MonthStanding, Objection, Proposal
from pantau.facts.words import ExclusionCategory, MonthState, Settlement, Standing
from pantau.language import to_say
from pantau.store.connection import row, rows
from pantau.store.errors import StoreDamaged
from pantau.store.reading import entry

_MONTH = "SELECT month, state, revision, closed, begins, ends FROM month"
_OBJECTION = "SELECT id, seq, answered, settlement FROM objection"


def excluded(db: apsw.Connection, begin: int, end: int) -> list[ExcludedTime]:
    """Approved exclusions that overlap [begin, end)."""
    found = rows(
        db,
        "SELECT id, category, begins, ends, sites FROM exclusion JOIN proposal USING (id)"
        " WHERE standing = ? AND begins < ? AND ends > ? ORDER BY begins, id",
        (Standing.APPROVED.value, end, begin),
    )
    return [
        ExcludedTime(name, ExclusionCategory(category), since, until, tuple(json.loads(sites)))
        for name, category, since, until, sites in found
    ]


def proposal(db: apsw.Connection, name: str) -> Proposal | None:
    """An exclusion or a void by its id."""
    found = row(db, "SELECT id, standing, seq, decided FROM proposal WHERE id = ?", (name,))
    return _proposal(db, found) if found else None


def exclusions(db: apsw.Connection, begin: int, end: int) -> list[Proposal]:
    """Exclusions of any standing that overlap [begin, end), in the order of time."""
    found = rows(
        db,
        "SELECT id, standing, seq, decided FROM exclusion JOIN proposal USING (id)"
        " WHERE begins < ? AND ends > ? ORDER BY begins, seq",
        (end, begin),
    )
    return [_proposal(db, each) for each in found]


def voids(db: apsw.Connection, begin: int, end: int) -> list[Proposal]:
    """Voids of any standing whose outage overlaps [begin, end), in the order of time."""
    found = rows(
        db,
        "SELECT proposal.id, standing, proposal.seq, decided FROM void JOIN proposal USING (id)"
        " JOIN outage ON outage.id = void.outage"
        " WHERE outage.started_at < ? AND outage.ended_at > ?"
        " ORDER BY outage.started_at, proposal.seq",
        (end, begin),
    )
    return [_proposal(db, each) for each in found]


def voids_of(db: apsw.Connection, outage: str) -> list[Proposal]:
    """What was proposed about one outage, the oldest first."""
    found = rows(
        db,
        "SELECT id, standing, seq, decided FROM void JOIN proposal USING (id)"
        " WHERE outage = ? ORDER BY seq",
        (outage,),
    )
    return [_proposal(db, each) for each in found]


def maintenance(db: apsw.Connection, name: str) -> Maintenance | None:
    """One by its id."""
    found = row(db, "SELECT id, seq, cancelled FROM maintenance WHERE id = ?", (name,))
    return _maintenance(db, found) if found else None


def maintenances(db: apsw.Connection, begin: int, end: int) -> list[Maintenance]:
    """Those that overlap [begin, end), cancelled ones included, in the order of time."""
    found = rows(
        db,
        "SELECT id, seq, cancelled FROM maintenance WHERE begins < ? AND ends > ?"
        " ORDER BY begins, seq",
        (end, begin),
    )
    return [_maintenance(db, each) for each in found]


def ticket(db: apsw.Connection, number: str) -> Entry | None:
    """What is known of a ticket: its newest entry."""
    found = row(db, "SELECT seq FROM ticket WHERE number = ?", (number,))
    return entry_of(db, found[0]) if found else None


def tickets(db: apsw.Connection) -> list[Entry]:
    """The newest entry of each ticket, in the order of their numbers."""
    found = rows(db, "SELECT seq FROM ticket ORDER BY number")
    return [entry_of(db, seq) for (seq,) in found]


def objection(db: apsw.Connection, name: str) -> Objection | None:
    """One by its id."""
    found = row(db, f"{_OBJECTION} WHERE id = ?", (name,))
    return _objection(db, found) if found else None


def objections(db: apsw.Connection, month: str | None = None) -> list[Objection]:
    """Those about a month, or all, the oldest first."""
    found = rows(db, f"{_OBJECTION} WHERE ifnull(?1, month) = month ORDER BY seq", (month,))
    return [_objection(db, each) for each in found]


def invoices(db: apsw.Connection, month: str | None = None) -> list[Entry]:
    """The newest entry of each invoice of a month, or of all, by contract and number."""
    found = rows(
        db,
        "SELECT seq FROM invoice WHERE ifnull(?1, month) = month ORDER BY contract, invoice",
        (month,),
    )
    return [entry_of(db, seq) for (seq,) in found]


def provider_lists(db: apsw.Connection, begin: int, end: int) -> list[Entry]:
    """Lists of the provider that still count and whose span overlaps [begin, end)."""
    found = rows(
        db,
        "SELECT seq FROM provider_list WHERE revoked IS NULL AND begins < ? AND ends > ?"
        " ORDER BY begins, seq",
        (end, begin),
    )
    return [entry_of(db, seq) for (seq,) in found]


def month(db: apsw.Connection, name: str) -> MonthStanding:
    """How far a month has got; a first draft where nobody has said anything yet."""
    found = row(db, f"{_MONTH} WHERE month = ?", (name,))
    return _month(db, found) if found else MonthStanding(name, MonthState.DRAFT, 1)


def months(db: apsw.Connection) -> list[MonthStanding]:
    """All of which anybody has said anything, in order."""
    return [_month(db, each) for each in rows(db, f"{_MONTH} ORDER BY month")]


def closed_over(db: apsw.Connection, begin: int, end: int) -> str | None:
    """The first closed month that shares any time with [begin, end)."""
    found = row(
        db,
        "SELECT month FROM month WHERE state = ? AND begins < ? AND ends > ? ORDER BY month",
        (MonthState.CLOSED.value, end, begin),
    )
    return found[0] if found else None


def _proposal(db: apsw.Connection, found: tuple[Any, ...]) -> Proposal:
    name, standing, seq, decided = found
    return Proposal(name, Standing(standing), entry_of(db, seq), _perhaps(db, decided))


def _maintenance(db: apsw.Connection, found: tuple[Any, ...]) -> Maintenance:
    name, seq, cancelled = found
    return Maintenance(name, entry_of(db, seq), _perhaps(db, cancelled))


def _objection(db: apsw.Connection, found: tuple[Any, ...]) -> Objection:
    name, seq, answered, settlement = found
    settled = None if settlement is None else Settlement(settlement)
    return Objection(name, entry_of(db, seq), _perhaps(db, answered), settled)


def _month(db: apsw.Connection, found: tuple[Any, ...]) -> MonthStanding:
    name, state, revision, closed, begins, ends = found
    return MonthStanding(name, MonthState(state), revision, _perhaps(db, closed), begins, ends)


def _perhaps(db: apsw.Connection, seq: int | None) -> Entry | None:
    return None if seq is None else entry_of(db, seq)


def entry_of(db: apsw.Connection, seq: int) -> Entry:
    """An entry that a table names. Raises StoreDamaged where it is not there."""
    found = entry(db, seq)
    if found is None:
        raise StoreDamaged(to_say("entry {seq} is missing; look with `pantau verify`"), seq=seq)
    return found
