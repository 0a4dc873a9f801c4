"""Which sites need somebody's decision, and which one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pantau.facts.words import Standing
from pantau.reports.month.facts import MonthFacts
from pantau.sla.groups import Row

MOST = 5
_OFTEN = 3


class Wanted(StrEnum):
    """What has to be decided."""

    DECIDE_EXCLUSION = "decide_exclusion"
    OTHER_LINE = "other_line"
    ASK_PROVIDER = "ask_provider"
    BETTER_MEASURING = "better_measuring"


@dataclass(frozen=True, slots=True)
class Wanting:
    """A site that needs a decision. ``in_a_row``: months missed up to and with this one.

    ``late``: repairs that took longer than the contract allows; ``proposals``: exclusions of which
    nobody has decided.
    """

    row: Row
    wanted: Wanted
    in_a_row: int
    late: int
    proposals: tuple[str, ...]


def wanting(facts: MonthFacts, most: int = MOST) -> tuple[Wanting, ...]:
    """At most ``most``, the most pressing first: missed longest, then farthest below."""
    open_ones = _undecided(facts)
    late: dict[str, int] = {}
    for each in facts.repairs:
        if each.repair.late:
            late[each.site] = late.get(each.site, 0) + 1
    found = []
    for row in facts.rows:
        run = _in_a_row(facts, row)
        proposals = open_ones.get(row.result.site, ())
        wanted = _wanted(row, run, proposals)
        if wanted is not None:
            found.append(Wanting(row, wanted, run, late.get(row.result.site, 0), proposals))
    return tuple(sorted(found, key=_pressing)[:most])


def _wanted(row: Row, run: int, proposals: tuple[str, ...]) -> Wanted | None:
    if proposals and row.result.compliant is False:
        return Wanted.DECIDE_EXCLUSION
    if not row.result.claimable:
        return Wanted.BETTER_MEASURING
    if row.result.compliant is not False:
        return None
    return Wanted.OTHER_LINE if run >= _OFTEN else Wanted.ASK_PROVIDER


def _in_a_row(facts: MonthFacts, row: Row) -> int:
    """Months that missed the objective in a row, back from this one."""
    run = 0
    for result in (facts.result, *reversed(facts.before)):
        mine = [each for each in result.sites if each.site == row.result.site]
        if not any(each.compliant is False for each in mine):
            break
        run += 1
    return run


def _undecided(facts: MonthFacts) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in facts.outages:
        for each in line.exclusions:
            if each.standing is Standing.PROPOSED:
                found.setdefault(line.part.outage.site, {})[each.id] = None
    return {site: tuple(names) for site, names in found.items()}


def _pressing(each: Wanting) -> tuple[int, Fraction, str]:
    result = each.row.result
    below = (result.availability or Fraction(0)) - Fraction(result.objective or 0) / 100
    return -each.in_a_row, below, each.row.name
