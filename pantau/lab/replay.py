"""Months of random and of burst loss against the real rule of confirmation, in seconds.

Of millions of heartbeats only those that are lost matter, and of these only how many echoes in a
row are lost with them. So these run lengths are drawn, and each is told to the collector's own
UsualLoss, which says how many would have ruled out chance.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from collector.loss import UsualLoss
from pantau.facts.instant import DAY, SECOND
from pantau.inventory.asking import Confirm
from pantau.verdict.confirmation import LOSS_WINDOW

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Lengths = Callable[[np.random.Generator, int], Numbers]

HEARTBEATS_A_MONTH = 30 * DAY // (5 * SECOND)

_FIRST_AFTER_S = 0.2
"""A short link's missing answer is asked for again after so long, and then every half second."""


@dataclass(frozen=True, slots=True)
class Loss:
    """How a link loses echoes that it is never down for.

    ``share``: of the heartbeats. ``lengths`` draws how many echoes in a row are lost, the heartbeat
    included, for so many lost heartbeats.
    """

    share: float
    lengths: Lengths


@dataclass(frozen=True, slots=True)
class FalseOutage:
    """A run of losses that was taken for an outage: ``lost`` echoes where ``needed`` are enough.

    ``beat``: number of the heartbeat that began it.
    """

    beat: int
    lost: int
    needed: int


def random_loss(share: float) -> Loss:
    """Each echo is lost by itself."""

    def lengths(drawn: np.random.Generator, number: int) -> Numbers:
        return drawn.geometric(1 - share, number)

    return Loss(share, lengths)


def burst_loss(share: float, mean_s: float) -> Loss:
    """All echoes are lost in spells of exponential length, ``mean_s`` seconds on average."""

    def lengths(drawn: np.random.Generator, number: int) -> Numbers:
        # What is left of an exponential spell is as long as a whole one.
        left = drawn.exponential(mean_s, number)
        asked = np.floor((left - _FIRST_AFTER_S) / 0.5).astype(np.int64) + 1
        longer: Numbers = 1 + np.maximum(asked, 0)
        return longer

    return Loss(share, lengths)


def replay(loss: Loss, rule: Confirm, seed: int, heartbeats: int) -> Iterator[FalseOutage]:
    """The false outages of one link that loses echoes for so many heartbeats, and is never down.

    The link is new: nothing is known of its loss at first.
    """
    drawn = np.random.default_rng(seed)
    beats = np.flatnonzero(drawn.random(heartbeats) < loss.share)
    before = np.arange(len(beats)) - np.searchsorted(beats, beats - LOSS_WINDOW)
    lengths = loss.lengths(drawn, len(beats))
    usual = UsualLoss()
    for number, lost in enumerate(lengths.tolist()):
        if lost >= rule.least:
            beat = int(beats[number])
            needed = _needed(usual, rule, min(beat, LOSS_WINDOW), int(before[number]))
            if lost >= needed:
                yield FalseOutage(beat, lost, needed)
                continue  # what was lost in an outage teaches nothing
        usual.count_pairs(lost, lost - 1)


def _needed(pairs: UsualLoss, rule: Confirm, sent: int, lost: int) -> int:
    """Asked of a UsualLoss that knows these pairs, and of the last heartbeats what we counted."""
    usual = UsualLoss(pairs.pairs, pairs.pairs_lost)
    usual.remember(0, sent, lost)
    return usual.needed(rule.false_alarm, rule.least, rule.most).echoes
