"""Charts as data: where each mark stands. What it looks like is the templates' business.

Positions are floats in points or shares of the drawing: nothing that is read off is worked out
here, every figure comes as text.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import groupby
from math import cos, radians

from pantau.reports.content import BarChart, DaySheet, Line, LineChart, PartedBar, PlaceMap
from pantau.reports.pdf.face import regular
from pantau.reports.pdf.printable import breakable

_LABEL_SIZE = 8.0
_LABEL_MOST = 0.36
_STEP_GAP = 6.0
_MAP_HEIGHT = 330.0
_DAY_SIZE = 7.0
_DAY_LABEL_MOST = 0.32

Data = dict[str, object]


def parted_bar(block: PartedBar, inner: float) -> Data:
    """The share of each part; a part of nothing is listed and not drawn."""
    whole = sum(part.value for part in block.parts)
    return {
        "kind": "parted_bar",
        "width": inner,
        "parts": [
            {
                "looks": part.looks,
                "label": part.label,
                "shown": part.shown,
                "share": part.value / whole if whole else 0.0,
            }
            for part in block.parts
        ],
    }


def bar_chart(block: BarChart, inner: float) -> Data:
    """Lengths as shares of the room between ``low`` and 1."""
    label = min(_widest(bar.label for bar in block.bars) + 8, inner * _LABEL_MOST)
    value = _widest(bar.shown for bar in block.bars) + 14
    return {
        "kind": "bar_chart",
        "label": label,
        "room": max(inner - label - value, inner * 0.2),
        "value": value,
        "cut": block.low > 0,
        "mark": None if block.mark is None else _beyond(block.mark, block.low),
        "mark_label": block.mark_label,
        "bars": [
            {
                "label": breakable(bar.label, label - 8, _LABEL_SIZE),
                "length": None if bar.share is None else _beyond(bar.share, block.low),
                "shown": bar.shown,
                "good": bar.good,
            }
            for bar in block.bars
        ],
    }


def _widest(texts: Iterable[str], size: float = _LABEL_SIZE) -> float:
    return max((regular().width(text, size) for text in texts), default=0.0)


def _beyond(share: Fraction, low: Fraction) -> float:
    if low >= 1:
        return 0.0
    return float(min(max((share - low) / (1 - low), Fraction(0)), Fraction(1)))


def line_chart(block: LineChart, inner: float) -> Data:
    """Heights as shares between the lowest and the highest value; both are named at the side."""
    points = [point for line in block.lines for point in line.points]
    known = [(point.value, point.shown) for point in points if point.value is not None]
    values = [value for value, _ in known] + ([] if block.mark is None else [block.mark])
    low, high = (min(values), max(values)) if values else (Fraction(0), Fraction(0))

    def height(value: Fraction) -> float:
        return float((value - low) / (high - low)) if high > low else 0.5

    # Where the mark is highest or lowest, it names itself.
    ends = {height(value): text for value, text in known if value in (low, high)}
    labels = [point.label for point in block.lines[0].points] if block.lines else []
    side = _widest(ends.values()) + 8
    room = inner - side - 12 - (_widest([block.mark_label]) if block.mark is not None else 0)
    return {
        "kind": "line_chart",
        "side": side,
        "room": room,
        "ends": [[at, text] for at, text in sorted(ends.items())],
        "mark": None if block.mark is None else height(block.mark),
        "mark_label": block.mark_label,
        "labels": labels,
        "every": _every(labels, room),
        "lines": [
            {"label": line.label, "runs": [_run(run, height) for run in _runs(line)]}
            for line in block.lines
        ],
    }


def _runs(line: Line) -> list[list[tuple[int, Fraction]]]:
    """Points between which nothing is missing."""
    steps = enumerate(point.value for point in line.points)
    parts = groupby(steps, key=lambda step: step[1] is None)
    return [
        [(i, value) for i, value in part if value is not None] for none, part in parts if not none
    ]


def _run(run: list[tuple[int, Fraction]], height: Callable[[Fraction], float]) -> list[list[float]]:
    return [[i, height(value)] for i, value in run]


def _every(labels: list[str], room: float) -> int:
    """Each how many steps a label has room for."""
    if not labels:
        return 1
    widest = _widest(labels) + _STEP_GAP
    every = 1
    while every < len(labels) and room / max(len(labels) - 1, 1) * every < widest:
        every += 1
    return every


def day_sheet(block: DaySheet, inner: float) -> Data:
    """Runs of days that look alike, per row."""
    label = min(_widest((row.label for row in block.rows), _DAY_SIZE) + 8, inner * _DAY_LABEL_MOST)
    last = _widest((*(row.last for row in block.rows), block.last), _DAY_SIZE) + 10
    return {
        "kind": "day_sheet",
        "label": label,
        "last_width": last,
        "day": (inner - label - last) / max(len(block.days), 1),
        "days": block.days,
        "last": block.last,
        "legend": block.legend,
        "rows": [
            {
                "label": breakable(row.label, label - 8, _DAY_SIZE),
                "last": row.last,
                "runs": _alike([mark.looks for mark in row.marks]),
                "letters": [
                    [i, mark.looks, mark.shown]
                    for i, mark in enumerate(row.marks)
                    if 0 < len(mark.shown) <= 2
                ],
            }
            for row in block.rows
        ],
    }


def _alike(looks: list[str]) -> list[list[object]]:
    found: list[list[object]] = []
    at = 0
    for look, part in groupby(looks):
        length = len(list(part))
        found.append([look, at, length])
        at += length
    return found


def place_map(block: PlaceMap, inner: float) -> Data:
    """Degrees as points on the sheet, a degree of longitude shortened as the latitude asks."""
    everything = [(each.longitude, each.latitude) for each in block.places]
    everything += [corner for ring in block.outlines for corner in ring]
    if not everything:
        return {"kind": "place_map", "width": inner, "height": 0.0, "outlines": [], "places": []}
    west, east = min(x for x, _ in everything), max(x for x, _ in everything)
    south, north = min(y for _, y in everything), max(y for _, y in everything)
    narrow = cos(radians((south + north) / 2))
    pad = 8.0
    wide, tall = max((east - west) * narrow, 1e-6), max(north - south, 1e-6)
    scale = min((inner - 2 * pad) / wide, (_MAP_HEIGHT - 2 * pad) / tall)

    def spot(x: float, y: float) -> list[float]:
        left = (inner - wide * scale) / 2 + (x - west) * narrow * scale
        return [round(left, 2), round(pad + (north - y) * scale, 2)]

    # What is good is drawn first, so that what is not lies on top.
    order = {True: 0, None: 1, False: 2}
    return {
        "kind": "place_map",
        "width": inner,
        "height": tall * scale + 2 * pad,
        "outlines": [[spot(x, y) for x, y in ring] for ring in block.outlines],
        "places": [
            [*spot(each.longitude, each.latitude), each.good]
            for each in sorted(block.places, key=lambda each: order[each.good])
        ],
        "legend": block.legend,
    }
