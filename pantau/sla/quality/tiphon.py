"""The categories of ETSI TR 101 329 (TIPHON) as Indonesian papers on quality of service use them.

The source gives points; the intervals between them are those that the papers print. Throughput is
not measured, so the mean is taken over the three that are, and whoever shows it says so.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tiphon:
    """Indices of 4 (very good) to 1 (poor), and their mean."""

    delay: int
    jitter: int
    loss: int

    @property
    def index(self) -> float:
        """The mean of the three."""
        return (self.delay + self.jitter + self.loss) / 3


def tiphon(delay_ms: float, jitter_ms: float, loss_percent: float) -> Tiphon:
    """``jitter_ms`` is rounded to whole milliseconds first, for only 0 is very good."""
    whole = round(jitter_ms)
    return Tiphon(
        delay=4 if delay_ms < 150 else 3 if delay_ms <= 300 else 2 if delay_ms <= 450 else 1,
        jitter=4 if whole == 0 else 3 if whole <= 75 else 2 if whole <= 125 else 1,
        loss=4 if loss_percent < 3 else 3 if loss_percent < 15 else 2 if loss_percent < 25 else 1,
    )
