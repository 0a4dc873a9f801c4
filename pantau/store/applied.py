"""Which inventories came into force, and which sites left with one of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from pantau.facts.journal import Fact, InventoryApplied
from pantau.facts.kinds import EntryKind
from pantau.store import reading
from pantau.store.connection import rows

# Only what is asked of an entry leaves SQLite: each holds the whole text of its inventory.
_ENTRIES = (
    "WITH entry AS (SELECT seq, at, CAST(payload AS TEXT) AS data FROM journal WHERE kind = ?)"
    " SELECT at, data ->> '$.digest', data -> '$.added', data -> '$.removed' FROM entry"
    " ORDER BY seq"
)


@dataclass(frozen=True, slots=True)
class Departure:
    """A site was taken out of the inventory at ``at`` (instant) and did not come back.

    ``digest``: of the last inventory that had it.
    """

    site: str
    at: int
    digest: str


@dataclass(frozen=True, slots=True)
class Applied:
    """The inventory applied last, and the sites that departed, the oldest first.

    ``texts``: by digest, of it and of each inventory that a departure names.
    """

    digest: str
    departures: tuple[Departure, ...]
    texts: dict[str, str]


def applied(db: apsw.Connection) -> Applied | None:
    """What is in force and what was, as far as it is still judged by; None where none ever was."""
    digest = reading.last_inventory(db)
    if digest is None:
        return None
    left = _departures(db)
    wanted = {digest, *(each.digest for each in left)}
    found = ((each, reading.inventory_text(db, each)) for each in wanted)
    return Applied(digest, left, {each: text for each, text in found if text is not None})


def anew(db: apsw.Connection, facts: Sequence[Fact]) -> list[Fact]:
    """``facts`` without inventories that are in force already when their turn comes.

    A person may have applied the very file that the collector is about to write down.
    """
    found: list[Fact] = []
    last: str | None = None
    for fact in facts:
        if isinstance(fact, InventoryApplied):
            last = last or reading.last_inventory(db)
            if fact.digest == last:
                continue
            last = fact.digest
        found.append(fact)
    return found


def _departures(db: apsw.Connection) -> tuple[Departure, ...]:
    gone: dict[str, Departure] = {}
    before = ""
    for at, digest, added, removed in rows(db, _ENTRIES, (EntryKind.INVENTORY_APPLIED,)):
        for site in json.loads(added or "[]"):
            gone.pop(site, None)
        gone |= {site: Departure(site, at, before) for site in json.loads(removed or "[]")}
        before = digest
    return tuple(gone.values())
