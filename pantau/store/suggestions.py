"""What the collector suggests as causes: the newest word about each outage."""

import json
from collections import Counter
from collections.abc import Collection
from functools import lru_cache

import apsw

from pantau.facts.causes import CauseSuggested, suggested_of
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Cause
from pantau.language import Sentence, to_say
from pantau.store.connection import rows
from pantau.store.projected_people import Data, Rule, demand_one

TABLES = {"suggestion": 1}


def suggestions(db: apsw.Connection, outages: Collection[str]) -> dict[str, CauseSuggested]:
    """By outage, of those of these that have one."""
    found = rows(
        db,
        "SELECT payload FROM suggestion JOIN journal USING (seq)"
        " WHERE outage IN (SELECT value FROM json_each(?))",
        (json.dumps(list(outages)),),
    )
    read = [_read(payload) for (payload,) in found]
    return {each.outage: each for each in read}


# Asked wherever the journal has a new entry, and nearly all say what they said before.
@lru_cache(maxsize=1_024)
def _read(payload: str) -> CauseSuggested:
    return suggested_of(json.loads(payload))


def counted(db: apsw.Connection, begin: int, end: int) -> Counter[tuple[Cause, bool]]:
    """Outages that began in [begin, end), by suggested cause and whether it is the last word."""
    found = rows(
        db,
        "SELECT payload ->> 'cause', payload ->> 'ended', count(*) FROM suggestion"
        " JOIN journal USING (seq) JOIN outage ON outage.id = outage"
        " WHERE started_at >= ? AND started_at < ? AND revoked = 0 AND voided = 0"
        # Says nothing new, but there is an index for it.
        " AND ifnull(ended_at, 9223372036854775807) >= ? GROUP BY 1, 2",
        (begin, end, begin),
    )
    return Counter({(Cause(cause), bool(ended)): count for cause, ended, count in found})


def _suggested(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "INSERT OR REPLACE INTO suggestion SELECT id, ? FROM outage WHERE id = ? AND site = ?",
        (seq, data["outage"], data["site"]),
    )
    demand_one(
        db,
        Sentence(
            to_say("there is no outage '{outage}' of '{site}'"),
            outage=data["outage"],
            site=data["site"],
        ),
    )


RULES: dict[str, Rule] = {EntryKind.CAUSE_SUGGESTED: _suggested}
