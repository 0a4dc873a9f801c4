"""A lab as whoever wants one sees it: started, listened to, ended.

    with Lab(Order("tests.lab.town:build", {"sites": 300}, command)) as lab:
        began = lab.until(Said.BEGAN)          # LabRefusedError where the machine has no namespaces
        lab.until(Said.STARTED)                # the child's pid
        ...
        counts = lab.end()                     # or lab.finish(), where the child ends by itself

``namespace.refusal`` tells beforehand whether there can be one. Nothing of a lab outlives it, and
it never outlives us: its parent pipe closes when we die.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from select import select
from types import TracebackType
from typing import IO, Any

from pantau.lab.namespace import LabRefusedError
from pantau.lab.order import Order, Said, Told

_PATIENCE_S = 30.0


class LabEndedError(Exception):
    """The lab ended, or was silent for too long, before it said what was waited for."""


class Lab:
    """A lab process. ``output``: where its own and its child's output goes; ours without one."""

    def __init__(self, order: Order, output: IO[bytes] | None = None) -> None:
        self.told: list[Told] = []
        self._heard = b""
        self._place = 0
        self._ears, mouth = os.pipe()
        parent, held = os.pipe()
        self._parent: int | None = held
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-m",
                "pantau.lab.inside",
                replace(order, told=mouth).argument(),
            ],
            env={**os.environ, "PANTAU_PARENT_PIPE": str(parent)},
            pass_fds=[mouth, parent, *order.handed],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            # Ctrl-C in a terminal reaches us alone; we end the others in good order.
            start_new_session=True,
        )
        os.close(mouth)
        os.close(parent)

    def __enter__(self) -> "Lab":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def until(self, said: Said, patience_s: float = _PATIENCE_S) -> Mapping[str, Any]:
        """The values of the next such line, behind those that were waited for before.

        Raises LabRefusedError, and LabEndedError when the lab ends first or patience is over.
        """
        deadline = _now_s() + patience_s
        while True:
            while self._place < len(self.told):
                told = self.told[self._place]
                self._place += 1
                if told.said is said:
                    return told.values
                if told.said is Said.REFUSED:
                    raise LabRefusedError(told.values["why"])
            self._listen(deadline, said)

    def finish(self, patience_s: float = _PATIENCE_S) -> Mapping[str, Any]:
        """Wait for the lab to end by itself; its counts. Raises as ``until`` does."""
        return self.until(Said.COUNTS, patience_s)

    def end(self) -> Mapping[str, Any]:
        """End child and lab in good order; its counts. Raises as ``until`` does."""
        # A signal could come before the lab is ready for it; a closed pipe stays closed.
        self._let_go()
        return self.finish()

    def close(self) -> None:
        """End it, and wait until it has."""
        self._let_go()
        try:
            self.process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self._ears)

    def _let_go(self) -> None:
        if self._parent is not None:
            os.close(self._parent)
            self._parent = None

    def _listen(self, deadline: float, said: Said) -> None:
        ready, _, _ = select([self._ears], [], [], max(0.0, deadline - _now_s()))
        if not ready:
            raise LabEndedError(f"the lab did not say '{said.value}' in time")
        heard = os.read(self._ears, 65_536)
        if not heard:
            raise LabEndedError(f"the lab ended before it said '{said.value}'")
        *lines, self._heard = (self._heard + heard).split(b"\n")
        self.told += [Told.from_line(line) for line in lines]


def _now_s() -> float:
    return time.clock_gettime(time.CLOCK_MONOTONIC)
