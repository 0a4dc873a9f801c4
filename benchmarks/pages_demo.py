"""A simulated regency whose pages are measured while it lives."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen


@contextmanager
def demo(*asked: str) -> Iterator[tuple[str, int]]:
    """A simulated regency, made as ``asked``: its address, and the process of its pages."""
    with tempfile.TemporaryFile() as output:
        pages, metrics = _port(), _port()
        command = (sys.executable, "-m", "pantau", "demo", *asked)
        where = ("--pages", f"127.0.0.1:{pages}", "--metrics", f"127.0.0.1:{metrics}")
        demo = subprocess.Popen((*command, *where), stdout=output, stderr=output)
        try:
            address = f"http://127.0.0.1:{pages}"
            _until_it_answers(address)
            yield address, _listener(pages)
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(60)


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _until_it_answers(address: str) -> None:
    for _ in range(600):
        try:
            urlopen(f"{address}/healthz", timeout=5).close()  # noqa: S310 - our own server
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)  # noqa: TID251 - a load has its own time
        else:
            return
    raise TimeoutError("the demo did not answer in two minutes")


def _listener(port: int) -> int:
    """The process whose command serves ``port``."""
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if b"streamlit" in command and f"--server.port={port}".encode() in command:
            return int(entry.name)
    raise LookupError(f"no process serves port {port}")


def resident_mb(pid: int) -> float:
    """What a process holds in memory now."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def processor_s(pid: int) -> float:
    """User and system time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
