"""How many unanswered echoes in a row rule out chance.

A site is down after n unanswered echoes, n the least with p * q^(n-1) < false_alarm: p is the
loss of a heartbeat on this link, q the chance that an echo shortly after a lost one is lost too.
On a link that loses little, ten seconds of silence are an outage however its losses follow one
another. Decision 56 says why.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from pantau.facts.instant import SECOND

LOSS_WINDOW = 720
"""Heartbeats that p looks back on: an hour at one every 5 s."""

LATELY = 12
"""Heartbeats that show whether the link has just become worse: a minute at one every 5 s."""

TEN_SECONDS = 10 * SECOND
"""So long a silence is unavailable time by ITU-T G.826 (ten bad seconds in a row)."""

LOSES_LITTLE = 0.03
"""With p below this the ten seconds hold."""

_CLEARLY_WORSE = 0.01
_LOSS_KNOWN_FROM = 60
_ASSUMED_LOSS = 0.05
_LOSS_CONFIDENCE = 0.95
_PAIRS_KNOWN_FROM = 10
_PAIR_CONFIDENCE = 0.90


@dataclass(frozen=True, slots=True)
class Needed:
    """``echoes`` unanswered in a row are an outage; ``capped``: chance was not ruled out by them,
    the rule's ``most`` was reached first."""

    echoes: int
    capped: bool
    loss: float
    pair_loss: float


@lru_cache(maxsize=8192)
def upper_bound(lost: int, sent: int, confidence: float) -> float:
    """One-sided exact upper confidence bound of a binomial share.

    Clopper and Pearson, "The use of confidence or fiducial limits", Biometrika 26 (1934): the
    share at which seeing ``lost`` or fewer of ``sent`` has probability 1 - ``confidence``.
    """
    if lost >= sent:
        return 1.0
    low, high = lost / sent, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        if at_most(lost, sent, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def at_most(lost: int, sent: int, share: float) -> float:
    """Probability of at most ``lost`` of ``sent`` when each is lost with ``share``.

    For lost / sent < share < 1 the last term is the largest; from there downwards the terms fall
    off quickly, so only those that matter are summed. The first goes through logarithms, for
    (1 - share) ** 720 alone underflows.
    """
    choose = math.lgamma(sent + 1) - math.lgamma(lost + 1) - math.lgamma(sent - lost + 1)
    term = math.exp(choose + lost * math.log(share) + (sent - lost) * math.log1p(-share))
    odds = (1 - share) / share
    total = term
    for i in range(lost, 0, -1):
        term *= odds * i / (sent - i + 1)
        total += term
        if term < total * 1e-15:
            break
    return total


def heartbeat_loss(lost: int, sent: int) -> float:
    """p: the upper 95 % bound over the heartbeats known.

    While fewer than 60 are: that too once any was lost, and 5 % at the least.
    """
    if sent < _LOSS_KNOWN_FROM:
        return max(_ASSUMED_LOSS, upper_bound(lost, sent, _LOSS_CONFIDENCE) if lost else 0.0)
    return upper_bound(lost, sent, _LOSS_CONFIDENCE)


def loss_now(lost: int, sent: int, usual: float) -> float:
    """p where ``lost`` of the latest ``sent`` heartbeats were lost: their upper 95 % bound where
    ``usual`` would bring so many but once in a hundred times, else ``usual``."""
    if lost <= usual * sent or usual >= 1 or 1 - at_most(lost - 1, sent, usual) >= _CLEARLY_WORSE:
        return usual
    return upper_bound(lost, sent, _LOSS_CONFIDENCE)


def most_echoes(usual: float, most: int, every_us: int) -> int:
    """``most``; on a link whose p is ``usual`` and little, no more than ten seconds take."""
    if usual >= LOSES_LITTLE:
        return most
    return min(most, TEN_SECONDS // every_us)


def pair_loss(lost: int, pairs: int, loss: float) -> float:
    """q: the upper 90 % bound over earlier confirmations; equal to p until ten pairs are known."""
    if pairs < _PAIRS_KNOWN_FROM:
        return loss
    return upper_bound(lost, pairs, _PAIR_CONFIDENCE)


def echoes_needed(loss: float, pair: float, false_alarm: float, least: int, most: int) -> Needed:
    """The least n with loss * pair^(n-1) < false_alarm, kept between ``least`` and ``most``."""
    chance = loss
    for n in range(1, most + 1):
        if chance < false_alarm:
            return Needed(max(n, least), capped=False, loss=loss, pair_loss=pair)
        chance *= pair
    return Needed(most, capped=True, loss=loss, pair_loss=pair)
