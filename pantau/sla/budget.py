"""How much more a site may be down this month before its objective is missed."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from pantau.sla.result import SlaResult


def error_budget(result: SlaResult) -> int | None:
    """The down seconds that are left this month; negative where the objective is broken.

    Allowed are (1 - objective) of the whole month's service time inside the term, the future
    included and neither excluded nor unknown time taken off; the result is floored. None without
    an objective.
    """
    if result.objective is None:
        return None
    share = _tolerated(result.objective)
    return result.term_seconds * share.numerator // share.denominator - result.down_seconds


# Contracts state a handful of objectives, and a month of 300 sites asks for each of them.
@lru_cache(maxsize=256)
def _tolerated(objective: Decimal) -> Fraction:
    """The share of time (0 to 1) that an objective (percent) leaves."""
    return 1 - Fraction(objective) / 100
