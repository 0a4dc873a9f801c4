"""Round trips of one site in the manner of SmokePing: band, smoke, median, loss; and what was down.

The horizontal axis is wall time in the inventory's zone, reckoned in milliseconds as if it were UTC
and handed over without a zone (``in_wall_time``), so that no browser's own zone is asked.
"""

from zoneinfo import ZoneInfo

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.theme import Mode, colour
from dashboard.titik.axes import lay_out
from dashboard.titik.inks import faded
from dashboard.titik.lane import lane, shades
from dashboard.titik.points import Columns, ceiling, columns, in_wall_time, outlines, shift_ms
from dashboard.titik.samples import Seen
from pantau.language import Language, to_say, translator

# Of what was sent, how much may be lost for a point to be of this class; its token and its sign.
# What is lost below the first step shows in the lane of losses alone.
FIRST_STEP = 0.01
STEPS: tuple[tuple[float, str, str, str], ...] = (
    (0.05, "some-lost", "circle", to_say("1 to 5 % lost")),
    (0.20, "many-lost", "diamond", to_say("5 to 20 % lost")),
    (1.00, "most-lost", "square", to_say("more than 20 % lost")),
)


def chart(
    seen: Seen, zone: ZoneInfo, language: Language, mode: Mode, *, boxes: bool = True
) -> go.Figure:
    """The whole picture; its lower lane alone where there are no samples.

    ``boxes``: drawing over it chooses a time; else a finger on it moves the page.
    """
    figure = go.Figure()
    found = columns(seen, zone)
    top = 1.0 if found is None else ceiling(found)
    offset = shift_ms(seen.window[0], zone)
    shades(figure, seen, offset, top, mode)
    if found is not None:
        _band(figure, found, top, language, mode)
        _medians(figure, found, top, language, mode)
        _losses(figure, found, language, mode)
    lane(figure, seen, offset, zone, language, mode)
    lay_out(figure, seen, zone, language, mode, top)
    figure.update_layout(dragmode="select" if boxes else False, selectdirection="h")
    return in_wall_time(figure)


def _band(figure: go.Figure, found: Columns, top: float, language: Language, mode: Mode) -> None:
    """All that was answered in a pale band, the middle eighty of a hundred medians in a darker."""
    say = translator(language)
    shades = (
        (found.least, np.minimum(found.most, top), 0.16, say("least to most")),
        (found.low, found.high, 0.34, say("80 % of the minutes")),
    )
    for lower, upper, opacity, name in shades:
        x, y = outlines(found.left, found.right, lower, upper)
        figure.add_scatter(
            x=x,
            y=y,
            fill="toself",
            mode="lines",
            line={"width": 0},
            fillcolor=faded(colour("accent", mode), opacity),
            name=name,
            hoverinfo="skip",
        )
    above = found.most > top
    if above.any():
        figure.add_scatter(
            x=found.centre[above],
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
    x, y = found.centre, np.minimum(found.middle, top)
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
    x, least = found.centre, FIRST_STEP
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
        x=found.centre[chosen],
        y=found.lost[chosen] * 100,
        width=(found.right - found.left)[chosen],
        marker={"color": ink, "line": {"width": 1, "color": ink}},
        yaxis="y2",
        showlegend=False,
        hovertemplate=f"%{{x|%d/%m/%Y %H.%M}}<br>{say('Loss')} %{{y:.2f}} %<extra></extra>",
    )
