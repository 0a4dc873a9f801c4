"""What a meeting was like at a place, afterwards: minute by minute, and as a whole."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Interval
from pantau.facts.meetings import DenseWindow, Fitness, Light, LightReason, MeetingKind
from pantau.meeting.heard import Heard, Known, heard
from pantau.meeting.lights import judge

NEARLY_ALL = Fraction(95, 100)
"""The share of the known minutes that must be green to be good, or not red to be usable."""
LEAST_KNOWN = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class PlaceThen:
    """A place of a meeting that is over: how many minutes had which light, and all of it in sum.

    ``r_p10``: nine in ten known minutes were at least so good; None where none is known.
    """

    site: str
    minutes: dict[Light, int]
    whole: Heard
    r_p10: float | None
    fitness: Fitness
    reasons: tuple[LightReason, ...]

    @property
    def known(self) -> int:
        """How many minutes are known."""
        return sum(n for light, n in self.minutes.items() if light is not Light.UNKNOWN)


def whole_minutes(span: Interval) -> Interval:
    """The minutes that lie in a meeting whole."""
    return Interval(-(-span.begin // MINUTE) * MINUTE, span.end // MINUTE * MINUTE)


def place_then(
    site: str, kind: MeetingKind, windows: Sequence[DenseWindow], known: Known, span: Interval
) -> PlaceThen:
    """``windows`` of the site; of ``span`` the whole minutes count."""
    span = whole_minutes(span)
    lights: Counter[Light] = Counter()
    why: Counter[LightReason] = Counter()
    rates = []
    by_minute: dict[int, list[DenseWindow]] = {}
    for each in windows:
        by_minute.setdefault(each.at // MINUTE, []).append(each)
    for begin in range(span.begin, span.end, MINUTE):
        there = heard(by_minute.get(begin // MINUTE, ()), known, Interval(begin, begin + MINUTE))
        judged = judge(kind, there)
        lights[judged.light] += 1
        if judged.light is not Light.UNKNOWN:
            why.update(judged.reasons[:1])
            rates.append(there.r or 0.0)
    fitness = _fitness(lights)
    reasons = tuple(reason for reason, _ in why.most_common())
    return PlaceThen(
        site,
        {light: lights[light] for light in Light},
        heard(windows, known, span),
        sorted(rates)[(len(rates) - 1) // 10] if rates else None,
        fitness,
        (LightReason.UNKNOWN,) if fitness is Fitness.UNKNOWN else reasons,
    )


def _fitness(lights: Counter[Light]) -> Fitness:
    every = lights.total()
    known = every - lights[Light.UNKNOWN]
    if not known or Fraction(known, every) < LEAST_KNOWN:
        return Fitness.UNKNOWN
    if Fraction(lights[Light.GREEN], known) >= NEARLY_ALL:
        return Fitness.GOOD
    if Fraction(known - lights[Light.RED], known) >= NEARLY_ALL:
        return Fitness.USABLE
    return Fitness.POOR
