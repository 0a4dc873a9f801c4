"""The real process that looks for causes: it asks paths, follows the journal, and ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from collector.causes.keeper import CausesKeeper
from collector.causes.plan import plan_of, to_line
from collector.health import Health
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import MINUTE
from pantau.facts.journal import OutageClosed
from pantau.facts.words import ClosedReason
from pantau.store import Store, good_path
from tests.acceptance.processes import until
from tests.fakes.inventories import small_inventory
from tests.store.making import WHO, down

SITES = 30  # one of them is asked within the first seconds


@pytest.fixture
def data(tmp_path: Path) -> Path:
    Store.open(tmp_path / "data").close()
    return tmp_path / "data"


def test_the_keeper_keeps_it_alive(data: Path) -> None:
    health = Health(SystemClock(), data, inventory=small_inventory(2))
    keeper = CausesKeeper(data, health)
    keeper.start()
    try:
        until(lambda: keeper._process is not None and (data / "paths.sqlite").exists())
        process = keeper._process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        until(lambda: health.causes_starts == 2)
    finally:
        keeper.stop()
    assert keeper._process is None


def test_it_suggests_and_asks_paths_and_ends_with_its_parent(data: Path) -> None:
    now = now_us(SystemClock())
    with Store.open(data) as store:
        begun = now - 10 * MINUTE
        [entry] = store.record([down("site-0", begun)], at=begun, **WHO)
        closed = OutageClosed("site-0", now - MINUTE, None, ClosedReason.ANSWERED_AGAIN)
        store.record([closed], at=now, **WHO)
    child = subprocess.Popen(
        [sys.executable, "-m", "collector.causes", str(data)], stdin=subprocess.PIPE
    )
    assert child.stdin is not None
    plan = plan_of(small_inventory(SITES), now)
    child.stdin.write(to_line(plan))
    child.stdin.flush()

    def suggested() -> bool:
        with Store.open(data, readonly=True) as store:
            return f"O{entry.seq}" in store.suggestions([f"O{entry.seq}"])

    until(suggested)
    until(lambda: good_path(data, "site-0") is not None)
    child.stdin.close()
    assert child.wait(10) == 0
    found = good_path(data, "site-0")
    assert found is not None
    assert found.path.hops == ("127.64.1.1",)
