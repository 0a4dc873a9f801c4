"""The process that asks densely: ``python -m collector.dense DATA``.

Reads a plan from standard input, a line each time it changes, and ends when that closes.
"""

import logging
import os
import sys
import time
from pathlib import Path
from select import select

from collector.dense.asker import Asker
from collector.dense.looking import Looking
from collector.dense.plan import from_line
from collector.dense.writing import Writing
from collector.icmp.sockets import IcmpRefusedError
from collector.icmp.transport import IcmpTransport
from pantau.facts.clock import SystemClock, now_us
from pantau.store import Store, StoreError

log = logging.getLogger("collector.dense")

_LOOK_EVERY_NS = 1_000_000_000
_STEP_S, _IDLE_S = 0.01, 0.5
_AT_ONCE = 1 << 20
_KINDER = 5  # to the heartbeat; stamps are the kernel's, so a late turn changes no round trip


def run(data: Path) -> None:
    """Ask until standard input closes. Raises StoreError, IcmpRefusedError at the start."""
    clock = SystemClock()
    told, line = sys.stdin.fileno(), b""
    os.set_blocking(told, False)
    asker = Asker(clock, IcmpTransport.open(clock))
    with Store.open(data, readonly=True) as store, Writing(data) as writing:
        looking = Looking(store)
        look_ns = 0
        while True:
            ready, _, _ = select([told], [], [], _STEP_S if asker.busy else _IDLE_S)
            if ready:
                read = os.read(told, _AT_ONCE)
                if not read:
                    break
                *lines, line = (line + read).split(b"\n")
                for each in lines[-1:]:
                    looking.follow(from_line(each))
            if clock.boot_ns() - look_ns >= _LOOK_EVERY_NS:
                look_ns = clock.boot_ns()
                asker.follow(looking.places(now_us(clock)))
            asker.step()
            writing.add(asker.take(), now_us(clock))


def main() -> None:
    """Until standard input closes."""
    os.nice(_KINDER)
    logging.Formatter.converter = time.gmtime
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)sZ %(levelname)s %(name)s: %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S",
    )
    try:
        run(Path(sys.argv[1]))
    except (StoreError, IcmpRefusedError, ValueError) as error:
        log.error("%s", error)  # noqa: TRY400 - the message says all
        sys.exit(1)


if __name__ == "__main__":
    main()
