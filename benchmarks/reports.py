"""What each paper costs from the command to the file: facts read, tree made, form written.

On thirteen months of a simulated regency of 300 sites, each time in a fresh process.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.cost import Cost, cost
from benchmarks.rows import Part, Row, Target
from pantau.facts.instant import DAY, to_datetime
from pantau.inventory import read_inventory
from pantau.lab.demo_inventory import simulated
from pantau.lab.history import past
from pantau.lab.history_maker import Order
from pantau.lab.history_samples import months
from pantau.sla import month_window
from pantau.store import Keeper, Store

_SHIPPED = Path(__file__).parents[1] / "inventory.yaml"
_UNTIL = 1_793_505_600_000_000  # 2026-11-01 08:00 WITA: the first working day's morning
_MONTH, _YEAR = "2026-10", "2026"
_MONTHS, _DAYS, _SEED, _TIMES = 13, 31, 20_260_101, 3
_PATIENCE_S = 120
_MEMORY = Target(400.0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A paper, what it is called, and in how many seconds it has to be there."""

    words: tuple[str, ...]
    name: str
    bound: Target | None


_PAPERS = (
    _Asked(("--month", _MONTH, "--format", "pdf"), "month as PDF", Target(5.0)),
    _Asked(("--month", _MONTH, "--format", "xlsx"), "month as XLSX", Target(2.0)),
    _Asked(("--month", _MONTH, "--format", "csv"), "month as CSV", None),
    _Asked(("--month", _MONTH, "--kind", "berita_acara"), "Berita Acara as PDF", None),
    _Asked(("--month", _MONTH, "--kind", "management"), "management page", None),
    _Asked(("--month", _MONTH, "--kind", "evidence"), "evidence pack", None),
    _Asked(("--year", _YEAR), "yearly evaluation as PDF", Target(15.0)),
)


def measure() -> Iterator[Row]:
    """Every kind of paper, an open month: nothing is kept, so each run makes it anew."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        outages = _lived(place)
        for asked in _PAPERS:
            runs = [_made(place, asked) for _ in range(_TIMES)]
            how = (
                f"300 sites, {outages:,} outages in the month; `pantau report`, median of {_TIMES}"
            )
            seconds, busy, memory = ([each[at] for each in runs] for at in range(3))
            yield _row(f"{asked.name}: passed time", "s", how, seconds, asked.bound)
            yield _row(f"{asked.name}: processor time", "s", how, busy, None)
            yield _row(f"{asked.name}: memory, most resident", "MB", how, memory, _MEMORY)


def _row(what: str, unit: str, how: str, taken: list[float], bound: Target | None) -> Row:
    return Row(what, median(taken), unit, how, (min(taken), max(taken)), bound)


def _lived(place: Path) -> int:
    """A store with a past and the samples of its last month; how many outages the month has."""
    first = to_datetime(_UNTIL - _MONTHS * 31 * DAY).date()
    text = simulated(_SHIPPED.read_text(), date(first.year, 1, 1), date(2026, 12, 31), in_lab=True)
    file = place / "inventory.yaml"
    file.write_text(text)
    inventory = read_inventory(file).inventory
    if inventory is None:
        raise ValueError("inventory.yaml cannot be used")
    order = Order(str(place / "data"), str(file), _SEED, _UNTIL, _MONTHS, _DAYS)
    _run("pantau.lab.history_maker", order.argument())
    happened = past(inventory, _SEED, _UNTIL, _MONTHS)
    for part in range(len(months(happened, _DAYS))):
        _run("pantau.lab.history_maker", replace(order, part=part).argument())
    window = month_window(_MONTH, inventory.timezone)
    with (
        Store.open(place / "data") as store,
        Keeper(store, author="bench", via="bench") as keeper,
    ):
        # As the demo and its collector do.
        keeper.name_written_days(at=_UNTIL)
        while keeper.seal_one_day(_UNTIL, at=_UNTIL):
            pass
    with Store.open(place / "data", readonly=True) as store:
        return len(store.outages(window.begin, window.end))


def _run(module: str, *words: str) -> None:
    subprocess.run([sys.executable, "-m", module, *words], check=True, timeout=_PATIENCE_S)


def _made(place: Path, asked: _Asked) -> Cost:
    where = ("--data", str(place / "data"), "--inventory", str(place / "inventory.yaml"))
    return cost("pantau", "report", *asked.words, *where, "-o", str(place))


PART = Part("reports", "What each kind of paper costs, from the command to the file.", measure)
