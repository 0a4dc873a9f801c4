"""Whether a device began anew, from what it said of its uptime. Pure."""

from collections.abc import Sequence

from pantau.facts.device import Ran, Uptime
from pantau.facts.instant import SECOND

_SLACK = 15 * SECOND
"""A device that restarts counts from a moment before it is missed, by a heartbeat and more."""


_ROUNDED = 2 * SECOND
"""Uptimes and moments are whole seconds: one that has just begun must not seem to begin again."""


def restarted(before: Uptime, after: Uptime) -> bool:
    """Whether it began anew between the two (``before.at`` <= ``after.at``).

    Had it run on, its uptime would be what it was and the time between; had it begun anew, at most
    the time between. The nearer of the two is true, so that no clock need be exact: two may come
    apart by half of its uptime, which after a minute's and a day is 350 in a million. Where the
    number goes round, what it would read then is compared.
    """
    passed = after.at - before.at
    return _meant(before.us + passed, after) - passed < before.us / 2 - _ROUNDED


def _meant(expected: int, after: Uptime) -> int:
    """What the number stands for: it may have gone round where that explains it closely."""
    if not after.wraps_us:
        return after.us
    rounds = round((expected - after.us) / after.wraps_us)
    unwrapped = after.us + max(0, rounds) * after.wraps_us
    explained = abs(unwrapped - expected) <= _SLACK + expected // 1000
    return unwrapped if explained else after.us


def began(seen: Uptime) -> int:
    """When it began by its own word (microseconds UTC); too late where the number went round."""
    return seen.at - seen.us


def ran_through(uptimes: Sequence[Uptime], begin: int, end: int) -> Ran:
    """Whether the device ran from ``begin`` to ``end`` (microseconds UTC) without a restart.

    ``uptimes``: what it said, in the order of time, from before and after. The first word after
    ``end`` tells: it began anew inside, or before ``begin``. Where it began anew after ``end`` it
    says nothing of what was before.
    """
    after = next((each for each in uptimes if each.at >= end), None)
    if after is None:
        return Ran.UNKNOWN
    before = next((each for each in reversed(uptimes) if each.at <= begin), None)
    if before is not None and not restarted(before, after):
        return Ran.THROUGH
    if began(after) < begin - _SLACK:
        return Ran.THROUGH
    if began(after) > end:
        return Ran.UNKNOWN
    return Ran.RESTARTED
