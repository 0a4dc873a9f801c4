"""What it takes to bring in samples that others recorded: the whole command, to the last entry."""

import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.cost import cost
from benchmarks.rows import Part, Row, Target
from pantau.inventory import read_inventory

_SITES = 50
_FEW, _MANY, _BEATS = 200_000, 2_000_000, 2_000_000
_BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
_INVENTORY = Path(__file__).parents[1] / "inventory.yaml"
_HEAD = "site,probe,at,sent,received,rtt_min_us,rtt_median_us,rtt_max_us,jitter_us\n"


def measure_all() -> Iterator[Row]:
    """Rows a second of a list, memory with few and with many rows, beats a second."""
    inventory = read_inventory(_INVENTORY).inventory
    if inventory is None:
        yield Row("samples brought in", None, "rows/s", "inventory.yaml cannot be used")
        return
    sites = [site.id for site in inventory.sites[:_SITES]]
    how = f"a list of {_SITES} sites, by minute, jitter included; to the journal's last entry"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _, few_mb = _import(folder, _listed(folder / "few.csv", sites, _FEW))
        spent, many_mb = _import(folder, _listed(folder / "many.csv", sites, _MANY))
        yield Row(
            "a list", _MANY / spent, "rows/s", f"{_MANY:,} rows, {how}", None, Target(50_000, True)
        )
        yield Row("memory, short list", few_mb, "MB", f"{_FEW:,} rows, most at any time")
        yield Row("memory, long list", many_mb, "MB", f"{_MANY:,} rows", None, Target(250))
        words = _kuma(folder, sites)
        spent, mb = _import(folder, words)
        what = f"{_BEATS:,} beats of {_SITES} monitors, one a minute"
        yield Row("Uptime Kuma", _BEATS / spent, "beats/s", what, None, Target(100_000, True))
        yield Row("memory, Uptime Kuma", mb, "MB", what, None, Target(250))


def _import(folder: Path, words: list[str]) -> tuple[float, float]:
    """Seconds that passed, and megabytes at most."""
    place = ["--data", str(folder / words[0].replace(".", "-")), "--inventory", str(_INVENTORY)]
    found = cost("pantau", "import", "samples", str(folder / words[0]), *words[1:], *place)
    return found.passed, found.most_mb


def _listed(path: Path, sites: list[str], rows: int) -> list[str]:
    with path.open("w") as into:
        into.write(_HEAD)
        for minute in range(rows // len(sites)):
            at = f"{_BEGIN + timedelta(minutes=minute):%Y-%m-%dT%H:%MZ}"
            for number, site in enumerate(sites):
                least = 3000 + (minute * 7919 + number * 104_729) % 5000
                into.write(
                    f"{site},icmp,{at},12,12,{least},{least + 210},{least + 990},{least % 300}\n"
                )
    return [path.name]


def _kuma(folder: Path, sites: list[str]) -> list[str]:
    """The tables of its version 1 that are read."""
    db = sqlite3.connect(folder / "kuma.db", isolation_level=None)
    db.executescript(
        "CREATE TABLE monitor (id INTEGER PRIMARY KEY, name TEXT, type TEXT, hostname TEXT,"
        " url TEXT, interval INTEGER);"
        "CREATE TABLE heartbeat (id INTEGER PRIMARY KEY, important BOOLEAN, monitor_id INTEGER,"
        " status SMALLINT, msg TEXT, time DATETIME, ping INTEGER, duration INTEGER);"
        "CREATE INDEX monitor_time_index ON heartbeat (monitor_id, time); BEGIN"
    )
    for number, site in enumerate(sites, 1):
        db.execute("INSERT INTO monitor VALUES (?, ?, 'ping', '', 'https://', 60)", (number, site))
        db.executemany(
            "INSERT INTO heartbeat (important, monitor_id, status, time, ping)"
            " VALUES (0, ?, ?, ?, ?)",
            (
                (number, 1, f"{_BEGIN + timedelta(minutes=n):%Y-%m-%d %H:%M:%S}.123", 5 + n % 20)
                for n in range(_BEATS // len(sites))
            ),
        )
    db.execute("COMMIT")
    db.close()
    (folder / "map.csv").write_text("theirs,site\n" + "".join(f"{s},{s}\n" for s in sites))
    return ["kuma.db", "--map", str(folder / "map.csv")]


PART = Part("imports", "What it takes to bring in samples that others recorded.", measure_all)
