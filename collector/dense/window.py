"""The echoes that one site was sent in one window, in the order of sending."""

from itertools import pairwise
from statistics import median_low

from pantau.facts.meetings import DenseWindow
from pantau.meeting.losses import losses_of

_LOST = -1
_NOT_COUNTED = -2


class Window:
    """``at``: its begin, microseconds UTC; ``every_us``: an echo is sent so often."""

    __slots__ = ("_fates", "at", "every_us", "site")

    def __init__(self, site: str, at: int, every_us: int) -> None:
        self.site, self.at, self.every_us = site, at, every_us
        self._fates: list[int] = []

    def sent(self) -> int:
        """Note an echo; the number by which its fate is told later."""
        self._fates.append(_LOST)
        return len(self._fates) - 1

    def answered(self, number: int, rtt_us: int) -> None:
        """The echo came back."""
        self._fates[number] = rtt_us

    def not_counted(self, number: int) -> None:
        """Its fate cannot be known: it is as if it had never been sent."""
        self._fates[number] = _NOT_COUNTED

    def told(self) -> DenseWindow | None:
        """What it showed; None where nothing that counts was sent."""
        fates = [each for each in self._fates if each != _NOT_COUNTED]
        if not fates:
            return None
        times = [each for each in fates if each >= 0]
        steps = [abs(b - a) for a, b in pairwise(fates) if a >= 0 and b >= 0]
        return DenseWindow(
            site=self.site,
            at=self.at,
            every_us=self.every_us,
            losses=losses_of(each >= 0 for each in fates),
            rtt_min_us=min(times, default=None),
            rtt_median_us=median_low(times) if times else None,
            rtt_max_us=max(times, default=None),
            jitter_us=sum(steps) // len(steps) if steps else None,
            pairs=len(steps),
        )
