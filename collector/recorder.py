"""Writes from a thread of its own, so that a slow disk never delays an echo.

What cannot be written now is kept and written later: a full disk or a locked database costs
nothing but memory, until the bounds below are reached.
"""

import logging
import queue
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Thread
from typing import TypeVar

from collector.batch import Batch
from pantau.facts.clock import Clock, now_us
from pantau.facts.journal import Fact, InventoryApplied, WatchClosed
from pantau.facts.measured import Sample, SiteState
from pantau.language import to_say
from pantau.store import Commit, Store, StoreBusy, StoreError, StoreUnwritable

log = logging.getLogger(__name__)
T = TypeVar("T")

# Five hours of samples of 300 sites, ten minutes of 10,000, some 40 MB; facts are rarer by far.
_SAMPLES_KEPT = 100_000
_FACTS_KEPT = 10_000
_INBOX = 2_000


@dataclass(slots=True)
class _Waiting:
    """What has not been written yet."""

    run: int = 0
    until: int = 0
    facts: list[Fact] = field(default_factory=list)
    states: dict[str, SiteState] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)

    def add(self, batch: Batch) -> None:
        self.samples.extend(batch.samples)
        if batch.run:
            if batch.run != self.run:
                self.forget_run()
            self.run, self.until = batch.run, batch.until
            self.facts.extend(batch.facts)
            self.states.update((s.site, s) for s in batch.states)

    def forget_run(self) -> None:
        """What a run that is over established; an inventory that came into force stays true."""
        self.run = 0
        self.facts = [fact for fact in self.facts if isinstance(fact, InventoryApplied)]
        self.states = {}

    def written(self) -> None:
        """The facts and states are kept; nothing more can be added to a run that was closed."""
        if any(isinstance(fact, WatchClosed) for fact in self.facts):
            self.run = 0
        self.facts.clear()
        self.states.clear()


class Recorder:
    """The only writer of the collector. Its readings may be taken from any thread."""

    def __init__(self, store: Store, clock: Clock, *, author: str, via: str) -> None:
        self._store = store
        self._clock = clock
        self._author = author
        self._via = via
        self._inbox: queue.Queue[Batch | Callable[[], None] | None] = queue.Queue(_INBOX)
        self._waiting = _Waiting()
        self._thread = Thread(target=self._work, name="recorder", daemon=True)
        self.last_commit: int | None = None
        self.last_error: StoreError | None = None
        self.failures = 0
        self.commits = 0
        self.samples_dropped = 0
        self.lost_run = 0
        self.applied = ""  # digest of the inventory written last

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def submit(self, batch: Batch) -> None:
        """Have a batch written; never waits."""
        try:
            self._inbox.put_nowait(batch)
        except queue.Full:
            # A disk that has hung for an hour and more: the run cannot be told whole any more.
            self.samples_dropped += len(batch.samples)
            self.lost_run = batch.run

    def call(self, work: Callable[[Store], T]) -> "Future[T]":
        """Have something else done with the store, in order with the batches."""
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                if self.last_error is not None:
                    self._write()  # what waits is older than what the caller is about to do
                future.set_result(work(self._store))
            except BaseException as error:  # noqa: BLE001 - handed to the caller, who judges it
                future.set_exception(error)

        try:
            self._inbox.put_nowait(run)
        except queue.Full:
            text = to_say("the disk does not keep up; too much waits for it")
            future.set_exception(StoreBusy(text))
        return future

    def stop(self, timeout_s: float = 15) -> bool:
        """Write what is left and end; whether all of it was written."""
        self._inbox.put(None)
        self._thread.join(timeout_s)
        left = self._waiting
        return not self._thread.is_alive() and not (left.facts or left.states or left.samples)

    def waiting(self) -> int:
        """How many facts and samples wait to be written."""
        return len(self._waiting.facts) + len(self._waiting.samples)

    def _work(self) -> None:
        while (item := self._inbox.get()) is not None:
            if isinstance(item, Batch):
                self._waiting.add(item)
                self._write()
            else:
                item()

    def _write(self) -> None:
        try:
            error = self._commit() or self._write_samples()
        except Exception as unforeseen:
            # Whatever it was: the thread that writes must outlive it.
            log.exception("the recorder stumbled")
            error = StoreError(
                to_say("unexpected {kind}: {error}"),
                kind=type(unforeseen).__name__,
                error=unforeseen,
            )
        if error is not None:
            self._failed(error)
        elif self.last_error is not None:
            log.warning("the store can be written again")
            self.last_error = None
        self._bound()

    def _commit(self) -> StoreError | None:
        waiting = self._waiting
        if not waiting.run:
            return None
        try:
            self._store.commit(
                Commit(
                    run=waiting.run,
                    until=waiting.until,
                    facts=tuple(waiting.facts),
                    states=tuple(waiting.states.values()),
                    at=now_us(self._clock),
                    author=self._author,
                    via=self._via,
                )
            )
        except (StoreBusy, StoreUnwritable) as error:
            return error
        except StoreError as error:
            # The journal contradicts us: the run was ended by somebody else, or it is damaged.
            self._give_up_run()
            return error
        for fact in waiting.facts:
            if isinstance(fact, InventoryApplied):
                self.applied = fact.digest
        waiting.written()
        self.last_commit = waiting.until
        self.commits += 1
        return None

    def _write_samples(self) -> StoreError | None:
        samples = self._waiting.samples
        if not samples:
            return None
        try:
            self._store.write_samples(samples)
        except (StoreBusy, StoreUnwritable) as error:
            return error
        except StoreError as error:
            # Samples are evidence, not facts: a damaged file of theirs stops nothing else.
            self.samples_dropped += len(samples)
            samples.clear()
            return error
        samples.clear()
        return None

    def _failed(self, error: StoreError) -> None:
        self.failures += 1
        if self.last_error is None or str(error) != str(self.last_error):
            log.error("nothing can be written, measuring goes on: %s", error)
        self.last_error = error

    def _give_up_run(self) -> None:
        self.lost_run = self._waiting.run
        self._waiting.forget_run()

    def _bound(self) -> None:
        over = len(self._waiting.samples) - _SAMPLES_KEPT
        if over > 0:
            del self._waiting.samples[:over]
            self.samples_dropped += over
        if len(self._waiting.facts) > _FACTS_KEPT:
            log.error("too many facts wait for the store; the time since the last commit is lost")
            self._give_up_run()
