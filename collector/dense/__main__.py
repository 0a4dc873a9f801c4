"""The process that asks densely: ``python -m collector.dense DATA``.

Reads a plan from standard input, a line each time it changes, and ends when that closes.
"""

import logging
import sys
from pathlib import Path
from select import select

from collector.child import Told, begin
from collector.dense.asker import Asker
from collector.dense.looking import Looking
from collector.dense.plan import from_line
from collector.dense.writing import Writing
from collector.icmp.transport import IcmpTransport
from pantau.facts.clock import SystemClock, now_us
from pantau.store import Store

log = logging.getLogger("collector.dense")

_LOOK_EVERY_NS = 1_000_000_000
_STEP_S, _IDLE_S = 0.01, 0.5


def run(data: Path) -> None:
    """Ask until standard input closes. Raises StoreError, IcmpRefusedError at the start."""
    clock = SystemClock()
    told = Told(sys.stdin.fileno())
    asker = Asker(clock, IcmpTransport.open(clock))
    with Store.open(data, readonly=True) as store, Writing(data) as writing:
        looking = Looking(store)
        look_ns = 0
        while True:
            ready, _, _ = select([told], [], [], _STEP_S if asker.busy else _IDLE_S)
            if ready:
                plan = told.newest()
                if told.closed:
                    break
                if plan is not None:
                    looking.follow(from_line(plan))
            if clock.boot_ns() - look_ns >= _LOOK_EVERY_NS:
                look_ns = clock.boot_ns()
                asker.follow(looking.places(now_us(clock)))
            asker.step()
            writing.add(asker.take(), now_us(clock))


if __name__ == "__main__":
    begin(run, log)
