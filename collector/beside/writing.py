"""Writes what was answered, from one thread, so that a slow disk never delays a question."""

import logging
from collections import deque
from collections.abc import Collection
from pathlib import Path

from collector.beside.devices import Devices, Seen
from collector.beside.tally import Taken
from pantau.actions.author import via
from pantau.facts.device import Reading
from pantau.facts.device_entries import Fact
from pantau.facts.measured import Sample
from pantau.store import Probes, Store, StoreBusy, StoreError, StoreUnwritable

log = logging.getLogger(__name__)

_SAMPLES_KEPT = 20_000
_FACTS_KEPT = 10_000


class Writing:
    """The store, as far as this process uses it. Opened, used and closed in one thread."""

    def __init__(self, data: Path) -> None:
        """Raises StoreError."""
        self._store, self._via = Store.open(data), via()
        try:
            self._probes = Probes.open(data)
        except BaseException:
            self._store.close()
            raise
        self._waiting: deque[Sample] = deque(maxlen=_SAMPLES_KEPT)
        self._readings: deque[Reading] = deque(maxlen=_SAMPLES_KEPT)
        self._facts: deque[tuple[int, Fact]] = deque(maxlen=_FACTS_KEPT)
        self._seen: deque[Seen] = deque(maxlen=_FACTS_KEPT)
        self._devices: Devices | None = None
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
        self._readings.extend(each.reading for each in taken.devices)
        self._seen.extend(taken.devices)
        try:
            if taken.answers:
                self._probes.write(taken.answers)
            self._notice()
            if self._waiting:
                self._store.write_samples(list(self._waiting))
            if self._readings:
                self._store.write_readings(list(self._readings))
        except (StoreBusy, StoreUnwritable) as error:
            self._failed(error)
        except StoreError as error:
            # A damaged file of samples stops nothing else.
            self._waiting.clear()
            self._readings.clear()
            self._failed(error)
        else:
            self._waiting.clear()
            self._readings.clear()
            self._said = ""

    def _notice(self) -> None:
        """Write into the journal what devices did; what cannot be written now waits."""
        if self._devices is None and self._seen:
            on_reserve = ((each.site, each.probe) for each in self._store.on_reserve())
            self._devices = Devices(self._store.last_readings(), on_reserve)
        while self._seen and self._devices is not None:
            each = self._seen.popleft()
            self._facts.extend((each.at, fact) for fact in self._devices.facts(each))
        while self._facts:
            at, fact = self._facts[0]
            self._store.record([fact], at=at, author="collector", via=self._via)
            self._facts.popleft()

    def _failed(self, error: StoreError) -> None:
        if str(error) != self._said:
            log.error("answers of probes cannot be written now, asking goes on: %s", error)
        self._said = str(error)
