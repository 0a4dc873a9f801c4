"""Writes what was answered, from one thread, so that a slow disk never delays a question."""

import logging
from collections import deque
from collections.abc import Collection
from pathlib import Path

from collector.beside.tally import Taken
from pantau.facts.measured import Sample
from pantau.store import Probes, Store, StoreBusy, StoreError, StoreUnwritable

log = logging.getLogger(__name__)

_SAMPLES_KEPT = 20_000


class Writing:
    """The store, as far as this process uses it. Opened, used and closed in one thread."""

    def __init__(self, data: Path) -> None:
        """Raises StoreError."""
        self._store = Store.open(data)
        try:
            self._probes = Probes.open(data)
        except BaseException:
            self._store.close()
            raise
        self._waiting: deque[Sample] = deque(maxlen=_SAMPLES_KEPT)
        self._said = ""

    def close(self) -> None:
        """Close both."""
        self._probes.close()
        self._store.close()

    def forget_others(self, asked: Collection[tuple[str, str]]) -> None:
        """Keep the last answers of these (site, probe) only."""
        try:
            self._probes.keep_only(asked)
        except StoreError as error:
            self._failed(error)

    def write(self, taken: Taken) -> None:
        """Write it; samples that cannot be written now are written later."""
        self._waiting.extend(taken.samples)
        try:
            if taken.answers:
                self._probes.write(taken.answers)
            if self._waiting:
                self._store.write_samples(list(self._waiting))
        except (StoreBusy, StoreUnwritable) as error:
            self._failed(error)
        except StoreError as error:
            # A damaged file of samples stops nothing else.
            self._waiting.clear()
            self._failed(error)
        else:
            self._waiting.clear()
            self._said = ""

    def _failed(self, error: StoreError) -> None:
        if str(error) != self._said:
            log.error("answers of probes cannot be written now, asking goes on: %s", error)
        self._said = str(error)
