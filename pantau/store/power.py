"""Devices without mains power: what entries do to the current table, and questions to it."""

import apsw

from pantau.facts.device_entries import OnReserve
from pantau.facts.kinds import EntryKind
from pantau.store.connection import rows
from pantau.store.projected_people import Data, Rule

TABLES = {"on_reserve": 2}


def on_reserve(db: apsw.Connection) -> list[OnReserve]:
    """Those that run on battery or reserve now, by site and probe."""
    found = rows(db, "SELECT site, probe, since FROM on_reserve ORDER BY site, probe")
    return [OnReserve(*each) for each in found]


def _lost(db: apsw.Connection, seq: int, data: Data) -> None:
    values = (data["site"], data["probe"], data["since"], seq)
    db.execute("INSERT OR REPLACE INTO on_reserve VALUES (?, ?, ?, ?)", values)


def _back(db: apsw.Connection, _seq: int, data: Data) -> None:
    key = (data["site"], data["probe"])
    db.execute("DELETE FROM on_reserve WHERE site = ? AND probe = ?", key)


RULES: dict[str, Rule] = {EntryKind.POWER_LOST: _lost, EntryKind.POWER_BACK: _back}
