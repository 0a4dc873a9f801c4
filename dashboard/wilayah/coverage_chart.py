"""How many villages were counted as what over time, as a picture."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from dashboard.theme import Mode, colour
from pantau.facts.region import CoverageGroup
from pantau.language import Language, label, translator
from pantau.villages.coverage import Tally

# From the bottom up; each with its colour and its pattern: colour is never alone.
_LAYERS = (
    (CoverageGroup.COVERED, "up-bar", ""),
    (CoverageGroup.WEAK, "some-lost", "."),
    (CoverageGroup.IN_WORK, "medium-a", "/"),
    (CoverageGroup.BLANK, "down-back", "x"),
    (CoverageGroup.DISPUTED, "medium-e", "+"),
)


def chart(points: Sequence[tuple[date, Tally]], language: Language, mode: Mode) -> go.Figure:
    """A layer each; villages of which nothing was said are left out, the axis names how many."""
    say = translator(language)
    days = [on for on, _ in points]
    figure = go.Figure()
    for group, ink, pattern in _LAYERS:
        figure.add_trace(
            go.Scatter(
                x=days,
                y=[each.counts[group] for _, each in points],
                name=label(group, language),
                mode="lines",
                line={"shape": "hv", "width": 1, "color": colour(ink, mode)},
                fillpattern={
                    "shape": pattern,
                    "fgcolor": colour("panel", mode),
                    "bgcolor": colour(ink, mode),
                    "size": 6,
                },
                fillcolor=colour(ink, mode),
                stackgroup="villages",
            )
        )
    grid = {"gridcolor": colour("line", mode), "zeroline": False, "fixedrange": True}
    figure.update_layout(
        height=260,
        margin={"l": 46, "r": 8, "t": 4, "b": 30},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": colour("soft", mode), "size": 12, "family": "Source Sans, sans-serif"},
        hovermode="x unified",
        hoverlabel={"bgcolor": colour("panel", mode), "font": {"color": colour("text", mode)}},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "itemclick": False},
        # Numbers only: month names would be English whatever the page speaks.
        xaxis={**grid, "tickformat": "%m/%Y", "hoverformat": "%d/%m/%Y", "nticks": 9},
        yaxis={
            **grid,
            "rangemode": "tozero",
            "title": {"text": say("Villages"), "standoff": 4},
        },
    )
    return figure
