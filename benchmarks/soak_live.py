"""Collector, alerter and dashboard at work on a regency that fails every few seconds, with packets
and at the pace of the clock: ``python -m benchmarks.soak_live SECONDS CURVE``.

The collector lives in a lab, the others outside, each started as a demo starts it. Somebody opens
page after page meanwhile.
"""

import asyncio
import json
import os
import re
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import aiohttp

from benchmarks.soak_curve import Recording, handles, resident_mb
from benchmarks.soak_heard import Heard, heard
from benchmarks.soak_regency import FACTORY, script_of
from benchmarks.viewers import watch
from pantau.cli.demo_mailbox import mailbox
from pantau.cli.demo_run import METRICS_SOCKET
from pantau.cli.supervise import PARENT_PIPE
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import to_datetime
from pantau.inventory import read_inventory
from pantau.lab.compare import Bounds, Kind
from pantau.lab.demo_devices import COMMUNITY, with_devices
from pantau.lab.demo_inventory import MAILBOX, simulated
from pantau.lab.order import Deed, Do, Order, Said
from pantau.lab.outside import Lab
from pantau.lab.peace import hour_of_peace
from pantau.lab.recorded import judge
from pantau.lab.script import SECOND
from pantau.lab.truth import truth_of
from pantau.store import Store, space_of

_ROOT = Path(__file__).parents[1]
_EVERY_S = 10.0
_PATIENCE_S = 120.0
_VIEW_S = 8.0
_PAGES = (
    "",
    "dinding",
    "gangguan",
    "peta",
    "titik",
    "sla",
    "laporan",
    "siaga",
    "sistem",
    "wilayah",
)
_COUNTERS = (
    "pantau_collector_late_ticks_total",
    "pantau_collector_echoes_discarded_total",
    "pantau_collector_samples_dropped_total",
    "pantau_collector_commit_failures_total",
    "pantau_collector_commits_total",
    "pantau_collector_replies_unmatched_total",
)
# A machine that many share keeps a process waiting now and then; it is told beside.
_SLACK_US = 1_000_000


