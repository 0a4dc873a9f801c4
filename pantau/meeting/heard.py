"""What the dense windows of a stretch of time add up to.

A window without one answer is believed only where the collector's verdict says that the site was
down then; else nobody knows whether it was the site or we that could not be heard.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce

from pantau.facts.measured import Interval
from pantau.facts.meetings import WINDOW_US, DenseWindow, Losses
from pantau.meeting.losses import burst_ratio, joined, loss_percent
from pantau.sla.quality.emodel import mos, mouth_to_ear_ms, rating


@dataclass(frozen=True, slots=True)
class Known:
    """When a site was down, and when nobody could know; each interval in microseconds UTC."""

    down: tuple[Interval, ...] = ()
    unseen: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of a place in a stretch of time.

    ``known`` of ``of`` windows tell something, ``silent`` of them in an outage. Round trip and
    jitter in milliseconds, None where nothing came back; a jitter of None with a round trip counts
    as none. ``every_ms``: an echo was sent so often, in the sparsest window.
    """

    known: int
    of: int
    silent: int = 0
    losses: Losses = field(default_factory=Losses)
    rtt_ms: float | None = None
    jitter_ms: float | None = None
    every_ms: float = 0.0

    @property
    def loss_percent(self) -> float | None:
        """None where nothing is known."""
        return loss_percent(self.losses) if self.losses.sent else None

    @property
    def longest_ms(self) -> float:
        """For how long nothing came through, in milliseconds: from the first to the last echo of
        the longest burst. A single lost echo is no break, however far apart they are."""
        return max(0, self.losses.longest - 1) * self.every_ms

    @property
    def r(self) -> float | None:
        """G.107's R for G.711 with concealment; 0 where nothing came back of what was sent, and
        None where nothing is known."""
        if not self.losses.sent:
            return None
        if self.rtt_ms is None:
            return 0.0
        delay = mouth_to_ear_ms(self.rtt_ms, self.jitter_ms or 0.0)
        lost = loss_percent(self.losses)
        return max(0.0, rating(delay, lost, burst_ratio=burst_ratio(self.losses)))

    @property
    def mos(self) -> float | None:
        """From R."""
        return None if self.r is None else mos(self.r)


def heard(windows: Iterable[DenseWindow], known: Known, span: Interval) -> Heard:
    """Of one site's windows that begin in ``span``, whose bounds are whole windows."""
    told = [
        each
        for each in sorted(windows, key=lambda each: each.at)
        if span.begin <= each.at < span.end and _tells(each, known)
    ]
    silent = sum(each.losses.lost == each.losses.sent for each in told)
    of = (span.end - span.begin) // WINDOW_US
    if not told:
        return Heard(0, of)
    return Heard(
        known=len(told),
        of=of,
        silent=silent,
        losses=_losses(told),
        rtt_ms=_middle([e.rtt_median_us for e in told if e.rtt_median_us is not None]),
        jitter_ms=_jitter(told),
        every_ms=max(each.every_us for each in told) / 1_000,
    )


def _tells(window: DenseWindow, known: Known) -> bool:
    if not window.losses.sent or _touches(window, known.unseen):
        return False
    return window.losses.lost < window.losses.sent or _touches(window, known.down)


def _touches(window: DenseWindow, spans: Iterable[Interval]) -> bool:
    return any(each.begin < window.at + WINDOW_US and each.end > window.at for each in spans)


def _losses(told: Sequence[DenseWindow]) -> Losses:
    """Joined where one window follows the other at once; a burst ends where one is missing."""
    found, last = Losses(), None
    for each in told:
        if last is not None and each.at != last + WINDOW_US:
            # Between them nobody knows: no burst reaches over it.
            found = Losses(found.sent, found.lost, found.bursts, found.longest)
        found = reduce(joined, (found, each.losses))
        last = each.at
    return found


def _middle(values: Sequence[int]) -> float | None:
    """The lower median of the windows' medians, in milliseconds."""
    return sorted(values)[(len(values) - 1) // 2] / 1_000 if values else None


def _jitter(told: Sequence[DenseWindow]) -> float | None:
    pairs = sum(each.pairs for each in told if each.jitter_us is not None)
    if not pairs:
        return None
    return sum((each.jitter_us or 0) * each.pairs for each in told) / pairs / 1_000
