"""What contenders were seen to spend on echoes, turn by turn, and the rows that say so."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median

from benchmarks.rows import Row, Target, us_per

ABSENT = "fping is not installed here: apt-get install fping"
_UNIT = "us an echo"


@dataclass(slots=True)
class Turns:
    """What one contender was seen to spend: (seconds of processor, echoes, echoes lost)."""

    costs: list[tuple[float, float, float]] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, spent_s: float, echoes: float, lost: float, seconds: float) -> None:
        """One turn more."""
        self.costs.append((spent_s, echoes, lost))
        self.seconds += seconds

    @property
    def each_us(self) -> list[float]:
        """Microseconds an echo, by turn."""
        return [us_per(spent, echoes) for spent, echoes, _ in self.costs]

    @property
    def mean_us(self) -> float:
        """Over all turns together."""
        return us_per(sum(cost[0] for cost in self.costs), self.echoes)

    @property
    def echoes(self) -> float:
        """Over all turns."""
        return sum(cost[1] for cost in self.costs)

    def row(self, what: str, value: float, how: str, target: Target | None = None) -> Row:
        """The figure, and what was asked for it."""
        lost = sum(cost[2] for cost in self.costs)
        rate = self.echoes / self.seconds
        asked = f"{self.echoes:,.0f} echoes, {lost:,.0f} lost, {rate:,.0f} a second; {how}"
        each = self.each_us
        return Row(what, value, _UNIT, asked, (min(each), max(each)), target)


def rows(
    what: Callable[[str], str],
    collector: Turns,
    how: str,
    target: Target | None,
    others: Mapping[str, Turns],
) -> Iterator[Row]:
    """The collector, and each of the others that had a turn, with the ratio of the two.

    ``what`` says where a contender was measured, ``how`` the collector.
    """
    yield collector.row(what("collector"), collector.mean_us, how, target)
    for name, turns in others.items():
        if not turns.costs:
            yield Row(what(name), None, _UNIT, ABSENT)
            continue
        middle = median(turns.each_us)
        yield turns.row(what(name), middle, "start and report included; median of the turns")
        yield Row(what(f"collector / {name}"), collector.mean_us / middle, "", "of the two figures")
