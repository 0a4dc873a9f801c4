"""The process that looks for causes: ``python -m collector.causes DATA``.

Reads a plan from standard input, a line each time it changes, and ends when that closes.
"""

import logging
import os
import sys
import time
from pathlib import Path
from select import select

from collector.causes.casebook import Casebook
from collector.causes.devices import AskedDevices
from collector.causes.good_paths import GoodPaths
from collector.causes.plan import from_line
from collector.icmp.sockets import IcmpRefusedError
from collector.path.walker import Walker
from pantau.actions.author import via
from pantau.facts.clock import SystemClock, now_us
from pantau.store import Paths, Store, StoreError

log = logging.getLogger("collector.causes")

_LOOK_EVERY_NS = 1_000_000_000
_STEP_S, _IDLE_S = 0.01, 0.5
_AT_ONCE = 1 << 20
_KINDER = 5  # to the heartbeat, wherever the processor is scarce


def run(data: Path) -> None:
    """Look until standard input closes. Raises StoreError, IcmpRefusedError at the start."""
    clock = SystemClock()
    told, line = sys.stdin.fileno(), b""
    os.set_blocking(told, False)
    walker = Walker.open(clock)
    with Store.open(data) as store, Paths.open(data) as paths:
        book = Casebook(store, walker, AskedDevices(data), GoodPaths(paths), via=via())
        look_ns = 0
        while True:
            wait_s = _STEP_S if walker.busy else _IDLE_S
            ready, _, _ = select([told, *walker.sockets()], [], [], wait_s)
            if told in ready:
                read = os.read(told, _AT_ONCE)
                if not read:
                    break
                *lines, line = (line + read).split(b"\n")
                for each in lines[-1:]:
                    book.follow(from_line(each))
            walker.step()
            if clock.boot_ns() - look_ns >= _LOOK_EVERY_NS:
                look_ns = clock.boot_ns()
                book.look(now_us(clock))
    walker.close()


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
