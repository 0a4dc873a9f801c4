"""Writes windows from a thread, so that a slow disk never delays an echo."""

import logging
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from pantau.facts.instant import HOUR
from pantau.facts.meetings import DenseWindow
from pantau.store import Dense, StoreError
from pantau.store.dense import KEPT_US

log = logging.getLogger(__name__)

_KEPT = 50_000  # windows that wait for a store that cannot be written


class Writing:
    """To be used in a ``with``; leaving it writes what is left."""

    def __init__(self, data: Path) -> None:
        """Raises StoreError."""
        self._dense = Dense.open(data)
        self._thread = ThreadPoolExecutor(1, "writer")
        self._waiting: deque[DenseWindow] = deque(maxlen=_KEPT)
        self._running: Future[None] | None = None
        self._forgotten_at = 0
        self._said = ""

    def __enter__(self) -> "Writing":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown()
        self._write(0)
        self._dense.close()

    def add(self, windows: Sequence[DenseWindow], now: int) -> None:
        """Have them written soon, and forget what is too old (``now``: microseconds UTC)."""
        self._waiting.extend(windows)
        idle = self._running is None or self._running.done()
        if self._waiting and idle:
            self._running = self._thread.submit(self._write, now)

    def _write(self, now: int) -> None:
        batch = list(self._waiting)
        try:
            if batch:
                self._dense.write(batch)
            if now - self._forgotten_at > HOUR:
                self._dense.forget_before(now - KEPT_US)
                self._forgotten_at = now
        except StoreError as error:
            if str(error) != self._said:
                log.error("windows cannot be written now, asking goes on: %s", error)  # noqa: TRY400
            self._said = str(error)
            return
        self._said = ""
        for _ in batch:
            self._waiting.popleft()
