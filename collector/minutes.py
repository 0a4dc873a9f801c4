"""From heartbeats to one-minute samples."""

from itertools import pairwise
from statistics import median_low

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample

_LOST = -1
_NO_ROUND_TRIP = -2  # answered, but a clock jumped in between
_NOT_COUNTED = -3  # we lost the answer ourselves


class Minute:
    """The heartbeats that one target was sent in one UTC minute, in the order of sending."""

    __slots__ = ("_fates", "at", "site")

    def __init__(self, site: str, at: int) -> None:
        self.site = site
        self.at = at
        self._fates: list[int] = []

    def sent(self) -> int:
        """Note a heartbeat sent; the number by which its fate is told later."""
        self._fates.append(_LOST)
        return len(self._fates) - 1

    def answered(self, number: int, rtt_us: int | None) -> None:
        """The heartbeat was answered within its timeout, after ``rtt_us`` where that is known."""
        self._fates[number] = _NO_ROUND_TRIP if rtt_us is None else rtt_us

    def not_counted(self, number: int) -> None:
        """The heartbeat's fate cannot be known: it is as if it had never been sent."""
        self._fates[number] = _NOT_COUNTED

    def lost(self, number: int) -> None:
        """The heartbeat was lost after all, as every one is until it is answered."""
        self._fates[number] = _LOST

    def sample(self, probe: str) -> Sample | None:
        """What the minute showed; None where nothing was sent.

        Jitter is the mean absolute difference of round trips of consecutive heartbeats, both
        answered (RFC 3393 with adjacent pairs), rounded down to whole microseconds.
        """
        fates = [f for f in self._fates if f != _NOT_COUNTED]
        if not fates:
            return None
        times = [f for f in fates if f >= 0]
        steps = [abs(b - a) for a, b in pairwise(fates) if a >= 0 and b >= 0]
        return Sample(
            site=self.site,
            probe=probe,
            at=self.at,
            sent=len(fates),
            received=sum(f != _LOST for f in fates),
            rtt_min_us=min(times, default=None),
            rtt_median_us=median_low(times) if times else None,
            rtt_max_us=max(times, default=None),
            jitter_us=sum(steps) // len(steps) if steps else None,
        )


def minute_of(instant: int) -> int:
    """The begin of the UTC minute that holds ``instant``."""
    return instant - instant % MINUTE
