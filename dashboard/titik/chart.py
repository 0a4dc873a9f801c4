"""Round trips of one site in the manner of SmokePing: band, smoke, median, loss; and what was down.

The horizontal axis is wall time in the inventory's zone, handed over as milliseconds as if it were
UTC, so that no browser's own zone is asked.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.theme import Mode, colour
from dashboard.titik.lane import LANE, lane
from dashboard.titik.samples import Seen
from pantau.facts.instant import SECOND, to_datetime
from pantau.facts.minutes import NOTHING
from pantau.language import Language, to_say, translator

Floats = NDArray[np.float64]

# Of what was sent, how much may be lost for a point to be of this class; its token and its sign.
# What is lost below the first step shows in the lane of losses alone.
FIRST_STEP = 0.01
STEPS: tuple[tuple[float, str, str, str], ...] = (
    (0.05, "some-lost", "circle", to_say("1 to 5 % lost")),
    (0.20, "many-lost", "diamond", to_say("5 to 20 % lost")),
    (1.00, "most-lost", "square", to_say("more than 20 % lost")),
)
# Where one round trip of a minute is far above all the others the rest must stay legible.
_HEADROOM = 3.0
_HEIGHT = 400


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


def chart(seen: Seen, zone: ZoneInfo, language: Language, mode: Mode) -> go.Figure:
    """The whole picture; its lower lane alone where there are no samples."""
    figure = go.Figure()
    found = columns(seen, zone)
    top = 1.0
    if found is not None:
        top = ceiling(found)
        _band(figure, found, top, language, mode)
        _medians(figure, found, top, language, mode)
        _losses(figure, found, language, mode)
    lane(figure, seen, shift_ms(seen.window[0], zone), zone, language, mode)
    _laid_out(figure, seen, zone, language, mode, top)
    return figure


def ceiling(found: Columns) -> float:
    """The highest round trip that the picture has room for (ms); higher ones are marked there."""
    answered = found.most[~np.isnan(found.most)]
    if not len(answered):
        return 1.0
    usual = max(float(np.nanmax(found.high)) * _HEADROOM, float(np.percentile(answered, 98)))
    return max(min(float(answered.max()), usual) * 1.06, 1.0)


def _steps(left: Floats, right: Floats, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """Outlines of the blocks between ``lower`` and ``upper``, one for each stretch without a gap.

    NaN parts one outline from the next.
    """
    there = ~np.isnan(upper)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], there, [False])).astype(np.int8)))
    xs: list[Floats] = []
    ys: list[Floats] = []
    gap: Floats = np.array([np.nan])
    for first, after in edges.reshape(-1, 2):
        across = np.column_stack((left[first:after], right[first:after])).ravel()
        above, below = np.repeat(upper[first:after], 2), np.repeat(lower[first:after], 2)
        xs += [across, across[::-1], gap]
        ys += [above, below[::-1], gap]
    nothing: Floats = np.empty(0)
    return (np.concatenate(xs), np.concatenate(ys)) if xs else (nothing, nothing)


def _band(figure: go.Figure, found: Columns, top: float, language: Language, mode: Mode) -> None:
    """All that was answered in a pale band, the middle eighty of a hundred medians in a darker."""
    say = translator(language)
    shades = (
        (found.least, np.minimum(found.most, top), 0.16, say("least to most")),
        (found.low, found.high, 0.34, say("80 % of the minutes")),
    )
    for lower, upper, opacity, name in shades:
        x, y = _steps(found.left, found.right, lower, upper)
        figure.add_scatter(
            x=x,
            y=y,
            fill="toself",
            mode="lines",
            line={"width": 0},
            fillcolor=_faded(colour("accent", mode), opacity),
            name=name,
            hoverinfo="skip",
        )
    above = found.most > top
    if above.any():
        figure.add_scatter(
            x=_centre(found)[above],
            y=np.full(int(above.sum()), top),
            customdata=found.most[above],
            mode="markers",
            marker={"symbol": "triangle-up", "size": 6, "color": colour("soft", mode)},
            name=say("higher than shown"),
            hovertemplate="%{customdata:.1f} ms<extra></extra>",
            cliponaxis=False,
        )


def _medians(figure: go.Figure, found: Columns, top: float, language: Language, mode: Mode) -> None:
    """The median as a line, and a mark wherever anything was lost."""
    say = translator(language)
    words = (
        f"%{{x|%d/%m/%Y %H.%M}}<br>{say('Median')} <b>%{{y:.1f}} ms</b>"
        f"<br>%{{customdata[0]:.1f}} – %{{customdata[1]:.1f}} ms"
        f"<br>{say('Loss')} %{{customdata[2]:.2f}} %<extra></extra>"
    )
    x, y = _centre(found), np.minimum(found.middle, top)
    told = np.column_stack((found.least, found.most, found.lost * 100))
    figure.add_scatter(
        x=x,
        y=y,
        customdata=told,
        mode="lines",
        line={"width": 1.6, "color": colour("accent", mode), "shape": "hvh"},
        name=say("Median"),
        hovertemplate=words,
    )
    # A gap on either side leaves a point that a line does not show.
    lonely = ~np.isnan(y) & np.isnan(np.append(y[1:], np.nan)) & np.isnan(np.append(np.nan, y[:-1]))
    if lonely.any():
        figure.add_scatter(
            x=x[lonely],
            y=y[lonely],
            mode="markers",
            marker={"size": 4, "color": colour("accent", mode)},
            hoverinfo="skip",
            showlegend=False,
        )


def _losses(figure: go.Figure, found: Columns, language: Language, mode: Mode) -> None:
    """What was lost: marks on the median, coloured in steps, and bars below in percent."""
    say = translator(language)
    x, least = _centre(found), FIRST_STEP
    _loss_bars(figure, found, (found.lost > 0) & (found.lost <= least), "unknown", language, mode)
    for most, token, sign, words in STEPS:
        chosen = (found.lost > least) & (found.lost <= most)
        least = most
        if not chosen.any():
            continue
        ink = colour(token, mode)
        figure.add_scatter(
            x=x[chosen],
            y=found.middle[chosen],
            mode="markers",
            marker={"symbol": sign, "size": 4.5, "color": ink},
            name=say(words),
            hoverinfo="skip",
        )
        _loss_bars(figure, found, chosen, token, language, mode)


def _loss_bars(
    figure: go.Figure,
    found: Columns,
    chosen: NDArray[np.bool_],
    token: str,
    language: Language,
    mode: Mode,
) -> None:
    ink, say = colour(token, mode), translator(language)
    figure.add_bar(
        x=_centre(found)[chosen],
        y=found.lost[chosen] * 100,
        width=(found.right - found.left)[chosen],
        marker={"color": ink, "line": {"width": 1, "color": ink}},
        yaxis="y2",
        showlegend=False,
        hovertemplate=f"%{{x|%d/%m/%Y %H.%M}}<br>{say('Loss')} %{{y:.2f}} %<extra></extra>",
    )


def _centre(found: Columns) -> Floats:
    return (found.left + found.right) / 2


def _faded(ink: str, opacity: float) -> str:
    red, green, blue = (int(ink[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _laid_out(
    figure: go.Figure, seen: Seen, zone: ZoneInfo, language: Language, mode: Mode, top: float
) -> None:
    say = translator(language)
    offset = shift_ms(seen.window[0], zone)
    grid = {
        "gridcolor": _faded(colour("line", mode), 0.6),
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": 11},
        "side": "left",
    }
    figure.update_layout(
        height=_HEIGHT,
        margin={"l": 46, "r": 8, "t": 4, "b": 36},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": colour("soft", mode), "size": 12, "family": "Source Sans, sans-serif"},
        separators=",." if language == "id" else ".,",
        bargap=0,
        barmode="overlay",
        hovermode="closest" if seen.points is None else "x",
        dragmode="select",
        selectdirection="h",
        hoverlabel={
            "bgcolor": colour("panel", mode),
            "bordercolor": colour("line", mode),
            "font": {"color": colour("text", mode), "size": 13},
        },
        legend={
            "orientation": "h",
            "y": 1.02,
            "yanchor": "bottom",
            "x": 0,
            "font": {"size": 11.5},
            "itemclick": False,
            "itemdoubleclick": False,
            "tracegroupgap": 0,
        },
        xaxis={
            "type": "date",
            "range": [edge * 1_000 + offset for edge in seen.window],
            "fixedrange": True,
            "showgrid": True,
            "gridcolor": grid["gridcolor"],
            "tickfont": {"size": 11},
            "ticklabelmode": "instant",
            "anchor": "y3",
            "nticks": 9,
            "hoverformat": "%d/%m/%Y %H.%M",
            # Numbers only: month names would be English whatever the page speaks.
            "tickformatstops": [
                {"dtickrange": [None, 43_200_000], "value": "%H.%M\n%d/%m"},
                {"dtickrange": [43_200_000, "M1"], "value": "%d/%m\n%Y"},
                {"dtickrange": ["M1", None], "value": "%m/%Y"},
            ],
        },
        yaxis={**grid, "domain": [0.36, 1], "range": [0, top], "ticksuffix": " ms", "nticks": 6},
        yaxis2={
            **grid,
            "domain": [0.16, 0.30],
            "range": [0, _loss_top(seen)],
            "ticksuffix": " %",
            "nticks": 3,
        },
        yaxis3=LANE,
        annotations=[
            {
                "text": words,
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "y": y,
                "xanchor": "left",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 11},
            }
            for words, y in ((say("Loss"), 0.30), (say("Outages"), 0.075))
        ],
    )


def _loss_top(seen: Seen) -> float:
    points = seen.points
    if points is None or not points.sent.any():
        return 5.0
    worst = float(((points.sent - points.received) / np.maximum(points.sent, 1)).max())
    return max(5.0, worst * 105)
