"""The real process: it follows the store's meetings, asks their places, writes, and ends."""

import subprocess
import sys
from pathlib import Path

import pytest

from collector.dense.keeper import DenseKeeper
from collector.dense.plan import plan_of, to_line
from collector.health import Health
from pantau.actions.acting import Actor
from pantau.actions.meetings import Plan, plan_meeting
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import HOUR, MINUTE
from pantau.facts.measured import Interval
from pantau.facts.meetings import MeetingKind
from pantau.facts.words import Role
from pantau.store import Dense, Store, dense_windows
from tests.acceptance.processes import until
from tests.fakes.inventories import small_inventory

TOWN = small_inventory(3)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    Store.open(tmp_path / "data").close()
    return tmp_path / "data"


def plan(data: Path, *, ahead: int = 0) -> int:
    now = now_us(SystemClock())
    with Store.open(data) as store:
        span = Interval(now + ahead, now + ahead + HOUR)
        made = Plan("Rapat", MeetingKind.VIDEO, span, ("site-0", "site-1"))
        actor = Actor("Rina", "test", Role.TECHNICIAN, now)
        assert isinstance(plan_meeting(store, actor, TOWN, made), str)
    return now


def test_it_asks_the_places_of_a_meeting_and_ends_with_its_parent(data: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "collector.dense", str(data)], stdin=subprocess.PIPE
    )
    assert child.stdin is not None
    child.stdin.write(to_line(plan_of(TOWN)))
    child.stdin.flush()
    until((data / "dense.sqlite").exists)
    began = plan(data)  # after it has begun: it follows the journal

    def measured() -> bool:
        found = dense_windows(data, began - MINUTE, 2**62, ["site-0", "site-1", "site-2"])
        return bool(found["site-0"] and found["site-1"] and not found["site-2"])

    until(measured, 40)
    child.stdin.close()
    assert child.wait(10) == 0
    with Dense.open(data, readonly=True) as dense:
        [window, *_] = dense.windows(began - MINUTE, 2**62, ["site-0"])["site-0"]
    assert window.every_us == 100_000
    assert window.losses.lost == 0
    with Store.open(data, readonly=True) as store:
        assert store.samples("site-0", began - MINUTE, 2**62) == []


def test_the_keeper_has_it_there_while_a_meeting_is_near(data: Path) -> None:
    keeper = DenseKeeper(data, Health(SystemClock(), data, inventory=TOWN))
    assert not keeper.wanted()
    plan(data, ahead=2 * HOUR)
    assert not DenseKeeper(data, Health(SystemClock(), data, inventory=TOWN)).wanted()
    plan(data, ahead=20 * MINUTE)
    assert DenseKeeper(data, Health(SystemClock(), data, inventory=TOWN)).wanted()
    assert not keeper.wanted()  # it looks again after some seconds
