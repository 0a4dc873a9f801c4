"""The month's quality of the shipped inventory: all sites, all minutes."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.rows import Part, Row, Target
from pantau.facts.instant import DAY, MINUTE, SECOND
from pantau.facts.measured import Sample
from pantau.inventory import read_inventory
from pantau.sla.quality.measured import in_service, judge, measure
from pantau.store import Keeper, Store
from pantau.store.alike import StockRow

_BEGIN = 1_790_812_800 * SECOND  # 2026-10-01 00:00 UTC
_DAYS, _REPEATED, _STOCK, _SITES = 31, 5, 480, 300
_AT_MOST = Target(2.0)
_NAMES = [f"site-{number}" for number in range(_SITES)]


def measure_all() -> Iterator[Row]:
    """Processor time: writing, judging a sealed month, and one whose last day is hot; sealing."""
    inventory = read_inventory(Path(__file__).parents[1] / "inventory.yaml").inventory
    if inventory is None:
        yield Row("month's quality", None, "s", "inventory.yaml cannot be used")
        return
    term = inventory.sites[0].terms[0]
    rng = np.random.default_rng(1)
    stock = list(_stock(rng))
    chosen = rng.integers(0, _STOCK, (_DAYS - 1) * 1440).tolist()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "data") as store:

        def judged() -> None:
            for _, found in store.heartbeats(_BEGIN, _BEGIN + _DAYS * DAY, _NAMES):
                judge(measure(in_service(found, ())), term)

        minutes = [(_BEGIN + number * MINUTE, which) for number, which in enumerate(chosen)]
        began = time.process_time()
        store.write_alike_minutes(stock, minutes)
        how = f"{_SITES} sites, 30 days as blocks; processor time"
        yield Row("written", time.process_time() - began, "s", f"{how}, once")
        [file] = (Path(folder) / "data" / "samples").glob("*.sqlite")
        size = file.stat().st_size / len(minutes) / _SITES
        yield Row("room taken", size, "bytes a sample", "round trips to the microsecond")
        yield _row("quality of all sites, sealed", judged, how)
        _write_day(store, stock, _BEGIN + (_DAYS - 1) * DAY)
        yield _row("quality of all sites, with a hot day", judged, f"{how}, and a day of rows")
        began = time.process_time()
        with Keeper(store, author="bench", via="bench") as keeper:
            keeper.seal_one_day(_BEGIN + _DAYS * DAY, at=_BEGIN)
        how = f"{_SITES} sites: one part, one entry; processor time, once"
        yield Row("a day sealed", time.process_time() - began, "s", how)


def _row(what: str, work: Callable[[], None], how: str) -> Row:
    taken = []
    for _ in range(_REPEATED):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    spread = (min(taken), max(taken))
    return Row(what, median(taken), "s", f"{how}, median of {_REPEATED}", spread, _AT_MOST)


def _stock(rng: np.random.Generator) -> Iterator[StockRow]:
    """Lines of 3 to 60 ms whose round trips vary by some percent."""
    for name in _NAMES:
        base = rng.uniform(3_000, 60_000)
        least = base + rng.gamma(1, base / 30, _STOCK)
        middle = least + rng.gamma(3, base / 40, _STOCK)
        most = middle + rng.gamma(2, base / 10, _STOCK)
        jitter = rng.gamma(4, base / 40, _STOCK)
        received = 12 - rng.binomial(12, 0.005, _STOCK)
        columns = (received, least, middle, most, jitter)
        rows = np.array(columns).astype(np.int64).T.tolist()
        for number, (back, low, mid, high, apart) in enumerate(rows):
            yield number, name, 12, back, low, mid, high, apart


def _write_day(store: Store, stock: list[StockRow], begin: int) -> None:
    """As the collector writes: rows, a minute at a time."""
    for minute in range(1440):
        at, wanted = begin + minute * MINUTE, minute % _STOCK
        rows = stock[wanted::_STOCK]
        store.write_samples([Sample(row[1], "icmp", at, *row[2:]) for row in rows])


PART = Part("quality", "What a month of all sites costs.", measure_all)
