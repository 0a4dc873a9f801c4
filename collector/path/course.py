"""One path being asked: what to ask next, and what is known when it is over. Pure."""

from collector.path.errors import Told
from pantau.facts.path import MOST_HOPS, Path

TRIES = 3
_MS = 1_000_000
PAUSE_NS = 20 * _MS
"""Between two echoes of one path: routers answer few of a burst."""
PATIENCE_NS = 500 * _MS
"""How long an answer may take before its hop is asked again, or held silent."""
AT_MOST_NS = 2_500 * _MS
SILENT_IN_A_ROW = 5
"""So many hops without an answer, behind the last that gave one, are the end of the path."""


class Course:
    """Asked from ``begun_ns`` on (boot time); ``asked_at``: the same in microseconds UTC.

    Each hop is asked at most three times, and again only when all others were; none beyond the
    address, and none far beyond the last that answers.
    """

    def __init__(self, host: str, asked_at: int, begun_ns: int) -> None:
        self.host = host
        self._asked_at = asked_at
        self._begun_ns = begun_ns
        self._last_ns = begun_ns - PAUSE_NS
        self._tries = [0] * MOST_HOPS
        self._asked_ns = [0] * MOST_HOPS
        self._hops: list[str | None] = [None] * MOST_HOPS
        self._refused = [False] * MOST_HOPS  # somebody said that there is no way on
        self._end = MOST_HOPS  # the hop at which the address answered

    def next(self, now_ns: int) -> int | None:
        """The hop to be asked now, from 1; None where nothing is due yet."""
        if now_ns - self._last_ns < PAUSE_NS:
            return None
        least = min((self._tries[place] for place in self._open()), default=TRIES)
        for place in self._open():
            waited = not self._tries[place] or now_ns - self._asked_ns[place] >= PATIENCE_NS
            if self._tries[place] == least < TRIES and waited:
                return place + 1
        return None

    def sent(self, hop: int, now_ns: int) -> None:
        """It was asked."""
        self._last_ns = self._asked_ns[hop - 1] = now_ns
        self._tries[hop - 1] += 1

    def heard(self, hop: int, told: Told, host: str) -> None:
        """Somebody answered the echo for this hop."""
        place = hop - 1
        if told is Told.REPLY:
            if host == self.host:
                self._end = min(self._end, hop)
                self._hops[place] = host
        elif told is Told.EXCEEDED:
            self._hops[place] = host
        else:
            self._refused[place] = True

    def over(self, now_ns: int) -> bool:
        """Whether nothing more will be known."""
        if now_ns - self._begun_ns >= AT_MOST_NS:
            return True
        return all(
            self._tries[place] >= TRIES and now_ns - self._asked_ns[place] >= PATIENCE_NS
            for place in self._open()
        )

    def path(self) -> Path:
        """What is known by now."""
        reached = self._hops[self._end - 1] == self.host
        last = max((n for n, host in enumerate(self._hops[: self._end], 1) if host), default=0)
        return Path(self._asked_at, tuple(self._hops[:last]), reached)

    def _open(self) -> list[int]:
        """The hops that may still answer, by place from 0."""
        last = max((n for n, host in enumerate(self._hops[: self._end], 1) if host), default=0)
        within = min(self._end, last + SILENT_IN_A_ROW)
        return [n for n in range(within) if self._hops[n] is None and not self._refused[n]]
