"""The real collector in a network of its own, where an address can be made to fall silent.

Needs user namespaces and iproute2; where they are refused the tests say so and are skipped.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import DAY, SECOND
from pantau.facts.measured import Interval
from pantau.facts.words import GapReason, State
from pantau.store import Store, StoreMissing
from tests.acceptance.processes import Process, until
from tests.fakes.inventories import write_inventory

SILENT = "127.64.1.3/32"  # site-2


def namespaces_refused() -> str | None:
    tools = [tool for tool in ("unshare", "nsenter", "ip", "setpriv") if shutil.which(tool) is None]
    if tools:
        return f"not installed: {', '.join(tools)}"
    tried = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    return None if tried.returncode == 0 else "user namespaces are refused here"


pytestmark = pytest.mark.skipif(namespaces_refused() is not None, reason=str(namespaces_refused()))


class Apart:
    """A collector in its own namespace; its store is read from outside."""

    def __init__(self, folder: Path, sites: int, *drop: str) -> None:
        inventory = write_inventory(folder, sites, heartbeat="1500ms")
        self.data = folder / "data"
        self.process = Process(
            "collect",
            "--data",
            str(self.data),
            "--inventory",
            str(inventory),
            "--listen",
            "127.0.0.1:9464",
            before=["unshare", "-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", *drop],
        )

    def route(self, *words: str) -> None:
        entered = [
            "nsenter",
            "-t",
            str(self.process.popen.pid),
            "-U",
            "-n",
            "--preserve-credentials",
        ]
        subprocess.run([*entered, "ip", "route", *words], check=True, capture_output=True)

    def store(self) -> Store:
        return Store.open(self.data, readonly=True)

    def states(self) -> dict[str, State]:
        try:
            with self.store() as store:
                return {name: row.state for name, row in store.states().items()}
        except StoreMissing:
            return {}

    def watched(self, site: str) -> tuple[Interval, ...]:
        with self.store() as store:
            return store.ledger_facts(0, now_us(SystemClock())).watched[site]

    def age(self) -> int:
        """Microseconds since the end of watched time."""
        with self.store() as store:
            watch = store.last_watch()
        return now_us(SystemClock()) - (watch.until if watch else 0)


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Apart]:
    started = Apart(tmp_path, 5)
    yield started
    started.process.end()


def test_a_silent_address_is_an_outage_with_its_bounds(apart: Apart) -> None:
    until(lambda: list(apart.states().values()) == [State.UP] * 5)
    before = now_us(SystemClock())
    apart.route("add", "unreachable", SILENT, "table", "local")
    silent = now_us(SystemClock())
    until(lambda: apart.states()["site-2"] is State.DOWN)
    noticed = now_us(SystemClock())
    apart.route("del", "unreachable", SILENT, "table", "local")
    answering = now_us(SystemClock())
    until(lambda: apart.states()["site-2"] is State.UP)
    apart.process.end()
    with apart.store() as store:
        [outage] = store.outages(0, noticed + DAY)
    assert outage.site == "site-2"
    assert outage.last_up_before is not None
    assert outage.ended_at is not None
    assert outage.last_up_before <= silent
    assert before <= outage.started_at <= before + 1.7 * SECOND
    assert noticed - silent <= 8 * SECOND
    assert noticed - SECOND <= outage.ended_at <= answering + 2.5 * SECOND


def test_a_network_that_is_gone_is_a_gap_and_no_outage(apart: Apart) -> None:
    until(lambda: list(apart.states().values()) == [State.UP] * 5)
    apart.route("add", "unreachable", "127.64.0.0/10", "table", "local")
    until(lambda: list(apart.states().values()) == [State.UNKNOWN] * 5)
    apart.route("del", "unreachable", "127.64.0.0/10", "table", "local")
    until(lambda: list(apart.states().values()) == [State.UP] * 5)
    apart.process.end()
    with apart.store() as store:
        assert store.outages(0, now_us(SystemClock())) == []
        [gap] = store.gaps(0, now_us(SystemClock()))
    assert gap.reason is GapReason.VANTAGE_BLIND
    assert gap.ended_at is not None


def test_a_suspended_collector_leaves_the_time_unknown(apart: Apart) -> None:
    until(lambda: list(apart.states().values()) == [State.UP] * 5)
    os.kill(apart.process.popen.pid, signal.SIGSTOP)
    until(lambda: apart.age() > 6 * SECOND)
    os.kill(apart.process.popen.pid, signal.SIGCONT)
    apart.process.saw("watching was interrupted: suspended")
    until(lambda: len(apart.watched("site-0")) == 2)
    apart.process.end()
    first, second = apart.watched("site-0")
    with apart.store() as store:
        assert store.outages(0, now_us(SystemClock())) == []
    assert second.begin - first.end >= 5 * SECOND


def test_a_machine_that_refuses_echoes_says_what_to_grant_and_goes_on(tmp_path: Path) -> None:
    refused = Apart(tmp_path, 5, "setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw")
    line = refused.process.saw("lets Pantau send no")
    assert "net.ipv4.ping_group_range" in line
    assert "CAP_NET_RAW" in line
    assert refused.process.popen.poll() is None
    assert refused.process.end() == 0
    assert not any("Traceback" in each for each in refused.process.lines)
    with refused.store() as store:
        assert store.last_watch() is None


def test_sighup_while_waiting_for_a_socket_ends_nothing(tmp_path: Path) -> None:
    refused = Apart(tmp_path, 5, "setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw")
    refused.process.saw("lets Pantau send no")
    refused.process.popen.send_signal(signal.SIGHUP)
    assert refused.process.end() == 0
