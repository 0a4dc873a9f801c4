"""Calendars of service hours as frozen values: when a contract counts."""

from dataclasses import dataclass
from datetime import date

ALWAYS = "24x7"
"""The service hours that have no pause."""

Hours = tuple[tuple[int, int], ...]
"""Spans of one local day in minutes since its midnight, half-open, in order; 1440 is its end."""

Week = tuple[Hours, ...]
"""Seven days, Monday first."""


@dataclass(frozen=True, slots=True)
class Season:
    """Other weekly hours from ``start`` to ``end``, both inclusive: Ramadan, for instance."""

    start: date
    end: date
    weekly: Week
    decree: str | None = None


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """The hours of one day, whatever weekday, holiday or season it is: none, fewer or others."""

    day: date
    hours: Hours
    decree: str | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Service hours in the inventory's time zone.

    ``holidays``: the country on whose national holidays there is no service; with ``joint_leave``
    none on the days of joint leave (cuti bersama) either. A special day is stronger than a
    holiday, a holiday stronger than a season.
    """

    weekly: Week
    holidays: str | None = None
    joint_leave: bool = True
    seasons: tuple[Season, ...] = ()
    days: tuple[SpecialDay, ...] = ()
