"""Where places lie on the picture: Web Mercator, in units that suit one regency.

Mercator, because that is what all other maps use; a unit is about 10 m here, x grows to the east
and y to the south, as on a screen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log, pi, radians, tan

UNITS = 4_000_000.0
"""The world's width. One unit is 10 m on the equator, and a regency some 15,000 units wide."""

# The middle of the regency: near it numbers are small, and browsers draw small ones exactly.
_ORIGIN = (3_290_000, 2_020_000)

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the picture: its corner in the north-west, and how wide and high it is, units."""

    x: float
    y: float
    width: float
    height: float


# Places do not move: each look at the map asks for those of the last one.
@lru_cache(maxsize=4_096)
def spot(latitude: float, longitude: float) -> Spot:
    """Where a place (degrees) lies, in units. Latitudes are cut at 85 degrees, as on all maps."""
    latitude = max(-85.0, min(85.0, latitude))
    x = (longitude + 180) / 360
    y = (1 - log(tan(pi / 4 + radians(latitude) / 2)) / pi) / 2
    return round(x * UNITS - _ORIGIN[0], 1), round(y * UNITS - _ORIGIN[1], 1)


def box_around(spots: Iterable[Spot], margin: float = 0.04) -> Box | None:
    """The least box that holds all, and ``margin`` (a share of its longer side) beyond.

    None where there is no spot. A single spot gets a box of some kilometres.
    """
    found = list(spots)
    if not found:
        return None
    xs, ys = [x for x, _ in found], [y for _, y in found]
    beyond = max(margin * max(max(xs) - min(xs), max(ys) - min(ys)), 300.0)
    return Box(
        round(min(xs) - beyond, 1),
        round(min(ys) - beyond, 1),
        round(max(xs) - min(xs) + 2 * beyond, 1),
        round(max(ys) - min(ys) + 2 * beyond, 1),
    )
