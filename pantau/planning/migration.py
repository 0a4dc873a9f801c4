"""Which sites most need fibre: a weighted sum whose every term stands in sight. Exact, and pure.

Each factor becomes a share from 0 to 1. What is measured or counted is divided by the most that any
site of the list has; the kind of service has points of its own; nearness is 1 less the distance
divided by the longest of the list. The score is the weighted mean of the shares that are known, in
percent. What is not known is left out of sum and weights alike, so it makes a site neither better
nor worse, and is named; ``least`` and ``most`` say what the score would be if all of it were 0, or
all 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import asin, cos, radians, sin, sqrt

from pantau.facts.words import Medium, SiteKind

Place = tuple[float, float]

_EARTH_M = 6_371_008.8
"""The mean radius of the earth (IUGG: (2a + b) / 3 of WGS 84), metres."""


class Factor(StrEnum):
    """What speaks for fibre at a site; its values are keys of the inventory and of addresses."""

    HOURS_LOST = "hours_lost"
    WORK_HOURS_LOST = "work_hours_lost"
    LOSS = "loss"
    LATENCY = "latency"
    KIND = "kind"
    PEOPLE = "people"
    NEARNESS = "nearness"


Weights = Mapping[Factor, Fraction]

WEIGHTS: Weights = {
    Factor.HOURS_LOST: Fraction(2),
    Factor.WORK_HOURS_LOST: Fraction(3),
    Factor.LOSS: Fraction(2),
    Factor.LATENCY: Fraction(2),
    Factor.KIND: Fraction(2),
    Factor.PEOPLE: Fraction(2),
    Factor.NEARNESS: Fraction(1),
}
"""Our proposal, no rule of anybody: what an office cannot do in its working hours weighs most."""

KIND_POINTS: Mapping[SiteKind, Fraction] = {
    SiteKind.PUSKESMAS: Fraction(10, 10),
    SiteKind.KECAMATAN: Fraction(8, 10),
    SiteKind.SEKOLAH: Fraction(8, 10),
    SiteKind.OPD: Fraction(8, 10),
    SiteKind.PUSTU: Fraction(7, 10),
    SiteKind.KELURAHAN: Fraction(6, 10),
    SiteKind.DESA: Fraction(6, 10),
    SiteKind.LAINNYA: Fraction(3, 10),
}
"""Our proposal, from 0 to 1: health first, then where many other offices or children depend."""

_BY_THE_MOST = (
    Factor.HOURS_LOST,
    Factor.WORK_HOURS_LOST,
    Factor.LOSS,
    Factor.LATENCY,
    Factor.PEOPLE,
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The nearest site on fibre and how far it is, in metres along a great circle."""

    site: str
    name: str
    metres: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site that is not on fibre, and what is known of it; None is unknown, never nothing.

    ``down_seconds``: in the period, as the contract counts them; ``work_down_seconds``: those of
    them that lie in working hours. ``loss`` (0 to 1) and ``p95_us`` (of the minute medians,
    microseconds): of the minutes in working hours. ``people``: served there. ``watched`` (0 to 1):
    how much of the period's service time is known.
    """

    site: str
    name: str
    kind: SiteKind
    kecamatan: str
    medium: Medium | None
    down_seconds: int | None
    work_down_seconds: int | None
    loss: Fraction | None
    p95_us: int | None
    people: int | None
    fibre: Neighbour | None
    watched: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One factor of one site. ``share`` (0 to 1): None where it is unknown.

    ``value`` is in the factor's own unit (seconds, share, microseconds, points, people, metres);
    ``most``: the most that any site of the list has, by which it was divided.
    """

    factor: Factor
    weight: Fraction
    value: Fraction | None
    most: Fraction | None
    share: Fraction | None

    @property
    def points(self) -> Fraction:
        """Weight times share; nothing where the share is unknown."""
        return self.weight * self.share if self.share is not None else Fraction(0)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A site's place in the list. Scores are percent; None where nothing that weighs is known.

    ``rank``: 1 for the one that needs it most; equal scores have equal ranks, those without one
    have none.
    """

    rank: int | None
    candidate: Candidate
    parts: tuple[Part, ...]
    score: Fraction | None
    least: Fraction
    most: Fraction

    @property
    def unknown(self) -> tuple[Factor, ...]:
        """The factors that weigh and of which nothing is known."""
        return tuple(each.factor for each in self.parts if each.weight and each.share is None)


def rank(
    found: Iterable[Candidate],
    weights: Weights = WEIGHTS,
    points: Mapping[SiteKind, Fraction] = KIND_POINTS,
) -> tuple[Ranked, ...]:
    """The candidates, who needs fibre most first; those with equal scores by name.

    A factor that ``weights`` does not name weighs nothing; no weight is negative. A site on fibre
    is no candidate, and is left out if it comes all the same.
    """
    candidates = [each for each in found if each.medium is not Medium.FO]
    values = [_values(each, points) for each in candidates]
    most = {factor: _most(values, factor) for factor in Factor}
    scored = [
        _scored(each, value, most, weights) for each, value in zip(candidates, values, strict=True)
    ]
    scored.sort(key=_order)
    return tuple(
        Ranked(_rank(each, scored), each.candidate, each.parts, each.score, each.least, each.most)
        for each in scored
    )


def _order(each: Ranked) -> tuple[bool, Fraction, str, str]:
    score = Fraction(0) if each.score is None else each.score
    return each.score is None, -score, each.candidate.name, each.candidate.site


def _rank(one: Ranked, all_of_them: Sequence[Ranked]) -> int | None:
    if one.score is None:
        return None
    scores = (each.score for each in all_of_them)
    return 1 + sum(score is not None and score > one.score for score in scores)


def _values(each: Candidate, points: Mapping[SiteKind, Fraction]) -> dict[Factor, Fraction | None]:
    plain: dict[Factor, Fraction | int | None] = {
        Factor.HOURS_LOST: each.down_seconds,
        Factor.WORK_HOURS_LOST: each.work_down_seconds,
        Factor.LOSS: each.loss,
        Factor.LATENCY: each.p95_us,
        Factor.KIND: points.get(each.kind),
        Factor.PEOPLE: each.people,
        Factor.NEARNESS: each.fibre.metres if each.fibre else None,
    }
    return {key: None if value is None else Fraction(value) for key, value in plain.items()}


def _most(values: Sequence[Mapping[Factor, Fraction | None]], factor: Factor) -> Fraction | None:
    if factor is Factor.KIND:
        return Fraction(1)
    known = (each[factor] for each in values)
    return max((each for each in known if each is not None), default=None)


def _scored(
    candidate: Candidate,
    values: Mapping[Factor, Fraction | None],
    most: Mapping[Factor, Fraction | None],
    weights: Weights,
) -> Ranked:
    parts = tuple(
        Part(
            factor,
            weights.get(factor, Fraction(0)),
            values[factor],
            most[factor],
            _share(factor, values[factor], most[factor]),
        )
        for factor in Factor
    )
    whole = sum((each.weight for each in parts), Fraction(0))
    known = sum((each.weight for each in parts if each.share is not None), Fraction(0))
    total = sum((each.points for each in parts), Fraction(0))
    return Ranked(
        rank=None,
        candidate=candidate,
        parts=parts,
        score=100 * total / known if known else None,
        least=100 * total / whole if whole else Fraction(0),
        most=100 * (total + whole - known) / whole if whole else Fraction(100),
    )


def _share(factor: Factor, value: Fraction | None, most: Fraction | None) -> Fraction | None:
    if value is None or most is None:
        return None
    if factor is Factor.NEARNESS:
        return 1 - value / most if most else Fraction(1)
    if factor in _BY_THE_MOST:
        # Where nobody lost anything, nobody needs fibre for that.
        return value / most if most else Fraction(0)
    return value


def metres_between(one: Place, other: Place) -> int:
    """The great circle between two places (latitude, longitude in degrees), whole metres.

    The haversine formula on a sphere: within half a percent of the ellipsoid.
    """
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(2 * _EARTH_M * asin(min(1.0, sqrt(half))))


def nearest(at: Place | None, on_fibre: Iterable[tuple[str, str, Place]]) -> Neighbour | None:
    """The nearest of ``on_fibre`` (id, name, place); None where nobody says where either is."""
    if at is None:
        return None
    found = (Neighbour(id, name, metres_between(at, place)) for id, name, place in on_fibre)
    return min(found, key=lambda each: (each.metres, each.site), default=None)
