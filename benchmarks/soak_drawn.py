"""The curves as one picture: an SVG of lines, without a library.

python -m benchmarks.soak_drawn FOLDER PICTURE
"""

import sys
from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10
from pathlib import Path
from typing import NamedTuple

from benchmarks.soak_curve import Curve

_WIDE, _HIGH = 380, 150  # of one panel, px
_LEFT, _TOP, _BELOW, _APART = 52, 46, 26, 26
_COLOURS = ("#0b6e99", "#d9480f", "#2b8a3e", "#862e9c")


class Line(NamedTuple):
    """``column`` of a curve, and what it is called."""

    column: str
    called: str


class Panel(NamedTuple):
    """One square of the picture: a file's columns over its time."""

    title: str
    file: str
    unit: str
    lines: tuple[Line, ...]


_YEAR, _DAYS, _HALF = "10 sites", "300 sites", "300 sites with packets"


def _virtual(title: str, file: str) -> tuple[Panel, Panel, Panel]:
    return (
        Panel(
            f"{title}: memory",
            file,
            "MB",
            (
                Line("memory_mb", "collector"),
                Line("kept_by_library_mb", "of it kept by the C library"),
            ),
        ),
        Panel(f"{title}: open files", file, "", (Line("handles", "collector"),)),
        Panel(
            f"{title}: store",
            file,
            "MB",
            (Line("samples_mb", "samples"), Line("journal_mb", "journal")),
        ),
    )


_THREE = ("collector", "beside", "alerter", "dashboard")
_CALLED = {"beside": "its further processes"}


def _each(what: str) -> tuple[Line, ...]:
    return tuple(Line(f"{name}_{what}", _CALLED.get(name, name)) for name in _THREE)


PANELS = (
    *_virtual(_YEAR, "year.csv"),
    *_virtual(_DAYS, "days.csv"),
    Panel(f"{_HALF}: memory", "half-hour.csv", "MB", _each("mb")),
    Panel(f"{_HALF}: open files", "half-hour.csv", "", _each("handles")),
    Panel(f"{_HALF}: store", "half-hour.csv", "MB", (Line("store_mb", "store"),)),
)


def picture(folder: Path) -> str:
    """All panels, three a row."""
    wide, high = _LEFT + _WIDE + _APART, _TOP + _HIGH + _BELOW
    rows = ceil(len(PANELS) / 3)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {3 * wide} {rows * high + 8}" '
        f'width="{3 * wide}" height="{rows * high + 8}" font-family="sans-serif" font-size="11">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for number, panel in enumerate(PANELS):
        parts.append(
            f'<g transform="translate({number % 3 * wide + _LEFT} {number // 3 * high + _TOP})">'
        )
        parts += _drawn(panel, Curve.read(folder / panel.file))
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])


def _drawn(panel: Panel, curve: Curve) -> Iterator[str]:
    last = curve.at[-1]
    most = max(max(curve.values[line.column]) for line in panel.lines)
    ticks = _ticks(most)
    top = ticks[-1]
    yield _text(0, -28, panel.title, bold=True)
    for value in ticks:
        y = _HIGH - value / top * _HIGH
        yield f'<path d="M0 {y:.1f}H{_WIDE}" stroke="#dddddd"/>'
        yield _text(-6, y + 4, f"{value:g}", anchor="end")
    for value in _ticks(last):
        if value <= last:
            x = value / last * _WIDE
            yield _text(x, _HIGH + 16, f"{value:g}", anchor="middle")
    yield _text(_WIDE, -28, f"{last:.0f} {curve.unit}s", anchor="end")
    place = 0.0
    for colour, line in zip(_COLOURS, panel.lines, strict=False):
        yield _text(place, -12, f"– {line.called}", colour=colour)
        place += 24 + 6.2 * len(line.called)
        points = " ".join(
            f"{at / last * _WIDE:.1f},{_HIGH - value / top * _HIGH:.1f}"
            for at, value in zip(curve.at, curve.values[line.column], strict=True)
        )
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.4"/>'


def _ticks(most: float) -> Sequence[float]:
    """Round numbers from 0 to at least ``most``."""
    rough = max(most, 1e-9) / 4
    scale = 10 ** floor(log10(rough))
    step = next(each * scale for each in (1, 2, 2.5, 5, 10) if each * scale >= rough)
    return [round(number * step, 9) for number in range(ceil(most / step) + 1)]


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    colour: str = "#333333",
    bold: bool = False,
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>'
        f"{escape(words)}</text>"
    )


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(picture(Path(sys.argv[1])), "utf-8")
