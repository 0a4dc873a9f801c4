"""Sites that call in, and a collector that hears them: processes, ports and a file of secrets."""

from http.client import HTTPConnection
from pathlib import Path

from tests.acceptance.processes import Process, free_port, get, pantau, until
from tests.fakes.inventories import inventory_text


def call(port: int, site: str, secret: str) -> int:
    """The status; 0 where nobody answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", f"/beat/{site}", headers={"Authorization": f"Bearer {secret}"})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def test_the_port_comes_with_an_edit_and_a_call_makes_a_site_up(tmp_path: Path) -> None:
    push, metrics = free_port(), free_port()
    secrets = tmp_path / "secrets"
    secrets.write_text("# who calls\nposko-1 rahasia-1\nposko-2 rahasia-2\n")
    secrets.chmod(0o600)
    section = f'push: {{listen: "127.0.0.1:{push}", secrets: "file:{secrets}"}}\n'
    lines = "".join(
        f"  - {{id: posko-{n}, name: Posko {n}, kind: desa, kecamatan: Kuaro, "
        "heartbeat_by: push}\n"
        for n in (1, 2)
    )
    file = tmp_path / "inventory.yaml"
    file.write_text(inventory_text(2))  # nobody calls in yet: the port comes with an edit
    where = ["--data", str(tmp_path / "data"), "--inventory", str(file)]
    process = Process("collect", "--listen", f"127.0.0.1:{metrics}", *where)
    try:
        process.saw("watching 3 targets")
        assert call(push, "posko-1", "rahasia-1") == 0
        file.write_text(section + inventory_text(2) + lines)
        process.saw("sites may call in on")
        until(lambda: call(push, "posko-1", "rahasia-1") == 204)
        assert call(push, "posko-1", "rahasia-2") == 401

        def up() -> list[str]:
            told = get(f"http://127.0.0.1:{metrics}/metrics")[1].splitlines()
            return [line for line in told if line.startswith("pantau_site_up{")]

        found = until(lambda: len(up()) == 3 and up())
        assert [line for line in found if 'site="posko-1"' in line and line.endswith(" 1.0")]
        assert "rahasia" not in "".join(process.lines)
    finally:
        process.end()
    told = pantau("probe", "posko-1", *where)
    assert (told.returncode, "melapor sendiri dan tidak dapat diuji" in told.stderr) == (1, True)
