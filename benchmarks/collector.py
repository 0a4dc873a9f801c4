"""The whole collector on the shipped inventory: processor time and memory of its process."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event

from benchmarks.rows import Part, Row, us_per

# A whole minute, with the storing of its samples.
_SETTLE_S, _SECONDS, _BEAT_S, _SITES = 5, 60, 5, 300


def measure() -> list[Row]:
    """A minute of it, when it has settled."""
    root, pause = Path(__file__).parents[1], Event()
    with tempfile.TemporaryDirectory() as folder:
        where = ["--data", f"{folder}/data", "--inventory", str(root / "inventory.yaml")]
        process = subprocess.Popen(
            [sys.executable, "-m", "pantau", "collect", "--listen", "127.0.0.1:0", *where],
            stderr=subprocess.DEVNULL,
            # Ctrl-C in a terminal reaches us alone; we end it in good order.
            start_new_session=True,
        )
        try:
            pause.wait(_SETTLE_S)
            before = ticks(process.pid)
            pause.wait(_SECONDS)
            spent = (ticks(process.pid) - before) / os.sysconf("SC_CLK_TCK")
            memory = _resident_mb(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
    how = f"inventory.yaml as shipped, {_SECONDS} s after {_SETTLE_S} s to settle"
    echoes = _SITES * _SECONDS / _BEAT_S
    return [
        Row("processor time", 100 * spent / _SECONDS, "% of a processor", how),
        Row("processor time", us_per(spent, echoes), "us an echo", f"{how}; heartbeats of sites"),
        Row("memory, most resident", memory, "MB", how),
    ]


PART = Part(
    "collector",
    f"`pantau collect` as it is started, metrics included, with {_SITES} sites on loopback.",
    measure,
)


def ticks(pid: int) -> int:
    """Processor time of a process so far, in ticks of the clock."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
