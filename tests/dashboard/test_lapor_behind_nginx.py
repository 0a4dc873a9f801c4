"""The form behind nginx as deploy/proxy has it: whose address counts, and what is logged.

nginx and the page server are the real ones. All that is sent is too fast to be taken, so what is
counted are tries: six for each report that an address may send.
"""

import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

import pytest

from tests.dashboard.chromium import Server, serving
from tests.dashboard.test_lapor import opened, reports
from tests.dashboard.villager import FORM, OURS
from tests.dashboard.world import World

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx on this machine"),
]

CONF = Path(__file__).parents[2] / "deploy/proxy/nginx.conf"
TRIES = 6
PHONE = "0812999777"


@dataclass
class Behind:
    """A page server, the port of the proxy before it, and the folder with nginx's logs."""

    server: Server
    port: int
    folder: Path

    @property
    def straight(self) -> int:
        return int(self.server.address.rpartition(":")[2])


@pytest.fixture
def behind(world: World, tmp_path: Path) -> Iterator[Behind]:
    opened(world, "pages: {public: true, people: {form: true, an_address: 1}}\n")
    world.committed()
    folder = tmp_path / "nginx"
    folder.mkdir()
    with serving(world, tmp_path) as server, proxied(server, folder) as port:
        yield Behind(server, port, folder)


@contextmanager
def proxied(server: Server, folder: Path) -> Iterator[int]:
    """nginx with our example, but for names, certificates and ports."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    first, _, _ = CONF.read_text(encoding="utf-8").partition("\nserver {\n    listen 80;")
    own = re.sub(r"(?m)^ *(ssl_certificate|listen \[).*\n", "", first)
    own = own.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    own = own.replace("server_name pantau.contoh.go.id;", "server_name 127.0.0.1;")
    own = own.replace("http://127.0.0.1:8501", server.address)
    assert own.count(str(port)) == 1
    assert own.count(server.address) == 1
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    conf = folder / "nginx.conf"
    conf.write_text(
        f"{user}pid {folder}/pid;\nerror_log {folder}/error.log;\nworker_processes 1;\n"
        f"events {{}}\nhttp {{\naccess_log {folder}/access.log;\n{temporary}{own}\n}}\n"
    )
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            ["nginx", "-p", str(folder), "-c", str(conf), "-g", "daemon off;"], stderr=said
        )
    try:
        _until_it_listens(process, port, folder)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _until_it_listens(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    pause = Event()
    for _ in range(200):
        assert process.poll() is None, (folder / "said").read_text()
        try:
            socket.create_connection(("127.0.0.1", port), 5).close()
        except OSError:
            pause.wait(0.05)
        else:
            return
    pytest.fail("nginx does not listen")


def sent(
    port: int, address: str, *, more: dict[str, str] | None = None, body: bytes | None = None
) -> int:
    """The status of a form from ``address`` (all of 127.0.0.0/8 are ours)."""
    typed = urlencode({**FORM, "t": "x", "telepon": PHONE}).encode()
    connection = HTTPConnection("127.0.0.1", port, timeout=30, source_address=(address, 0))
    connection.request("POST", "/lapor", typed if body is None else body, {**OURS, **(more or {})})
    with connection.getresponse() as answer:
        answer.read()
    connection.close()
    return answer.status


def test_the_proxys_word_counts_and_nobody_elses(behind: Behind, world: World) -> None:
    def lie(number: int) -> dict[str, str]:
        return {"x-forwarded-for": f"127.99.0.{number}"}

    # Whoever is behind the proxy is who they are, whatever they write into the header.
    tries = [sent(behind.port, "127.0.0.2", more=lie(each)) for each in range(TRIES + 1)]
    assert tries == [400] * TRIES + [429]
    assert sent(behind.port, "127.0.0.3") == 400
    # Whoever comes past the proxy from elsewhere is not believed either.
    tries = [sent(behind.straight, "127.0.0.4", more=lie(each)) for each in range(TRIES + 1)]
    assert tries == [400] * TRIES + [429]
    assert sent(behind.straight, "127.0.0.3") == 400
    # An address of which a liar spoke may still send.
    assert sent(behind.port, "127.99.0.1") == 400
    refused = behind.server.get("/healthz")["people_reports"]["refused"]
    assert (refused["stale"], refused["too_often"]) == (2 * TRIES + 3, 2)

    # Large bodies and files are turned away before and behind the proxy.
    kind = {"content-type": "multipart/form-data; boundary=x"}
    assert sent(behind.port, "127.0.0.5", more=kind, body=b"--x") == 415
    assert sent(behind.port, "127.0.0.5", body=b"x" * 100_000) == 413
    assert sent(behind.straight, "127.0.0.6", body=b"x" * 100_000) == 413
    # What comes in pieces of unknown number is put together by the proxy, and refused by us.
    assert chunked(behind.straight) == 413
    assert chunked(behind.port) == 413

    assert reports(world) == []
    logs = [behind.server.log, *behind.folder.glob("*.log")]
    assert len(logs) == 3
    for log in logs:
        text = log.read_text()
        assert PHONE not in text
        assert "Traceback" not in text
    assert "POST /lapor" in (behind.folder / "access.log").read_text()
    assert PHONE not in json.dumps(behind.server.get("/healthz"))


def chunked(port: int) -> int:
    """The status of a form of 50 KB that does not say how long it is."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30, source_address=("127.0.0.7", 0))
    pieces = (b"x" * 10_000 for _ in range(5))
    connection.request("POST", "/lapor", pieces, OURS, encode_chunked=True)
    with connection.getresponse() as answer:
        answer.read()
    connection.close()
    return answer.status
