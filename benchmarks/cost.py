"""What a command costs: time that passes, processor time, and the most memory at any time."""

import json
import subprocess
import sys
from typing import NamedTuple

from benchmarks.children import ChildFailedError

# Linux counts what a process held that began another into the most that this one ever held, so a
# small one begins it: some ten megabytes, and no figure of ours is below.
_SMALL = """
import json, os, sys, time
began = time.perf_counter()
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(child, 0)
spent = used.ru_utime + used.ru_stime
passed = time.perf_counter() - began
print(json.dumps([os.waitstatus_to_exitcode(status), passed, spent, used.ru_maxrss * 1024 / 1e6]))
"""


class Cost(NamedTuple):
    """Seconds that passed, seconds of a processor, and megabytes at most."""

    passed: float
    spent: float
    most_mb: float


def cost(*words: str) -> Cost:
    """Of ``python -m words``. Raises ChildFailedError with what it said."""
    command = (sys.executable, "-I", "-S", "-c", _SMALL, sys.executable, "-m", *words)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    code, *found = json.loads(done.stdout)
    if code:
        said = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
        raise ChildFailedError(f"{' '.join(words[:3])} ended with {code}: {said}")
    return Cost(*found)
