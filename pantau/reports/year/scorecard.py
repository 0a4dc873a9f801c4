"""A provider's year in one figure, with all that it is made of in sight. Pure.

The weights are this program's, not a contract's: they stand on the paper, so that whoever thinks
otherwise can weigh again.
"""

from dataclasses import dataclass
from fractions import Fraction

from pantau.language import to_say
from pantau.reports.year.figures import Repaired
from pantau.sla import Total

_NEAR_S = 3_600


@dataclass(frozen=True, slots=True)
class Criterion:
    """``words``: what is asked; ``weight``: percent; ``share``: how far it was met, 0 to 1."""

    words: str
    weight: int
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Score:
    """``points``: 0 to 100, over the criteria that could be judged; None without an objective."""

    criteria: tuple[Criterion, ...]
    points: Fraction | None


def score(total: Total, repairs: Repaired) -> Score:
    """The year's score; ``total``: of all its months of sites."""
    judged = total.compliant + total.not_compliant
    met = Fraction(total.compliant, judged) if judged else None
    quick = None
    if repairs.median_seconds is not None:
        quick = min(Fraction(1), Fraction(_NEAR_S, max(repairs.median_seconds, 1)))
    criteria = (
        Criterion(to_say("Months of sites in which the objective was met"), 60, met),
        Criterion(to_say("Repairs within the time that the contract allows"), 25, repairs.in_time),
        Criterion(to_say("Median repair within an hour (an hour over its length)"), 15, quick),
    )
    known = [(each.weight, each.share) for each in criteria if each.share is not None]
    # Speed alone is no score: without a single objective there is nothing that was promised.
    if met is None:
        return Score(criteria, None)
    reached = sum((weight * share for weight, share in known), Fraction(0))
    return Score(criteria, reached * 100 / sum(weight for weight, _ in known))
