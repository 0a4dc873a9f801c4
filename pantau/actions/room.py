"""How fast a disk fills, and how many days are left. Pure."""

from collections.abc import Sequence
from statistics import median

from pantau.facts.instant import DAY
from pantau.facts.saved import SpaceDay

LEAST_DAYS = 7
"""Of fewer days nobody can tell a trend from a busy afternoon."""
_BACK_DAYS = 28


def growth(days: Sequence[SpaceDay]) -> float | None:
    """Bytes a day by which room goes, of the last four weeks; None where too little is known.

    The greater of two medians over all pairs of days (Theil and Sen): by how much our own data
    grows, and by how much what is free shrinks, whoever takes it. A median, so that one evening's
    tidying up, or one large import, is no trend. 0 where nothing grows.
    """
    if not days:
        return None
    recent = [each for each in days if each.at > days[-1].at - _BACK_DAYS * DAY]
    if recent[-1].day - recent[0].day < LEAST_DAYS - 1:
        return None
    ours = _slope([(each.at, each.total) for each in recent])
    others = _slope([(each.at, -each.free) for each in recent if each.size == recent[-1].size])
    return max(ours, others, 0.0)


def days_left(days: Sequence[SpaceDay]) -> float | None:
    """Until the disk is full, if it goes on so; None where it does not grow or nobody can tell."""
    by = growth(days)
    return days[-1].free / by if by else None


def free_percent(day: SpaceDay) -> float | None:
    """What is free of the disk; None where its size is not known."""
    return 100 * day.free / day.size if day.size else None


def _slope(points: Sequence[tuple[int, int]]) -> float:
    """Bytes a day."""
    slopes = [
        (later - earlier) * DAY / (then - at)
        for number, (at, earlier) in enumerate(points)
        for then, later in points[number + 1 :]
    ]
    return median(slopes) if slopes else 0.0
