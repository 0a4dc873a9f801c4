"""Charts as data: where each mark stands. What it looks like is the templates' business.

Positions are floats in points or shares of the drawing: nothing that is read off is worked out
here, every figure comes as text.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import groupby

from pantau.reports.face import regular
from pantau.reports.pdf.printable import breakable
from pantau.reports.pictures import BarChart, Line, LineChart, PartedBar

_LABEL_SIZE = 8.0
_LABEL_MOST = 0.36
_STEP_GAP = 6.0

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
    label = min(widest(bar.label for bar in block.bars) + 8, inner * _LABEL_MOST)
    value = widest(bar.shown for bar in block.bars) + 14
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


def widest(texts: Iterable[str], size: float = _LABEL_SIZE) -> float:
    """The width in points of the longest of ``texts``; 0 without any."""
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
    side = widest(ends.values()) + 8
    # At the right the mark is named, and half of the last label hangs over.
    over = 12 + (widest([block.mark_label]) if block.mark is not None else 0)
    room = inner - side - max(over, widest(labels[-1:]) / 2)
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
    step = widest(labels) + _STEP_GAP
    every = 1
    while every < len(labels) and room / max(len(labels) - 1, 1) * every < step:
        every += 1
    return every
