"""A month's paper as PDF, from its tree of blocks to the bytes, each time in a fresh process."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from statistics import median

from benchmarks.children import alone, module
from benchmarks.papers_month import month_paper
from benchmarks.rows import Part, Row, Target
from pantau.reports.pdf import to_pdf

_TIMES = 5
_SITES, _OUTAGES, _MANY = 300, 1_500, 5_000
_PATIENCE_S = 120


def measure() -> Iterator[Row]:
    """A usual month at its worst, and one with far too many outages."""
    yield from _rows(_OUTAGES, Target(5.0), Target(400.0))
    yield from _rows(_MANY, None, None)


def _rows(outages: int, time_bound: Target | None, memory_bound: Target | None) -> Iterator[Row]:
    runs = [alone(module("benchmarks.papers", outages), _PATIENCE_S) for _ in range(_TIMES)]
    what = f"PDF of a month, {outages:,} outages"
    how = (
        f"{_SITES} sites, sheet of days, 10 charts, map; {runs[0]['pages']} pages,"
        f" {runs[0]['bytes'] / 1000:,.0f} kB; median of {_TIMES}"
    )
    yield _row(f"{what}: passed time", "s", how, [run["passed_s"] for run in runs], time_bound)
    yield _row(f"{what}: processor time", "s", how, [run["spent_s"] for run in runs], time_bound)
    memory = [run["most_mb"] for run in runs]
    yield _row(f"{what}: memory, most resident", "MB", how, memory, memory_bound)


def _row(what: str, unit: str, how: str, taken: list[float], bound: Target | None) -> Row:
    return Row(what, median(taken), unit, how, (min(taken), max(taken)), bound)


def once(outages: int) -> dict[str, float]:
    """What one paper costs this process; memory with Python and all imports."""
    document = month_paper(_SITES, outages)
    began, spent = time.perf_counter(), time.process_time()
    pdf = to_pdf(document)
    return {
        "passed_s": time.perf_counter() - began,
        "spent_s": time.process_time() - spent,
        "most_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
        "bytes": len(pdf),
        "pages": pdf.count(b"/Type/Page/"),
    }


PART = Part("papers", "What a paper to sign costs.", measure)

if __name__ == "__main__":
    print(json.dumps(once(int(sys.argv[1]))))
