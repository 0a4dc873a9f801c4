"""SIGKILL at any moment leaves nothing but the end of watched time."""

import json
import random
import signal
import threading
from pathlib import Path

import pytest

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND, to_datetime
from pantau.store import Store, verify
from tests.acceptance.processes import Process, free_port, pantau
from tests.fakes.inventories import small_inventory, write_inventory


def kill_at_random(tmp_path: Path, rounds: int, seed: int) -> None:
    inventory, data = write_inventory(tmp_path, 40), tmp_path / "data"
    rng = random.Random(seed)
    where = ["--data", str(data), "--inventory", str(inventory)]
    began = now_us(SystemClock())
    alive_us = 0
    for number in range(1, rounds + 1):
        collector = Process("collect", "--listen", f"127.0.0.1:{free_port()}", *where)
        collector.saw(f"run {number}")
        watching = now_us(SystemClock())
        # Any moment: while beginning, between two commits, inside one.
        threading.Event().wait(rng.uniform(0, 4.5))
        collector.end(signal.SIGKILL)
        alive_us += now_us(SystemClock()) - watching
        assert verify(data).sound
    with Store.open(data, readonly=True) as store:
        assert store.outages(began, now_us(SystemClock())) == []
    answer = pantau("sla", "--month", month_now(), "--json", *where)
    assert answer.returncode == 0, answer.stderr
    for row in json.loads(answer.stdout)["sites"]:
        parts = [row[f"{part}_seconds"] for part in ("up", "down", "excluded", "unknown")]
        assert sum(parts) == row["service_seconds"]
        assert row["down_seconds"] == 0
        assert row["up_seconds"] <= alive_us / SECOND + rounds


def month_now() -> str:
    zone = small_inventory(1).timezone
    return f"{to_datetime(now_us(SystemClock()), zone):%Y-%m}"


@pytest.mark.timeout(120)
def test_five_kills_leave_a_sound_store_and_unknown_time(tmp_path: Path) -> None:
    kill_at_random(tmp_path, rounds=5, seed=1)


@pytest.mark.accept
def test_fifty_kills_leave_a_sound_store_and_unknown_time(tmp_path: Path) -> None:
    kill_at_random(tmp_path, rounds=50, seed=2)
