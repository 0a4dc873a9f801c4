"""Whether we can see at all.

A reference that answered an echo sent while a site was silent is a witness: then the silence is
the site's. Where no deciding reference answers, we are blind and every silence is unknown time.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pantau.facts.words import State
from pantau.verdict.line import Line

MANY_WITHIN_US = 10_000_000
"""Without references, more than half of all sites falling silent within this long is our fault."""

TOGETHER_US = 120_000
"""Echoes to a site and to a reference sent this close were sent together: a tick and a bit."""

BACK_US = 620_000
"""References are asked half a second apart while a site is confirmed, and a tick and a bit."""

AFTER_US = 320_000
"""A missed echo is asked again after a fifth of a second and a tick, references beside it."""

NEXT_US = 1_120_000
"""While a link is down it is asked every second, references beside it: that, a tick and a bit."""

SAME_US = 20_000
"""Echoes of one tick leave this close to one another."""

AnsweredBetween = Callable[[int, int], bool]
"""Whether anybody answered an echo that was sent from the first instant to the second."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A reference, and the send time of an echo that it answered."""

    name: str
    answered: int


def vouching(
    heard: Sequence[Witness], echo: int, rtt: int, since: int, within: int
) -> Witness | None:
    """Who says that we could see when an echo was sent at ``echo`` and its answer due, or None.

    ``heard`` in order of sending. One must have been sent together with the echo, at most
    ``within`` apart, and one about ``rtt`` later, when the answer of a slow link was on its way
    back: where our own uplink comes and goes, what was answered seconds before or after proves
    nothing. Only what was sent after ``since``, the first unanswered echo: INVARIANT of outages.
    """
    there = _between(heard, max(echo - within, since + 1), echo + within)
    back = _between(heard, max(echo + rtt - within, since + 1), echo + rtt + max(within, BACK_US))
    return None if there is None else back


def uplink_there(answered: AnsweredBetween, echo: int, rtt: int) -> bool:
    """Whether our own uplink was there when an echo was sent at ``echo`` and its answer due.

    Whoever answered through it may say so, a site like a reference. Somebody must have been
    answered shortly before and shortly after it was sent, or in the very same tick: where one side
    is missing, a silence of our own may have begun or ended in between. The answer of a slow link
    is due later than that, and needs witnesses of its own.
    """
    if not anybody_around(answered, echo):
        return False
    due = echo + rtt
    return rtt <= AFTER_US or (answered(due - NEXT_US, due) and answered(due, due + NEXT_US))


def anybody_around(answered: AnsweredBetween, at: int) -> bool:
    """Whether somebody was answered in the same tick as ``at``, or both before and after it."""
    return answered(at - SAME_US, at + SAME_US) or (
        answered(at - TOGETHER_US, at) and answered(at, at + AFTER_US)
    )


def _between(heard: Sequence[Witness], begin: int, end: int) -> Witness | None:
    """The latest that was sent from ``begin`` to ``end``."""
    after = bisect_right(heard, end, key=lambda witness: witness.answered)
    if after == 0 or heard[after - 1].answered < begin:
        return None
    return heard[after - 1]


@dataclass(frozen=True, slots=True)
class Silence:
    """A site without references: its line, and whether chance is ruled out for its silence."""

    line: Line
    ruled_out: bool


def many_silent(silences: Sequence[Silence], now: int, window: int) -> int | None:
    """Without references: since when more than half of all sites went silent together, else None.

    Together is within ``window`` microseconds; a silence for which chance is ruled out, and which
    nobody could testify to, counts however long it lasts. Sites that were down already say nothing
    either way.
    """
    watched = [s for s in silences if s.line.state is not State.DOWN]
    silent = [
        s.line.suspect_since
        for s in watched
        if s.line.suspect_since is not None
        and (s.ruled_out or now - s.line.suspect_since <= window)
    ]
    return min(silent) if silent and 2 * len(silent) > len(watched) else None
