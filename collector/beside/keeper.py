"""Keeps the process of the further probes alive, and tells it what to ask."""

import logging
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from collector.beside.question import plan_of, to_line
from collector.health import Health
from pantau.inventory.model import Inventory

log = logging.getLogger(__name__)

_LOOK_EVERY_S = 0.5
_LIVED_LONG_NS = 60_000_000_000
_LONGEST_PAUSE_S = 60.0
_PATIENCE_S = 5.0


class Keeper:
    """Begun with ``start``, ended with ``stop``; a thread that looks twice a second.

    The process is there while the inventory in force has a further probe. It ends when we do,
    however that comes about: its standard input closes.
    """

    module = "collector.beside"
    called = "further_probes"

    def __init__(self, data: Path, health: Health) -> None:
        self._data = data
        self._health = health
        self._stop = Event()
        self._thread = Thread(target=self._work, name="keeper", daemon=True)
        self._seen: Inventory | None = None
        self._line: bytes | None = None  # to be told; None while nothing is to be asked
        self._told = False
        self._process: subprocess.Popen[bytes] | None = None
        self._begun_ns = 0
        self._not_before_ns = 0
        self._failures = 0

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """End the process and the thread, within ten seconds whatever they do."""
        self._stop.set()
        self._thread.join(_PATIENCE_S + 2)
        process = self._process
        if process is not None and self._thread.is_alive():
            process.kill()  # a process that reads nothing holds the thread that writes to it

    def line_of(self, inventory: Inventory) -> bytes | None:
        """What the process is told; None where there is nothing to do for it."""
        plan = plan_of(inventory)
        return to_line(plan) if plan else None

    def wanted(self) -> bool:
        """Whether the process is to be there now, where there is something to be told."""
        return True

    def started(self) -> None:
        """The process was started."""
        self._health.beside_starts += 1

    def _work(self) -> None:
        while not self._stop.wait(_LOOK_EVERY_S):
            try:
                self._look()
            except Exception:
                # Nothing that happens here is worth the heartbeat, and we look again.
                log.exception("%s cannot be looked after now", self.module)
        self._end()

    def _look(self) -> None:
        inventory = self._health.inventory
        if inventory is not None and inventory is not self._seen:
            self._seen = inventory
            self._line, self._told = self.line_of(inventory), False
        if self._process is not None and self._process.poll() is not None:
            self._died(self._process.returncode)
        if self._line is None or not self.wanted():
            self._health.processes.pop(self.called, None)
            self._end()
            return
        if self._process is None and self._health.clock.boot_ns() >= self._not_before_ns:
            self._begin()
        if self._process is not None and not self._told:
            self._tell(self._process, self._line)
        self._health.processes[self.called] = self._process is not None

    def _begin(self) -> None:
        self._begun_ns = self._health.clock.boot_ns()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", self.module, str(self._data)],
            stdin=subprocess.PIPE,
            # Ctrl-C in a terminal reaches us alone; we end it in good order.
            start_new_session=True,
        )
        self._told = False
        self.started()

    def _tell(self, process: subprocess.Popen[bytes], line: bytes) -> None:
        assert process.stdin is not None  # noqa: S101 - asked for in _begin
        with suppress(OSError):  # it has died: the next look sees that
            process.stdin.write(line)
            process.stdin.flush()
        self._told = True

    def _died(self, code: int) -> None:
        now_ns = self._health.clock.boot_ns()
        lived_long = now_ns - self._begun_ns > _LIVED_LONG_NS
        self._failures = 1 if lived_long else self._failures + 1
        pause_s = min(2.0 ** (self._failures - 1), _LONGEST_PAUSE_S)
        self._not_before_ns = now_ns + round(pause_s * 1e9)
        log.error("the process %s ended with code %d; again in %.0f s", self.module, code, pause_s)
        self._close()

    def _end(self) -> None:
        """Ask it to end by closing its standard input; one that does not is killed."""
        process = self._process
        if process is None:
            return
        self._close()
        try:
            process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _close(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
