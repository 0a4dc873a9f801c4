"""What lines carry, and whether another tier would do: as transit is billed. Pure; imports numpy.

The 95th percentile of five-minute averages, in and out each for itself, is what carriers bill
"burstable" lines by (Dimitropoulos and others, On the 95-Percentile Billing Method, PAM 2009): the
highest twentieth of the averages is thrown away, the next one counts. So it forgives 36 hours of a
month, and stands for what a line is needed for day by day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil
from zoneinfo import ZoneInfo

import numpy as np

from pantau.facts.instant import MINUTE, to_datetime
from pantau.facts.minutes import NOTHING, Numbers
from pantau.facts.words import Medium
from pantau.inventory.planning import Use

_SLOT_MINUTES = 5
_LEAST_MINUTES = 3  # of a slot, else its average is that of a moment
_DAY_SLOTS = 24 * 60 // _SLOT_MINUTES
ENOUGH_SLOTS = 3 * _DAY_SLOTS
"""Three days: from less nobody should change a contract."""
_LEAST_DAY_SLOTS = _DAY_SLOTS // 2
_TWENTIETHS = 19


class Advice(StrEnum):
    """What is said of a line."""

    IDLE = "idle"  # paid and up, and nothing goes through
    LARGER = "larger"  # full, and a larger tier of the contract would do
    FULL = "full"  # full, and no tier of the contract and medium would do
    SMALLER = "smaller"  # a cheaper one would do
    KEEP = "keep"
    NO_SPEED = "no_speed"  # the tier states no speed to compare with
    TOO_LITTLE = "too_little"  # measured for less than three days


@dataclass(frozen=True, slots=True)
class Traffic:
    """What went through a line: ``minutes`` since 1970 UTC, rising; bits a second in each of them,
    NOTHING where the counters gave none."""

    minutes: Numbers
    in_bps: Numbers
    out_bps: Numbers


@dataclass(frozen=True, slots=True)
class Usage:
    """Bits a second. ``slots``: how many five-minute averages there are, in and out.

    ``busy_hour``: the hour of the local day (0 to 23) in which, over all days, most went through on
    the mean, both ways together, and ``busy_bps`` how much. ``idle_days``: so many days in a row up
    to the last, each known for half of it at least, on which neither way carried more than the
    bound by that day's own 95th percentile.
    """

    slots: int
    p95_in: int | None
    p95_out: int | None
    busy_hour: int | None
    busy_bps: int | None
    idle_days: int

    @property
    def p95(self) -> int | None:
        """The busier way."""
        known = [each for each in (self.p95_in, self.p95_out) if each is not None]
        return max(known, default=None)


@dataclass(frozen=True, slots=True)
class Offer:
    """A tier that may be had. ``fee``: rupiah a month before tax; ``speed_bps``: as sold."""

    tier: str
    medium: Medium | None
    fee: int | None
    speed_bps: int | None


@dataclass(frozen=True, slots=True)
class Advised:
    """``offer``: the tier that would do instead. ``rupiah``: what it changes a month, less than 0
    where it saves; of an idle line what is paid a month. None where a fee is not stated."""

    advice: Advice
    offer: Offer | None = None
    rupiah: int | None = None


def usage(found: Traffic, zone: ZoneInfo, use: Use) -> Usage:
    """The figures of a line over all of ``found``."""
    slots, in_bps, out_bps = _averages(found)
    if not len(slots):
        return Usage(0, None, None, None, None, 0)
    hour, busy = _busiest(slots, in_bps + out_bps, zone)
    return Usage(
        slots=len(slots),
        p95_in=ninety_fifth(in_bps),
        p95_out=ninety_fifth(out_bps),
        busy_hour=hour,
        busy_bps=busy,
        idle_days=_idle_days(slots, np.maximum(in_bps, out_bps), zone, use.idle_below_bps),
    )


def ninety_fifth(averages: Numbers) -> int | None:
    """The least average that at least nineteen twentieths of them do not exceed."""
    if not len(averages):
        return None
    place = ceil(Fraction(_TWENTIETHS * len(averages), 20)) - 1
    return int(np.partition(averages, place)[place])


def _averages(found: Traffic) -> tuple[Numbers, Numbers, Numbers]:
    """Slots of five minutes since 1970, both ways known, and their mean bits a second."""
    known = (found.in_bps != NOTHING) & (found.out_bps != NOTHING)
    slot_of = found.minutes[known] // _SLOT_MINUTES
    slots, at, count = np.unique(slot_of, return_inverse=True, return_counts=True)
    enough = count >= _LEAST_MINUTES
    sums = [np.zeros(len(slots), np.int64) for _ in range(2)]
    for total, column in zip(sums, (found.in_bps, found.out_bps), strict=True):
        np.add.at(total, at, column[known])
    means = [(total // np.maximum(count, 1))[enough] for total in sums]
    return slots[enough], means[0], means[1]


def _busiest(slots: Numbers, both: Numbers, zone: ZoneInfo) -> tuple[int, int]:
    hours = (slots * _SLOT_MINUTES + _offset_minutes(slots, zone)) // 60 % 24
    means = {int(hour): int(both[hours == hour].mean()) for hour in np.unique(hours)}
    busiest = max(means, key=lambda hour: (means[hour], -hour))
    return busiest, means[busiest]


def _offset_minutes(slots: Numbers, zone: ZoneInfo) -> int:
    """How far the zone's wall is ahead at the first of ``slots``: Indonesia keeps no summer time,
    and elsewhere an hour of the day may be one off for half a year."""
    ahead = to_datetime(int(slots[0]) * _SLOT_MINUTES * MINUTE, zone).utcoffset()
    return round(ahead.total_seconds() / 60) if ahead else 0


def _idle_days(slots: Numbers, most: Numbers, zone: ZoneInfo, bound: int) -> int:
    days = (slots * _SLOT_MINUTES + _offset_minutes(slots, zone)) // (24 * 60)
    idle, expected = 0, None
    for day in np.unique(days)[::-1].tolist():
        of_day = most[days == day]
        if len(of_day) < _LEAST_DAY_SLOTS:
            if expected is None:
                # The last day has only begun.
                continue
            break
        peak = ninety_fifth(of_day)
        if (expected is not None and day != expected) or peak is None or peak > bound:
            break
        idle, expected = idle + 1, day - 1
    return idle


def advise(
    found: Usage, now: Offer, others: Iterable[Offer], use: Use, *, paid: bool, up: bool
) -> Advised:
    """What to say of a line of the tier ``now``. ``others``: the tiers of the same contract.

    ``paid``: there is a fee, or nobody says that there is none; ``up``: it was up most of the time.
    Only tiers of the same medium are compared: another medium is another decision.
    """
    peak = found.p95
    if paid and up and found.idle_days >= use.idle_days:
        return Advised(Advice.IDLE, rupiah=now.fee)
    if peak is None or found.slots < ENOUGH_SLOTS:
        return Advised(Advice.TOO_LITTLE)
    if now.speed_bps is None:
        return Advised(Advice.NO_SPEED)
    fitting = _fitting(peak, now, others, use)
    if not _holds(now, peak, use):
        larger = [each for each in fitting if (each.speed_bps or 0) > now.speed_bps]
        if not larger:
            return Advised(Advice.FULL)
        return Advised(Advice.LARGER, larger[0], _change(now, larger[0]))
    cheaper = [
        each
        for each in fitting
        if (each.speed_bps or 0) < now.speed_bps and (_change(now, each) or 0) < 0
    ]
    if not cheaper:
        return Advised(Advice.KEEP)
    best = min(cheaper, key=lambda each: (each.fee or 0, each.speed_bps or 0))
    return Advised(Advice.SMALLER, best, _change(now, best))


def _fitting(peak: int, now: Offer, others: Iterable[Offer], use: Use) -> Sequence[Offer]:
    """Those of the same medium that would not be full, the slowest first."""
    found = [
        each
        for each in others
        if each.medium is now.medium and each.tier != now.tier and _holds(each, peak, use)
    ]
    return sorted(found, key=lambda each: (each.speed_bps or 0, each.fee or 0, each.tier))


def _holds(offer: Offer, peak: int, use: Use) -> bool:
    return offer.speed_bps is not None and peak < Fraction(use.full_above) * offer.speed_bps


def _change(now: Offer, other: Offer) -> int | None:
    return None if now.fee is None or other.fee is None else other.fee - now.fee
