"""The sheet of days as data: what looks alike is drawn as one."""

from itertools import groupby
from typing import Final

from pantau.reports.pdf.charts import widest
from pantau.reports.pdf.printable import breakable
from pantau.reports.pictures import DaySheet

_SIZE: Final = 7.0
_LABEL_MOST: Final = 0.32


def day_sheet(block: DaySheet, inner: float) -> dict[str, object]:
    """Runs of days that look alike, per row."""
    label = min(widest((row.label for row in block.rows), _SIZE) + 8, inner * _LABEL_MOST)
    last = widest((*(row.last for row in block.rows), block.last), _SIZE) + 10
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
                "label": breakable(row.label, label - 8, _SIZE),
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
