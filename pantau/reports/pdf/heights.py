"""How high a text becomes at most. What is kept on one page has to fit on it: the rest of a block
that is higher than its page is drawn below the paper, where nobody sees it."""

from collections.abc import Iterable
from typing import Final

from pantau.reports.columns import room
from pantau.reports.pdf.sheet import Sheet

LINE: Final = 1.35
"""The height of a line with what is between it and the next, in sizes of its letters: at most."""
_KEPT: Final = 2 / 3


def lines(text: str, width: float, size: float) -> int:
    """At most so many lines in ``width`` points, all letters bold: of two that follow one another
    the words would not have fitted into one."""
    return sum(
        1 if wide <= width else int(2 * wide / max(width, 1.0)) + 1
        for wide in (room(part, size) for part in text.split("\n"))
    )


def highest(row: Iterable[tuple[str, float]], size: float) -> float:
    """The points that the texts of a row take at most, each in its width."""
    return LINE * size * max((lines(text, width, size) for text, width in row), default=1)


def kept(height: float, page: Sheet) -> bool:
    """Whether what takes at most ``height`` points is kept on one page: it surely fits, a row with
    its headings too, and where it goes on to the next page it leaves no large gap behind."""
    return height <= _KEPT * page.tall
