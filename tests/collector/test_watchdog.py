"""What systemd hears of a collector: over real sockets, and from a real process."""

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.watchdog import Watchdog
from tests.acceptance.processes import Process, free_port
from tests.cli.story import INVENTORY

PATIENCE_S = 30.0


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(PATIENCE_S)
        yield listening


def heard(systemd: socket.socket) -> str:
    return systemd.recv(4096).decode()


@pytest.mark.parametrize(
    ("environ", "every_s"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "4000000"}, None),
        ({"NOTIFY_SOCKET": "/x"}, None),
        ({"NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": "4000000"}, 2.0),
        ({"NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": "4000000", "WATCHDOG_PID": "7"}, 2.0),
        ({"NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": "4000000", "WATCHDOG_PID": "8"}, None),
        ({"NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": "0"}, None),
        ({"NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": "soon"}, None),
    ],
)
def test_what_the_environment_asks_for(environ: dict[str, str], every_s: float | None) -> None:
    found = Watchdog.of(environ, 7)
    assert found == Watchdog(environ.get("NOTIFY_SOCKET", ""), every_s)


def test_a_name_in_no_directory_is_found() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(f"\0pantau-test-{os.getpid()}")
        listening.settimeout(PATIENCE_S)
        Watchdog(f"@pantau-test-{os.getpid()}").ready()
        assert heard(listening) == "READY=1"


def test_a_listener_that_is_gone_or_full_hinders_nothing(tmp_path: Path) -> None:
    Watchdog(str(tmp_path / "nobody")).ready()
    Watchdog("x" * 500).stopping()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as deaf:
        deaf.bind(str(tmp_path / "deaf"))
        for _ in range(2_000):
            Watchdog(str(tmp_path / "deaf")).ready()


def test_it_is_fed_until_it_stops(systemd: socket.socket) -> None:
    async def feed() -> None:
        stop = asyncio.Event()
        feeding = asyncio.create_task(Watchdog(systemd.getsockname(), 0.01).feed(stop))
        for _ in range(3):
            assert await asyncio.to_thread(heard, systemd) == "WATCHDOG=1"
        stop.set()
        await asyncio.wait_for(feeding, PATIENCE_S)

    asyncio.run(feed())


def test_a_collector_says_when_it_begins_lives_and_ends(
    systemd: socket.socket, tmp_path: Path
) -> None:
    inventory = tmp_path / "inventory.yaml"
    inventory.write_text(INVENTORY)
    process = Process(
        *("collect", "--listen", f"127.0.0.1:{free_port()}"),
        *("--data", str(tmp_path / "data"), "--inventory", str(inventory)),
        environment={"NOTIFY_SOCKET": systemd.getsockname(), "WATCHDOG_USEC": "100000"},
    )
    try:
        assert [heard(systemd) for _ in range(3)] == ["READY=1", "WATCHDOG=1", "WATCHDOG=1"]
    finally:
        assert process.end() == 0
    said = heard(systemd)
    while said == "WATCHDOG=1":
        said = heard(systemd)
    assert said == "STOPPING=1"
