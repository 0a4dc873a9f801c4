"""One line for days against the real rule of confirmation: which of its silences are written.

Only heartbeats that are lost matter; what is asked after each of them is played echo by echo. What
the line loses is told to the collector's own UsualLoss, which says how many echoes rule out chance.
Somebody always vouches here. Times are microseconds from the begin.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from collector.loss import UsualLoss
from pantau.facts.instant import SECOND
from pantau.inventory.asking import Pace
from pantau.sla.interval import Spans
from pantau.verdict.confirmation import LATELY, LOSS_WINDOW

_FIRST_AFTER = SECOND // 5
"""A short link's missing answer is asked for again after so long, and then as the rule says."""

_WHILE_DOWN = SECOND


@dataclass(frozen=True, slots=True)
class Lossy:
    """``silent``: when nothing is answered; in order, none overlaps another. ``shares``: from when
    on which share of all other echoes is lost, each by itself; the first from 0 on."""

    silent: Sequence[tuple[int, int]] = ()
    shares: Sequence[tuple[int, float]] = ((0, 0.0),)


@dataclass(frozen=True, slots=True)
class Written:
    """An outage as it would be written: ``begin`` is the first lost echo's time, ``known`` when
    the last of the ``needed`` ones reached its timeout, ``end`` the first answer's."""

    begin: int
    known: int
    end: int
    needed: int


def written(line: Lossy, pace: Pace, seed: int, until: int) -> Iterator[Written]:
    """The outages of a line of which nothing is known at first."""
    drawn = Random(seed)  # noqa: S311 - a simulation
    return _Watch(line, pace, drawn, drawn.randrange(pace.heartbeat_us)).outages(until)


class _Watch:
    def __init__(self, line: Lossy, pace: Pace, drawn: Random, phase: int) -> None:
        self._line, self._pace, self._drawn, self._phase = line, pace, drawn, phase
        self._begins = [begin for begin, _ in line.silent]
        self._from = [at for at, _ in line.shares]
        self._usual = UsualLoss()
        self._next = 0  # the first heartbeat whose fate is not known yet

    def outages(self, until: int) -> Iterator[Written]:
        for beat in self._lost_beats(until):
            if beat < self._next:
                continue
            self._answered(beat)
            found = self._confirm(beat)
            if found is not None:
                yield found

    def _lost_beats(self, until: int) -> list[int]:
        """Numbers of heartbeats that are lost, were each asked by itself."""
        lost: set[int] = set()
        for begin, end in self._line.silent:
            lost.update(range(self._beat(begin), self._beat(min(end, until))))
        ends = [*self._from[1:], until]
        for (begin, share), end in zip(self._line.shares, ends, strict=True):
            beat = self._beat(begin)
            while share and (beat := beat + self._until_lost(share)) < self._beat(min(end, until)):
                lost.add(beat)
                beat += 1
        return sorted(lost)

    def _until_lost(self, share: float) -> int:
        return int(math.log(1 - self._drawn.random()) / math.log1p(-share))

    def _beat(self, at: int) -> int:
        """The first heartbeat sent at or after an instant."""
        return max(0, -(-(at - self._phase) // self._pace.heartbeat_us))

    def _at(self, beat: int) -> int:
        return self._phase + beat * self._pace.heartbeat_us

    def _answered(self, until: int) -> None:
        """The heartbeats up to this one were answered; what the window forgets is left out."""
        beat = max(self._next, until - LOSS_WINDOW - LATELY)
        while beat < until:
            sent = min(LATELY, until - beat)
            self._usual.remember(self._at(beat), sent, 0)
            beat += sent
        self._next = until

    def _confirm(self, beat: int) -> Written | None:
        """Ask again after this heartbeat until an echo is answered or chance is ruled out."""
        rule, usual = self._pace.confirm, self._usual
        needed = usual.needed(rule).echoes
        first = last = self._at(beat)
        lost, extra = 1, first + _FIRST_AFTER
        usual.heartbeat_lost(first)
        self._next += 1
        while lost < needed:
            at = min(extra, self._at(self._next))
            if not self._is_lost(at):
                usual.pair_survived(last)
                usual.believed(at, lambda _: True)
                return None
            if at == extra:
                extra += rule.every_us
            else:
                usual.heartbeat_lost(at)
                self._next += 1
            usual.pair_lost(last, at)
            lost, last = lost + 1, at
        usual.dismissed()
        known = last + self._pace.timeout_us
        end, again = self._recovered(known)
        self._next = self._beat(again)
        return Written(first, known, end, needed)

    def _recovered(self, at: int) -> tuple[int, int]:
        """The first of the answers in a row that end an outage, and the last."""
        row: list[int] = []
        while len(row) < self._pace.recover.echoes:
            if self._is_lost(at):
                row.clear()
                at += _WHILE_DOWN
            else:
                row.append(at)
                at += self._pace.recover.every_us
        return row[0], row[-1]

    def _is_lost(self, at: int) -> bool:
        number = bisect_right(self._begins, at) - 1
        if number >= 0 and at < self._line.silent[number][1]:
            return True
        share = self._line.shares[bisect_right(self._from, at) - 1][1]
        return share > 0 and self._drawn.random() < share


# -- what lines are like -------------------------------------------------------------------------


def in_spells(share: float, mean: int, until: int, seed: int) -> Spans:
    """Silent for ``share`` of the time, in spells and pauses of exponential length (Gilbert)."""
    drawn, found, at = Random(seed), [], 0.0  # noqa: S311 - a simulation
    while at < until:
        at += drawn.expovariate(share / (mean * (1 - share)))
        lasts = drawn.expovariate(1 / mean)
        found.append((round(at), round(at + lasts)))
        at += lasts
    return found


def now_and_then(every: int, least: int, most: int, until: int, seed: int) -> Spans:
    """One silence somewhere in each ``every``, of any length from ``least`` to ``most``."""
    drawn = Random(seed)  # noqa: S311 - a simulation
    found = []
    for at in range(0, until, every):
        lasts = drawn.randint(least, most)
        begin = at + drawn.randrange(every - lasts)
        found.append((begin, begin + lasts))
    return found
