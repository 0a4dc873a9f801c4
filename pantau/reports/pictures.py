"""The blocks of a paper that are drawn: bars, lines, days and maps."""

from dataclasses import dataclass
from fractions import Fraction

from pantau.reports.form import EVERYWHERE, PRINTED, Form


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar. ``looks`` is one of the four kinds of time or ``plain``."""

    looks: str
    label: str
    value: int
    shown: str


@dataclass(frozen=True, slots=True)
class PartedBar:
    """One bar of parts that make a whole: where the time went."""

    key: str
    caption: str
    parts: tuple[Part, ...]
    forms: frozenset[Form] = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Bar:
    """``share``: the bar's length, 0 to 1 of the longest that can be; None: nothing to draw."""

    label: str
    share: Fraction | None
    shown: str
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars below one another; ``low`` is the share at which they begin, ``mark`` a line across."""

    key: str
    caption: str
    bars: tuple[Bar, ...]
    low: Fraction = Fraction(0)
    mark: Fraction | None = None
    mark_label: str = ""
    forms: frozenset[Form] = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line; ``value`` None breaks it."""

    label: str
    value: Fraction | None
    shown: str


@dataclass(frozen=True, slots=True)
class Line:
    """A named line."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over the same steps; all have points for the same labels. ``mark``: as in BarChart."""

    key: str
    caption: str
    lines: tuple[Line, ...]
    mark: Fraction | None = None
    mark_label: str = ""
    forms: frozenset[Form] = EVERYWHERE


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of a site. ``looks``: full, good, poor, excluded, unknown or none."""

    looks: str
    shown: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """A site's days; as many marks as the sheet has days."""

    label: str
    marks: tuple[DayMark, ...]
    last: str


@dataclass(frozen=True, slots=True)
class DaySheet:
    """Sites by days. ``legend``: looks and what they mean; ``last``: heading of the last column."""

    key: str
    caption: str
    days: tuple[str, ...]
    rows: tuple[DayRow, ...]
    legend: tuple[tuple[str, str], ...]
    last: str
    forms: frozenset[Form] = PRINTED


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a map, and how it stands (see ``Bar.good``). ``spot``: x to the east and y to the
    south, in units of ``pantau.inventory.outlines.projection``."""

    label: str
    spot: tuple[float, float]
    good: bool | None


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """Where the sites are. ``outlines``: rings of spots; ``note``: whose borders these are.

    ``tallest``: how high the map may be on the sheet, in millimetres.
    """

    key: str
    caption: str
    places: tuple[Place, ...]
    outlines: tuple[tuple[tuple[float, float], ...], ...]
    legend: tuple[tuple[bool | None, str], ...]
    note: str = ""
    tallest: float = 115.0
    forms: frozenset[Form] = PRINTED
