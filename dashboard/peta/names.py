"""Where the name of a kecamatan is written: inside its outline, and where few sites stand. Pure."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from pantau.inventory.outlines.projection import Spot
from pantau.inventory.outlines.shapes import Outline

# Of the height of the whole, as text is drawn where all of it is seen on a usual screen.
_LETTER, _LINE = 1 / 70, 1 / 30
_ROWS = 16


@lru_cache(maxsize=4)
def name_places(
    outlines: tuple[Outline, ...], sites: tuple[Spot, ...], height: float
) -> tuple[Spot, ...]:
    """A place for the middle of each name, in units. ``height``: of the whole picture, units.

    It depends on where sites are and not on how they are: names never move by themselves.
    """
    return tuple(_place(outline, sites, height) for outline in outlines)


def _place(outline: Outline, sites: Sequence[Spot], height: float) -> Spot:
    """The candidate that the fewest sites stand on; of equal ones that in the widest stretch."""
    ring = max(outline.rings, key=_area)
    half = len(outline.name) * _LETTER * height / 2
    line = _LINE * height / 2

    def badness(candidate: tuple[Spot, float]) -> tuple[float, float]:
        (x, y), room = candidate
        covered = sum(abs(x - at) <= half and abs(y - up) <= line for at, up in sites)
        # What does not fit into its outline reads as a name of its neighbour.
        lacking = max(0.0, half - room) / half
        return covered + 6 * lacking, -room

    found = min(_candidates(ring), key=badness, default=(ring[0], 0.0))
    return round(found[0][0]), round(found[0][1])


def _candidates(ring: Sequence[Spot]) -> Iterator[tuple[Spot, float]]:
    """Places inside of the ring, and how far each is from its nearer side, east or west."""
    ys = [y for _, y in ring]
    low, high = min(ys), max(ys)
    for step in range(2, _ROWS - 1):
        # Half a unit off: no line runs exactly through a corner.
        y = low + (high - low) * step / _ROWS + 0.5
        cuts = sorted(_cuts(ring, y))
        for left, right in zip(cuts[::2], cuts[1::2], strict=False):
            for share in (0.3, 0.4, 0.5, 0.6, 0.7):
                wide = right - left
                yield (left + wide * share, y), wide * min(share, 1 - share)


def _cuts(ring: Sequence[Spot], y: float) -> list[float]:
    """Where the line of this latitude crosses the ring."""
    return [
        ax + (bx - ax) * (y - ay) / (by - ay)
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (ay > y) != (by > y)
    ]


def _area(ring: Sequence[Spot]) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs))
