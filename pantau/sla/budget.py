"""How much more a site may be down this month before its objective is missed."""

from fractions import Fraction

from pantau.sla.result import SlaResult


def error_budget(result: SlaResult) -> int | None:
    """The down seconds that are left this month; negative where the objective is broken.

    Allowed are (1 - objective) of the whole month's service time inside the term, the future
    included and neither excluded nor unknown time taken off; the result is floored. None without
    an objective.
    """
    if result.objective is None:
        return None
    allowed = result.term_seconds * (1 - Fraction(result.objective) / 100)
    return allowed.numerator // allowed.denominator - result.down_seconds