class Half:
    """The half hour. ``folder``: for everything that it makes."""

    def __init__(self, seconds: int, curve: Path, folder: Path) -> None:
        self._seconds = seconds
        self._recording = Recording(curve, "minute")
        self._folder = folder
        self._data, self._inventory = folder / "data", folder / "inventory.yaml"
        self._pids: dict[str, int] = {}
        self._waited: list[float] = []
        self._exceptions = 0
        self._views = 0
        self._counters: dict[str, float] = {}
        self._restarts = 0

    async def play(self) -> Mapping[str, Any]:
        """What came of it."""
        async with mailbox() as told:
            self._write(told)
            inventory = read_inventory(self._inventory).inventory
            assert inventory is not None  # noqa: S101 - the shipped one, moved
            script = script_of(inventory, self._seconds)
            hour_of_peace(self._data, inventory, script, now_us(SystemClock()))
            with ExitStack() as stack:
                metrics = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
                pages = _free_port()
                others = self._start(stack, pages)
                output = stack.enter_context((self._folder / "collector.log").open("wb"))
                lab = stack.enter_context(Lab(self._order(metrics), output))
                began_ns = await asyncio.to_thread(self._began, lab)
                self._pids |= {name: process.pid for name, process in others.items()}
                counts = await self._look_on(lab, metrics, pages)
                for process in others.values():
                    process.terminate()
                ended = [await asyncio.to_thread(process.wait, 30) for process in others.values()]
        truth = truth_of(script, inventory, lambda at: (began_ns + at) // 1_000)
        bounds = Bounds(slack_us=Bounds().slack_us + _SLACK_US)
        found = judge(inventory, truth, self._data, bounds).comparison
        wrong = [each for each in found.findings if each.kind is not Kind.BURST]
        with Store.open(self._data, readonly=True) as store:
            beats = heard(store, inventory, script, began_ns // 1_000)
            entries = store.head()[0]
        return {
            "seconds": self._seconds,
            "events": len(script.events),
            "outages": sum(map(len, truth.outages.values())),
            "seen": found.seen,
            "findings": len(wrong),
            "by_kind": Counter(each.kind.value for each in wrong),
            "first_findings": [
                f"{e.kind} {e.site} {e.off_us / 1e6:.2f} {e.text}" for e in wrong[:8]
            ],
            "entries": entries,
            "ended": ended,
            "views": self._views,
            "page_exceptions": self._exceptions,
            "page_waited_s": _quantiles(self._waited),
            "counters": self._counters,
            "lab": {name: counts[name] for name in ("requests", "failed", "unread", "late_us")},
            **_plain(beats),
            **self._logs(),
        }

    # -- setting up -------------------------------------------------------------------------------

    def _write(self, told: str) -> None:
        year = to_datetime(now_us(SystemClock())).year
        text = (_ROOT / "inventory.yaml").read_text("utf-8").replace(MAILBOX, told)
        text = simulated(text, date(year - 1, 1, 1), date(year + 1, 12, 31), in_lab=True)
        self._inventory.write_text(with_devices(text), "utf-8")

    def _order(self, metrics: socket.socket) -> Order:
        handed = metrics.fileno()
        return Order(
            factory=FACTORY,
            scenario={"inventory": str(self._inventory), "seconds": self._seconds},
            command=(sys.executable, "-m", "pantau", "collect", *self._where()),
            environment={METRICS_SOCKET: str(handed), **COMMUNITY},
            deeds=(Deed(self._seconds * SECOND, Do.END),),
            with_first_echo=True,
            handed=(handed,),
        )

    def _where(self) -> list[str]:
        return ["--data", str(self._data), "--inventory", str(self._inventory)]

    def _start(self, stack: ExitStack, pages: int) -> dict[str, "Popen[bytes]"]:
        pipe, held = os.pipe()
        stack.callback(os.close, held)
        stack.callback(os.close, pipe)
        asked = {
            "alerter": ["alert", *self._where()],
            "dashboard": ["dashboard", "--listen", f"127.0.0.1:{pages}", *self._where()],
        }
        found = {}
        for name, words in asked.items():
            output = stack.enter_context((self._folder / f"{name}.log").open("wb"))
            found[name] = Popen(
                [sys.executable, "-m", "pantau", *words],
                env={**os.environ, PARENT_PIPE: str(pipe)},
                pass_fds=[pipe],
                stdin=DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        return found

    def _began(self, lab: Lab) -> int:
        lab.until(Said.READY, _PATIENCE_S)
        self._pids["lab"] = lab.process.pid
        self._pids["collector"] = lab.until(Said.STARTED, _PATIENCE_S)["pid"]
        return int(lab.until(Said.BEGAN, _PATIENCE_S)["wall_ns"])

    # -- looking on -------------------------------------------------------------------------------

    async def _look_on(self, lab: Lab, metrics: socket.socket, pages: int) -> Mapping[str, Any]:
        ending = asyncio.create_task(asyncio.to_thread(lab.finish, self._seconds + _PATIENCE_S))
        viewing = asyncio.create_task(self._view(f"http://127.0.0.1:{pages}"))
        port, began = metrics.getsockname()[1], time.monotonic()
        try:
            while not ending.done():
                await asyncio.wait([ending], timeout=_EVERY_S)
                if not ending.done():
                    await asyncio.to_thread(self._note, (time.monotonic() - began) / 60, port)
            return await ending
        finally:
            viewing.cancel()
            with suppress(asyncio.CancelledError):
                await viewing

    def _note(self, minute: float, metrics: int) -> None:
        values: dict[str, float] = {}
        for name in ("collector", "alerter", "dashboard"):
            pid = self._pids[name]
            values[f"{name}_mb"] = resident_mb(pid)
            values[f"{name}_handles"] = handles(pid)
        below = list(_below(self._pids["collector"]))
        values["beside_mb"] = sum(map(resident_mb, below))
        values["beside_handles"] = sum(map(handles, below))
        values["store_mb"] = sum(space_of(self._data, now_us(SystemClock())).used.values()) / 1e6
        self._recording.note(minute, values)
        with suppress(URLError, OSError):
            with urlopen(f"http://127.0.0.1:{metrics}/metrics", timeout=20) as answer:
                text = answer.read().decode()
            for name in _COUNTERS:
                found = re.search(rf"^{name} (\S+)$", text, re.MULTILINE)
                self._counters[name] = float(found[1]) if found else -1.0

    async def _view(self, address: str) -> None:
        """Page after page, each for some seconds in a session of its own."""
        number = 0
        while True:
            page = _PAGES[number % len(_PAGES)]
            number += 1
            try:
                [viewer] = await watch(address, page, 1, _VIEW_S)
            except (aiohttp.ClientError, OSError, TimeoutError):
                await asyncio.sleep(1)  # noqa: TID251 - it has not begun, or is busy
                continue
            self._views += 1
            self._exceptions += viewer.exceptions
            self._waited += viewer.waited_s[:1]

    def _logs(self) -> dict[str, Any]:
        found: Counter[str] = Counter()
        errors: list[str] = []
        for name in ("collector", "alerter", "dashboard"):
            for line in (self._folder / f"{name}.log").read_text(errors="replace").splitlines():
                found[f"{name}_lines"] += 1
                found["tracebacks"] += line.startswith("Traceback")
                if re.search(r"\b(ERROR|CRITICAL)\b", line) or line.startswith("Traceback"):
                    errors.append(f"{name}: {line}")
        return {"tracebacks": found["tracebacks"], "lines": found, "errors": errors[:12]}


def _below(pid: int) -> Iterator[int]:
    """All processes that it started, and those that these started."""
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from _below(int(child))


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _quantiles(values: list[float]) -> dict[str, float]:
    found = sorted(values)
    return {
        name: round(found[min(len(found) - 1, int(share * len(found)))], 3)
        for name, share in (("median", 0.5), ("p95", 0.95), ("most", 1.0))
        if found
    }


def _plain(beats: Heard) -> dict[str, int]:
    return {f"beats_{name}": value for name, value in beats._asdict().items()}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        half = Half(int(sys.argv[1]), Path(sys.argv[2]), Path(work))
        print(json.dumps(asyncio.run(half.play())))
