"""A month of 300 sites as Pantau, VictoriaMetrics and Prometheus keep it: room and time.

All get the same values (whole microseconds, whole numbers of echoes) at the same minutes, and keep
them exactly. The others are fed by remote write and left until they have merged what they have.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks import keeping_many, keeping_ours
from benchmarks.keeping_month import BEGIN, DAYS, LENGTH, NAMES, SITES, month
from benchmarks.keeping_others import (
    Server,
    installed,
    prometheus,
    settle_prometheus,
    settle_victoria_metrics,
    victoria_metrics,
)
from benchmarks.keeping_ours import Sites
from benchmarks.rows import Part, Row, Target
from pantau.facts.instant import SECOND
from pantau.store import Store

_MOST, _ROOM = 1.2, "bytes a sample"
_END_S = BEGIN // SECOND + DAYS * 86_400
_ASKED = (
    ("one site's month", (f'{{site="{NAMES[7]}"}}[31d]',)),
    (
        "p95 and loss of all sites",
        (
            "quantile_over_time(0.95, rtt_median_us[31d])",
            "1 - sum_over_time(received[31d]) / sum_over_time(sent[31d])",
        ),
    ),
    ("last state of all", ('{__name__=~".+"}',)),
)
_REPEATED = 3
_EXACT = "six columns, exact to the microsecond"


def measure() -> Iterator[Row]:
    """The others first: ours is held against the room that VictoriaMetrics takes."""
    sites = list(month())
    with tempfile.TemporaryDirectory() as name:
        folder, least = Path(name), None
        for row in _victoria_metrics(sites, folder / "vm"):
            least = row.value if row.unit == _ROOM else least
            yield row
        yield from _prometheus(sites, folder / "prometheus")
        with Store.open(folder / "data") as store:
            written = list(keeping_ours.write(store, sites))
            how = f"{_EXACT}; the month's file, packed, index included"
            target = None if least is None else Target(_MOST * least)
            yield Row("Pantau: room taken", keeping_ours.room(store), _ROOM, how, None, target)
            yield from written
            del sites
            yield from keeping_ours.read(store)
        yield from keeping_many.measure(folder)


def _victoria_metrics(sites: Sites, folder: Path) -> Iterator[Row]:
    who = "VictoriaMetrics"
    if not installed("victoria-metrics"):
        yield _missing(who, "victoria-metrics")
        return
    with victoria_metrics(folder) as server:
        yield _fed(who, server, sites)[0]
        how = f"{_EXACT}; all parts merged, index included"
        size = settle_victoria_metrics(server) / (SITES * LENGTH)
        yield Row(f"{who}: room taken", size, _ROOM, how)
        yield from _asked(who, server)


def _prometheus(sites: Sites, folder: Path) -> Iterator[Row]:
    who = "Prometheus"
    if not installed("prometheus"):
        yield _missing(who, "prometheus")
        return
    with prometheus(folder) as server:
        row, fed = _fed(who, server, sites)
        yield row
        how = f"{_EXACT}; its blocks, index included, without the newest hours in its log"
        size, kept = settle_prometheus(server)
        yield Row(f"{who}: room taken", size * fed / kept / (SITES * LENGTH), _ROOM, how)
        yield from _asked(who, server)


def _fed(who: str, server: Server, sites: Sites) -> tuple[Row, int]:
    began = time.perf_counter()
    values = server.feed(sites)
    took = time.perf_counter() - began
    how = f"{values:,} values by remote write, made by us meanwhile; passed time, once"
    return Row(f"{who}: month taken in", took, "s", how), values


def _asked(who: str, server: Server) -> Iterator[Row]:
    for what, expressions in _ASKED:

        def ask(asked: tuple[str, ...] = expressions) -> None:
            for each in asked:
                server.query(each, _END_S - 60)

        took = [_timed(ask) * 1e3 for _ in range(_REPEATED)]
        how = f"answer as JSON, unread; passed time, median of {_REPEATED}"
        yield Row(f"{who}: {what}", median(took), "ms", how, (min(took), max(took)))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _missing(who: str, package: str) -> Row:
    return Row(f"{who}: room taken", None, _ROOM, f"not installed: {package}")


PART = Part(
    "keeping",
    f"A month of {SITES} sites, {SITES * LENGTH / 1e6:.2f} million samples, kept by Pantau and "
    "beside it by VictoriaMetrics and Prometheus as Debian has them: least, median and most round "
    "trip, jitter, echoes sent and answered. Lines of fibre, radio, mobile, satellite and copper "
    "are slower in the evening, change their way, lose echoes and fall silent. A sample is one "
    f"minute of one site, with all its columns; ours may take {_MOST} times the room of "
    "VictoriaMetrics.",
    measure,
)
