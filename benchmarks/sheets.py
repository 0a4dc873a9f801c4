"""A month's paper as spreadsheets: a busy month of the shipped inventory, in fresh processes."""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.busy_month import MONTH, write_month
from benchmarks.children import ChildFailedError, alone, module
from benchmarks.rows import Part, Row, Target
from pantau.inventory import read_inventory
from pantau.reports.content import Document, Table
from pantau.reports.form import Form
from pantau.reports.month.document import monthly_report
from pantau.reports.month.facts import read_month
from pantau.reports.sheet.csv_file import sites_csv
from pantau.reports.sheet.xlsx import to_xlsx
from pantau.sla import month_window
from pantau.store import Store

_INVENTORY = Path(__file__).parents[1] / "inventory.yaml"
_OUTAGES, _MANY = 1_500, 5_000
_TIMES, _PATIENCE_S = 5, 120
_MOST_S, _MOST_MB = Target(2.0), Target(400.0)


def measure() -> Iterator[Row]:
    """A usual month at its worst, and one with far too many outages."""
    yield from _rows(_OUTAGES, _MOST_S, _MOST_MB)
    yield from _rows(_MANY, None, None)


def _rows(outages: int, seconds: Target | None, memory: Target | None) -> Iterator[Row]:
    runs = [alone(module("benchmarks.sheets", outages), _PATIENCE_S) for _ in range(_TIMES)]
    how = f"{outages:,} outages, {runs[0]['rows']:,} rows; median of {_TIMES}"
    yield _row("XLSX: processor time", "xlsx_s", "s", how, runs, seconds)
    yield _row("XLSX: passed time", "xlsx_passed_s", "s", how, runs, seconds)
    yield _row("XLSX: size", "xlsx_mb", "MB", how, runs, None)
    yield _row("all sites as CSV: processor time", "csv_s", "s", how, runs, None)
    yield _row("memory, most resident", "most_mb", "MB", f"{how}, reading included", runs, memory)


def _row(
    what: str,
    key: str,
    unit: str,
    how: str,
    runs: list[Mapping[str, Any]],
    bound: Target | None,
) -> Row:
    taken = [run[key] for run in runs]
    return Row(what, median(taken), unit, how, (min(taken), max(taken)), bound)


def once(outages: int) -> dict[str, float]:
    """What one paper costs this process; memory with Python and all imports."""
    with tempfile.TemporaryDirectory() as folder:
        document = _document(Path(folder) / "data", outages)
    xlsx, xlsx_s, xlsx_passed_s = _timed(lambda: to_xlsx(document))
    _, csv_s, _ = _timed(lambda: sites_csv(document))
    tables = [each for each in document.of(Form.SHEET) if isinstance(each, Table)]
    return {
        "rows": sum(len(table.rows) for table in tables),
        "xlsx_s": xlsx_s,
        "xlsx_passed_s": xlsx_passed_s,
        "xlsx_mb": len(xlsx) / 1e6,
        "csv_s": csv_s,
        "most_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
    }


def _document(data: Path, outages: int) -> Document:
    inventory = read_inventory(_INVENTORY).inventory
    if inventory is None:
        raise ChildFailedError("inventory.yaml cannot be used")
    write_month(inventory, data, outages)
    end = month_window(MONTH, inventory.timezone).end
    with Store.open(data, readonly=True) as store:
        return monthly_report(read_month(store, inventory, MONTH, end), "id")


def _timed(work: Callable[[], bytes]) -> tuple[bytes, float, float]:
    """What it made, seconds of processor time, and those that passed."""
    began, spent = time.perf_counter(), time.process_time()
    made = work()
    return made, time.process_time() - spent, time.perf_counter() - began


PART = Part("sheets", "What a month's paper as XLSX and CSV costs.", measure)

if __name__ == "__main__":
    print(json.dumps(once(int(sys.argv[1]))))
