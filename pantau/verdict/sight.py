"""Whether we can see at all.

A reference that answered an echo sent while a site was silent is a witness: then the silence is
the site's. Where no deciding reference answers, we are blind and every silence is unknown time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pantau.facts.words import State
from pantau.verdict.line import Line

MANY_WITHIN_US = 10_000_000
"""Without references, more than half of all sites falling silent within this long is our fault."""

TOGETHER_US = 10_000
"""Echoes to a site and to a reference sent in the same turn of the wheel were sent together."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A reference, and the send time of an echo that it answered."""

    name: str
    answered: int


def testimony(witnesses: Iterable[Witness], line: Line, needed: int) -> Witness | None:
    """The latest witness to a silence of ``needed`` echoes.

    Asked after the first unanswered echo, with or after the ``needed``-th, and no later than with
    the last: what we could see before the silence, or can see after it, proves nothing about it,
    for we may have been blind for as long as it lasted.
    """
    since = line.suspect_since
    if since is None or not line.run:
        return None
    until = line.run[-1].at + TOGETHER_US
    within = [
        w
        for w in witnesses
        if since < w.answered <= until and _unanswered_by(line, w.answered) >= needed
    ]
    return max(within, key=lambda w: w.answered, default=None)


def _unanswered_by(line: Line, at: int) -> int:
    """How many echoes of the run were sent up to ``at``."""
    return line.unanswered - sum(echo.at > at + TOGETHER_US for echo in line.run)


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
