"""What the inventory and the file of secrets say, put into practice."""

import logging
from pathlib import Path

import pytest

from collector.push.callers import SELF
from collector.push.desk import PushDesk
from collector.push.request import Call, Said
from pantau.facts.clock import SystemClock
from pantau.inventory.model import Inventory
from pantau.lab.virtual import VirtualClock, VirtualTransport
from tests.acceptance.processes import free_port, until
from tests.fakes.inventories import inventory_text, small_inventory


def inventory(port: int, secrets: str) -> Inventory:
    caller = "  - {id: posko, name: Posko, kind: desa, kecamatan: Kuaro, heartbeat_by: push}\n"
    section = f'push: {{listen: "127.0.0.1:{port}", secrets: "{secrets}"}}\n'
    return small_inventory(text=section + inventory_text(1) + caller)


def test_secrets_hold_from_when_they_are_read_and_while_the_file_is_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    file = tmp_path / "secrets"
    file.write_text("posko satu\n# posko dua\n")
    file.chmod(0o600)
    desk = PushDesk(VirtualTransport(VirtualClock(), lambda *_: None), SystemClock())
    first, second = free_port(), free_port()
    desk.follow(inventory(first, f"file:{file}"))
    try:
        until(lambda: desk.callers.knows("posko"))
        assert desk.callers.hear(Call("posko", b"dua", 0), 0) is Said.REFUSED
        assert desk.callers.hear(Call("posko", b"satu", 0), 0) is Said.HEARD
        file.unlink()
        desk.read_secrets()
        desk.read_secrets()
        assert desk.callers.knows("posko")
        file.write_text("posko tiga\n")
        file.chmod(0o600)
        desk.read_secrets()
        assert desk.callers.hear(Call("posko", b"tiga", 0), 10**10) is Said.HEARD
        file.write_text("lain empat\n")
        desk.read_secrets()
        assert not desk.callers.knows("posko")
        told = [each.message for each in caplog.records if each.levelname == "ERROR"]
        assert [each.rpartition(": ")[2] for each in told] == [
            *("No such file or directory", "no secret for posko"),
        ]
        assert desk.take() == ["posko"]
        # Another port with an edit, and none where nobody calls in any more.
        desk.follow(inventory(second, f"file:{file}"))
        until(lambda: desk.callers.last(SELF))
        until(lambda: f"sites may call in on 127.0.0.1:{second}" in caplog.text)
        desk.follow(small_inventory(1))
        assert desk.port is None
    finally:
        desk.stop()
