"""Where the passed time of a thread went: it ran, waited for a processor, or for something else."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_SCHEDSTAT = Path("/proc/thread-self/schedstat")


@dataclass(slots=True)
class Spent:
    """Seconds. ``queued``: it could have run, and no processor was free; ``held``: the rest, for
    somebody else's lock, the disk, or Python's interpreter in another thread."""

    passed: float = 0
    ran: float = 0
    queued: float = 0

    @property
    def held(self) -> float:
        """What is left of the passed time."""
        return max(0.0, self.passed - self.ran - self.queued)

    def __str__(self) -> str:
        return (
            f"{self.ran:.2f} s it ran, {self.queued:.2f} s no processor was free, "
            f"{self.held:.2f} s it waited for a lock, the disk or another thread"
        )

    def add(self, other: "Spent") -> None:
        """Add what another piece of work took."""
        self.passed += other.passed
        self.ran += other.ran
        self.queued += other.queued


@contextmanager
def spent() -> Iterator[Spent]:
    """Of the calling thread, from here to the end of the block; an exception changes nothing."""
    found, began, (ran, queued) = Spent(), time.perf_counter(), _so_far()
    try:
        yield found
    finally:
        found.passed = time.perf_counter() - began
        ran_then, queued_then = _so_far()
        found.ran, found.queued = ran_then - ran, queued_then - queued


def _so_far() -> tuple[float, float]:
    """Seconds that this thread ran, and waited for a processor: 0 where nobody tells."""
    queued = 0.0
    with suppress(OSError, ValueError, IndexError):
        queued = int(_SCHEDSTAT.read_text().split()[1]) / 1e9
    return time.thread_time(), queued
