"""How wide the columns of a table are, and how large its text: words and figures stay whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pantau.reports.cell import Cell, plain
from pantau.reports.content import Align, Column
from pantau.reports.face import Face, bold, regular

INSET: Final = 3.0
"""Points that a cell keeps free on each side."""
# No word of a text may claim more than this share of the page.
_MOST: Final = 0.3
# Kerning can widen too; and layout rounds.
_SLACK: Final = 1.02
_FINE: Final = 0.01  # points


@dataclass(frozen=True, slots=True)
class Text:
    """A cell's text; ``whole``: a figure, which is never broken into lines; ``strong``: bold."""

    shown: str
    whole: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """Points: the text's size and the width of each column."""

    size: float
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Need:
    """At size 1, without insets: what figures and the heading need, the least at which no word
    breaks either, and the width at which nothing wraps."""

    firm: float
    least: float
    easy: float


def texts(
    row: Sequence[Cell],
    columns: Sequence[Column],
    shown: Callable[[Cell], str],
    *,
    strong: bool = False,
) -> list[Text]:
    """A row's texts. What stands on the right is a figure, "256 of 288" too."""
    return [
        Text(
            shown(cell),
            whole=column.align is Align.RIGHT or not isinstance(plain(cell), str),
            strong=strong,
        )
        for cell, column in zip(row, columns, strict=True)
    ]


def fit(
    headings: Sequence[str],
    rows: Sequence[Sequence[Text]],
    weights: Sequence[float],
    inner: float,
    sizes: Sequence[float],
) -> Fit:
    """The largest text of ``sizes`` (points, falling) at which every word has room in ``inner``
    points, and the columns for it; where it has at none, the smallest, and the longest words of
    names break: figures and headings last.

    Room beyond that goes by ``weights``, but to no column more than its longest text needs while
    another has to wrap.
    """
    needs = [
        _need(heading, [row[i] for row in rows], inner / sizes[0])
        for i, heading in enumerate(headings)
    ]
    for size in sizes:
        least = [need.least * size + 2 * INSET for need in needs]
        if sum(least) <= inner:
            break
    else:
        firm = [need.firm * size + 2 * INSET for need in needs]
        return Fit(size, tuple(_squeezed(firm, least, inner)))
    easy = [need.easy * size + 2 * INSET for need in needs]
    return Fit(size, tuple(_shared(least, easy, weights, inner)))


def fits(text: str, width: float, size: float) -> bool:
    """Whether ``text`` surely takes a single line in ``width`` points."""
    return "\n" not in text and _natural(text, size) <= width


@lru_cache(maxsize=1 << 14)
def room(text: str, size: float) -> float:
    """The points that ``text`` surely has room in on one line, also where it is bold."""
    return bold().width(text, size * _SLACK)


@lru_cache(maxsize=1 << 14)
def _natural(text: str, size: float) -> float:
    return regular().width(text, size * _SLACK)


def _need(heading: str, cells: Sequence[Text], page: float) -> _Need:
    plain, strong = regular(), bold()
    most = _MOST * page
    # Many cells say the same: each text is measured once.
    wide = {cell: (strong if cell.strong else plain).width(cell.shown, _SLACK) for cell in {*cells}}
    figures = max((width for cell, width in wide.items() if cell.whole), default=0.0)
    words = max(
        (
            min(_longest_word(cell.shown, width, strong if cell.strong else plain), most)
            for cell, width in wide.items()
            if not cell.whole
        ),
        default=0.0,
    )
    head = strong.width(heading, _SLACK)
    # A heading has two lines without a squeeze; one long word in it has its room.
    firm = max(figures, min(_longest_word(heading, head, strong), most))
    least = max(firm, words)
    return _Need(firm, least, max(least, head / 2, *wide.values(), 0.0))


def _longest_word(text: str, whole: float, face: Face) -> float:
    if " " not in text and "\n" not in text:
        return whole
    return max((face.width(word, _SLACK) for word in text.split()), default=0.0)


def _squeezed(firm: Sequence[float], least: Sequence[float], inner: float) -> list[float]:
    """``inner`` for columns of which it is too little: the longest words give way first, and only
    where they cannot give enough, figures and headings."""
    if sum(firm) >= inner:
        return [each * inner / sum(firm) for each in firm]

    def capped(most: float) -> list[float]:
        return [max(low, min(high, most)) for low, high in zip(firm, least, strict=True)]

    fitting, passing = 0.0, max(least)
    while passing - fitting > _FINE:
        most = (fitting + passing) / 2
        fitting, passing = (most, passing) if sum(capped(most)) <= inner else (fitting, most)
    widths = capped(fitting)
    return [each * inner / sum(widths) for each in widths]


def _shared(
    least: Sequence[float], easy: Sequence[float], weights: Sequence[float], inner: float
) -> list[float]:
    spare = inner - sum(easy)
    if spare >= 0:
        return [each + spare * each / sum(easy) for each in easy]
    # Columns whose share by weight is outside their bounds get the bound; the rest share anew.
    bound: dict[int, float] = {}
    while True:
        loose = [i for i in range(len(least)) if i not in bound]
        left = inner - sum(bound.values())
        total = sum(weights[i] for i in loose)
        share = {i: left * weights[i] / total for i in loose}
        small = {i: least[i] for i in loose if share[i] < least[i]}
        large = {i: easy[i] for i in loose if share[i] > easy[i]}
        if not small and not large:
            return [bound[i] if i in bound else share[i] for i in range(len(least))]
        # The side that lacks or leaves more goes first, so that no bound is passed later.
        lacks = sum(least[i] - share[i] for i in small)
        leaves = sum(share[i] - easy[i] for i in large)
        bound |= small if lacks >= leaves else large
