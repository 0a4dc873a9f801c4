"""What a measurement is: a figure with its unit, its spread, its target and how it was taken."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """What the figure must reach: at most ``bound``, or at least."""

    bound: float
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Whether ``value`` reaches it."""
        return value >= self.bound if self.at_least else value <= self.bound


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. ``value`` is None where it could not be measured; ``how`` says why then.

    ``spread``: the least and the most of the repetitions, in the figure's unit.
    """

    what: str
    value: float | None
    unit: str
    how: str
    spread: tuple[float, float] | None = None
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A set of measurements with a name of its own. ``measure`` gives each row when it is taken."""

    name: str
    about: str
    measure: Callable[[], Iterable[Row]]


def us_per(spent_s: float, echoes: float) -> float:
    """Microseconds of processor time an echo."""
    return spent_s * 1e6 / echoes if echoes else 0.0
