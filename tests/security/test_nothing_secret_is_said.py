"""Real processes with a secret in every setting, and all that they printed, served and kept."""

import os
import socket
from pathlib import Path

import pytest

from tests.acceptance.processes import Process, free_port, get, pantau, until
from tests.fakes.inventories import inventory_text

MARK = "rahasia-9f3c"
SECRETS = {
    name: f"{MARK}-{name.lower()}"
    for name in ("PS_WEB", "PS_MAIL", "PS_NTFY", "PS_COMMUNITY", "PS_AUTH", "PS_PRIV")
}


def _inventory(folder: Path, push: int, closed: int) -> str:
    calls = folder / "calls"
    calls.write_text(f"posko-1 {MARK}-push\n")
    calls.chmod(0o600)
    here = f"http://127.0.0.1:{closed}"
    probe = "{kind: snmp, name: %s, credentials: %s, every: 10s, port: " + str(closed) + "}"
    probes = f"[{probe % ('a', 'two')}, {probe % ('b', 'three')}]"
    return (
        f"""\
push: {{listen: "127.0.0.1:{push}", secrets: "file:{calls}"}}
credentials:
  two: {{community: env:PS_COMMUNITY}}
  three: {{user: pantau, authentication_key: env:PS_AUTH, privacy_key: env:PS_PRIV}}
alerts:
  receivers:
    web: {{kind: webhook, url: "{here}/hook", secret: env:PS_WEB}}
    surat: {{kind: email, to: a@contoh.go.id, from: b@contoh.go.id, server: "127.0.0.1:{closed}",
             tls: starttls, user: noc, password: env:PS_MAIL}}
    topik: {{kind: ntfy, server: "{here}", topic: piket, token: env:PS_NTFY}}
  routes: [{{name: semua, to: [web]}}]
  dead_man: {{url: env:PS_DEADMAN, every: 10s}}
"""
        + inventory_text(2).replace("fo-50}\n", f"fo-50, probes: {probes}}}\n", 1)
        + "  - {id: posko-1, name: Posko, kind: desa, kecamatan: Kuaro, heartbeat_by: push}\n"
    )


@pytest.mark.timeout(120)
def test_no_secret_is_printed_served_kept_or_seen_in_the_list_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    push, metrics = free_port(), free_port()
    with socket.socket() as held:  # nobody listens there, and nobody else can
        held.bind(("127.0.0.1", 0))
        closed = held.getsockname()[1]
        for name, value in SECRETS.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("PS_DEADMAN", f"http://127.0.0.1:{closed}/{MARK}-deadman")
        file = tmp_path / "inventory.yaml"
        file.write_text(_inventory(tmp_path, push, closed))
        where = ("--data", str(tmp_path / "data"), "--inventory", str(file))
        checked = pantau("check", str(file))
        assert checked.returncode == 0, checked.stdout + checked.stderr
        collector = Process("collect", "--listen", f"127.0.0.1:{metrics}", *where)
        alerter = Process("alert", *where)
        try:
            collector.saw("sites may call in on")
            alerter.saw("the dead man's switch was not told")
            address = f"http://127.0.0.1:{metrics}"
            until(lambda: "posko-1" in get(f"{address}/metrics")[1])
            served = "".join(get(f"{address}/{page}")[1] for page in ("metrics", "healthz"))
            seen = "".join(Path(f"/proc/{pid}/cmdline").read_text() for pid in _family(os.getpid()))
        finally:
            alerter.end()
            collector.end()
        sent = [
            pantau("alert", "send", "--test", "--to", name, *where)
            for name in ("web", "surat", "topik")
        ]
        asked = pantau("probe", "site-0", *where)
    printed = [*collector.lines, *alerter.lines, asked.stdout, asked.stderr, checked.stdout]
    for each in sent:
        assert each.returncode == 1
        printed += [each.stdout, each.stderr]
    assert "collect" in seen
    assert MARK not in "".join(printed)
    assert MARK not in served
    assert MARK not in seen
    kept = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert kept
    assert [path for path in kept if MARK.encode() in path.read_bytes()] == []
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)


def _family(pid: int) -> list[int]:
    """A process's descendants."""
    try:
        tasks = [*Path(f"/proc/{pid}/task").iterdir()]
        children = [int(c) for task in tasks for c in (task / "children").read_text().split()]
    except OSError:
        return []
    return [*children, *(each for child in children for each in _family(child))]
