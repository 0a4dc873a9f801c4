"""What a commit and a minute of samples cost on this disk."""

import tempfile
import time
from pathlib import Path
from statistics import median

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample
from pantau.store import Commit, Store


def measure() -> list[str]:
    """200 empty commits, and 60 minutes of samples of 300 sites."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "data") as store:
        at = now_us(SystemClock())
        run = store.begin_watch(at=at, author="bench", via="bench").run
        commits = [
            _timed(lambda n=n: store.commit(Commit(run, at + n, (), (), at + n, "b", "b")))
            for n in range(200)
        ]
        first = at - at % MINUTE
        writes = [
            _timed(lambda n=n: store.write_samples(_minute(first + n * MINUTE))) for n in range(60)
        ]
    return [
        f"commit that moves watched time: median {median(commits) * 1e3:.2f} ms",
        f"a minute of 300 samples: median {median(writes) * 1e3:.2f} ms",
    ]


def _timed(work: object) -> float:
    began = time.perf_counter()
    work()  # type: ignore[operator] # a lambda from above
    return time.perf_counter() - began


def _minute(at: int) -> list[Sample]:
    return [
        Sample(f"site-{n}", "icmp", at, 12, 12, 900 + n, 1000 + n, 1200 + n, 50) for n in range(300)
    ]
