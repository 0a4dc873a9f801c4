"""A collector under load with paths asked beside it, or without: ``python -m benchmarks.causes_load
SITES SECONDS PATHS``, inside a lab. ``--walk PATHS`` is the process that asks them, as the one of
causes does: all paths end at the third of five routers. Prints one JSON object."""

import json
import os
import resource
import subprocess
import sys
from contextlib import nullcontext
from select import select

from benchmarks.addresses import address
from benchmarks.load import When, run
from collector.path.walker import Walker
from pantau.facts.clock import SystemClock

_STEP_S, _KINDER = 0.01, 5
_DARK = 600_000
"""The last of the numbers that are asked: all lie behind routers, see benchmarks.spread."""


def walk(paths: int) -> None:
    """All of them, again and again, until standard input closes."""
    os.nice(_KINDER)
    walker = Walker.open(SystemClock())
    done, told = 0, sys.stdin
    while not select([told, *walker.sockets()], [], [], _STEP_S)[0].count(told):
        if not walker.busy:
            for number in range(paths):
                walker.ask(str(number), address(_DARK - number, "10"))
        walker.step()
        done += len(walker.take())
    used = resource.getrusage(resource.RUSAGE_SELF)
    found = {"paths": done, "path_echoes": walker.echoes, "cpu_s": used.ru_utime + used.ru_stime}
    print(json.dumps(found))


def main(sites: int, seconds: int, paths: int) -> None:
    """Measure the collector; the other process walks meanwhile."""
    command = [sys.executable, "-m", "benchmarks.causes_load", "--walk", str(paths)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) if paths else nullcontext() as walking:
        found = run(sites, seconds, "10", When())
        said = b"{}" if walking is None else walking.communicate()[0]
    print(json.dumps({**found, "walked": json.loads(said)}))


if __name__ == "__main__":
    if sys.argv[1] == "--walk":
        walk(int(sys.argv[2]))
    else:
        main(*map(int, sys.argv[1:4]))
