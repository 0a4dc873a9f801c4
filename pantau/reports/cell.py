"""What stands in a cell of a paper, and the one way in which each kind of it is said in words.

A writer that knows numbers (a spreadsheet) takes the value; all others take ``shown``. So a figure
is the same text in every paper and on every page.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias
from zoneinfo import ZoneInfo

from pantau.language import Language, translator
from pantau.language.dates import day, moment
from pantau.language.durations import clocked
from pantau.language.numbers import milliseconds, number, percent, rupiah
from pantau.sla.figures import floor_percent

NOTHING = "–"
"""What stands where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of time, 0 to 1, shown as a percentage that is floored as ``objective`` asks.

    ``objective`` (percent): it decides the places, at least two.
    """

    value: Fraction | None
    objective: Decimal | None = None

    @property
    def floored(self) -> Decimal | None:
        """The percentage as shown."""
        return None if self.value is None else floor_percent(self.value, self.objective)

    @property
    def places(self) -> int:
        """The decimals of the percentage."""
        return -int(floor_percent(Fraction(0), self.objective).as_tuple().exponent)


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage as it is written in a contract."""

    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Seconds:
    """A length of time in whole seconds, shown as hours:minutes:seconds."""

    value: int | None


@dataclass(frozen=True, slots=True)
class Rupiah:
    """Whole rupiah."""

    value: int | None


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number."""

    value: int | None


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """A round trip or jitter in microseconds, shown in milliseconds."""

    value: int | None


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in microseconds UTC, shown in the paper's zone; ``exact`` to the second."""

    value: int | None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day."""

    value: date | None


@dataclass(frozen=True, slots=True)
class Met:
    """Whether something that was promised was kept; None where it was not decided."""

    value: bool | None


Plain: TypeAlias = (
    "str | Share | Percent | Seconds | Rupiah | Count | RoundTrip | Moment | Day | Met"
)


@dataclass(frozen=True, slots=True)
class Worked:
    """A value and how a spreadsheet reaches it from other cells of its row.

    ``formula`` is an expression in spreadsheet words over column keys in braces, e.g.
    ``{fee}*{down}/{time}``: exact, unrounded. The writer floors a ``Share`` and rounds ``Rupiah``
    half up, as the calculator does. Of a ``Share``, ``formula`` is what stands above the line and
    ``over`` what stands below it, both in whole numbers, so that flooring is exact; there is none
    where ``given`` is 0 (where it is not said: ``over``).
    """

    value: Plain
    formula: str
    over: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Summed:
    """A value in a total that is the sum of its column."""

    value: Plain


Cell: TypeAlias = "Plain | Worked | Summed"


_REACHED = (Worked, Summed)


def plain(cell: Cell) -> Plain:
    """The value without the way to it."""
    return cell.value if isinstance(cell, _REACHED) else cell


def kinds(cells: Collection[Cell]) -> set[type]:
    """Which kinds of values there are in ``cells``, the ways to them aside."""
    found: set[type] = set(map(type, cells))
    return found if found.isdisjoint(_REACHED) else {type(plain(cell)) for cell in cells}


def shown(cell: Cell, language: Language, zone: ZoneInfo) -> str:  # noqa: C901 - one line a kind
    """``cell`` as people read it; a dash where there is nothing."""
    value = plain(cell)
    if isinstance(value, str):
        return value
    if value.value is None:
        return NOTHING
    match value:
        case Share():
            assert value.floored is not None  # noqa: S101 - as its value is
            return percent(value.floored, language)
        case Percent():
            return percent(value.value, language)
        case Seconds():
            return clocked(value.value)
        case Rupiah():
            return rupiah(value.value, language)
        case Count():
            return number(value.value, language)
        case RoundTrip():
            return milliseconds(value.value, language)
        case Moment():
            return moment(value.value, zone, language, seconds=value.exact)
        case Day():
            return day(value.value, language)
        case Met():
            say = translator(language)
            return say("yes") if value.value else say("no")
