"""The whole collector on the shipped inventory: processor time and memory of its process."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event

_WARM_UP_S, _SECONDS = 15, int(os.environ.get("PANTAU_BENCH_SECONDS", "60"))


def measure() -> list[str]:
    """``PANTAU_BENCH_SECONDS`` (60) of 300 sites, after 15 s to settle."""
    root, pause = Path(__file__).parents[1], Event()
    with tempfile.TemporaryDirectory() as folder:
        where = ["--data", f"{folder}/data", "--inventory", str(root / "inventory.yaml")]
        process = subprocess.Popen(
            [sys.executable, "-m", "pantau", "collect", "--listen", "127.0.0.1:0", *where],
            stderr=subprocess.DEVNULL,
        )
        try:
            pause.wait(_WARM_UP_S)
            before = _ticks(process.pid)
            pause.wait(_SECONDS)
            spent = (_ticks(process.pid) - before) / os.sysconf("SC_CLK_TCK")
            memory = _resident_mb(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
    return [
        f"300 sites over {_SECONDS} s: {spent / _SECONDS:.2%} of a core, {memory:.0f} MB resident",
    ]


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
