"""One link of a simulated regency: what comes back for an echo, from the seed and the time alone.

Nothing depends on what is asked elsewhere or in which order; only echoes of the very same
nanosecond have fates of their own. Built for 20,000 echoes a second in one process.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random

from pantau.lab.answers import SILENCE, Answer
from pantau.lab.script import Profile

_MASK = 2**64 - 1
_GOLDEN = 0x9E3779B97F4A7C15
_TIE = 0xD1342543DE82EF95
_STEP = 50_000
"""Delays are rounded to this many ns, so that equal answers are one object."""

# How far above its least delay an echo comes back, in units of the mean: an exponential's
# quantiles, so that the median lies below the mean and the tail is long, as in queues.
_QUEUE = [-math.log(1 - (number + 0.5) / 1024) for number in range(1024)]

_SPELLS_A_SLOT = 32

Piece = tuple[int, Profile | tuple[Answer, ...]]
"""From when on (ns), and the link's state: a profile, or what always comes back."""


# Few, so that it is soon as large as it gets: a virtual run looks at the memory of the collector,
# and this lies in it.
@lru_cache(maxsize=4_096)
def _reply(steps: int) -> tuple[Answer, ...]:
    return (Answer(steps * _STEP),)


class Link:
    """The link behind one address. ``pieces`` in order of begin; the last one has no end."""

    __slots__ = ("_at", "_begin", "_end", "_key", "_now", "_pieces", "_slot", "_spells", "_ties")

    def __init__(self, key: int, pieces: Sequence[Piece]) -> None:
        self._key = key
        self._pieces = pieces
        self._begin = self._end = 0
        self._now: Profile | tuple[Answer, ...] = SILENCE
        self._at = -1
        self._ties = 0
        self._slot = -1
        self._spells: list[int] = []

    def echo(self, at: int) -> tuple[Answer, ...]:
        """What comes back for an echo request that arrives at ``at``."""
        if not self._begin <= at < self._end:
            self._turn_to(at)
        now = self._now
        if isinstance(now, tuple):
            return now
        drawn = self._draw(at)
        if (drawn >> 11) < now.loss * 2**53:
            return SILENCE
        if now.burst_share and self._in_spell(at, now):
            return SILENCE
        return _reply(int(now.delay + now.jitter * _QUEUE[drawn & 1023]) // _STEP)

    def spells(self, until: int) -> Iterator[tuple[int, int]]:
        """When a burst of loss swallows everything, in order, up to ``until``."""
        ends = [at for at, _ in self._pieces[1:]] + [until]
        for (begin, state), end in zip(self._pieces, ends, strict=True):
            if isinstance(state, Profile) and state.burst_share:
                length = slot_length(state)
                for slot in range(begin // length, -(-end // length)):
                    for first, after in spells(self._key, slot, state):
                        if first < end and begin < after:
                            yield max(first, begin), min(after, end)

    def _turn_to(self, at: int) -> None:
        where = max(bisect_right(self._pieces, at, key=lambda piece: piece[0]) - 1, 0)
        self._begin = self._pieces[where][0] if where else -(2**63)
        self._end = self._pieces[where + 1][0] if where + 1 < len(self._pieces) else 2**63
        self._now = self._pieces[where][1]
        self._slot = -1

    def _draw(self, at: int) -> int:
        """64 even bits for this link and instant: the counter and finalizer of SplitMix64."""
        if at == self._at:
            self._ties += 1
        else:
            self._at, self._ties = at, 0
        mixed = self._key + at * _GOLDEN + self._ties * _TIE & _MASK
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & _MASK
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & _MASK
        return mixed ^ mixed >> 31

    def _in_spell(self, at: int, profile: Profile) -> bool:
        slot = at // slot_length(profile)
        if slot != self._slot:
            self._slot = slot
            self._spells = [edge for spell in spells(self._key, slot, profile) for edge in spell]
        return bisect_right(self._spells, at) % 2 == 1


def slot_length(profile: Profile) -> int:
    """Spells of loss are drawn for so many ns at a time."""
    return round(_SPELLS_A_SLOT * profile.burst / profile.burst_share)


def spells(key: int, slot: int, profile: Profile) -> list[tuple[int, int]]:
    """When a link with this key is silent by a burst of loss, in the slot of this number.

    Spells and pauses have exponential lengths; a slot begins inside of a spell as often as not
    by chance, so the share of silent time holds everywhere.
    """
    length = slot_length(profile)
    begin, end = slot * length, (slot + 1) * length
    drawn = Random(hash((key, slot)))  # noqa: S311 - a simulation, and numbers hash alike everywhere
    pause = profile.burst * (1 - profile.burst_share) / profile.burst_share
    silent = drawn.random() < profile.burst_share
    found: list[tuple[int, int]] = []
    at = begin
    while at < end:
        lasts = round(drawn.expovariate(1 / (profile.burst if silent else pause)))
        if silent and lasts:
            found.append((at, min(at + lasts, end)))
        at += lasts
        silent = not silent
    return found
