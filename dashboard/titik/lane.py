"""The lane under the picture: what was bad, down, left out or not seen; and its shades above."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import plotly.graph_objects as go

from dashboard.theme import Mode, colour
from dashboard.titik.inks import faded
from dashboard.titik.samples import Seen
from pantau.facts.instant import SECOND
from pantau.language import Language, moment, short_duration, to_say, translator
from pantau.sla.interval import Span, Spans, union

LANE: dict[str, Any] = {
    "domain": [0, 0.07],
    "range": [-0.5, 0.5],
    "visible": False,
    "fixedrange": True,
}

# In the order in which they are drawn: what the contract leaves out lies over what was down.
_KINDS: tuple[tuple[str, str, str, float, Callable[[Seen], Spans]], ...] = (
    ("degraded", "", to_say("Degraded"), 0.14, lambda seen: seen.worse),
    ("unknown", ".", to_say("Unknown"), 0.14, lambda seen: seen.unknown),
    ("down", "", to_say("Down"), 0.20, lambda seen: seen.down),
    ("excluded", "/", to_say("Excluded"), 0.14, lambda seen: seen.excluded),
)
_INKS = {"down": "down-back", "degraded": "degraded-back"}
_FINEST = 400


def lane(
    figure: go.Figure, seen: Seen, offset: int, zone: ZoneInfo, language: Language, mode: Mode
) -> None:
    """``offset``: of the zone's wall clock, milliseconds."""
    say = translator(language)
    figure.add_bar(
        base=[seen.window[0] * 1_000 + offset],
        x=[(seen.window[1] - seen.window[0]) * 1_000],
        y=[0],
        orientation="h",
        width=1,
        yaxis="y3",
        marker={"color": colour("up-back", mode)},
        hoverinfo="skip",
        showlegend=False,
    )
    for name, pattern, words, _, spans_of in _KINDS:
        spans = spans_of(seen)
        if not spans:
            continue
        ink = colour(_INKS.get(name, name), mode)
        figure.add_bar(
            base=[begin * 1_000 + offset for begin, _ in spans],
            x=[(end - begin) * 1_000 for begin, end in spans],
            y=[0] * len(spans),
            orientation="h",
            width=1,
            yaxis="y3",
            # The outline keeps what is narrower than a pixel in sight.
            marker={
                "color": ink,
                "line": {"width": 1.5, "color": ink},
                "pattern": {
                    "shape": pattern,
                    "bgcolor": ink,
                    "fgcolor": colour("panel", mode),
                    "size": 5,
                },
            },
            name=say(words),
            customdata=[_told(span, zone, language) for span in spans],
            hovertemplate=f"<b>{say(words)}</b><br>%{{customdata}}<extra></extra>",
        )


def shades(figure: go.Figure, seen: Seen, offset: int, top: float, mode: Mode) -> None:
    """The same times as pale bands behind the round trips, up to ``top`` (ms)."""
    for name, _, _, opacity, spans_of in _KINDS:
        edges = [
            (begin * 1_000 + offset, end * 1_000 + offset)
            for begin, end in coarse(spans_of(seen), seen.window)
        ]
        if edges:
            ink = colour(_INKS.get(name, name), mode)
            # One outline with a gap after each band: a shape for each would be dear.
            figure.add_scatter(
                x=[x for begin, end in edges for x in (begin, begin, end, end, None)],
                y=[0, top, top, 0, None] * len(edges),
                fill="toself",
                mode="lines",
                line={"width": 0},
                fillcolor=faded(ink, opacity),
                hoverinfo="skip",
                showlegend=False,
            )


def _told(span: Span, zone: ZoneInfo, language: Language) -> str:
    begin, end = (moment(edge * SECOND, zone, language) for edge in span)
    return f"{begin} – {end}<br>{short_duration(span[1] - span[0], language)}"


def coarse(spans: Spans, window: Span) -> Spans:
    """The spans as wide as can be seen, those that then touch as one: hundreds, never thousands."""
    finest = max(1, (window[1] - window[0]) // _FINEST)
    return union(
        (begin - max(0, finest - (end - begin)) // 2, end + max(0, finest - (end - begin)) // 2)
        for begin, end in spans
    )
