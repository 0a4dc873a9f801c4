"""From what sources said of villages to what is known of each on a day. Pure.

The newest statement holds, by the day for which it was said. Where two of that day say different
things neither holds: the village is shown as disputed. Where nobody said anything nothing is known,
and it is never counted as covered.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pantau.facts.coverage import CoverageStatement
from pantau.facts.region import Coverage, CoverageGroup

GROUPS: dict[Coverage, CoverageGroup] = {
    Coverage.BLANK: CoverageGroup.BLANK,
    Coverage.PLANNED: CoverageGroup.IN_WORK,
    Coverage.SURVEY: CoverageGroup.IN_WORK,
    Coverage.TENDER: CoverageGroup.IN_WORK,
    Coverage.BUILDING: CoverageGroup.IN_WORK,
    Coverage.ON_AIR: CoverageGroup.COVERED,
    Coverage.WEAK: CoverageGroup.WEAK,
}
"""As what a village is counted of which this was said."""

_AS_OF = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that counts. ``id``: "C17" or "C17-2"; ``day``: from when it counts.

    ``author``: who wrote it down, at ``at`` (microseconds UTC).
    """

    id: str
    said: CoverageStatement
    day: date
    author: str
    at: int


@dataclass(frozen=True, slots=True)
class VillageStanding:
    """What is known of a village on a day. ``newest``: the statements of the newest day.

    ``state`` is None where nobody said anything, and where the newest contradict each other.
    """

    village: str
    state: Coverage | None
    group: CoverageGroup
    newest: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many villages are counted as what."""

    counts: Mapping[CoverageGroup, int]

    @property
    def villages(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def covered(self) -> Fraction | None:
        """The share of all villages that is covered, 0 to 1; None where there is no village.

        Villages, not people; one of which nothing is known is not covered.
        """
        if not self.villages:
            return None
        return Fraction(self.counts.get(CoverageGroup.COVERED, 0), self.villages)


def day_of(as_of: str) -> date | None:
    """The first day of the year, month or day that is written; None for what is none of them."""
    found = _AS_OF.fullmatch(as_of)
    if found is None:
        return None
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def standing(village: str, statements: Iterable[Statement], day: date) -> VillageStanding:
    """What is known of ``village`` on ``day``, from statements about any villages."""
    known = [each for each in statements if each.said.village == village and each.day <= day]
    if not known:
        return VillageStanding(village, None, CoverageGroup.UNSTATED)
    last = max(each.day for each in known)
    newest = tuple(each for each in known if each.day == last)
    states = {each.said.state for each in newest}
    if len(states) > 1:
        return VillageStanding(village, None, CoverageGroup.DISPUTED, newest)
    [state] = states
    return VillageStanding(village, state, GROUPS[state], newest)


def standings(
    villages: Iterable[str], statements: Iterable[Statement], day: date
) -> dict[str, VillageStanding]:
    """By code, what is known of each of ``villages`` on ``day``."""
    said = _by_village(statements)
    return {village: standing(village, said.get(village, ()), day) for village in villages}


def _by_village(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    said: dict[str, list[Statement]] = {}
    for each in statements:
        said.setdefault(each.said.village, []).append(each)
    return said


def history(village: str, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """All that was said of a village, the newest first."""
    found = (each for each in statements if each.said.village == village)
    return tuple(sorted(found, key=lambda each: (each.day, each.at, each.id), reverse=True))


def tally(found: Iterable[VillageStanding]) -> Tally:
    """How many are counted as what; every group is named."""
    counted = Counter(each.group for each in found)
    return Tally({group: counted[group] for group in CoverageGroup})


def by_kecamatan(
    kecamatan: Mapping[str, str], found: Mapping[str, VillageStanding]
) -> dict[str, Tally]:
    """The tally of each kecamatan, in the order in which they come.

    ``kecamatan``: the name by village code.
    """
    names = dict.fromkeys(kecamatan[village] for village in found)
    return {
        name: tally(each for village, each in found.items() if kecamatan[village] == name)
        for name in names
    }


def over_time(
    villages: Sequence[str], statements: Sequence[Statement], until: date
) -> list[tuple[date, Tally]]:
    """The tally of ``villages`` on every day for which anything was said of them, and on ``until``.

    In order of days.
    """
    known = frozenset(villages)
    said = _by_village(each for each in statements if each.said.village in known)
    changed: dict[date, set[str]] = {until: set()}
    for each in (one for of_village in said.values() for one in of_village):
        if each.day <= until:
            changed.setdefault(each.day, set()).add(each.said.village)
    current = standings(villages, (), until)
    found = []
    for day in sorted(changed):
        # A village stands otherwise only on a day for which something was said of it.
        for village in changed[day]:
            current[village] = standing(village, said[village], day)
        found.append((day, tally(current.values())))
    return found
