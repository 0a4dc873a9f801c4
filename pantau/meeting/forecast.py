"""What the same hours of the last weeks were like, by minute samples."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from pantau.facts.instant import MINUTE, from_datetime, to_datetime
from pantau.facts.measured import Interval
from pantau.facts.meetings import Light, LightReason, Losses, MeetingKind
from pantau.facts.minutes import NOTHING, Minutes
from pantau.meeting.heard import Heard, Known
from pantau.meeting.lights import IS_DOWN, Judged, judge

WEEKS = 4
"""So many of the last weeks are looked at."""
FEWEST_MINUTES = 30
LEAST_KNOWN = Fraction(1, 5)
"""Below that share of the minutes, or so few of them, a forecast says nothing."""
MOSTLY = Fraction(9, 10)
"""The share of the known minutes that must be good for a green light, or usable for a yellow."""
AROUND = 2
"""A minute's loss is taken with that of so many on either side: its twelve heartbeats alone tell
loss in steps of 8 %, and one lost would spoil a minute in which nothing was amiss."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of ``of`` minutes ``known`` were; the rest is of those. ``r_p10``: nine in ten minutes were
    at least so good (0 where the site was down), None where too few are known, as the shares are.
    """

    known: int
    of: int
    good: Fraction | None
    usable: Fraction | None
    r_p10: float | None
    judged: Judged


def same_hours(span: Interval, zone: ZoneInfo, weeks: int = WEEKS) -> list[Interval]:
    """The same weekday and time of day in ``zone``, one to ``weeks`` weeks before, newest first."""
    return [
        Interval(_earlier(span.begin, zone, week), _earlier(span.end, zone, week))
        for week in range(1, weeks + 1)
    ]


def before(spans: Iterable[Interval], now: int) -> list[Interval]:
    """What of them is over: a meeting far ahead has weeks before it that are still to come."""
    return [Interval(each.begin, min(each.end, now)) for each in spans if each.begin < now]


def forecast(kind: MeetingKind, weeks: Sequence[tuple[Interval, Minutes, Known]]) -> Forecast:
    """``weeks``: the same hours of each, the heartbeat's minutes in them, and when it was down or
    nobody could know."""
    lights: list[Judged] = []
    rates: list[float] = []
    of = 0
    for span, minutes, known in weeks:
        of += (span.end - span.begin) // MINUTE
        for each in _heard(minutes, span, known):
            lights.append(IS_DOWN if each is None else judge(kind, each))
            rates.append(0.0 if each is None else each.r or 0.0)
    count = len(lights)
    if count < FEWEST_MINUTES or Fraction(count, of) < LEAST_KNOWN:
        nothing = Judged(Light.UNKNOWN, (LightReason.UNKNOWN,))
        return Forecast(count, of, None, None, None, nothing)
    greens = sum(each.light is Light.GREEN for each in lights)
    reds = sum(each.light is Light.RED for each in lights)
    good, usable = Fraction(greens, count), Fraction(count - reds, count)
    lowest = sorted(rates)[(count - 1) // 10]
    return Forecast(count, of, good, usable, lowest, _judged(good, usable, lights))


def _judged(good: Fraction, usable: Fraction, lights: Sequence[Judged]) -> Judged:
    if good >= MOSTLY:
        return Judged(Light.GREEN)
    why = Counter(reason for each in lights for reason in each.reasons[:1])
    reasons = tuple(reason for reason, _ in why.most_common())
    return Judged(Light.YELLOW if usable >= MOSTLY else Light.RED, reasons)


def _heard(minutes: Minutes, span: Interval, known: Known) -> list[Heard | None]:
    """Each minute that is known; None for one in which it was down."""
    inside = minutes.between(span.begin, span.end)
    at = inside.minutes.tolist()
    rows = dict(zip(at, zip(*inside.columns.tolist(), strict=True), strict=True))
    found: list[Heard | None] = []
    for minute in range(-(-span.begin // MINUTE), span.end // MINUTE):
        begin = minute * MINUTE
        if _touches(begin, known.unseen):
            continue
        if _touches(begin, known.down):
            found.append(None)
            continue
        row = rows.get(minute)
        if row is None or not row[0]:
            continue
        _, received, _, median, _, jitter = row
        if not received or median == NOTHING:
            continue  # silent, and the verdict does not say that it was down: nobody knows
        found.append(_minute(rows, minute, median, jitter))
    return found


def _minute(rows: dict[int, tuple[int, ...]], minute: int, median: int, jitter: int) -> Heard:
    near = [
        row
        for each in range(minute - AROUND, minute + AROUND + 1)
        if (row := rows.get(each)) is not None and row[1]
    ]
    sent, received = (sum(row[place] for row in near) for place in (0, 1))
    lost = sent - received
    # Where the lost ones lay is not known of minute samples: each is taken for a burst of its own.
    return Heard(
        known=1,
        of=1,
        losses=Losses(sent, lost, lost, min(lost, 1)),
        rtt_ms=median / 1_000,
        jitter_ms=None if jitter == NOTHING else jitter / 1_000,
    )


def _touches(begin: int, spans: Iterable[Interval]) -> bool:
    return any(each.begin < begin + MINUTE and each.end > begin for each in spans)


def _earlier(at: int, zone: ZoneInfo, weeks: int) -> int:
    """The same time on the clock, so many weeks before."""
    return from_datetime(to_datetime(at, zone) - timedelta(weeks=weeks))
