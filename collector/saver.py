"""Has backups made when they are due, and looks at the room that things take.

From a thread that only looks and waits: the backup is made in a process of its own, which gives way
to the measuring, and hangs alone where a share hangs.
"""

import logging
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

from collector.health import Health
from collector.saving import answer, order
from pantau.actions.saving import is_due
from pantau.facts.clock import now_us
from pantau.facts.instant import HOUR
from pantau.facts.saved import Attempt, Upkeep
from pantau.facts.words import BackupTrouble
from pantau.inventory.backups import Backups
from pantau.inventory.model import Inventory
from pantau.store import StoreError, UpkeepFile, space_of, upkeep_of

log = logging.getLogger(__name__)

_LOOK_EVERY_S = 20.0
_AT_FIRST_S = 45.0  # a start has other things to do
_POLL_S = 0.5
_SPACE_EVERY_US = HOUR
_LONGEST_S = 12 * 3600
_PATIENCE_S = 5.0
PROCESS = (sys.executable, "-P", "-m", "collector.saving")


class Saver:
    """Begun with ``start``, ended with ``stop``."""

    def __init__(self, data: Path, health: Health, process: Sequence[str] = PROCESS) -> None:
        self._data = data
        self._health = health
        self._process = process
        self._stop = Event()
        self._thread = Thread(target=self._work, name="saver", daemon=True)
        self._looked_at: int | None = None
        self._own: list[Attempt] = []  # also those that could not be noted
        self._told: dict[str, BackupTrouble | None] = {}

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """End, and the backup with it that is under way: what is half made goes with the next."""
        self._stop.set()
        self._thread.join(2 * _PATIENCE_S)

    def look(self) -> Attempt | None:
        """Look at the room, once an hour, and make a backup where one is due; what came of it."""
        now, inventory = now_us(self._health.clock), self._health.inventory
        self._look_at_room(now)
        self._know()
        plan = inventory.backup if inventory else None
        if plan is None or inventory is None:
            return None
        tries = self._health.upkeep.of(plan.to)
        if not is_due(tries, plan.at, inventory.timezone, now):
            return None
        made = self._made(plan, inventory, now)
        if made is not None:
            self._own = [*self._own, made][-3:]
            self._know()
            self._tell(made)
        return made

    def _work(self) -> None:
        wait = _AT_FIRST_S
        while not self._stop.wait(wait):
            wait = _LOOK_EVERY_S
            try:
                self.look()
            except Exception:
                # Nothing that happens here is worth the thread, and we look again.
                log.exception("backups cannot be looked after now")

    def _look_at_room(self, now: int) -> None:
        if self._looked_at is not None and 0 <= now - self._looked_at < _SPACE_EVERY_US:
            return
        self._looked_at = now
        try:
            space = space_of(self._data, now)
            with UpkeepFile.open(self._data, busy_ms=1_000) as file:
                file.note_space(space)
        except (StoreError, OSError) as error:
            log.warning("the room that the data takes cannot be noted: %s", error)

    def _know(self) -> None:
        """What is noted, and what could not be."""
        try:
            noted = upkeep_of(self._data)
        except StoreError as error:
            log.warning("what is known of backups and the disk cannot be read: %s", error)
            noted = replace(self._health.upkeep, attempts=())
        known = {(each.target, each.began_at): each for each in (*noted.attempts, *self._own)}
        attempts = sorted(known.values(), key=lambda each: each.began_at)
        self._health.upkeep = Upkeep(tuple(attempts), noted.days)

    def _made(self, plan: Backups, inventory: Inventory, now: int) -> Attempt | None:
        """Let the process make it; None where another is being made, or we are ending."""
        cut_off = Attempt(plan.to, now, now, trouble=BackupTrouble.CUT_OFF)
        try:
            process = subprocess.Popen(
                [*self._process, str(self._data)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # Ctrl-C in a terminal reaches us alone; we end it in good order.
                start_new_session=True,
            )
        except OSError as error:
            return replace(cut_off, detail=str(error))
        assert process.stdin is not None  # noqa: S101 - asked for above
        assert process.stdout is not None  # noqa: S101 - as above
        with suppress(OSError):  # it has died: its code says so
            process.stdin.write(order(plan, inventory.timezone))
            process.stdin.flush()
        code = self._until_end(process)
        # One that does not even die holds the pipe: nothing is read of it then.
        line = b"" if code is None else process.stdout.read()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe.close()
        if self._stop.is_set() or (code == 0 and not line):
            return None
        ended = replace(cut_off, ended_at=now_us(self._health.clock), detail=f"exit code {code}")
        made = answer(line.decode(errors="replace"))
        if made is None:
            self._note(ended)
        return made or ended

    def _until_end(self, process: subprocess.Popen[bytes]) -> int | None:
        """Its exit code; None where it does not die, as whoever waits for a dead share."""
        begun_ns = self._health.clock.boot_ns()
        while process.poll() is None:
            long = self._health.clock.boot_ns() - begun_ns > _LONGEST_S * 1_000_000_000
            if self._stop.wait(_POLL_S) or long:
                process.kill()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_PATIENCE_S)
                break
        return process.returncode

    def _note(self, attempt: Attempt) -> None:
        try:
            with UpkeepFile.open(self._data, busy_ms=1_000) as file:
                file.note_attempt(attempt)
        except StoreError as error:
            log.warning("a backup that failed cannot be noted: %s", error)

    def _tell(self, made: Attempt) -> None:
        """Once, until it changes."""
        if made.trouble == self._told.get(made.target) and made.trouble is not None:
            return
        self._told[made.target] = made.trouble
        if made.name is None:
            log.error("no backup was made: %s", made.detail or made.trouble)
        elif made.trouble is not None:
            log.warning("backup %s: %s %s", made.name, made.trouble, made.detail)
        else:
            log.info("backup %s: %d bytes, %d of them new", made.name, made.size, made.written)
