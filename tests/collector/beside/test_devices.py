"""A device is asked by the real process: its readings are kept, what it did is in the journal."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pysnmp.proto.api import v2c

from collector.beside.devices import Seen
from collector.beside.question import Question, to_line
from collector.beside.tally import Taken
from collector.beside.writing import Writing
from pantau.facts.device import Quantity, Reading
from pantau.facts.device_entries import PowerLost
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.kinds import EntryKind
from pantau.inventory.asking import Probe
from pantau.store import Store
from tests.collector.probes.playing import moment
from tests.collector.snmp.devices import HEALTH, HOST, USER, device, router, written

KINDS = (EntryKind.DEVICE_RESTARTED, EntryKind.POWER_LOST, EntryKind.POWER_BACK)
T0 = 1_790_812_800 * SECOND


def entries(data: Path) -> list[EntryKind]:
    with Store.open(data, readonly=True) as store:
        return [each.kind for each in store.entries(kinds=KINDS)]


def readings(data: Path) -> list[Reading]:
    with Store.open(data, readonly=True) as store:
        return store.last_readings()


@contextmanager
def begun(data: Path, *plan: Question) -> "Iterator[subprocess.Popen[bytes]]":
    """The process that asks; gone at the end, whatever becomes of the test."""
    command = [sys.executable, "-m", "collector.beside", str(data)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:
        assert child.stdin is not None
        try:
            child.stdin.write(to_line(plan))
            child.stdin.flush()
            yield child
        finally:
            child.kill()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(45):  # the process it waits for starts slowly where all is busy
        while not true():
            await moment()


def test_a_device_that_restarts_on_battery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    Store.open(data).close()
    named, environment = written(USER)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    async def run() -> None:
        async with device(router()) as asked:
            probe = Probe("snmp", "router", port=asked.port, credentials=named, every_us=200_000)
            with begun(data, Question("site-0", HOST, probe)) as child:
                await until(lambda: bool(readings(data)))
                asked.says = router(uptime_ticks=500) | {(*HEALTH, 15, 0): v2c.Integer32(0)}
                await until(lambda: len(entries(data)) == 2)
                asked.says = router(uptime_ticks=700)
                await until(lambda: len(entries(data)) == 3)
                assert child.stdin is not None
                child.stdin.close()
                assert await asyncio.to_thread(child.wait, 10) == 0

    asyncio.run(run())
    assert entries(data) == list(KINDS)
    with Store.open(data, readonly=True) as store:
        assert store.on_reserve() == []
        (last,) = store.last_readings()
        assert last.values[Quantity.VOLTAGE_DV] == 241
        assert len(store.readings("site-0", "router", 0, 2**62).minutes) >= 1
    for file in data.rglob("*"):
        secrets = (USER.authentication_key.encode(), USER.privacy_key.encode())
        assert not file.is_file() or not any(each in file.read_bytes() for each in secrets)


def test_what_was_noticed_before_a_restart_of_ours_is_not_told_again(tmp_path: Path) -> None:
    data = tmp_path / "data"

    def write(minute: int, **values: int) -> None:
        given = {Quantity(name): value for name, value in values.items()}
        at = T0 + minute * MINUTE
        writing = Writing(data)
        writing.write(Taken(devices=[Seen(Reading("a", "ups", at, given), at + SECOND)]))
        writing.close()

    write(0, mains=0, uptime_s=10_000)
    write(1, mains=0, uptime_s=10_060)
    assert entries(data) == [EntryKind.POWER_LOST]
    write(2, mains=1, uptime_s=10)
    assert sorted(entries(data)) == sorted(KINDS)
    with Store.open(data, readonly=True) as store:
        lost = store.entries(kinds=[EntryKind.POWER_LOST])[0].data()
    assert PowerLost(**lost) == PowerLost("a", "ups", T0 + SECOND, T0 + SECOND)
