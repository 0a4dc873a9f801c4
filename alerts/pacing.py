"""When to try again, how fast to send, when to ask somebody else: decided purely.

Lengths are seconds of a clock that never jumps.
"""

from collections import deque
from dataclasses import dataclass, field

BACKOFF_FIRST_S = 1.0
BACKOFF_MOST_S = 300.0

LONGEST_WISH_S = 3_600.0
"""No receiver may ask us to wait for longer: what it said may be nonsense."""

FOLD_FROM = 10
"""More than so many waiting are told as one."""

FAILED_ATTEMPTS = 3
FAILING_S = 60.0

_MINUTE_S = 60.0


def pause_before_retry(attempts: int, chance: float, wish_s: float | None) -> float:
    """How long to wait after ``attempts`` (1 or more) in vain.

    Twice as long each time, from one second to five minutes, half of it by ``chance`` (0 to 1), so
    that many who wait for the same server do not come at once. Never less than it wished.
    """
    doubled = BACKOFF_FIRST_S * 2.0 ** min(attempts - 1, 30)
    wait = min(doubled, BACKOFF_MOST_S) * (0.5 + chance / 2)
    return max(wait, min(wish_s or 0.0, LONGEST_WISH_S))


@dataclass(slots=True)
class Pace:
    """At most ``a_minute`` attempts in any minute."""

    a_minute: int
    _lately: deque[float] = field(default_factory=deque)

    def wait_s(self, now: float) -> float:
        """How long until the next may go; 0 if it may go now."""
        if len(self._lately) < self.a_minute:
            return 0.0
        return max(0.0, self._lately[0] + _MINUTE_S - now)

    def spend(self, now: float) -> None:
        """One goes now."""
        if len(self._lately) >= self.a_minute:
            self._lately.popleft()
        self._lately.append(now)


@dataclass(slots=True)
class Health:
    """Whether a receiver fails: three attempts in vain, or a minute of failing."""

    attempts: int = 0
    since: float | None = None

    def failed(self, now: float, attempts: int) -> None:
        """``attempts``: in vain for the message at hand, those before a restart included."""
        self.attempts = max(self.attempts + 1, attempts)
        self.since = now if self.since is None else self.since

    def worked(self) -> None:
        """It took a message."""
        self.attempts, self.since = 0, None

    def is_failing(self, now: float) -> bool:
        """Then its messages go to its fallback too."""
        return self.attempts >= FAILED_ATTEMPTS or (
            self.since is not None and now - self.since >= FAILING_S
        )
