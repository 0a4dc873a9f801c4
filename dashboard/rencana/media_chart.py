"""What each medium cost in time, and how long its round trips are, side by side."""

from collections.abc import Sequence
from fractions import Fraction

import plotly.graph_objects as go

from dashboard.theme import Mode, colour
from dashboard.titik.inks import faded
from pantau.actions.plan.media import OfMedium
from pantau.language import Language, label, milliseconds, to_say, translator
from pantau.planning.migration_words import floored

_HIGH_PX, _AROUND_PX = 34, 64
HEADINGS = (
    to_say("Hours lost, a site and month"),
    to_say("Round trip in working hours, 95th percentile"),
)


def media_chart(
    found: Sequence[OfMedium], language: Language, mode: Mode, *, narrow: bool = False
) -> go.Figure:
    """A bar a medium in each half, in the order of the table; the figure stands in words on it.

    ``narrow``: one half below the other.
    """
    say = translator(language)
    names = [label(each.medium, language) if each.medium else say("not stated") for each in found]
    lost = [_lost(each) for each in found]
    trips = [each.p95_us for each in found]
    figure = go.Figure()
    figure.add_bar(
        y=names,
        x=[None if each is None else float(each) for each in lost],
        text=["–" if each is None else floored(each, 1, language) for each in lost],
        marker={"color": colour("accent", mode)},
    )
    figure.add_bar(
        y=names,
        x=[None if each is None else each / 1_000 for each in trips],
        text=["–" if each is None else milliseconds(each, language) for each in trips],
        marker={"color": colour("medium-b", mode)},
        xaxis="x2",
        yaxis="y2" if narrow else "y",
    )
    figure.update_traces(
        orientation="h", textposition="auto", textangle=0, hoverinfo="skip", cliponaxis=False
    )
    _lay_out(figure, len(names), language, mode, narrow=narrow)
    return figure


def _lost(each: OfMedium) -> Fraction | None:
    """Hours down of a site in a month, as the rows of the months have them."""
    months = each.total.compliant + each.total.not_compliant + each.total.undecided
    known = each.total.up_seconds + each.total.down_seconds
    return Fraction(each.total.down_seconds, 3_600 * months) if known and months else None


def _lay_out(figure: go.Figure, rows: int, language: Language, mode: Mode, *, narrow: bool) -> None:
    say = translator(language)
    axis = {"fixedrange": True, "zeroline": False, "gridcolor": faded(colour("line", mode), 0.6)}
    names = {"autorange": "reversed", "fixedrange": True, "automargin": True, "ticksuffix": "  "}
    heading = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "showarrow": False}
    # Of each half: where it begins from the left, and where it ends above.
    places = ((0.0, 1.0), (0.0, 0.4)) if narrow else ((0.0, 1.0), (0.53, 1.0))
    across = ([0, 1], [0, 1]) if narrow else ([0, 0.47], [0.53, 1])
    high = _AROUND_PX + _HIGH_PX * max(rows, 1)
    figure.update_layout(
        height=2 * high if narrow else high,
        margin={"l": 8, "r": 8, "t": 28, "b": 28},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": colour("soft", mode), "size": 12, "family": "Source Sans, sans-serif"},
        separators=",." if language == "id" else ".,",
        showlegend=False,
        dragmode=False,
        bargap=0.35,
        xaxis={**axis, "domain": across[0], "rangemode": "tozero"},
        xaxis2={**axis, "domain": across[1], "rangemode": "tozero", "ticksuffix": " ms"},
        yaxis={**names, "domain": [0.6, 1] if narrow else [0, 1]},
        annotations=[
            {**heading, "text": say(text), "xanchor": "left", "x": at, "y": top}
            for text, (at, top) in zip(HEADINGS, places, strict=True)
        ],
    )
    if narrow:
        figure.update_layout(
            xaxis2={"anchor": "y2"}, yaxis2={**names, "domain": [0, 0.4], "anchor": "x2"}
        )
