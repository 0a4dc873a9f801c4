"""From two readings of a counter to a rate. Pure.

A rate that cannot be true is none: a gap in a curve is honest, a peak that never was is not.
"""

from dataclasses import dataclass

from pantau.facts.device import NoRate
from pantau.facts.instant import SECOND

_TENTH = 10  # an interface may be a tenth faster than it says (RFC 2863 rounds to megabits)
FASTEST_BPS = 400_000_000_000
"""Bits a second that no interface exceeds which does not say how fast it is."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter as read: it goes round after ``bits`` (32 or 64)."""

    value: int
    bits: int


@dataclass(frozen=True, slots=True)
class Between:
    """What happened between the two readings.

    ``us``: time passed by the device's own clock, else by ours (microseconds). ``restarted`` and
    ``discontinued`` (ifCounterDiscontinuityTime changed): the counter began anew.
    """

    us: int
    restarted: bool = False
    discontinued: bool = False


def octet_rate(
    before: Counter | None, after: Counter | None, between: Between, speed_bps: int
) -> int | NoRate:
    """Bits a second, rounded down; ``speed_bps``: what the interface can carry, 0 where unknown.

    RFC 2863, 3.1.6: a counter of 32 bits that may have gone round twice says nothing.
    """
    most = speed_bps or FASTEST_BPS
    counted = difference(before, after, between)
    if isinstance(counted, NoRate):
        return counted
    assert before is not None  # noqa: S101 - difference would have said so
    if before.bits == 32 and speed_bps * between.us >= 2**32 * 8 * SECOND:
        return NoRate.WRAPS_UNCLEAR
    # In whole numbers: bits a second > most * 1.1
    if counted * 8 * SECOND * _TENTH > most * (_TENTH + 1) * between.us:
        return NoRate.IMPOSSIBLE
    return counted * 8 * SECOND // between.us


def difference(before: Counter | None, after: Counter | None, between: Between) -> int | NoRate:
    """How far a counter went, once round at most."""
    if before is None or after is None or before.bits != after.bits:
        return NoRate.ABSENT
    if between.restarted:
        return NoRate.RESTARTED
    if between.discontinued:
        return NoRate.DISCONTINUED
    if between.us <= 0:
        return NoRate.NO_TIME
    return (after.value - before.value) % (1 << after.bits)
