"""Databases as Uptime Kuma makes them: the tables of its versions 1 and 2 that matter here."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

MONITOR = """
CREATE TABLE monitor (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(150), active BOOLEAN DEFAULT 1 NOT NULL,
    user_id INTEGER, interval INTEGER DEFAULT 20 NOT NULL, url TEXT, type VARCHAR(20),
    weight INTEGER DEFAULT 2000, hostname VARCHAR(255), port INTEGER,
    created_date DATETIME DEFAULT (DATETIME('now')) NOT NULL, maxretries INTEGER NOT NULL DEFAULT 0,
    upside_down BOOLEAN DEFAULT 0 NOT NULL, retry_interval INTEGER DEFAULT 0 NOT NULL
);
CREATE TABLE heartbeat (
    id INTEGER PRIMARY KEY AUTOINCREMENT, important BOOLEAN DEFAULT 0 NOT NULL,
    monitor_id INTEGER NOT NULL REFERENCES monitor (id), status SMALLINT NOT NULL, msg TEXT,
    time DATETIME NOT NULL, ping INTEGER, duration INTEGER DEFAULT 0 NOT NULL,
    down_count INTEGER DEFAULT 0 NOT NULL
);
CREATE INDEX monitor_time_index ON heartbeat (monitor_id, time);
CREATE INDEX monitor_important_time_index ON heartbeat (monitor_id, important, time);
"""
STAT = """
CREATE TABLE {table} (
    id INTEGER PRIMARY KEY AUTOINCREMENT, monitor_id INTEGER NOT NULL, timestamp INTEGER NOT NULL,
    ping FLOAT NOT NULL, up SMALLINT NOT NULL, down SMALLINT NOT NULL,
    ping_min FLOAT NOT NULL DEFAULT 0, ping_max FLOAT NOT NULL DEFAULT 0, extras TEXT,
    UNIQUE (monitor_id, timestamp)
);
"""
DOWN, UP, PENDING, MAINTENANCE = range(4)


def kuma(path: Path, *, version: int = 1) -> sqlite3.Connection:
    """An empty one, in WAL mode as the real one is."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.executescript(MONITOR)
    if version == 2:
        db.executescript("ALTER TABLE heartbeat ADD COLUMN end_time DATETIME")
        for table in ("stat_minutely", "stat_hourly", "stat_daily"):
            db.executescript(STAT.format(table=table))
    return db


def monitor(
    db: sqlite3.Connection, name: str, host: str, *, type: str = "ping", url: str = "https://"
) -> int:
    """A monitor that asks once a minute; its number."""
    sql = "INSERT INTO monitor (name, hostname, type, url, interval) VALUES (?, ?, ?, ?, 60)"
    return db.execute(sql, (name, host, type, url)).lastrowid or 0


def beats(
    db: sqlite3.Connection, monitor: int, rows: Iterable[tuple[int, int, int | None]]
) -> None:
    """Rows of second (Unix), status and milliseconds."""
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO heartbeat (monitor_id, time, status, ping) VALUES (?, ?, ?, ?)",
        ((monitor, text(at), status, ping) for at, status, ping in rows),
    )
    db.execute("COMMIT")


def text(at: float) -> str:
    """As it writes a time."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
