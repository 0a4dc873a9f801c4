"""What a long run is told by: figures of its curves, and what came of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.rows import Row, Target
from benchmarks.soak_curve import Curve
from benchmarks.soak_virtual import Order

_MONTH = 365 / 12
_PROCESSES = (
    ("collector", "collector"),
    ("beside", "its further processes"),
    ("alerter", "alerter"),
    ("dashboard", "dashboard"),
)


def virtual_rows(order: Order, found: Mapping[str, Any], file: Path) -> Iterator[Row]:
    """Of a run in virtual time."""
    curve = Curve.read(file)
    days, late = curve.at[-1], f"from day {curve.at[-1] / 4:.0f} to day {curve.at[-1]:.0f}"
    memory, handles = curve.values["memory_mb"], curve.values["handles"]
    if days < 0.99 * order.days:
        yield Row("days played", days, "", f"of {order.days:.0f}: cut short, the machine was busy")
    yield Row("memory at the end", memory[-1], "MB", "resident, the collector's process")
    grown = f"line of least squares {late}"
    yield Row("memory, growth", curve.growth("memory_mb"), "MB", grown, target=Target(15))
    kept = curve.values["kept_by_library_mb"]
    how = "given back by us: what most of a day's packing needed is not given back to the system"
    yield Row("memory kept by the C library", kept[-1], "MB", f"{how}; most {max(kept):.1f}")
    thousands = curve.values["objects"][-1] / 1e3
    yield Row("objects at the end", thousands, "thousand", "blocks of memory that Python's take")
    yield Row("objects, growth", curve.growth("objects") / 1e3, "thousand", grown)
    reckoned = "eight, and four for each of three months of samples at a time"
    yield Row("open files, most", max(handles), "", reckoned, target=Target(20))
    minutes = found["judged"] * 1_440
    a_day = _packed_a_day(curve, order.months * _MONTH)
    yield Row("samples, growth", a_day * 1e3, "KB a day", "before the first month goes")
    how = f"{minutes:,} samples a day, index and the rows of the newest days included"
    yield Row("samples, growth a sample", a_day * 1e6 / minutes, "bytes", how)
    samples = curve.values["samples_mb"][-1]
    yield Row(
        "samples at the end", samples, "MB", "all months that are kept, and rows not yet packed"
    )
    yield from _as_many_go(order, curve)
    journal = curve.values["journal_mb"]
    grew = journal[-1] - journal[1]
    yield Row("journal, growth", grew * 1e3 / days, "KB a day", f"{found['entries']:,} entries")
    yield Row("journal, growth an entry", grew * 1e3 / found["entries"], "KB", "evidence included")
    yield from _verdicts(found)
    yield Row("processor time", found["processor_s"] / 60, "minutes", "of all, the judging aside")


def live_rows(found: Mapping[str, Any], file: Path) -> Iterator[Row]:
    """Of the half hour with packets."""
    curve = Curve.read(file)
    late = f"line of least squares from minute {curve.at[-1] / 4:.0f} on"
    for name, called in _PROCESSES:
        memory = curve.values[f"{name}_mb"]
        yield Row(f"{called}: memory at the end", memory[-1], "MB", "resident")
        grown = curve.growth(f"{name}_mb")
        yield Row(f"{called}: memory, growth", grown, "MB", late, target=Target(15))
        handles = curve.values[f"{name}_handles"]
        yield Row(f"{called}: open files at the end", handles[-1], "", f"most {max(handles):.0f}")
        grown = curve.growth(f"{name}_handles")
        yield Row(f"{called}: open files, growth", grown, "", late, target=Target(5))
    grown = curve.growth("store_mb") / (curve.at[-1] * 0.75)
    yield Row("store, growth", grown, "MB a minute", f"{found['entries']:,} entries, rows unpacked")
    calm = f"{found['beats_minutes']:,} minutes of lines that lose nothing, apart from all events"
    yield Row("heartbeats lost", found["beats_lost"], "", calm, target=Target(0))
    yield Row("minutes without a sample", found["beats_missing"], "", calm, target=Target(0))
    yield Row("heartbeats not sent", found["beats_unsent"], "", calm, target=Target(0))
    lab = found["lab"]
    unread = f"of {lab['requests']:,} echoes, by the lab's network"
    yield Row("packets dropped", lab["unread"] + lab["failed"], "", unread, target=Target(0))
    yield from _verdicts(found)
    counted = found["counters"]
    late_ticks = counted["pantau_collector_late_ticks_total"]
    yield Row("late ticks", late_ticks, "", "of ten a second: the machine had other work")
    failed = counted["pantau_collector_commit_failures_total"]
    yield Row("commits that failed", failed, "", "", target=Target(0))
    lines = found["lines"]
    logs = f"{sum(n for name, n in lines.items() if name.endswith('_lines'))} lines of three logs"
    yield Row("tracebacks", found["tracebacks"], "", logs, target=Target(0))
    yield Row("lines of level ERROR", len(found["errors"]), "", logs, target=Target(0))
    views = f"{found['views']} sessions, each on another page for 8 s"
    yield Row("pages that broke", found["page_exceptions"], "", views, target=Target(0))
    waited = found["page_waited_s"]
    yield Row("a page's first run, median", waited["median"], "s", views)
    yield Row("a page's first run, 95th percentile", waited["p95"], "s", views)


def _verdicts(found: Mapping[str, Any]) -> Iterator[Row]:
    wrong = (
        "outages missed, doubled, invented, too long or with wrong bounds, held against the truth"
    )
    yield Row("outages in the script", found["outages"], "", f"{found['seen']} in clear sight")
    first = "; ".join(found["first_findings"])
    how = f"{wrong}: {first}" if first else wrong
    yield Row("findings", found["findings"], "", how, target=Target(0))


def _as_many_go(order: Order, curve: Curve) -> Iterator[Row]:
    """Once the evidence of a month went too, as many months go as come."""
    settled = _MONTH * (order.months + (order.months + 1) // 2 + 2)
    middle = (settled + curve.at[-1]) / 2
    if middle - settled < _MONTH:
        return
    kept = list(zip(curve.at, curve.values["samples_mb"], strict=True))
    before = max(each for at, each in kept if settled <= at < middle)
    after = max(each for at, each in kept if at >= middle)
    since = f"from day {settled:.0f}, when as many go as come"
    how = f"from day {middle:.0f} on; {since}: {before:.1f} MB"
    yield Row("samples, most", after, "MB", how)


def _packed_a_day(curve: Curve, kept_days: float) -> float:
    """MB: from day to day at the same hour, until for the first time a month is let go."""
    at, kept = np.array(curve.at), np.array(curve.values["samples_mb"])
    until = min(kept_days, at[-1])
    begins = at[(at >= min(10.0, until / 4)) & (at + 1 <= until)]
    # The median: room of rows is given back at once when a month is over.
    grown = np.interp(begins + 1, at, kept) - np.interp(begins, at, kept)
    return float(np.median(grown)) if len(grown) else float(kept[-1] / at[-1])
