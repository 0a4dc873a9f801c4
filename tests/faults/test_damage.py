"""Bytes overwritten, files cut short or gone, a lock that somebody holds, a clock set back a year:
while the collector measures."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from alerts.alerter import Alerter
from alerts.message import from_json
from alerts.reading import Eyes
from pantau.facts.clock import now_us
from pantau.facts.instant import DAY, SECOND
from pantau.store import FaultReason, FloatingOutbox, Store, StoreDamaged, set_aside_in, verify
from tests.fakes.inventories import inventory_text, small_inventory
from tests.faults.inside import TOLD, a_world, judged

MS = 1_000_000
YEAR_MS = 365 * 86_400_000
OUTAGE = ("site-2", 203, 300)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def held_by_somebody_else(file: Path) -> "subprocess.Popen[str]":
    """A process of another program with the write lock in its hand, until it reads a line."""
    code = (
        "import sqlite3, sys\n"
        f"db = sqlite3.connect({str(file)!r}, isolation_level=None)\n"
        "db.execute('BEGIN IMMEDIATE')\n"
        "print('held', flush=True)\n"
        "sys.stdin.readline()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_lock_of_another_program_delays_what_is_written_and_loses_nothing(data: Path) -> None:
    world, running = a_world(data)
    other = held_by_somebody_else(data / "journal.sqlite")
    running.run(300)
    assert "locked by another process" in str(running.health.storing())
    other.communicate("go\n", timeout=10)
    running.run(30)
    assert running.health.storing() is None
    running.stop()
    seen = judged(world)
    assert (seen["outages"], seen["watched"], seen["sound"]) == ([OUTAGE], [(5, 460)], True)


def test_a_lock_on_a_month_of_samples_keeps_facts_from_nothing(data: Path) -> None:
    world, running = a_world(data)
    [month] = (data / "samples").glob("*.sqlite")
    other = held_by_somebody_else(month)
    running.run(200)
    assert f"{month.name} is locked by another process" in str(running.health.storing())
    with Store.open(data, readonly=True) as store:
        assert [each.site for each in store.outages(0, world.instant(DAY))] == [OUTAGE[0]]
    other.communicate("go\n", timeout=10)
    running.run(30)
    assert (running.health.storing(), running.recorder.samples_dropped) == (None, 0)
    running.stop()
    seen = judged(world)
    assert (seen["outages"], seen["watched"], seen["minutes"]) == ([OUTAGE], [(5, 360)], 7)
    assert seen["sound"]


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_journal_is_named_and_no_figure_of_it_is_believed(data: Path, seed: int) -> None:
    world, running = a_world(data)
    running.run(200).stop()
    path, dice = data / "journal.sqlite", random.Random(seed)
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 3000] = dice.randbytes(len(content[page : page + 3000]))
    path.write_bytes(content)
    assert FaultReason.DAMAGED in {fault.reason for fault in verify(data).faults}
    with pytest.raises(StoreDamaged, match="bring back the last backup"):
        world.start()


@pytest.mark.parametrize("share", [0, 0.3, 0.7])
def test_a_months_file_cut_short_is_set_aside_and_measuring_is_kept(
    data: Path, share: float
) -> None:
    world, running = a_world(data)
    running.run(200).stop()
    [path] = (data / "samples").glob("*.sqlite")
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    whole = path.read_bytes()
    cut = whole[: round(len(whole) * share)]
    path.write_bytes(cut)
    running = world.start().run(130)
    assert running.health.storing() is None
    assert running.recorder.samples_dropped == 0
    running.stop()
    seen = judged(world)
    assert seen["minutes"] == 3
    assert seen["outages"] == [OUTAGE]
    aside = set_aside_in(data)
    # A file of nothing is an empty database, and nothing is lost by writing to it.
    assert [each.read_bytes() for each in aside] == ([cut] if cut else [])


def test_a_months_file_that_is_gone_costs_what_was_in_it_and_nothing_else(data: Path) -> None:
    world, running = a_world(data)
    [path] = (data / "samples").glob("*.sqlite")
    path.unlink()
    running.run(130)
    assert running.health.storing() is None
    running.stop()
    assert judged(world)["minutes"] == 3
    assert verify(data).sound


def test_what_was_set_aside_is_told_until_somebody_has_moved_it_away(data: Path) -> None:
    world, running = a_world(data)
    running.stop()
    [path] = (data / "samples").glob("*.sqlite")
    path.write_bytes(b"rust" * 5_000)
    running = world.start(small_inventory(text=inventory_text(5) + TOLD)).run(130)
    with FloatingOutbox.opened(data) as outbox:
        alerter = Alerter.begin(Eyes(data, data / "none"), outbox, now_us(world.clock))
        alerter.step(now_us(world.clock))
        told = [from_json(each.body) for each in outbox.letters()]
        [trouble] = [each for each in told if each.title == "PENYIMPANAN BERMASALAH"]
        assert f"{path.name}.damaged-1" in trouble.lines[0]
        for each in set_aside_in(data):
            each.rename(data.parent / each.name)
        running.run(70)
        alerter.step(now_us(world.clock))
        titles = {from_json(each.body).title for each in outbox.letters()}
        assert "PENYIMPANAN BERFUNGSI LAGI" in titles
    running.stop()


def test_a_clock_set_back_a_year_writes_nothing_of_the_past_and_goes_on_when_it_is_right(
    data: Path,
) -> None:
    world, running = a_world(data)
    world.clock.jump_wall(-YEAR_MS * MS)
    running.run(60)
    assert "set the clock right" in str(running.health.measuring())
    world.clock.jump_wall(YEAR_MS * MS)
    running.run(200)
    assert (running.health.measuring(), running.health.storing()) == (None, None)
    running.stop()
    with Store.open(data, readonly=True) as store:
        assert store.samples("site-0", 0, world.instant(-DAY / SECOND)) == []
        assert [each.at for each in store.entries()] == sorted(each.at for each in store.entries())
    seen = judged(world)
    assert seen["sound"]
    (_, until), (since, _) = seen["watched"]
    assert until <= 130
    assert since >= 185


def test_a_start_with_a_clock_a_year_behind_says_so_and_goes_on_when_it_is_right(
    data: Path,
) -> None:
    world, running = a_world(data)
    running.stop()
    world.clock.jump_wall(-YEAR_MS * MS)
    running = world.start().run(30)
    assert "set the clock right" in str(running.health.measuring())
    world.clock.jump_wall(YEAR_MS * MS)
    running.run(60)
    assert running.health.measuring() is None
    running.stop()
    assert judged(world)["sound"]


@pytest.mark.parametrize("days", [1, 365])
def test_a_clock_set_forward_ends_the_run_and_set_right_again_it_was_set_back(
    data: Path, days: int
) -> None:
    world, running = a_world(data)
    ahead = days * 86_400_000 * MS
    world.clock.jump_wall(ahead)
    running.run(120)
    assert (running.health.measuring(), running.health.storing()) == (None, None)
    world.clock.jump_wall(-ahead)
    running.run(60)
    assert "set the clock right" in str(running.health.measuring())
    running.stop()
    until_s = round(world.now_s)
    with Store.open(data, readonly=True) as store:
        facts = store.ledger_facts(0, world.instant(2 * days * DAY / SECOND))
        assert store.outages(0, 2**62) == []
    first, second = facts.watched["site-0"]
    assert (first.begin - world.instant(0)) // SECOND == 5
    assert (first.end - world.instant(0)) // SECOND <= until_s
    jumped = days * DAY // SECOND
    assert 130 <= (second.begin - world.instant(jumped)) // SECOND <= 150
    assert (second.end - world.instant(jumped)) // SECOND <= 255
    assert verify(data).sound
