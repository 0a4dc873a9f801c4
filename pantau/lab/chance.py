"""How far chance alone can move what is written of a link that loses echoes beside its outages."""

from functools import cache

RARE = 1e-5
"""Less likely than this is no chance any more: a long run judges some thousands of outages."""

_NEVER = 0.95


@cache
def lost_in_a_row(share: float) -> int:
    """So many echoes in a row are hardly ever lost where ``share`` of them are."""
    number, chance = 0, 1.0
    while chance >= RARE and share <= _NEVER:
        number, chance = number + 1, chance * share
    return number


@cache
def until_in_a_row(answers: int, share: float) -> int:
    """Among so many echoes there are hardly ever fewer than ``answers`` in a row answered."""
    # By how many answers the latest echoes end, as long as there were never enough in a row.
    waiting = [1.0] + [0.0] * (answers - 1)
    number = 0
    while sum(waiting) >= RARE and share <= _NEVER:
        waiting = [share * sum(waiting), *((1 - share) * each for each in waiting[:-1])]
        number += 1
    return number
