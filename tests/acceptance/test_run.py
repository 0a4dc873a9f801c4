"""``pantau run``: all processes on one command, ended together whatever happens."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from pantau.store import Outbox, StoreMissing
from tests.acceptance.processes import Process, free_port, get, get_json, gone, until
from tests.fakes.inventories import write_inventory

pytestmark = pytest.mark.timeout(120)


class Whole:
    def __init__(self, folder: Path) -> None:
        inventory = write_inventory(folder, 10, heartbeat="1500ms")
        self.data = folder / "data"
        self.metrics = f"http://127.0.0.1:{(metrics := free_port())}"
        self.pages = f"http://127.0.0.1:{(pages := free_port())}"
        self.process = Process(
            *("run", "--metrics", f"127.0.0.1:{metrics}", "--pages", f"127.0.0.1:{pages}"),
            *("--data", str(self.data), "--inventory", str(inventory)),
        )

    def wait(self) -> None:
        self.process.saw("watching 11 targets")
        until(lambda: self.answers(self.pages + "/healthz"), 60)

    def answers(self, url: str) -> bool:
        try:
            return get(url)[0] == 200
        except OSError:
            return False

    def last_decided(self) -> int:
        """The alerter's last sign of life (microseconds UTC); 0 before the first."""
        try:
            with Outbox.open(self.data, readonly=True) as outbox:
                beat = outbox.last_beat()
        except StoreMissing:
            return 0
        return beat.at if beat else 0

    def children(self) -> list[int]:
        pid = self.process.popen.pid
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def child(among: set[int], command: str) -> int:
    [found] = [c for c in among if command in Path(f"/proc/{c}/cmdline").read_text().split("\0")]
    return found


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Whole]:
    started = Whole(tmp_path)
    try:
        started.wait()
        yield started
    finally:
        started.process.end()


def test_ctrl_c_ends_every_process(whole: Whole) -> None:
    children = whole.children()
    assert len(children) == 3
    until(lambda: get_json(whole.metrics + "/healthz")[0] == 200)
    assert whole.process.end(signal.SIGINT) == 0
    assert all(gone(child) for child in children)


def test_a_killed_supervisor_takes_its_children_with_it(whole: Whole) -> None:
    children = whole.children()
    whole.process.end(signal.SIGKILL)
    until(lambda: all(gone(child) for child in children))


def test_a_child_that_dies_is_started_again_and_told_of(whole: Whole) -> None:
    before = set(whole.children())
    os.kill(child(before, "collect"), signal.SIGKILL)
    whole.process.saw("collector ended with code -9; starting it again in 1 s")
    whole.process.saw("watching 11 targets", times=2)
    assert len(set(whole.children()) - before) == 1
    assert whole.answers(whole.pages + "/healthz")


def test_an_alerter_that_is_killed_is_started_again_and_goes_on(whole: Whole) -> None:
    until(whole.last_decided)
    before = set(whole.children())
    os.kill(child(before, "alert"), signal.SIGKILL)
    whole.process.saw("alerter ended with code -9; starting it again in 1 s")
    killed_at = whole.last_decided()
    until(lambda: whole.last_decided() > killed_at)
    assert child(set(whole.children()) - before, "alert")
