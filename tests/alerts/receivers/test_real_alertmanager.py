"""The Alertmanager that Debian ships, started on loopback: what we send fires and ends there."""

import asyncio
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from alerts.receivers import alertmanager
from alerts.receivers.http import open_session
from alerts.receivers.port import Delivered, Rejected
from pantau.facts.clock import SystemClock, now_us
from tests.alerts.telling import ended, line, message

PROGRAM = shutil.which("prometheus-alertmanager")

CONFIG = """\
route: {receiver: nobody}
receivers: [{name: nobody}]
"""


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    if PROGRAM is None:
        assert "PANTAU_REQUIRE_LAB" not in os.environ, "CI has prometheus-alertmanager"
        pytest.skip("prometheus-alertmanager is not installed")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    config = tmp_path / "alertmanager.yml"
    config.write_text(CONFIG)
    with subprocess.Popen(
        [
            PROGRAM,
            f"--config.file={config}",
            f"--storage.path={tmp_path / 'data'}",
            f"--web.listen-address=127.0.0.1:{port}",
            "--cluster.listen-address=",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        yield f"http://127.0.0.1:{port}"
        running.terminate()


async def ready(session: aiohttp.ClientSession, url: str) -> None:
    again = asyncio.Event()
    for _ in range(200):
        try:
            async with session.get(f"{url}/-/ready") as answer:
                if answer.status == 200:
                    return
        except aiohttp.ClientConnectorError:
            pass
        asyncio.get_running_loop().call_later(0.05, again.set)
        await again.wait()
        again.clear()
    raise AssertionError("Alertmanager did not get ready")


async def firing(session: aiohttp.ClientSession, url: str) -> list[Any]:
    async with session.get(f"{url}/api/v2/alerts") as answer:
        return list(await answer.json())


def test_what_we_send_fires_and_ends(url: str) -> None:
    async def telling() -> tuple[list[Any], list[Any], list[Any], object]:
        async with open_session() as session:
            await ready(session, url)
            sending = line(session, {"url": url + "/"})
            now = now_us(SystemClock())
            assert await alertmanager.send(message(at=now), sending) == Delivered()
            fires = await firing(session, url)
            assert await alertmanager.send(message(at=now), sending) == Delivered()
            again = await firing(session, url)
            assert await alertmanager.send(ended(at=now + 1), sending) == Delivered()
            wrong = line(session, {"url": f"{url}/tidak-ada"})
            refused = await alertmanager.send(message(), wrong)
            return fires, again, await firing(session, url), refused

    fires, again, over, refused = asyncio.run(telling())
    assert [alert["annotations"]["summary"] for alert in fires] == ["GANGGUAN: Puskesmas Kuaro"]
    assert [alert["fingerprint"] for alert in again] == [fires[0]["fingerprint"]]
    assert over == []
    assert isinstance(refused, Rejected)
