"""Packs the days of samples that are over, and lets go what is over its term: samples, and who
told us something.

From a thread and with a connection of its own.

It never stands in the way of the recorder for longer than the packing of one day, and whatever
hinders it is tried again later: hot rows are read like sealed ones.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from pantau.actions.keeping import let_one_go
from pantau.actions.people_reports import erase_over_term
from pantau.facts.clock import Clock, now_us
from pantau.facts.instant import HOUR
from pantau.inventory.keeping import Keeping
from pantau.store import Store, StoreError
from pantau.store.bringing import Bringer

log = logging.getLogger(__name__)

_EVERY_S = 3600
_AT_FIRST_S = 30  # a start has other things to do
_BETWEEN_DAYS_S = 5  # so that the recorder gets its turn
_BUSY_MS = 2_000  # while it waits for the journal, the recorder waits for it
_REST = HOUR  # a day is packed when it has been over for this long: late samples are rare then


class Sealer:
    """Begun with ``start``, ended with ``stop``."""

    def __init__(
        self,
        data: Path,
        clock: Clock,
        keeping: Callable[[], Keeping],
        people_days: Callable[[], int | None] = lambda: None,
        *,
        author: str,
        via: str,
    ) -> None:
        """``keeping`` and ``people_days`` (how long phone and words of who told us something are
        kept; None: not now): asked anew each time, for the inventory may be edited."""
        self._data = data
        self._clock = clock
        self._keeping = keeping
        self._people_days = people_days
        self._author, self._via = author, via
        self._stop = Event()
        self._thread = Thread(target=self._work, name="sealer", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self, timeout_s: float = 5) -> None:
        """End, at the latest after the day that is being packed; a day cut off stays as it was."""
        self._stop.set()
        self._thread.join(timeout_s)

    def work_once(self) -> bool:
        """Pack one day, let one month go, or give the room of one's rows back; whether there was
        one, so that there may be more.

        What was packed before the journal named such days is named first, and imports of samples
        that were cut off are finished.
        """
        # A damaged month hinders what comes first, and is no reason to leave the rest.
        steps = (self._forget, self._name, self._pack, self._let_go, self._tighten)
        return any(self._try(step) for step in steps)

    def _try(self, step: Callable[[Bringer, int], bool]) -> bool:
        try:
            with (
                Store.open(self._data, busy_ms=_BUSY_MS) as store,
                Bringer(store, author=self._author, via=self._via, busy_ms=_BUSY_MS) as keeper,
            ):
                return step(keeper, now_us(self._clock))
        except StoreError as error:
            log.warning("samples cannot be packed now, they stay as they are: %s", error)
        except Exception:
            # Nothing that happens here is worth the thread, and nothing else hangs on it.
            log.exception("samples cannot be packed now, they stay as they are")
        return False

    def _pack(self, keeper: Bringer, now: int) -> bool:
        return keeper.seal_one_day(now - _REST, at=now)

    def _name(self, keeper: Bringer, now: int) -> bool:
        keeper.name_found_days(at=now)
        return keeper.settle(at=now, waits=False) > 0

    def _let_go(self, keeper: Bringer, now: int) -> bool:
        gone = let_one_go(keeper, self._keeping(), now=now)
        if gone is not None:
            log.info(
                "samples of %s are over their term (%s), left: %s", gone.month, gone.rule, gone.left
            )
        return gone is not None

    def _forget(self, keeper: Bringer, now: int) -> bool:
        days = self._people_days()
        if days is None:
            return False
        count = erase_over_term(
            keeper.store, keep_days=days, at=now, author=self._author, via=self._via
        )
        return count > 0

    def _tighten(self, keeper: Bringer, now: int) -> bool:
        return keeper.tighten_one(now - _REST)

    def _work(self) -> None:
        wait = _AT_FIRST_S
        while not self._stop.wait(wait):
            wait = _BETWEEN_DAYS_S if self.work_once() else _EVERY_S
