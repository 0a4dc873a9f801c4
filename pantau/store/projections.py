"""What each kind of entry does to the current tables. Pure bookkeeping: journal in, tables out.

The rules may be loosened, never tightened: an old journal must always be rebuildable.
"""

import json

import apsw

from pantau.facts.kinds import EntryKind
from pantau.facts.words import Cause, GapReason
from pantau.language import Sentence, to_say
from pantau.store import (
    power,
    projected_accounts,
    projected_degraded,
    projected_meetings,
    projected_oncall,
    projected_people,
    projected_sealed,
    projected_villages,
    suggestions,
)
from pantau.store.connection import row, rows
from pantau.store.errors import FactRefused
from pantau.store.projected_people import Data, Rule, demand_one

# Children before their parents, as foreign keys want it; how many first columns are the key.
TABLES = {
    **projected_people.TABLES,
    **projected_villages.TABLES,
    **projected_oncall.TABLES,
    **projected_meetings.TABLES,
    **projected_accounts.TABLES,
    **projected_degraded.TABLES,
    **power.TABLES,
    **projected_sealed.TABLES,
    **suggestions.TABLES,
    "inventory": 1,
    "gap": 1,
    "outage": 1,
    "import_span": 3,
    "import_file": 1,
    "watch_site": 3,
    "watch": 1,
}


def apply(db: apsw.Connection, seq: int, kind: str, payload: bytes) -> None:
    """Carry entry ``seq`` into the tables; a kind that has no rule here changes none.

    From the bytes as stored, so that a rebuild sees what the first time saw. Raises FactRefused
    where the entry contradicts the tables.
    """
    rule = _RULES.get(kind)
    if rule is not None:
        rule(db, seq, json.loads(payload))


def rebuild(db: apsw.Connection) -> None:
    """Empty the tables and fill them from the journal, inside the caller's transaction."""
    still_open = row(db, 'SELECT run, until FROM watch WHERE "end" IS NULL')
    for table in TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - names from the constant above
    after = 0
    while chunk := rows(
        db, "SELECT seq, kind, payload FROM journal WHERE seq > ? ORDER BY seq LIMIT 1000", (after,)
    ):
        for seq, kind, payload in chunk:
            apply(db, seq, kind, payload)
        after = chunk[-1][0]
    if still_open is not None:
        run, until = still_open
        extend_watch(db, run, until)


def extend_watch(db: apsw.Connection, run: int, until: int) -> None:
    """Watched time moves forward, never back, and only while the run is open."""
    db.execute(
        'UPDATE watch SET until = max(until, ?) WHERE run = ? AND "end" IS NULL', (until, run)
    )


def _watch_opened(db: apsw.Connection, _seq: int, data: Data) -> None:
    if data["previous_end"] is not None:
        db.execute(
            'UPDATE watch SET until = ?, "end" = ? WHERE run = ?',
            (data["previous_until"], data["previous_end"], data["previous_run"]),
        )
    started = data["started_at"]
    db.execute("INSERT INTO watch VALUES (?, ?, ?, NULL)", (data["run"], started, started))


def _watch_sites(db: apsw.Connection, _seq: int, data: Data) -> None:
    run = data["run"]
    for site, until in data["until"].items():
        db.execute(
            "UPDATE watch_site SET until = ? WHERE run = ? AND site = ? AND until IS NULL",
            (until, run, site),
        )
        demand_one(
            db,
            Sentence(
                to_say("site '{site}' is not watched in run {run}, so it cannot leave it"),
                site=site,
                run=run,
            ),
        )
    for site, since in data["since"].items():
        is_open = row(
            db,
            "SELECT since FROM watch_site WHERE run = ? AND site = ? AND until IS NULL",
            (run, site),
        )
        if is_open is None:
            db.execute("INSERT INTO watch_site VALUES (?, ?, ?, NULL)", (run, site, since))
        elif is_open[0] != since:
            raise FactRefused(
                to_say("site '{site}' is already watched in run {run}"), site=site, run=run
            )


def _watch_closed(db: apsw.Connection, _seq: int, data: Data) -> None:
    db.execute(
        'UPDATE watch SET until = ?, "end" = ? WHERE run = ? AND "end" IS NULL',
        (data["until"], data["end"], data["run"]),
    )
    demand_one(
        db, Sentence(to_say("run {run} is not open, so it cannot be closed"), run=data["run"])
    )


def _outage_opened(db: apsw.Connection, seq: int, data: Data) -> None:
    site = data["site"]
    if row(db, "SELECT 1 FROM outage WHERE site = ? AND ended_at IS NULL", (site,)):
        raise FactRefused(to_say("site '{site}' already has an open outage"), site=site)
    db.execute(
        "INSERT INTO outage (id, site, started_at, last_up_before) VALUES (?, ?, ?, ?)",
        (f"O{seq}", site, data["started_at"], data["last_up_before"]),
    )


