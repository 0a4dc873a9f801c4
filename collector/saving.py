"""The process that makes one backup: ``python -m collector.saving DATA``.

Takes one line of JSON on stdin (see ``order``) and answers with what came of it in one on stdout.
It gives way to all others, and ends with whoever started it: when stdin closes.
"""

import json
import logging
import os
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

from pantau.actions.saving import save
from pantau.facts.clock import SystemClock
from pantau.facts.saved import Attempt, KeepRule
from pantau.facts.words import BackupTrouble
from pantau.inventory.backups import Backups
from pantau.logs import log_to_stderr
from pantau.store import AlreadyRunning

log = logging.getLogger("collector.saving")

_GIVING_WAY = 19  # to everything; the kernel takes the disk's turns by the same number


def order(plan: Backups, zone: ZoneInfo) -> bytes:
    """The line that says what is wanted."""
    text = {"to": plan.to, "keep": asdict(plan.keep), "zone": zone.key}
    return json.dumps(text).encode() + b"\n"


def answer(line: str) -> Attempt | None:
    """What the process said; None where it said nothing that can be read."""
    try:
        found = json.loads(line)
        trouble = found.pop("trouble")
        return Attempt(**found, trouble=None if trouble is None else BackupTrouble(trouble))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def main() -> None:
    """Make the backup that stdin orders."""
    log_to_stderr()
    wanted = json.loads(sys.stdin.readline())
    Thread(target=_end_with_parent, name="parent", daemon=True).start()
    os.nice(_GIVING_WAY)
    keep = KeepRule(**wanted["keep"]), ZoneInfo(wanted["zone"])
    try:
        saved = save(Path(sys.argv[1]), Path(wanted["to"]), SystemClock(), keep)
    except AlreadyRunning as error:
        log.info("%s", error)
        return
    print(json.dumps(asdict(saved.attempt)), flush=True)  # noqa: T201 - the pipe to whoever waits


def _end_with_parent() -> None:
    """Nobody writes a second line: the end of stdin is the end of the parent."""
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
