"""What a commit and a minute of samples cost on this disk."""

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.rows import Part, Row
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample
from pantau.store import Commit, Store


def measure() -> list[Row]:
    """200 empty commits, and 60 minutes of samples of 300 sites."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "data") as store:
        at = now_us(SystemClock())
        run = store.begin_watch(at=at, author="bench", via="bench").run
        commits = [
            _timed(partial(store.commit, Commit(run, at + n, (), (), at + n, "b", "b")))
            for n in range(200)
        ]
        first = at - at % MINUTE
        writes = [
            _timed(partial(store.write_samples, _minute(first + n * MINUTE))) for n in range(60)
        ]
    return [
        _row("a commit that moves watched time", commits),
        _row("a minute of 300 samples", writes),
    ]


def _row(what: str, taken_s: list[float]) -> Row:
    how = f"passed time, median of {len(taken_s)}, on the disk of the temporary directory"
    middle, least, most = median(taken_s) * 1e3, min(taken_s) * 1e3, max(taken_s) * 1e3
    return Row(what, middle, "ms", how, (least, most))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _minute(at: int) -> list[Sample]:
    return [
        Sample(f"site-{n}", "icmp", at, 12, 12, 900 + n, 1000 + n, 1200 + n, 50) for n in range(300)
    ]


PART = Part("store", "What keeping costs.", measure)
