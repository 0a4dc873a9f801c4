"""Questions about spells of degradation. Each is asked inside the caller's transaction."""

import json
from typing import Any

import apsw

from pantau.facts.degraded import Shortfall, Spell
from pantau.facts.words import DegradedEnd, DegradedReason
from pantau.store.connection import rows

_SPELL = 'SELECT id, site, started_at, ended_at, shortfalls, "end" FROM degraded'


def spells(db: apsw.Connection, begin: int, end: int, site: str | None) -> list[Spell]:
    """Those that overlap [begin, end), of one site or all, by start and site."""
    # An open one has no end: it reaches into every later window.
    asked = f"{_SPELL} WHERE started_at < ? AND ifnull(ended_at, 9223372036854775807) > ?"
    values: tuple[Any, ...] = (end, begin)
    if site is not None:
        asked, values = f"{asked} AND site = ?", (*values, site)
    return [_spell(each) for each in rows(db, f"{asked} ORDER BY started_at, site", values)]


def open_spells(db: apsw.Connection) -> list[Spell]:
    """Those without an end, the oldest first."""
    found = rows(db, f"{_SPELL} WHERE ended_at IS NULL ORDER BY started_at, site")
    return [_spell(each) for each in found]


def _spell(found: tuple[Any, ...]) -> Spell:
    name, site, started_at, ended_at, text, end = found
    return Spell(
        name,
        site,
        started_at,
        ended_at,
        tuple(
            Shortfall(**each | {"reason": DegradedReason(each["reason"])})
            for each in json.loads(text)
        ),
        None if end is None else DegradedEnd(end),
    )
