"""Plays months in virtual time and notes what grows: ``python -m benchmarks.soak_virtual ORDER``.

The collector's own process is the one that is looked at: engine, judging, recorder and store are
the real ones, and the sealer packs the days that are over and lets go what is over its term.
"""

import json
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from os import getpid
from pathlib import Path
from typing import Any

from benchmarks.soak_curve import (
    Recording,
    handles,
    kept_by_library_mb,
    objects,
    resident_mb,
)
from collector.sealer import Sealer
from pantau.facts.clock import Clock
from pantau.facts.instant import DAY, HOUR, SECOND
from pantau.facts.words import SpaceKind
from pantau.inventory import parse_inventory
from pantau.inventory.keeping import Keeping
from pantau.inventory.model import Inventory
from pantau.lab.compare import Bounds, Kind
from pantau.lab.recorded import judge, judged
from pantau.lab.regency import Regency
from pantau.lab.scenario_lively import Often, lively
from pantau.lab.script import DAY as DAY_NS
from pantau.lab.script import Script
from pantau.lab.truth import ToInstant, truth_of
from pantau.lab.virtual_run import VirtualRun
from pantau.store import Store, space_of

_LOOK_EVERY, _LOOKS = 6 * HOUR, 4  # at least so many
_SAMPLES = (SpaceKind.SAMPLES_HOT, SpaceKind.SAMPLES_SEALED)
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Order:
    """``step``: every so many-th site of the shipped inventory, with all of its shared links.
    ``heartbeat_s``: asked so often. ``months``: how long samples are kept, and half as
    long again those around outages. ``often``: of everything that happens, beside the usual. It is
    cut short when it has taken ``hours`` of real time."""

    step: int
    days: float
    heartbeat_s: int
    tick_ms: int
    months: int
    often: float
    curve: str
    hours: float = 4.0

    def argument(self) -> str:
        """As the process takes it."""
        return json.dumps(asdict(self))


def play(order: Order, folder: Path) -> Mapping[str, Any]:
    """What came of it; the curve lies in its file."""
    inventory, script = scene(order)
    watching = _Watching(folder, order)
    run = VirtualRun(
        inventory,
        script,
        Regency(inventory, script),
        folder,
        beside=watching.look,
        tick_ns=order.tick_ms * 1_000_000,
    )
    watching.begin(run.clock)
    before = time.process_time()
    with suppress(_EnoughError):
        run.play()
    took = time.process_time() - before
    return {**told(order, folder, run.instant), "processor_s": took}


def scene(order: Order) -> tuple[Inventory, Script]:
    """Who is asked, and what happens to them."""
    inventory = _thinned(order.step, order.heartbeat_s)
    usual, more = Often(), order.often
    often = Often(
        site=more * usual.site,
        shared=more * usual.shared,
        weather=more * usual.weather,
        vantage=more * usual.vantage,
        # Nobody kills the collector here: what a crash leaves open is not its own doing.
        machine=0.0,
    )
    return inventory, lively(7, inventory, round(order.days * DAY_NS), often)


def told(order: Order, folder: Path, instant: ToInstant) -> Mapping[str, Any]:
    """What the store of a run says, also of one that was cut short, held against the truth."""
    inventory, script = scene(order)
    truth = truth_of(script, inventory, instant)
    with Store.open(folder, readonly=True) as store:
        entries, watch = store.head()[0], store.last_watch()
    assert watch is not None  # noqa: S101 - the run wrote it
    truth = replace(truth, end=min(truth.end, watch.until))
    # A tick more or less lies between what happens and what is seen of it.
    bounds = Bounds(
        heartbeat_us=order.heartbeat_s * SECOND,
        slack_us=Bounds().slack_us + 2_000 * order.tick_ms,
    )
    found = judge(inventory, truth, folder, bounds).comparison
    wrong = [each for each in found.findings if each.kind is not Kind.BURST]
    happened = [each for name in truth.outages.values() for each in name if each.begin < truth.end]
    return {
        "sites": len(inventory.sites),
        "judged": len(judged(inventory)),
        "days": (truth.end - truth.begin) / DAY,
        "outages": len(happened),
        "seen": found.seen,
        "findings": len(wrong),
        "first_findings": [f"{each.kind} {each.site} {each.text}" for each in wrong[:5]],
        "unexplained_s": found.unexplained_us / 1e6,
        "entries": entries,
    }


class _EnoughError(Exception):
    """It has taken as long as it may."""


class _Watching:
    """Works beside the collector now and then: seals, lets go, and notes."""

    def __init__(self, data: Path, order: Order) -> None:
        self._data = data
        self._recording = Recording(Path(order.curve), "day")
        self._keeping = Keeping(order.months, order.months + (order.months + 1) // 2)
        self._every = min(_LOOK_EVERY, round(order.days * DAY / _LOOKS))
        self._begin = self._next = 0
        self._until = time.monotonic() + 3_600 * order.hours

    def begin(self, clock: Clock) -> None:
        """From this clock's now on."""
        self._begin = self._next = clock.wall_ns() // 1_000
        self._sealer = Sealer(
            self._data, clock, lambda: self._keeping, author="collector", via="lab"
        )

    def look(self, now: int) -> None:
        """After a tick."""
        if now < self._next:
            return
        if now > self._begin:
            while self._sealer.work_once():
                pass
        self._note(now)
        self._next += self._every
        if time.monotonic() > self._until:
            raise _EnoughError

    def _note(self, now: int) -> None:
        used = space_of(self._data, now).used
        self._recording.note(
            (now - self._begin) / DAY,
            {
                "memory_mb": resident_mb(getpid()),
                "kept_by_library_mb": kept_by_library_mb(),
                "objects": objects(),
                "handles": handles(getpid()),
                "journal_mb": used[SpaceKind.JOURNAL] / 1e6,
                "samples_mb": sum(used[kind] for kind in _SAMPLES) / 1e6,
                "other_mb": used[SpaceKind.OTHER] / 1e6,
            },
        )


def _thinned(step: int, heartbeat_s: int) -> Inventory:
    kept, number = [], 0
    for line in (_ROOT / "inventory.yaml").read_text("utf-8").splitlines(keepends=True):
        if line.startswith("  - {id: "):
            number += 1
            if number % step != 1 % step:
                continue
        if line.startswith("  heartbeat:"):
            kept.append(f"  heartbeat: {heartbeat_s}s\n")
            continue
        kept.append(line)
    reading = parse_inventory("".join(kept).encode(), "inventory.yaml")
    if reading.inventory is None:
        raise ValueError("\n".join(map(str, reading.problems)))
    return reading.inventory


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as data:
        found = play(Order(**json.loads(sys.argv[1])), Path(data))
    print(json.dumps(found))
