"""An event loop whose clock jumps to the next thing that is due: a day passes in a second."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any

WALL_NS = 1_795_590_000_000_000_000  # 2026-11-25T07:00:00Z


class _Jumping(selectors.DefaultSelector):
    """Where nothing is to be read, the time until the next timer has passed at once."""

    now = 1_000.0

    def select(self, timeout: float | None = None) -> Any:
        events = super().select(0)
        if events:
            return events
        assert timeout is not None, "nothing will ever happen: everybody waits"
        self.now += max(timeout, 0)
        return events


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time starts at 1,000 s. Threads and other processes are not waited for."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


class LoopClock:
    """Implements pantau.facts.clock.Clock by the loop that runs."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def wall_ns(self) -> int:
        return WALL_NS + int((self._loop.time() - 1_000) * 1e9)

    def boot_ns(self) -> int:
        return int(self._loop.time() * 1e9)


def run_virtually(coroutine: Coroutine[Any, Any, Any]) -> Any:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(coroutine)
