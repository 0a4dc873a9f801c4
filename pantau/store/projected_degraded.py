"""What spells of degradation do to the current tables; what projections.py says holds here."""

import json

import apsw

from pantau.facts.kinds import EntryKind
from pantau.language import Sentence, to_say
from pantau.store.connection import row
from pantau.store.errors import FactRefused
from pantau.store.projected_people import Data, Rule, demand_one

TABLES = {"degraded": 1}


def _opened(db: apsw.Connection, seq: int, data: Data) -> None:
    site = data["site"]
    if row(db, "SELECT 1 FROM degraded WHERE site = ? AND ended_at IS NULL", (site,)):
        raise FactRefused(to_say("site '{site}' is degraded already"), site=site)
    db.execute(
        "INSERT INTO degraded VALUES (?, ?, ?, NULL, NULL, ?)",
        (f"B{seq}", site, data["started_at"], json.dumps(data["shortfalls"], sort_keys=True)),
    )


def _closed(db: apsw.Connection, _seq: int, data: Data) -> None:
    db.execute(
        'UPDATE degraded SET ended_at = ?, "end" = ? WHERE site = ? AND ended_at IS NULL',
        (data["ended_at"], data["reason"], data["site"]),
    )
    demand_one(
        db, Sentence(to_say("site '{site}' is not degraded, so that cannot end"), site=data["site"])
    )


RULES: dict[str, Rule] = {
    EntryKind.DEGRADED_OPENED: _opened,
    EntryKind.DEGRADED_CLOSED: _closed,
}
