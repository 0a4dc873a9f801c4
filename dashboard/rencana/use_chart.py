"""What went through one line, beside its 95th percentile and what it is sold as carrying.

The horizontal axis is wall time, as in dashboard.titik.chart.
"""

from zoneinfo import ZoneInfo

import numpy as np
import plotly.graph_objects as go

from dashboard.theme import Mode, colour
from dashboard.titik.inks import faded
from dashboard.titik.points import in_wall_time, outlines, shift_ms
from pantau.actions.plan.use import LineUse
from pantau.facts.curves import Curves
from pantau.facts.device import Quantity
from pantau.facts.instant import SECOND
from pantau.facts.minutes import NOTHING, Numbers
from pantau.language import Language, to_say, translator

_MEGABIT = 1_000_000
_WAYS = (
    (Quantity.IN_BPS, "accent", to_say("In")),
    (Quantity.OUT_BPS, "medium-b", to_say("Out")),
)
_HIGH_PX = 260


def use_chart(
    found: Curves, line: LineUse, zone: ZoneInfo, language: Language, mode: Mode
) -> go.Figure:
    """Both ways in Mbit/s: what lay between least and most in a pale band, the median in it."""
    say = translator(language)
    figure = go.Figure()
    left = found.begins / 1_000 + shift_ms(int(found.begins[0]) // SECOND, zone)
    length = found.length_us / 1_000
    for quantity, ink, name in _WAYS:
        curve = found.of[quantity]
        low, middle, high = map(_megabits, (curve.least, curve.middle, curve.most))
        x, y = outlines(left, left + length, low, high)
        figure.add_scatter(
            x=x,
            y=y,
            fill="toself",
            mode="lines",
            line={"width": 0},
            fillcolor=faded(colour(ink, mode), 0.2),
            hoverinfo="skip",
            showlegend=False,
        )
        figure.add_scatter(
            x=left + length / 2,
            y=middle,
            mode="lines",
            line={"width": 1.4, "color": colour(ink, mode), "shape": "hvh"},
            name=say(name),
            hovertemplate=f"%{{y:.2f}} Mbit/s<extra>{say(name)}</extra>",
        )
    edges = [float(left[0]), float(left[-1] + length)]
    _mark(figure, edges, line.usage.p95, say("95th percentile"), "soft", "dot", mode)
    _mark(figure, edges, line.now.speed_bps, say("Speed"), "down", "dash", mode)
    _lay_out(figure, edges, language, mode)
    return in_wall_time(figure)


def _megabits(column: Numbers) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.where(column == NOTHING, np.nan, column / _MEGABIT)


def _mark(
    figure: go.Figure,
    edges: list[float],
    bps: int | None,
    name: str,
    ink: str,
    dash: str,
    mode: Mode,
) -> None:
    if bps is None:
        return
    figure.add_scatter(
        x=edges,
        y=[bps / _MEGABIT] * 2,
        mode="lines",
        line={"width": 1.4, "color": colour(ink, mode), "dash": dash},
        name=name,
        hovertemplate=f"%{{y:.2f}} Mbit/s<extra>{name}</extra>",
    )


def _lay_out(figure: go.Figure, edges: list[float], language: Language, mode: Mode) -> None:
    grid = {"gridcolor": faded(colour("line", mode), 0.6), "zeroline": False, "fixedrange": True}
    figure.update_layout(
        height=_HIGH_PX,
        margin={"l": 60, "r": 8, "t": 24, "b": 36},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": colour("soft", mode), "size": 12, "family": "Source Sans, sans-serif"},
        separators=",." if language == "id" else ".,",
        hovermode="x",
        dragmode=False,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 1, "xanchor": "right"},
        xaxis={**grid, "type": "date", "range": edges, "tickformat": "%d/%m", "nticks": 9},
        yaxis={**grid, "rangemode": "tozero", "ticksuffix": " Mbit/s", "nticks": 5},
    )
