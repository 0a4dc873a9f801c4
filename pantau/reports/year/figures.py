"""What twelve months say when they are put together: pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from pantau.reports.year.facts import YearFacts
from pantau.sla import Total
from pantau.sla.groups import Row
from pantau.sla.quality.repaired import SiteRepair
from pantau.sla.total import sum_up


@dataclass(frozen=True, slots=True)
class SiteYear:
    """A site's year: its seconds summed, and in how many judged months it missed its objective."""

    site: str
    name: str
    kecamatan: str
    total: Total
    judged: int
    missed: int


@dataclass(frozen=True, slots=True)
class Repaired:
    """Repairs that ended: how many, how long (seconds), how many later than the contract allows.

    ``timed``: those that have a target; ``late`` are among them.
    """

    ended: int
    median_seconds: int | None
    p90_seconds: int | None
    timed: int
    late: int

    @property
    def in_time(self) -> Fraction | None:
        """The share that was in time; None where nothing has a target."""
        return Fraction(self.timed - self.late, self.timed) if self.timed else None


def of_sites(facts: YearFacts) -> tuple[SiteYear, ...]:
    """Every site's year, the lowest availability first; sites without a figure are left out."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in facts.rows:
        found[row.result.site].append(row)
    made = [_site_year(rows) for rows in found.values()]
    known = [each for each in made if each.total.availability is not None]
    return tuple(sorted(known, key=lambda each: (each.total.availability or 0, each.name)))


def _site_year(rows: Sequence[Row]) -> SiteYear:
    verdicts = [row.result.compliant for row in rows]
    return SiteYear(
        site=rows[0].result.site,
        name=rows[-1].name,
        kecamatan=rows[-1].kecamatan,
        total=sum_up([row.result for row in rows]),
        judged=len(verdicts) - verdicts.count(None),
        missed=verdicts.count(False),
    )


def repaired(repairs: Iterable[SiteRepair]) -> Repaired:
    """The repairs that ended and whose clock ran."""
    ended = [each.repair for each in repairs if not each.repair.open]
    lengths = sorted(each.seconds for each in ended if each.seconds is not None)
    timed = [each for each in ended if each.late is not None]
    return Repaired(
        ended=len(ended),
        median_seconds=int(median(lengths)) if lengths else None,
        p90_seconds=_nearest_rank(lengths, 90),
        timed=len(timed),
        late=sum(each.late is True for each in timed),
    )


def _nearest_rank(in_order: Sequence[int], percent: int) -> int | None:
    """The least value that at least ``percent`` of all do not exceed (nearest rank)."""
    if not in_order:
        return None
    return in_order[max(0, -(-len(in_order) * percent // 100) - 1)]


def put_together(
    facts: YearFacts, word: Callable[[Row], str]
) -> tuple[tuple[str, tuple[Row, ...], tuple[SiteRepair, ...]], ...]:
    """The rows and repairs of the year by ``word`` (provider, medium …), in its order."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    repairs: defaultdict[str, list[SiteRepair]] = defaultdict(list)
    for month in facts.months:
        names = {}
        for row in month.rows:
            rows[word(row)].append(row)
            names[row.result.site, row.result.contract] = word(row)
        for each in month.repairs:
            name = names.get((each.site, each.term.contract))
            if name is not None:
                repairs[name].append(each)
    return tuple((name, tuple(rows[name]), tuple(repairs[name])) for name in sorted(rows))
