"""Debian's own agent, which is none of ours: v2c and v3 with the usual protocols."""

import asyncio
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from collector.probes.answer import Answer
from collector.probes.snmp.credentials import Community, Credentials, User
from pantau.facts.words import ProbeOutcome
from tests.collector.snmp.devices import HOST, Looking

SNMPD = shutil.which("snmpd") or shutil.which("snmpd", path="/usr/sbin:/sbin")

pytestmark = pytest.mark.skipif(
    SNMPD is None and "PANTAU_REQUIRE_LAB" not in os.environ, reason="apt-get install snmpd"
)

USERS = {
    ("sha", "aes"): ("SHA", "AES"),
    ("md5", "des"): ("MD5", "DES"),
    ("sha256", "aes"): ("SHA-256", "AES"),
    ("sha512", "aes256"): ("SHA-512", "AES-256"),
}


@contextmanager
def snmpd(folder: Path) -> Iterator[int]:
    """The port at which it answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((HOST, 0))
        port: int = sock.getsockname()[1]
    lines = ["rocommunity public 127.0.0.1"]
    for number, (authentication, privacy) in enumerate(USERS.values()):
        keys = f"{authentication} authentication-key {privacy} privacy-key-12"
        lines += [f"createUser user{number} {keys}", f"rouser user{number} priv"]
    config = folder / "snmpd.conf"
    config.write_text("\n".join(lines) + "\n", "utf-8")
    assert SNMPD is not None, "the Debian package snmpd is not here"
    command = [SNMPD, "-f", "-r", "-C", "-c", str(config), "-Lf", str(folder / "log")]
    command += ["-p", str(folder / "pid"), f"udp:{HOST}:{port}"]
    environment = {**os.environ, "SNMP_PERSISTENT_DIR": str(folder)}
    with subprocess.Popen(command, env=environment, cwd=folder) as process:
        try:
            yield port
        finally:
            process.terminate()


async def looked(credentials: Credentials, port: int, timeout_s: float = 5) -> list[Answer]:
    """Two looks, once it listens."""
    looking = Looking(credentials, port)
    while (answer := await looking.look(timeout_s)).outcome is ProbeOutcome.REFUSED:
        pass
    return [answer, await looking.look(timeout_s)]


def test_debians_agent_is_understood(tmp_path: Path) -> None:
    users: list[Credentials] = [
        User(f"user{number}", each[0], "authentication-key", each[1], "privacy-key-12")
        for number, each in enumerate(USERS)
    ]
    with snmpd(tmp_path) as port:
        for credentials in (Community("public"), *users):
            answers = asyncio.run(looked(credentials, port))
            assert [each.outcome for each in answers] == [ProbeOutcome.ANSWERED] * 2, credentials
            assert all("uptime_s" in each.details for each in answers)
        wrong = User("user0", "sha", "another-key-1", "aes", "privacy-key-12")
        assert [each.details for each in asyncio.run(looked(wrong, port))] == [
            {"why": "wrong_authentication_key"}
        ] * 2
        wrong = User("user0", "sha", "authentication-key", "aes", "another-key-1")
        assert {each.outcome for each in asyncio.run(looked(wrong, port, 0.5))} <= {
            ProbeOutcome.LOCKED_OUT,
            ProbeOutcome.TIMEOUT,
        }
