"""What a device at a site said: traffic, processor, temperature, voltage over the time shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.settings import Settings
from dashboard.theme import Mode, colour
from dashboard.titik.axes import TIMES
from dashboard.titik.inks import faded
from dashboard.titik.points import Floats, in_wall_time, outlines, shift_ms
from pantau.facts.curves import Curve, Curves
from pantau.facts.device import Quantity
from pantau.facts.instant import SECOND
from pantau.facts.minutes import NOTHING
from pantau.facts.probed import LastAnswer
from pantau.inventory import Probe, Site
from pantau.language import Language, Translator, recent, short_duration, to_say, translator
from pantau.store import StoreError

DEVICE = "snmp"
MOST_POINTS = 600
_PANEL_PX, _AROUND_PX = 84, 44
_GAP = 0.06


@dataclass(frozen=True, slots=True)
class Line:
    """One curve of a panel: its quantity, what its unit holds of ours, its ink and its name."""

    quantity: Quantity
    unit: float
    ink: str
    name: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves with one axis; ``from_zero``: it shows how much, else how it changes."""

    title: str
    suffix: str
    lines: tuple[Line, ...]
    from_zero: bool = True


PANELS = (
    Panel(
        to_say("Traffic"),
        " Mbit/s",
        (
            Line(Quantity.IN_BPS, 1e6, "accent", to_say("in")),
            Line(Quantity.OUT_BPS, 1e6, "many-lost", to_say("out")),
        ),
    ),
    Panel(to_say("Processor"), " %", (Line(Quantity.CPU_PERCENT, 1, "accent", ""),)),
    Panel(to_say("Temperature"), " °C", (Line(Quantity.TEMPERATURE_DC, 10, "accent", ""),), False),
    Panel(to_say("Voltage"), " V", (Line(Quantity.VOLTAGE_DV, 10, "accent", ""),), False),
    Panel(to_say("Battery"), " %", (Line(Quantity.BATTERY_PERCENT, 1, "accent", ""),)),
)


def devices(site: Site) -> list[Probe]:
    """The probes that ask devices."""
    return [each for each in site.probes if each.kind == DEVICE]


def read_curves(settings: Settings, site: str, probe: str, begin: int, end: int) -> Curves | None:
    """What is kept of [begin, end) (microseconds UTC); None where it cannot be read."""
    try:
        with settings.store() as store:
            return store.curves(site, probe, begin, end, MOST_POINTS)
    except StoreError:
        return None


def shown_panels(found: Curves) -> list[Panel]:
    """Those of which anything is known in this time."""
    return [each for each in PANELS if any(found.of[line.quantity] for line in each.lines)]


def running_words(
    answer: LastAnswer | None, zone: ZoneInfo, at: int, language: Language
) -> str | None:
    """Since when the device runs: that is its last restart. ``at``: now, microseconds UTC."""
    uptime = answer.number(Quantity.UPTIME_S) if answer else None
    if answer is None or uptime is None:
        return None
    say = translator(language)
    began = answer.at - uptime * SECOND
    return say(
        "Running since {time} ({length}): then it restarted last.",
        time=recent(began, at, zone, language),
        length=short_duration(max(0, at - began) // SECOND, language),
    )


def curves_chart(
    found: Curves, window: tuple[int, int], zone: ZoneInfo, language: Language, mode: Mode
) -> go.Figure:
    """A panel below the other; ``window``: microseconds UTC. Times are those of ``zone``."""
    say = translator(language)
    panels = shown_panels(found)
    figure = go.Figure()
    offset = shift_ms(window[0] // SECOND, zone)
    left = found.begins / 1_000 + offset
    for number, panel in enumerate(panels, 1):
        for line in panel.lines:
            _draw(figure, found.of[line.quantity], left, found.length_us / 1_000, line)
            figure.data[-1].update(
                yaxis=f"y{number}",
                line={"width": 1.6, "color": colour(line.ink, mode), "shape": "hvh"},
                name=say(line.name) if line.name else say(panel.title),
                showlegend=bool(line.name),
                hovertemplate=f"%{{y:.1f}}{panel.suffix}<extra>%{{fullData.name}}</extra>",
            )
            figure.data[-2].update(
                yaxis=f"y{number}", fillcolor=faded(colour(line.ink, mode), 0.18)
            )
    _lay_out(figure, found, panels, [edge / 1_000 + offset for edge in window], say, mode)
    return in_wall_time(figure)


def _draw(figure: go.Figure, curve: Curve, left: Floats, length_ms: float, line: Line) -> None:
    """What lay between the least and the most, and the median in it."""
    least, middle, most = (
        _in_unit(each, line.unit) for each in (curve.least, curve.middle, curve.most)
    )
    x, y = outlines(left, left + length_ms, least, most)
    figure.add_scatter(
        x=x, y=y, fill="toself", mode="lines", line={"width": 0}, hoverinfo="skip", showlegend=False
    )
    figure.add_scatter(x=left + length_ms / 2, y=middle, mode="lines")


def _in_unit(column: NDArray[np.int64], unit: float) -> Floats:
    found: Floats = np.where(column == NOTHING, np.nan, column / unit)
    return found


def _range(found: Curves, panel: Panel) -> list[float]:
    """Never so narrow that the last digit looks like a storm."""
    known = np.concatenate(
        [
            _in_unit(column, line.unit)
            for line in panel.lines
            for column in (found.of[line.quantity].least, found.of[line.quantity].most)
        ]
    )
    least, most = float(np.nanmin(known)), float(np.nanmax(known))
    if panel.from_zero:
        return [0, max(most * 1.1, 1)]
    room = max(0.15 * (most - least), 0.1 * abs(most))
    return [least - room, most + room]


def _lay_out(
    figure: go.Figure,
    found: Curves,
    panels: Sequence[Panel],
    edges: list[float],
    say: Translator,
    mode: Mode,
) -> None:
    count = len(panels)
    grid = {
        "gridcolor": faded(colour("line", mode), 0.6),
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": 11},
        "nticks": 3,
    }
    axes, words = {}, []
    for number, panel in enumerate(panels, 1):
        top = 1 - (number - 1) / count
        bottom = 1 - number / count + (_GAP if number < count else 0)
        name = "yaxis" if number == 1 else f"yaxis{number}"
        axes[name] = {
            **grid,
            "domain": [bottom, top - 0.2 / count],
            "ticksuffix": panel.suffix,
            "range": _range(found, panel),
        }
        words.append(
            {
                "text": say(panel.title),
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "y": top - 0.2 / count,
                "xanchor": "left",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 11},
            }
        )
    figure.update_layout(
        height=_AROUND_PX + _PANEL_PX * max(1, count),
        margin={"l": 60, "r": 8, "t": 4, "b": 36},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": colour("soft", mode), "size": 12, "family": "Source Sans, sans-serif"},
        separators=",." if say.language == "id" else ".,",
        hovermode="x",
        dragmode=False,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 1, "xanchor": "right"},
        xaxis={
            "type": "date",
            "range": edges,
            "fixedrange": True,
            "gridcolor": grid["gridcolor"],
            "tickfont": {"size": 11},
            "anchor": f"y{count}" if count > 1 else "y",
            "nticks": 9,
            "hoverformat": "%d/%m/%Y %H.%M",
            "tickformatstops": TIMES,
        },
        annotations=words,
        **axes,
    )
