"""Judging a busy month of the shipped inventory: step by step, and as the command that does it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

from benchmarks.busy_month import EXCLUSIONS, GAPS, MONTH, OUTAGES, write_month
from benchmarks.children import ChildFailedError
from benchmarks.rows import Part, Row, Target
from pantau.inventory import read_inventory
from pantau.inventory.model import Inventory
from pantau.sla import facts_window, judge_month, month_window
from pantau.store import Store

_INVENTORY = Path(__file__).parents[1] / "inventory.yaml"
_PANTAU = Path(sys.executable).with_name("pantau")
_TIMES = 7
# What the command may take beyond a start that does nothing.
_MOST_S = 1.0

T = TypeVar("T")


class _Taken(NamedTuple):
    """Seconds of processor time: the middle of the repetitions, the least and the most."""

    middle: float
    spread: tuple[float, float]


def measure() -> Iterator[Row]:
    """Processor time of the steps, and of the command beyond ``pantau --version``."""
    reading, taken = _timed(lambda: read_inventory(_INVENTORY))
    inventory = reading.inventory
    if inventory is None:
        yield Row("inventory read", None, "s", "inventory.yaml cannot be used")
        return
    yield _row("inventory read", taken, f"{len(inventory.sites)} sites")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        write_month(inventory, data)
        yield from _steps(inventory, data)
        beyond = sorted(_command(data) - _start() for _ in range(_TIMES))
    yield Row(
        "pantau sla --month, beyond the start",
        median(beyond),
        "s",
        f"processor time of the process less that of pantau --version, median of {_TIMES};"
        f" {OUTAGES:,} outages, {EXCLUSIONS} exclusions, {GAPS} gaps",
        (beyond[0], beyond[-1]),
        Target(_MOST_S),
    )


def _steps(inventory: Inventory, data: Path) -> Iterator[Row]:
    window = facts_window(MONTH, inventory.timezone)
    with Store.open(data, readonly=True) as store:
        facts, taken = _timed(lambda: store.ledger_facts(window.begin, window.end))
    yield _row("facts read", taken, f"{len(facts.outages):,} outages, {len(facts.gaps)} gaps")
    end = month_window(MONTH, inventory.timezone).end
    result, taken = _timed(lambda: judge_month(inventory, facts, MONTH, end))
    yield _row("month judged", taken, f"{len(result.sites)} rows, {len(facts.excluded)} exclusions")


def _row(what: str, taken: _Taken, how: str) -> Row:
    text = f"{how}; processor time, median of {_TIMES}"
    return Row(what, taken.middle, "s", text, taken.spread)


def _timed(work: Callable[[], T]) -> tuple[T, _Taken]:
    found, times = work(), []
    for _ in range(_TIMES):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return found, _Taken(median(times), (min(times), max(times)))


def _start() -> float:
    return _run("--version")


def _command(data: Path) -> float:
    return _run("sla", "--month", MONTH, "--data", str(data))


def _run(*arguments: str) -> float:
    """Processor time of a Pantau process in seconds. Raises ChildFailedError."""
    before = os.times()
    done = subprocess.run(
        [str(_PANTAU), *arguments], capture_output=True, text=True, check=False, timeout=120
    )
    after = os.times()
    if done.returncode:
        raise ChildFailedError(done.stderr.strip() or f"pantau {arguments[0]} failed")
    spent = after.children_user + after.children_system
    return spent - before.children_user - before.children_system


PART = Part("ledger", "Judging a busy month of the shipped inventory.", measure)
