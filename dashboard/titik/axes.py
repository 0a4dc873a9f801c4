"""The frame of the picture: axes, legend, colours."""

from zoneinfo import ZoneInfo

import numpy as np
import plotly.graph_objects as go

from dashboard.theme import Mode, colour
from dashboard.titik.inks import faded
from dashboard.titik.lane import LANE
from dashboard.titik.points import shift_ms
from dashboard.titik.samples import Seen
from pantau.language import Language, translator

_HEIGHT = 400

# Numbers only: month names would be English whatever the page speaks.
TIMES = [
    {"dtickrange": [None, 43_200_000], "value": "%H.%M\n%d/%m"},
    {"dtickrange": [43_200_000, "M1"], "value": "%d/%m\n%Y"},
    {"dtickrange": ["M1", None], "value": "%m/%Y"},
]
"""How the time below an axis is written, the further apart its marks the shorter."""


def lay_out(
    figure: go.Figure, seen: Seen, zone: ZoneInfo, language: Language, mode: Mode, top: float
) -> None:
    """``top``: the highest round trip shown, milliseconds. Times are those of ``zone``."""
    say = translator(language)
    offset = shift_ms(seen.window[0], zone)
    grid = {
        "gridcolor": faded(colour("line", mode), 0.6),
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
            "tickformatstops": TIMES,
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
