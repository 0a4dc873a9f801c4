"""The real process beside the collector: asks, writes, follows the inventory, and ends."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from collector.beside import keeper as keeper_room
from collector.beside.asking import MOST_AT_ONCE, Asking
from collector.beside.keeper import Keeper
from collector.beside.question import Question, to_line
from collector.beside.tally import Taken, Tally
from collector.beside.writing import Writing
from collector.health import Health
from collector.probes.answer import Answer, Asked
from collector.probes.table import ASKERS
from pantau.facts.clock import Clock, SystemClock, now_us
from pantau.facts.instant import MINUTE, to_datetime
from pantau.facts.measured import Sample
from pantau.facts.words import ProbeOutcome
from pantau.inventory.asking import Probe
from pantau.inventory.model import Inventory
from pantau.store import Probes, Store, last_answers
from tests.acceptance.processes import until
from tests.collector.probes.playing import closed_port, listening, moment
from tests.fakes.inventories import small_inventory

OFTEN = 200_000


@pytest.fixture
def data(tmp_path: Path) -> Path:
    Store.open(tmp_path / "data").close()
    return tmp_path / "data"


@pytest.fixture
def port() -> Iterator[int]:
    """Takes connections: the kernel does, nobody has to accept them."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen(4096)
        yield sock.getsockname()[1]


def tcp(name: str, port: int) -> Probe:
    return Probe("tcp", name, address="127.0.0.1", port=port, every_us=OFTEN, timeout_us=OFTEN // 2)


def inventory_with(*probes: Probe) -> Inventory:
    inventory = small_inventory(2)
    first, *others = inventory.sites
    return replace(inventory, sites=(replace(first, probes=(*first.probes, *probes)), *others))


def names(data: Path) -> list[str]:
    return [each.probe for each in last_answers(data)]


def test_the_keeper_follows_the_inventory_and_mends(data: Path, port: int) -> None:
    health = Health(SystemClock(), data, inventory=inventory_with(tcp("web", port)))
    keeper = Keeper(data, health)
    keeper.start()
    try:
        until(lambda: names(data) == ["web"])
        (answer,) = last_answers(data)
        assert (answer.site, answer.outcome) == ("site-0", ProbeOutcome.ANSWERED)
        assert health.beside_starts == 1
        assert health.processes == {"further_probes": True}

        health.inventory = inventory_with(tcp("mail", closed_port()))
        until(lambda: names(data) == ["mail"])
        assert last_answers(data)[0].outcome is ProbeOutcome.REFUSED

        process = keeper._process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        until(lambda: health.beside_starts == 2)
        seen = last_answers(data)[0].at
        until(lambda: last_answers(data)[0].at > seen)

        health.inventory = inventory_with()
        until(lambda: keeper._process is None)
        assert health.processes == {}
    finally:
        keeper.stop()
    assert not keeper._thread.is_alive()


def test_it_ends_with_its_parent_and_leaves_its_minutes(data: Path, port: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "collector.beside", str(data)], stdin=subprocess.PIPE
    )
    assert child.stdin is not None
    child.stdin.write(b"no plan\n" + to_line((Question("site-0", "::1", tcp("web", port)),)))
    child.stdin.flush()
    until(lambda: names(data) == ["web"])
    child.stdin.close()
    assert child.wait(10) == 0
    with Store.open(data, readonly=True) as store:
        found = store.samples("site-0", 0, 2**62)
    assert found
    assert {each.probe for each in found} == {"web"}
    assert sum(each.sent for each in found) >= sum(each.received for each in found) > 0


def test_without_a_store_it_says_so_and_ends(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no directory")
    done = subprocess.run(
        [sys.executable, "-m", "collector.beside", str(tmp_path / "data")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "data") in done.stderr


async def _pause(seconds: float) -> None:
    await moment()


def test_no_more_are_asked_at_once_than_there_is_room() -> None:
    number = MOST_AT_ONCE + 50

    async def run() -> int:
        most = now = 0

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal most, now
            now += 1
            most = max(most, now)
            try:
                await asyncio.Event().wait()
            finally:
                now -= 1

        async with listening(talk) as web:
            asking = Asking(SystemClock(), Tally(), _pause)
            url = f"http://127.0.0.1:{web}/"
            asking.follow(
                tuple(
                    Question(f"s-{each}", "::1", Probe("http", "http", url=url))
                    for each in range(number)
                )
            )
            while now < MOST_AT_ONCE:
                await moment()
            await moment()
            await asking.stop()
        return most

    assert asyncio.run(run()) == MOST_AT_ONCE


def test_what_cannot_be_written_now_is_written_later(data: Path, port: int) -> None:
    tally = Tally()
    question = Question("site-0", "::1", tcp("web", port))

    async def run() -> None:
        asking = Asking(SystemClock(), tally, _pause)
        asking.follow((question,))
        while not tally._answers:
            await moment()
        await asking.stop()

    asyncio.run(run())
    writing = Writing(data)
    folder = data / "samples"
    folder.write_text("in the way")
    writing.write(tally.take_all())
    writing.forget_others({question.name})
    folder.unlink()
    writing.write(tally.take_all())
    writing.close()
    with Store.open(data, readonly=True) as store:
        assert store.samples("site-0", 0, 2**62)
    assert Probes.open(data, readonly=True).answers()


def test_a_probe_that_stumbles_is_not_the_site_s_fault(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def stumble(asked: Asked, clock: Clock) -> Answer:
        raise KeyError("ours")

    tally, asked = Tally(), Question("site-0", "::1", tcp("web", 1))
    monkeypatch.setitem(ASKERS, "tcp", stumble)  # type: ignore[arg-type]

    async def run() -> None:
        asking = Asking(SystemClock(), tally, _pause)
        asking.follow((asked,))
        asking.follow((asked,))
        while not tally._answers:
            await moment()
        await asking.stop()

    asyncio.run(run())
    taken = tally.take_all()
    assert [each.outcome for each in taken.answers] == [ProbeOutcome.NOT_ASKED]
    assert taken.samples == []
    assert "web of site-0 stumbled" in caplog.text


def test_a_damaged_file_stops_nothing_and_is_said_once(
    data: Path, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    (data / "samples").mkdir()
    now = now_us(SystemClock())
    name = f"{to_datetime(now):%Y-%m}.sqlite"
    (data / "samples" / name).write_bytes(b"x" * 8192)
    writing = Writing(data)
    taken = Taken([Sample("site-0", "web", now - now % MINUTE, 1, 1, 5, 5, 5, None)])
    writing.write(taken)
    writing.write(taken)
    writing.close()
    assert len(caplog.records) == 1
    assert name in caplog.text


def test_a_keeper_that_stumbles_looks_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    health = Health(SystemClock(), data, inventory=inventory_with(tcp("web", 1)))
    keeper = Keeper(data, health)
    monkeypatch.setattr(sys, "executable", str(data / "no-such-program"))
    looked = []
    monkeypatch.setattr(keeper_room.log, "exception", lambda *words: looked.append(words))
    keeper.start()
    until(lambda: len(looked) >= 2)
    keeper.stop()
    assert not keeper._thread.is_alive()
