"""The last minutes of a site while it was up: what it lost, and how long its answers took.

Everything is added up as minutes come and go, so that a minute costs the same however much is
looked back on. A site takes about a kilobyte.
"""

from array import array
from typing import NamedTuple

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample

SHORT = 300
"""Heartbeats that are the least to judge loss by: 25 minutes at one every 5 s."""

LONG = 1440
"""Heartbeats that are looked back on: two hours, so that a small excess is found too."""

MINUTES = 25
"""Minutes of which the 95th percentile of round trips and jitter is taken."""

_BROKEN_AFTER = 30 * MINUTE


class Losses(NamedTuple):
    """What was lost of what was sent in so many minutes."""

    sent: int
    lost: int
    minutes: int


class Window:
    """Fed with minutes in the order of time; never with one in which the site was down.

    ``medians`` and ``jitters``: of the last 25 minutes that have one, in microseconds.
    """

    __slots__ = ("_last", "_long", "_lost", "_sent", "_short", "_short_from", "jitters", "medians")

    def __init__(self) -> None:
        self._last = -1
        self._empty()

    def _empty(self) -> None:
        self._sent, self._lost = array("H"), array("H")
        self._short_from = 0  # the short span begins at this minute
        self._short, self._long = [0, 0], [0, 0]  # sent, lost
        self.medians, self.jitters = array("I"), array("I")

    def begin_after(self, instant: int) -> None:
        """Begin anew; minutes that began at or before ``instant`` do not count."""
        self._last = instant
        self._empty()

    def note(self, minute: Sample) -> bool:
        """Add a minute; whether it counts. After half an hour without any all begins anew."""
        if minute.at <= self._last:
            return False
        if minute.at - self._last > _BROKEN_AFTER:
            self._empty()
        self._last = minute.at
        self._count(minute.sent, minute.sent - minute.received)
        _keep(self.medians, minute.rtt_median_us)
        _keep(self.jitters, minute.jitter_us)
        return True

    def losses(self) -> tuple[Losses, Losses]:
        """Of the short span, then of all."""
        minutes = len(self._sent)
        (short_sent, short_lost), (sent, lost) = self._short, self._long
        return Losses(short_sent, short_lost, minutes - self._short_from), Losses(
            sent, lost, minutes
        )

    def keep_short(self) -> None:
        """Forget what lies before the short span: it was judged, and is over."""
        del self._sent[: self._short_from], self._lost[: self._short_from]
        self._short_from, self._long = 0, list(self._short)

    def _count(self, sent: int, lost: int) -> None:
        self._sent.append(sent)
        self._lost.append(lost)
        for span in (self._short, self._long):
            span[0] += sent
            span[1] += lost
        while self._short[0] - self._sent[self._short_from] >= SHORT:
            self._short[0] -= self._sent[self._short_from]
            self._short[1] -= self._lost[self._short_from]
            self._short_from += 1
        while self._long[0] - self._sent[0] >= LONG:
            self._long[0] -= self._sent.pop(0)
            self._long[1] -= self._lost.pop(0)
            self._short_from -= 1


def _keep(values: "array[int]", value: int | None) -> None:
    if value is not None:
        values.append(value)
        if len(values) > MINUTES:
            values.pop(0)
