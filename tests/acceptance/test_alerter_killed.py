"""SIGKILL of the alerter at any moment: every begin and every end arrives, in order."""

import signal
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from pantau.facts.clock import SystemClock
from pantau.store import Outbox, StoreMissing
from tests.acceptance.processes import Process, until
from tests.acceptance.scripted_day import ALONE, Day, Web, complete, inventory_text, judge, web

_NS = 1e9


class Killing:
    """Starts the alerter again and again, while the day goes on."""

    def __init__(self, folder: Path, day: Day, server: Web, rng: Random) -> None:
        self.where = ("--data", str(folder / "data"), "--inventory", str(folder / "inventory.yaml"))
        self.day = day
        self.server = server
        self.rng = rng
        self.clock = SystemClock()

    def once(self, number: int) -> None:
        """Three moments in turn: any; while a message is being answered; just after its answer."""
        process = self.start()
        seen = len(self.server.arrived)
        if number % 3 == 0:
            self.pass_time(self.rng.uniform(0, 4))
        elif number % 3 == 1:
            killed = threading.Event()
            self.server.trap = lambda: _kill(process, killed)
            self.pass_time(30, killed.is_set)
            self.server.trap = lambda: False
        else:
            self.pass_time(30, lambda: len(self.server.arrived) > seen)
        process.end(signal.SIGKILL)

    def start(self) -> Process:
        return Process("alert", *self.where)

    def pass_time(self, seconds: float, over: Callable[[], bool] = lambda: False) -> None:
        """Let the day go on for so long, or until ``over``."""
        pause, end = threading.Event(), self.clock.boot_ns() + seconds * _NS
        while self.clock.boot_ns() < end and not over():
            self.day.go_on()
            pause.wait(0.01)


def _kill(process: Process, killed: threading.Event) -> bool:
    process.popen.send_signal(signal.SIGKILL)
    killed.set()
    return True


def _has_looked(data: Path) -> bool:
    try:
        with Outbox.open(data, readonly=True) as outbox:
            return outbox.last_beat() is not None
    except StoreMissing:
        return False


def kill_at_random(folder: Path, kills: int, seed: int) -> Counter[str]:
    rng = Random(seed)
    with web() as server:
        text = inventory_text(server.url)
        (folder / "inventory.yaml").write_text(text)
        day = Day.begin(folder / "data", text, rng)
        with day.store:
            killing = Killing(folder, day, server, rng)
            # What is over before the first alerter ever looked is nobody's.
            first = killing.start()
            until(lambda: _has_looked(folder / "data"))
            first.end(signal.SIGKILL)
            for number in range(kills):
                killing.once(number)
            last = killing.start()
            killing.pass_time(2)
            day.end()
            killing.pass_time(60, lambda: complete(day, server.arrived))
            assert last.end() == 0, last.lines
    return judge(day, server.arrived)


@pytest.mark.timeout(300)
def test_ten_kills_lose_no_message_and_repeat_only_what_was_not_answered(tmp_path: Path) -> None:
    found = kill_at_random(tmp_path, kills=10, seed=1)
    assert found["outages"] > 5
    assert found["twice"] >= 1, "no answer was lost: this proves less than it should"
    assert found["twice"] <= 10 * (ALONE + 1)


@pytest.mark.accept
def test_two_hundred_kills_lose_no_message(tmp_path: Path) -> None:
    found = kill_at_random(tmp_path, kills=200, seed=2)
    print(dict(found))  # noqa: T201 - what was measured, for who looks with -s
    assert found["outages"] > 100
    assert found["twice"] >= 20
