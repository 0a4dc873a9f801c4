"""Dense windows for tests."""

from collections.abc import Sequence

from pantau.facts.meetings import WINDOW_US, DenseWindow
from pantau.meeting.losses import losses_of

T = 1_790_000_000_000_000 // WINDOW_US * WINDOW_US


def window(
    place: int = 0,
    lost: Sequence[int] = (),
    *,
    site: str = "a",
    rtt_ms: float | None = 20.0,
    jitter_ms: float = 2.0,
    sent: int = 100,
    at: int = T,
) -> DenseWindow:
    """The window number ``place`` from ``at`` on; ``lost``: which of its echoes were."""
    losses = losses_of(each not in lost for each in range(sent))
    if losses.lost == sent:
        rtt_ms = None
    rtt = None if rtt_ms is None else round(rtt_ms * 1_000)
    return DenseWindow(
        site,
        at + place * WINDOW_US,
        WINDOW_US // sent,
        losses,
        rtt,
        rtt,
        rtt,
        None if rtt is None else round(jitter_ms * 1_000),
        0 if rtt is None else sent - losses.lost - 1,
    )


def silent(place: int, at: int = T) -> DenseWindow:
    """One without an answer."""
    return window(place, range(100), at=at)
