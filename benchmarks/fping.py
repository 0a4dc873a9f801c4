"""fping as a contender: how it is called, and what a call costs.

``python -m benchmarks.fping COMMAND…`` runs it, inside the lab, and prints one JSON object.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.addresses import address

_PERIOD_MS = 5_000
_TIMEOUT_MS = 1_000
_LATE_MS = 0.1  # by so much its timer makes every interval longer, usually
_BYTES = 27  # as many as the collector sends


@dataclass(frozen=True, slots=True)
class Asks:
    """Rounds of one echo to each target, ``interval_ms`` between two echoes."""

    rounds: int
    period_ms: int
    interval_ms: float

    def command(self, program: str, targets: Path) -> tuple[str, ...]:
        """The call, with every answer reported at its end."""
        options = {"-C": self.rounds, "-p": self.period_ms, "-i": self.interval_ms}
        options |= {"-t": _TIMEOUT_MS, "-b": _BYTES}
        said = [word for option, value in options.items() for word in (option, f"{value:.9g}")]
        return (program, "-q", *said, "-f", str(targets))


def paced(sites: int) -> Asks:
    """As often as the collector: every site once in 5 s, evenly spread."""
    return Asks(1, _PERIOD_MS, _PERIOD_MS / sites - _LATE_MS)


def burst(sites: int, *, lab: bool) -> Asks:
    """As fast as it can, 30,000 at most: it has 65,536 numbers, each free again after 10 s.

    The lab holds 5,000 echoes in a queue and reads 20,000 a second, so more sites than the queue
    holds are asked there with the next longer interval that fping knows to keep.
    """
    rounds = min(20, max(1, 15_000 // sites))
    period_ms = 100 if sites < 1_000 else 300
    return Asks(rounds, period_ms, 0.05 if lab and sites > 4_000 else 0.01)


def write_targets(path: Path, sites: int, net: str) -> None:
    """A line for each address."""
    path.write_text("".join(f"{address(n, net)}\n" for n in range(sites)), "ascii")


def answers(report: str) -> tuple[int, int]:
    """Echoes sent and answered, from what ``-C`` prints: a time or a dash for each."""
    fates = [fate for line in report.splitlines() for fate in line.partition(" : ")[2].split()]
    return len(fates), len(fates) - fates.count("-")


def _run(command: list[str]) -> dict[str, float]:
    with tempfile.TemporaryFile() as report:
        began = time.monotonic()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=report
        )
        signal.signal(signal.SIGTERM, lambda *_: process.kill())
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        report.seek(0)
        said = report.read().decode(errors="replace")
    # 1 says that some did not answer; the report says it too.
    if os.waitstatus_to_exitcode(status) not in {0, 1}:
        sys.exit(said.strip() or f"fping ended with {status}")
    sent, answered = answers(said)
    spent = used.ru_utime + used.ru_stime
    return {"cpu_s": spent, "seconds": seconds, "sent": sent, "answered": answered}


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1:])))
