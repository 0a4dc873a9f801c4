"""The collector as its users meet it: a process with a port, a file and signals."""

import json
import signal
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.processes import Process, free_port, get, get_json, pantau, until
from tests.fakes.inventories import inventory_text, site_line, write_inventory
from tests.store.making import plain


class Running:
    def __init__(self, folder: Path, sites: int) -> None:
        self.inventory = write_inventory(folder, sites)
        self.data = folder / "data"
        self.where = ["--data", str(self.data), "--inventory", str(self.inventory)]
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = Process("collect", "--listen", f"127.0.0.1:{self.port}", *self.where)

    def metric(self, name: str) -> list[str]:
        return [
            line for line in get(self.url + "/metrics")[1].splitlines() if line.startswith(name)
        ]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    started = Running(tmp_path, 20)
    try:
        started.process.saw("watching 21 targets")
        yield started
    finally:
        started.process.end()


def test_all_sites_are_up_in_the_metrics_and_health_is_well(running: Running) -> None:
    until(lambda: len(running.metric("pantau_site_up{")) == 20)
    assert {line.rpartition(" ")[2] for line in running.metric("pantau_site_up{")} == {"1.0"}
    [line] = [m for m in running.metric("pantau_site_up{") if 'site="site-3"' in m]
    for label in ('kind="desa"', 'kecamatan="Kuaro"', 'provider="Telkom"'):
        assert label in line
    status, health = until(lambda: get_json(running.url + "/healthz"))
    assert (status, health["status"], health["measuring"]) == (200, "ok", "ok")
    assert get(running.url + "/elsewhere")[0] == 404


def test_the_contract_s_figures_are_in_the_metrics(running: Running) -> None:
    until(lambda: len(running.metric("pantau_sla_error_budget_remaining_seconds{")) == 20)
    ratios = until(lambda: running.metric("pantau_sla_availability_ratio{"))
    assert all(line.endswith(" 1.0") for line in ratios)


def test_a_second_collector_names_the_first_and_ends(running: Running) -> None:
    second = pantau("collect", "--listen", f"127.0.0.1:{free_port()}", *running.where)
    assert second.returncode == 1
    assert str(running.process.popen.pid) in second.stderr
    assert "Traceback" not in second.stderr


def test_a_taken_port_is_said_in_one_line(running: Running, tmp_path: Path) -> None:
    other = pantau(
        "collect",
        "--listen",
        f"127.0.0.1:{running.port}",
        "--data",
        str(tmp_path / "other"),
        "--inventory",
        str(running.inventory),
    )
    assert other.returncode == 1
    assert "--listen" in other.stderr
    assert "Traceback" not in other.stderr


def test_further_probes_come_with_an_edit_and_end_with_the_collector(running: Running) -> None:
    with socket.socket() as web:
        web.bind(("127.0.0.1", 0))
        web.listen(64)
        probe = f"{{kind: tcp, address: 127.0.0.1, port: {web.getsockname()[1]}, every: 10s}}"
        text = inventory_text(20).replace("127.64.1.4,", f"127.64.1.4, probes: [{probe}],")
        running.inventory.write_text(text)
        [line] = until(lambda: running.metric("pantau_probe_success{"))
    assert 'site="site-3"' in line
    assert 'probe="tcp"' in line
    assert line.endswith(" 1.0")
    pid = running.process.popen.pid
    # By thread: a child belongs to the one that started it.
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    # Beside it, the one that looks for causes.
    children = [each for listed in lists for each in listed.read_text().split()]
    [child] = [each for each in children if b"collector.beside" in _command_of(each)]
    running.process.popen.send_signal(signal.SIGKILL)
    # A zombie has no command line: whether anybody reaps it is the machine's affair.
    until(lambda: not _command_of(child))


