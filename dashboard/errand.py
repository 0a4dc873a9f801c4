"""Something slow that is done aside, once for all viewers, and what came of it last."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


# No slots: Python 3.11 cannot make a subscripted generic with them.
@dataclass(frozen=True)
class Standing(Generic[T]):
    """How an errand stands. Instants are microseconds UTC.

    ``running_since``: None where nothing runs. ``result``: of the last one that ended, at
    ``ended_at``. ``fault``: why the last one came to nothing, in a sentence for people.
    """

    running_since: int | None = None
    asked_by: str = ""
    result: T | None = None
    ended_at: int | None = None
    fault: str = ""

    @property
    def running(self) -> bool:
        """Whether it is under way."""
        return self.running_since is not None


class Errand(Generic[T]):
    """At most one at a time, in a thread of its own: whoever asks meanwhile sees that it runs."""

    def __init__(self) -> None:
        self._lock = Condition()
        self._standing: Standing[T] = Standing()

    @property
    def standing(self) -> Standing[T]:
        """How it stands now."""
        with self._lock:
            return self._standing

    def start(self, work: Callable[[], T], *, at: int, by: str, clock: Callable[[], int]) -> bool:
        """Begin, unless it runs already; whether it began. ``work`` raises OSError or ValueError
        with a sentence where it comes to nothing."""
        with self._lock:
            if self._standing.running:
                return False
            last = self._standing
            self._standing = Standing(at, by, last.result, last.ended_at)
        Thread(target=self._do, args=(work, by, clock), name="errand", daemon=True).start()
        return True

    def _do(self, work: Callable[[], T], by: str, clock: Callable[[], int]) -> None:
        result, fault = None, "it failed; the reason is in the log of the page server"
        try:
            result, fault = work(), ""
        except (OSError, ValueError) as error:
            fault = str(error)
        finally:
            # Whatever happened: one that seems to run for ever would shut everybody out.
            with self._lock:
                self._standing = Standing(None, by, result, clock(), fault)
                self._lock.notify_all()

    def wait(self, seconds: float) -> bool:
        """Until nothing runs, so long at most; whether nothing does."""
        with self._lock:
            return self._lock.wait_for(lambda: not self._standing.running, seconds)
