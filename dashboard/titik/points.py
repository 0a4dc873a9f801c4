"""A site's samples as a picture wants them: milliseconds, gaps, outlines, wall times."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.titik.samples import Seen
from pantau.facts.instant import SECOND, to_datetime
from pantau.facts.minutes import NOTHING

Floats = NDArray[np.float64]

# Where one round trip of a minute is far above all the others the rest must stay legible.
_HEADROOM = 3.0
# Of more columns than these one is no wider than a dot or two, and nobody sees its corners.
_STEPS_SEEN = 400


@dataclass(frozen=True, slots=True)
class Columns:
    """The points as the chart wants them: milliseconds, NaN where nothing was answered."""

    left: Floats
    right: Floats
    least: Floats
    low: Floats
    middle: Floats
    high: Floats
    most: Floats
    lost: Floats
    sent: Floats

    @property
    def centre(self) -> Floats:
        """The middle of each point's time."""
        found: Floats = (self.left + self.right) / 2
        return found


def columns(seen: Seen, zone: ZoneInfo) -> Columns | None:
    """None where no sample lies in the window."""
    points = seen.points
    if points is None or not points.sent.any():
        return None
    offset = shift_ms(seen.window[0], zone)
    left = points.begins / 1_000 + offset

    def ms(column: NDArray[np.int64]) -> Floats:
        found: Floats = np.where(column == NOTHING, np.nan, column / 1_000)
        return found

    with np.errstate(divide="ignore", invalid="ignore"):
        lost = np.where(points.sent > 0, (points.sent - points.received) / points.sent, np.nan)
    return Columns(
        left=left,
        right=left + points.length_us / 1_000,
        least=ms(points.least),
        low=ms(points.low),
        middle=ms(points.middle),
        high=ms(points.high),
        most=ms(points.most),
        lost=lost,
        sent=points.sent.astype(np.float64),
    )


def shift_ms(second: int, zone: ZoneInfo) -> int:
    """How far the zone's wall clock is ahead of UTC then, in milliseconds."""
    ahead = to_datetime(second * SECOND, zone).utcoffset()
    return 0 if ahead is None else int(ahead.total_seconds() * 1_000)


def in_wall_time(figure: go.Figure) -> go.Figure:
    """Hand the horizontal axis over as wall times without a zone, in words.

    Numbers would not do: Plotly takes them for instants and shows each browser those of its own
    zone, which is the zone's difference to UTC away from what is meant.
    """
    for trace in figure.data:
        if getattr(trace, "orientation", None) == "h":
            trace.base = _wall(trace.base)  # its x is how long it lasts
        else:
            trace.x = _wall(trace.x)
    figure.layout.xaxis.range = [str(edge) for edge in _wall(figure.layout.xaxis.range)]
    return figure


def _wall(ms: Iterable[float | None]) -> NDArray[np.datetime64]:
    column = np.array(ms if isinstance(ms, np.ndarray) else tuple(ms), np.float64)
    # What parts one outline from the next has no height either: any time will do there.
    return (np.nan_to_num(column, nan=0.0) / 1_000).round().astype("datetime64[s]")


def ceiling(found: Columns) -> float:
    """The highest round trip that the picture has room for (ms); higher ones are marked there."""
    answered = found.most[~np.isnan(found.most)]
    if not len(answered):
        return 1.0
    usual = max(float(np.nanmax(found.high)) * _HEADROOM, float(np.percentile(answered, 98)))
    return max(min(float(answered.max()), usual) * 1.06, 1.0)


def outlines(left: Floats, right: Floats, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """Outlines of the blocks between ``lower`` and ``upper``, one for each stretch without a gap.

    NaN parts one outline from the next.
    """
    there = ~np.isnan(upper)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], there, [False])).astype(np.int8)))
    xs: list[Floats] = []
    ys: list[Floats] = []
    gap: Floats = np.array([np.nan])
    corners = _slopes if len(left) > _STEPS_SEEN else _steps
    for first, after in edges.reshape(-1, 2):
        across, taken = corners(left[first:after], right[first:after])
        above, below = upper[first:after][taken], lower[first:after][taken]
        xs += [across, across[::-1], gap]
        ys += [above, below[::-1], gap]
    nothing: Floats = np.empty(0)
    return (np.concatenate(xs), np.concatenate(ys)) if xs else (nothing, nothing)


def _steps(left: Floats, right: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Across from column to column, and of which column the height is there."""
    return np.column_stack((left, right)).ravel(), np.repeat(np.arange(len(left)), 2)


def _slopes(left: Floats, right: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """The same with one corner a column, half as much to send and to draw."""
    across = np.concatenate((left[:1], (left + right) / 2, right[-1:]))
    own = np.arange(len(left))
    return across, np.concatenate((own[:1], own, own[-1:]))