def _command_of(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def test_an_edit_comes_into_force_and_a_broken_one_changes_nothing(running: Running) -> None:
    running.inventory.write_text(inventory_text(20) + site_line(30))
    running.process.saw("a new inventory is in force: 21 sites")
    running.inventory.write_text(inventory_text(20) + "  - {id: Broken}\n")
    running.process.saw("inventory rejected: ")
    assert running.metric("pantau_inventory_last_reload_successful")[0].endswith(" 0.0")
    until(lambda: len(running.metric("pantau_site_up{")) == 21)
    assert get_json(running.url + "/healthz")[1]["inventory"] == "last edit rejected"
    running.inventory.write_text(inventory_text(20))
    running.process.saw("a new inventory is in force: 20 sites")
    until(lambda: len(running.metric("pantau_site_up{")) == 20)


def test_sighup_reads_the_inventory_again(running: Running) -> None:
    before = running.metric("pantau_inventory_last_reload_timestamp_seconds")
    running.process.popen.send_signal(signal.SIGHUP)
    until(lambda: running.metric("pantau_inventory_last_reload_timestamp_seconds") != before)
    assert running.process.popen.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_in_good_order(running: Running, number: int) -> None:
    until(lambda: len(running.metric("pantau_site_up{")) == 20)
    assert running.process.end(number) == 0
    found = pantau("verify", "--json", *running.where)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["faults"] == []
    status = pantau("status", "--json", *running.where)
    assert status.returncode == 1
    assert json.loads(status.stdout)["alarms"] == ["stopped"]


def test_a_backup_taken_while_it_runs_gives_the_same_entries(
    running: Running, tmp_path: Path
) -> None:
    until(lambda: len(running.metric("pantau_site_up{")) == 20)
    archive, copy = tmp_path / "pantau.backup", tmp_path / "copy"
    taken = pantau("backup", str(archive), *running.where)
    assert taken.returncode == 0, taken.stderr
    where = ["--data", str(copy), "--inventory", str(running.inventory)]
    assert pantau("restore", str(archive), *where).returncode == 0
    assert pantau("verify", *where).returncode == 0
    again = pantau("restore", str(archive), *where)
    assert again.returncode == 1
    assert "tidak kosong" in again.stderr


def test_a_scraper_that_hangs_up_leaves_no_traceback(running: Running) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", running.port)) as sock:
            sock.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
            # Reset instead of a polite end: what is sent to us now fails over there.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    until(lambda: get(running.url + "/healthz")[0] in (200, 503))
    running.process.end()
    assert not any("Traceback" in line for line in running.process.lines)


def test_an_edit_of_the_past_is_refused_until_a_person_applies_it(running: Running) -> None:
    dearer = inventory_text(20).replace("fee: 2500000", "fee: 2600000")
    running.inventory.write_text(dearer)
    running.process.saw("fee: 2500000 -> 2600000 from 2026-01-01, 20 sites")
    assert get_json(running.url + "/healthz")[1]["inventory"] == "last edit rejected"
    # A collector that starts on such a file measures all the same.
    running.process.end()
    again = Process("collect", "--listen", f"127.0.0.1:{running.port}", *running.where)
    try:
        again.saw("inventory rejected: ")
        again.saw("watching 21 targets")
        done = pantau("apply", "--correct", "salah ketik", "--by", "Budi", *running.where)
        assert done.returncode == 0, done.stderr
        again.saw("a new inventory is in force: 20 sites")
        until(lambda: get_json(running.url + "/healthz")[1]["inventory"] == "ok")
    finally:
        again.end()
    assert pantau("verify", *running.where).returncode == 0


def test_it_ends_when_a_newer_program_has_brought_its_data_up(running: Running) -> None:
    """So that the newer one can take its place; what it had not written is unknown time."""
    until(lambda: get_json(running.url + "/healthz")[1]["storing"] == "ok")
    db = plain(running.data)
    db.execute("INSERT INTO migration VALUES ('0999_future', 'ab')")
    [(before,)] = db.execute("SELECT max(seq) FROM journal")
    assert running.process.popen.wait(60) == 1
    assert list(db.execute("SELECT max(seq) FROM journal")) == [(before,)]
    db.close()
    assert any("'0999_future'" in line for line in running.process.lines)
    assert not any("Traceback" in line for line in running.process.lines)
