"""Which view of the wall is on, and how large its tiles may be: pure."""

from collections.abc import Sequence
from enum import StrEnum
from math import ceil

from pantau.facts.instant import MINUTE, SECOND
from pantau.language import to_say

OLD_AFTER = MINUTE
"""Where the newest commit is older the whole wall goes grey, whatever else holds."""

USUAL_TURN_S = 20
_LEAST_TURN_S, _MOST_TURN_S = 5, 3600


class Turn(StrEnum):
    """What the left side of the wall shows."""

    SITES = "titik"
    MAP = "peta"
    MONTH = "bulan"


TITLES = {
    Turn.SITES: to_say("All sites by kecamatan"),
    Turn.MAP: to_say("Map"),
    Turn.MONTH: to_say("This month"),
}


def turn_seconds(asked: str | None) -> int:
    """For how long each view stays, as an address asks; what makes no sense is the usual time."""
    if asked is None or not asked.isascii() or not asked.isdecimal() or len(asked) > 5:
        return USUAL_TURN_S
    return min(max(int(asked), _LEAST_TURN_S), _MOST_TURN_S)


def turn_at(now: int, seconds: int, fixed: str | None) -> Turn:
    """Whose turn it is at ``now`` (microseconds UTC): all walls turn together.

    ``fixed``: a view that an address wants to see always.
    """
    turns = tuple(Turn)
    if fixed in set(turns):
        return Turn(fixed)
    return turns[now // (seconds * SECOND) % len(turns)]


def tile_size(counts: Sequence[int], width: float, height: float, most: float = 3.2) -> float:
    """The edge of the largest square tiles with which all groups fit, in the unit of the sides.

    ``counts``: tiles of each group; a group begins a new row and is followed by a fifth of a tile.
    No tile is ever left out: where many sites are watched they become small.
    """
    size = most
    while size > 0.05 and _needed(counts, width, size) > height:
        size *= 0.95
    return round(size, 3)


def _needed(counts: Sequence[int], width: float, size: float) -> float:
    a_row = max(1, int(width / size))
    return sum((ceil(count / a_row) + 0.2) * size for count in counts)