def _outage_closed(db: apsw.Connection, _seq: int, data: Data) -> None:
    db.execute(
        "UPDATE outage SET ended_at = ?, last_down_within = ? WHERE site = ? AND ended_at IS NULL",
        (data["ended_at"], data["last_down_within"], data["site"]),
    )
    demand_one(
        db, Sentence(to_say("site '{site}' has no open outage that could end"), site=data["site"])
    )


def _gap_opened(db: apsw.Connection, seq: int, data: Data) -> None:
    site, reason, ended = data["site"], data["reason"], data["ended_at"]
    if ended is None and row(
        db, "SELECT 1 FROM gap WHERE site = ? AND reason = ? AND ended_at IS NULL", (site, reason)
    ):
        raise FactRefused(
            to_say("a gap '{reason}' of '{site}' is already open"), reason=reason, site=site
        )
    db.execute(
        "INSERT INTO gap (id, site, started_at, ended_at, reason, but_sites)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (f"G{seq}", site, data["started_at"], ended, reason, json.dumps(data["but_sites"])),
    )


def _gap_closed(db: apsw.Connection, _seq: int, data: Data) -> None:
    db.execute(
        "UPDATE gap SET ended_at = ? WHERE site = ? AND reason = ? AND ended_at IS NULL",
        (data["ended_at"], data["site"], data["reason"]),
    )
    demand_one(
        db,
        Sentence(
            to_say("no gap '{reason}' of '{site}' is open"),
            reason=data["reason"],
            site=data["site"],
        ),
    )


def _imported(db: apsw.Connection, seq: int, data: Data) -> None:
    name, begin, end = f"I{seq}", data["observed_from"], data["observed_to"]
    db.execute(
        "INSERT INTO import_file (id, file, digest, observed_from, observed_to)"
        " VALUES (?, ?, ?, ?, ?)",
        (name, data["file"], data["digest"], begin, end),
    )
    db.executemany(
        "INSERT INTO import_span VALUES (?, ?, ?, ?)",
        [
            *((name, site, begin, end) for site in data["observed"]),
            *((name, each["site"], each["begin"], each["end"]) for each in data.get("spans", ())),
        ],
    )
    db.executemany(
        "INSERT INTO outage (id, site, started_at, ended_at, cause, ticket, import_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                f"O{seq}-{number}",
                each["site"],
                each["started_at"],
                each["ended_at"],
                each["cause"] or Cause.UNKNOWN.value,
                each["ticket"],
                name,
            )
            for number, each in enumerate(data["outages"], 1)
        ],
    )
    _imported_gaps(db, seq, data["gaps"])


def _imported_gaps(db: apsw.Connection, seq: int, gaps: list[Data]) -> None:
    db.executemany(
        "INSERT INTO gap (id, site, started_at, ended_at, reason, note, import_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                f"G{seq}-{number}",
                each["site"],
                each["started_at"],
                each["ended_at"],
                GapReason.IMPORTED.value,
                each["note"],
                f"I{seq}",
            )
            for number, each in enumerate(gaps, 1)
        ],
    )


def _samples_imported(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "INSERT INTO import_file (id, file, digest) VALUES (?, ?, ?)",
        (f"I{seq}", data["file"], data["digest"]),
    )


def _import_revoked(db: apsw.Connection, _seq: int, data: Data) -> None:
    name = data["import_id"]
    db.execute("UPDATE import_file SET revoked = 1 WHERE id = ? AND revoked = 0", (name,))
    demand_one(db, Sentence(to_say("there is no import '{name}' that could be revoked"), name=name))
    db.execute("UPDATE outage SET revoked = 1 WHERE import_id = ?", (name,))
    db.execute("UPDATE gap SET revoked = 1 WHERE import_id = ?", (name,))


def _inventory_applied(db: apsw.Connection, seq: int, data: Data) -> None:
    db.execute(
        "INSERT INTO inventory VALUES (?, ?, ?)"
        " ON CONFLICT (digest) DO UPDATE SET applied_by = excluded.applied_by",
        (data["digest"], data["text"], seq),
    )


_RULES: dict[str, Rule] = {
    **projected_people.RULES,
    **projected_villages.RULES,
    **projected_oncall.RULES,
    **projected_meetings.RULES,
    **projected_accounts.RULES,
    **projected_degraded.RULES,
    **power.RULES,
    **projected_sealed.RULES,
    **suggestions.RULES,
    EntryKind.WATCH_OPENED: _watch_opened,
    EntryKind.WATCH_SITES: _watch_sites,
    EntryKind.WATCH_CLOSED: _watch_closed,
    EntryKind.OUTAGE_OPENED: _outage_opened,
    EntryKind.OUTAGE_CLOSED: _outage_closed,
    EntryKind.GAP_OPENED: _gap_opened,
    EntryKind.GAP_CLOSED: _gap_closed,
    EntryKind.IMPORTED: _imported,
    EntryKind.IMPORT_REVOKED: _import_revoked,
    EntryKind.SAMPLES_IMPORTED: _samples_imported,
    EntryKind.INVENTORY_APPLIED: _inventory_applied,
}
