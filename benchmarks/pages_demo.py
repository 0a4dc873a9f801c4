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

# Three minutes, in looks of five seconds: calm is a quarter of a processor.
_LOOK_S, _MOST_LOOKS, _CALM = 5.0, 36, 0.25


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


def calm_down(server: int) -> None:
    """Wait until the demo does what Pantau does every day: at first it packs its history, which
    takes a processor."""
    everybody = _below(_parent(server))
    for _ in range(_MOST_LOOKS):
        before = [processor_s(each) for each in everybody]
        time.sleep(_LOOK_S)  # noqa: TID251 - a load has its own time
        after = [processor_s(each) for each in everybody]
        # One that ended meanwhile was busy with something.
        spent = [now - then for now, then in zip(after, before, strict=True)]
        if min(spent) >= 0 and sum(spent) < _LOOK_S * _CALM:
            return
    raise TimeoutError("the demo was still busy after three minutes")


def _below(pid: int) -> list[int]:
    """A process and all that came of it."""
    born = [(int(entry.name), _parent(int(entry.name))) for entry in _processes()]
    found = [pid]
    for parent in found:
        found += [each for each, its in born if its == parent]
    return found


def _processes() -> list[Path]:
    return [entry for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def _parent(pid: int) -> int:
    return int(_fields(pid)[1])


def _fields(pid: int) -> list[str]:
    """What the kernel tells of a process after its name; of one that is gone, nothing but zeros."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return ["0"] * 13


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
    fields = _fields(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
