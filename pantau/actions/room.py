"""How fast a disk fills, and how many days are left. Pure."""

from collections.abc import Callable, Sequence
from statistics import median

from pantau.facts.instant import DAY
from pantau.facts.saved import SpaceDay

_BACK = 28
_APART = 7  # so that a quiet Sunday is in each of them
_LEAST_PAIRS = 3


def growth(days: Sequence[SpaceDay]) -> float | None:
    """Bytes a day by which room goes, of the last four weeks; None where too little is known.

    Of all pairs of days that are seven apart the median of what was added between them: a large
    import, or an evening's tidying up, lies in seven pairs of twenty-one, and is no trend. The
    greater of two: by how much our own data grows, and by how much what is free shrinks, whoever
    takes it. 0 where nothing grows.
    """
    if not days:
        return None
    recent = {each.day: each for each in days if each.day > days[-1].day - _BACK}
    pairs = [(each, recent[day + _APART]) for day, each in recent.items() if day + _APART in recent]
    if len(pairs) < _LEAST_PAIRS:
        return None
    # On another disk, what is free is another matter.
    same = [pair for pair in pairs if pair[0].size == pair[1].size == days[-1].size]
    return max(_a_day(pairs, lambda each: each.total), _a_day(same, lambda each: -each.free), 0.0)


def days_left(days: Sequence[SpaceDay]) -> float | None:
    """Until the disk is full, if it goes on so; None where it does not grow or nobody can tell."""
    by = growth(days)
    return days[-1].free / by if by else None


def free_percent(day: SpaceDay) -> float | None:
    """What is free of the disk; None where its size is not known."""
    return 100 * day.free / day.size if day.size else None


def _a_day(pairs: Sequence[tuple[SpaceDay, SpaceDay]], what: Callable[[SpaceDay], int]) -> float:
    if not pairs:
        return 0.0
    return median(
        (what(later) - what(first)) * DAY / (later.at - first.at) for first, later in pairs
    )
