"""Months of random and of burst loss against the real rule of confirmation, in seconds.

Of millions of heartbeats only those that are lost matter, and of these only how many echoes in a
row are lost with them. So these run lengths are drawn, and each is told to the collector's own
UsualLoss, which says how many would have ruled out chance.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from collector.loss import BURST_WITHIN, UsualLoss
from pantau.facts.instant import DAY, MINUTE, SECOND
from pantau.inventory.asking import Confirm
from pantau.verdict.confirmation import LATELY, LOSS_WINDOW

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Lengths = Callable[[np.random.Generator, int], Numbers]

_BEAT = 5 * SECOND
HEARTBEATS_A_MONTH = 30 * DAY // _BEAT

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
    number = np.arange(len(beats))
    before = number - np.searchsorted(beats, beats - LOSS_WINDOW)
    lately = number - np.searchsorted(beats, beats - LATELY)
    lengths = loss.lengths(drawn, len(beats))
    usual = UsualLoss()
    all_of_them = np.stack((beats, lengths, before, lately), axis=1).tolist()
    for beat, lost, lost_before, lost_lately in all_of_them:
        usual.fade(beat * _BEAT)
        if lost >= rule.least:
            needed = _needed(usual, rule, beat, lost_before, lost_lately)
            if lost >= needed:
                yield FalseOutage(beat, lost, needed)
                continue  # what was lost in an outage teaches nothing
        if (lost - 2) * rule.every_us < BURST_WITHIN - _FIRST_AFTER_S * SECOND:
            usual.count_pairs(lost, lost - 1)


def _needed(pairs: UsualLoss, rule: Confirm, beat: int, before: int, lately: int) -> int:
    """Asked of a UsualLoss that knows these pairs, and of the last heartbeats what we counted."""
    usual = UsualLoss(pairs.pairs, pairs.pairs_lost)
    sent, sent_lately = min(beat, LOSS_WINDOW), min(beat, LATELY)
    usual.remember(0, sent - sent_lately, before - lately)
    usual.remember(MINUTE, sent_lately, lately)
    return usual.needed(rule).echoes
