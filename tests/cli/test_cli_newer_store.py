"""A program that is older than its data says so in one message and does nothing."""

import subprocess
import sys

import pytest

from tests.cli.story import Desk
from tests.store.making import plain

ONCE = [
    ("status",),
    ("sla", "--month", "2025-03"),
    ("outages", "--from", "2025-03-01", "--to", "2025-04-01"),
    ("verify",),
    ("note", "write", "teks", "--about", "O4", "--by", "ani"),
    ("exclude", "approve", "X1", "--by", "ani"),
    ("account", "add", "rina", "--role", "admin"),
    ("backup", "copy.zip"),
    ("apply",),
    ("close", "--month", "2025-03"),
    ("people", "list"),
    ("meeting", "list"),
]
FOR_GOOD = [("collect", "--listen", "127.0.0.1:0"), ("alert",), ("dashboard",)]


@pytest.fixture
def newer(worked: Desk) -> Desk:
    db = plain(worked.data)
    db.execute("INSERT INTO migration VALUES ('0999_future', 'ab')")
    db.close()
    return worked


@pytest.mark.parametrize("words", ONCE, ids=" ".join)
def test_a_command_reads_and_writes_nothing(newer: Desk, words: tuple[str, ...]) -> None:
    done = newer.run(*words)
    assert done.exit_code == 1
    assert "its step '0999_future' is unknown here" in done.stderr
    assert "docs/upgrade.md" in done.stderr
    assert len(done.stderr.splitlines()) == (3 if words == ("status",) else 1)


@pytest.mark.parametrize("words", FOR_GOOD, ids=" ".join)
def test_a_process_ends_at_once(newer: Desk, words: tuple[str, ...]) -> None:
    place = ["--data", str(newer.data), "--inventory", str(newer.inventory), "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-m", "pantau", *words, *place],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "0999_future" in done.stderr
    assert "Traceback" not in done.stderr
