"""The network classes of ITU-T Y.1541: for what kind of traffic a line is good enough.

Y.1541 speaks of one way and of single packets; measured are round trips, so half of one is an
estimate of one way, and whoever shows the class says so.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Mean delay and its variation (99.9 % less least) in ms, loss as a share; None is no bound."""

    delay_ms: float | None
    variation_ms: float | None
    loss: float


# Table 1 of the recommendation, the strictest first; class 5 promises nothing.
_CLASSES: tuple[tuple[int, _Bounds], ...] = (
    (0, _Bounds(100, 50, 1e-3)),
    (1, _Bounds(400, 50, 1e-3)),
    (2, _Bounds(100, None, 1e-3)),
    (3, _Bounds(400, None, 1e-3)),
    (4, _Bounds(1000, None, 1e-3)),
)


def network_class(delay_ms: float, variation_ms: float, loss: float) -> int:
    """The strictest class of 0 to 5 whose bounds all hold. ``delay_ms``: one way, mean."""
    for number, bounds in _CLASSES:
        if (
            loss <= bounds.loss
            and (bounds.delay_ms is None or delay_ms <= bounds.delay_ms)
            and (bounds.variation_ms is None or variation_ms <= bounds.variation_ms)
        ):
            return number
    return 5
