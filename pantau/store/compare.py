"""Compare the journal's file (attached as "live") with what it should be ("main", in memory)."""

import re
from functools import reduce
from typing import Any

import apsw

from pantau.language import Sentence, to_say
from pantau.store.connection import rows
from pantau.store.faults import Fault, FaultReason
from pantau.store.projections import TABLES

_MOST = 20
_ID = re.compile(r"[A-Z](\d{1,18})")
# Where watching reached in a run still open is known to its table alone.
_UNTIL = 'CASE WHEN "end" IS NULL THEN NULL ELSE until END'


def integrity(db: apsw.Connection, where: str = "live") -> list[Fault]:
    """What SQLite itself finds wrong: above all an index that hides rows from a question."""
    found = rows(db, f"PRAGMA {where}.integrity_check({_MOST})")
    return [Fault(None, FaultReason.DAMAGED, text) for (text,) in found if text != "ok"]


def schema(db: apsw.Connection) -> list[Fault]:
    """Tables, indexes and triggers that are missing, changed or not ours."""
    made, there = _objects(db, "main"), _objects(db, "live")
    faults = []
    for name in sorted(made.keys() | there.keys()):
        kind = (made.get(name) or there[name])[0]
        if name not in there:
            text = Sentence(
                to_say("{kind} {name} is missing: what it guards may have been changed"),
                kind=kind,
                name=name,
            )
        elif name not in made:
            text = Sentence(to_say("{kind} {name} is not Pantau's"), kind=kind, name=name)
        elif made[name] != there[name]:
            text = Sentence(to_say("{kind} {name} was changed"), kind=kind, name=name)
        else:
            continue
        faults.append(Fault(None, FaultReason.SCHEMA, text))
    return faults


def _objects(db: apsw.Connection, where: str) -> dict[str, tuple[str, str]]:
    found = rows(
        db,
        "SELECT name, type, CAST(sql AS BLOB)"  # noqa: S608 - 'main' or 'live'
        f" FROM {where}.sqlite_schema"
        # SQLite's own: indexes without a text, and these two tables. Nothing else is passed over.
        " WHERE NOT (type = 'index' AND sql IS NULL)"
        " AND NOT (type = 'table' AND name IN ('sqlite_sequence', 'sqlite_stat1'))",
    )
    return {name: (kind, sql) for name, kind, sql in found}


def projections(db: apsw.Connection) -> list[Fault]:
    """Rows of the current tables that are not what the journal adds up to; the first twenty."""
    faults: list[Fault] = []
    for table in reversed(TABLES):
        try:
            faults += _differences(db, table)
        except UnicodeDecodeError:
            text = Sentence(to_say("table {table} holds text that is not Unicode"), table=table)
            faults.append(Fault(None, FaultReason.PROJECTION, text))
    return faults[:_MOST]


def _differences(db: apsw.Connection, table: str) -> list[Fault]:
    columns = [found[1] for found in rows(db, f"PRAGMA main.table_info({table})")]
    wanted = _rows_only_in(db, table, columns, "main", "live")
    found = _rows_only_in(db, table, columns, "live", "main")
    keys = sorted(wanted.keys() | found.keys(), key=str)
    return [_fault(table, columns, key, found.get(key), wanted.get(key)) for key in keys]


def _rows_only_in(
    db: apsw.Connection, table: str, columns: list[str], here: str, there: str
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    names = ", ".join(
        _UNTIL if (table, name) == ("watch", "until") else f'"{name}"' for name in columns
    )
    found = rows(
        db,
        f"SELECT {names} FROM {here}.{table}"  # noqa: S608 - names of our own schema
        f" EXCEPT SELECT {names} FROM {there}.{table} LIMIT {_MOST}",
    )
    return {each[: TABLES[table]]: each for each in found}


def _fault(
    table: str,
    columns: list[str],
    key: tuple[Any, ...],
    found: tuple[Any, ...] | None,
    wanted: tuple[Any, ...] | None,
) -> Fault:
    name = f"{table} {' '.join(map(str, key))}"
    if found is None or wanted is None:
        text = to_say("{name} is in its table, not in the journal")
        if found is None:
            text = to_say("{name} is missing from its table")
        return Fault(_seq(key), FaultReason.PROJECTION, Sentence(text, name=name))
    differing = [
        Sentence(
            to_say("{column} is {found}, by the journal {wanted}"),
            column=column,
            found=_short(is_now),
            wanted=_short(should),
        )
        for column, is_now, should in zip(columns, found, wanted, strict=True)
        if is_now != should
    ]
    why = reduce(_joined, differing)
    return Fault(
        _seq(key), FaultReason.PROJECTION, Sentence(to_say("{name}: {why}"), name=name, why=why)
    )


def _joined(first: Sentence, more: Sentence) -> Sentence:
    return Sentence(to_say("{first}; {more}"), first=first, more=more)


def _seq(key: tuple[Any, ...]) -> int | None:
    found = _ID.match(str(key[0]))
    return int(found[1]) if found else None


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
