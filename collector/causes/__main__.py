"""The process that looks for causes: ``python -m collector.causes DATA``.

Reads a plan from standard input, a line each time it changes, and ends when that closes.
"""

import logging
import sys
from pathlib import Path
from select import select

from collector.causes.casebook import Casebook
from collector.causes.devices import AskedDevices
from collector.causes.good_paths import GoodPaths
from collector.causes.plan import from_line
from collector.child import Told, begin
from collector.path.walker import Walker
from pantau.actions.author import via
from pantau.facts.clock import SystemClock, now_us
from pantau.store import Paths, Store

log = logging.getLogger("collector.causes")

_LOOK_EVERY_NS = 1_000_000_000
_STEP_S, _IDLE_S = 0.01, 0.5


def run(data: Path) -> None:
    """Look until standard input closes. Raises StoreError, IcmpRefusedError at the start."""
    clock = SystemClock()
    told = Told(sys.stdin.fileno())
    walker = Walker.open(clock)
    with Store.open(data) as store, Paths.open(data) as paths:
        book = Casebook(store, walker, AskedDevices(data), GoodPaths(paths), via=via())
        look_ns = 0
        while True:
            wait_s = _STEP_S if walker.busy else _IDLE_S
            lines = [each.fileno() for each in walker.sockets()]
            ready, _, _ = select([told.fileno(), *lines], [], [], wait_s)
            if told.fileno() in ready:
                plan = told.newest()
                if told.closed:
                    break
                if plan is not None:
                    book.follow(from_line(plan))
            walker.step()
            if clock.boot_ns() - look_ns >= _LOOK_EVERY_NS:
                look_ns = clock.boot_ns()
                book.look(now_us(clock))
    walker.close()


if __name__ == "__main__":
    begin(run, log)
