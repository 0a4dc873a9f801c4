"""What a link usually loses, as the confirmation rule needs it (p and q)."""

from collections import deque
from typing import NamedTuple

from pantau.facts.instant import DAY, MINUTE, SECOND
from pantau.inventory.asking import Confirm
from pantau.verdict.confirmation import (
    LATELY,
    LOSS_WINDOW,
    Needed,
    echoes_needed,
    heartbeat_loss,
    loss_now,
    most_echoes,
    pair_loss,
)
from pantau.verdict.line import Vouches

# Old pairs fade so that a mended link is believed: beyond this many, all counts are halved; and
# every day, for as long as any that was lost is among them.
_PAIRS_KEPT = 500
_HALVED_EVERY = DAY

BURST_WITHIN = 5 * SECOND
"""From its first lost echo to the last that is known; a silence that lasts longer is no burst of
losses, and teaches nothing of how they follow one another."""

# A witness of a slow link's loss may still be on its way when the link is heard again.
_PATIENCE_US = 3 * SECOND

# The last echoes of a silence reach their timeout when the link was heard again; those of another
# silence are further apart.
_APART_US = SECOND


class _Aside(NamedTuple):
    """What was lost; it counts if somebody vouches for each of the ``echoes`` (send times)."""

    echoes: tuple[int, ...]
    heartbeats: int
    pairs: int
    pairs_lost: int


class UsualLoss:
    """Heartbeats lost while up (the last 720, by minute) and pairs of lost echoes.

    What was lost in a run of silence counts only when the run turned out to be chance, and where
    our own uplink was there; so losses are put aside and either ``believed`` or ``dismissed``.
    ``pairs_at`` is the instant up to which the pairs have faded; None: from the next on.
    """

    __slots__ = (
        "_aside",
        "_lost",
        "_minutes",
        "_sent",
        "_silent_since",
        "_silent_until",
        "pairs",
        "pairs_at",
        "pairs_lost",
    )

    def __init__(self, pairs: int = 0, pairs_lost: int = 0, pairs_at: int | None = None) -> None:
        self._minutes: deque[list[int]] = deque()  # minute, sent, lost
        self._sent = self._lost = 0
        self._aside: list[_Aside] = []
        self._silent_since = self._silent_until = -_PATIENCE_US  # the latest silence, by its echoes
        self.pairs = pairs
        self.pairs_lost = pairs_lost
        self.pairs_at = pairs_at

    def remember(self, at: int, sent: int, lost: int) -> None:
        """Add heartbeats of the minute of ``at`` and forget what the window no longer reaches."""
        minute = at // MINUTE
        self._sent += sent
        self._lost += lost
        if self._minutes and self._minutes[-1][0] == minute:
            now = self._minutes[-1]
            now[1] += sent
            now[2] += lost
            return
        self.fade(at)
        self._minutes.append([minute, sent, lost])
        while self._sent - self._minutes[0][1] >= LOSS_WINDOW:
            _, old_sent, old_lost = self._minutes.popleft()
            self._sent -= old_sent
            self._lost -= old_lost

    @property
    def has_aside(self) -> bool:
        """Whether anything waits to be believed or dismissed."""
        return bool(self._aside)

    def heartbeat_lost(self, at: int) -> None:
        """A heartbeat sent at ``at`` was lost."""
        self._put_aside(_Aside((at,), 1, 0, 0))

    def pair_lost(self, first: int, second: int) -> None:
        """Two echoes sent shortly after one another were lost."""
        self._put_aside(_Aside((first, second), 0, 1, 1))

    def pair_survived(self, first: int) -> None:
        """The echo after a lost one, which was sent at ``first``, was answered."""
        self._put_aside(_Aside((first,), 0, 1, 0))

    def _put_aside(self, aside: _Aside) -> None:
        self._aside.append(aside)
        if aside.echoes[0] - self._silent_until > _APART_US:
            self._silent_since = aside.echoes[0]
        self._silent_until = max(self._silent_until, aside.echoes[-1])

    def believed(self, at: int, vouches: Vouches) -> None:
        """The link answered an echo sent at ``at``: what was put aside was loss, of its own where
        ``vouches`` says that we could see when it was sent."""
        if not self._aside:
            return
        burst = self._silent_until - self._silent_since < BURST_WITHIN
        waiting = []
        for aside in self._aside:
            if all(map(vouches, aside.echoes)):
                if aside.heartbeats:
                    self.remember(at, aside.heartbeats, aside.heartbeats)
                if burst:
                    self.count_pairs(aside.pairs, aside.pairs_lost)
            elif at - aside.echoes[-1] < _PATIENCE_US:
                waiting.append(aside)
        self._aside = waiting

    def dismissed(self) -> None:
        """The link was down, or we were blind: what was put aside says nothing about its loss."""
        self._aside.clear()

    def needed(self, rule: Confirm) -> Needed:
        """How many unanswered echoes rule out chance on this link now."""
        usual = heartbeat_loss(self._lost, self._sent)
        loss = loss_now(*self._lately(), usual)
        pair = pair_loss(self.pairs_lost, self.pairs, loss)
        most = max(rule.least, most_echoes(usual, rule.most, rule.every_us))
        return echoes_needed(loss, pair, rule.false_alarm, rule.least, most)

    def _lately(self) -> tuple[int, int]:
        """Lost and sent in the latest minutes, of as few as have enough heartbeats."""
        lost = sent = 0
        for _, minute_sent, minute_lost in reversed(self._minutes):
            lost, sent = lost + minute_lost, sent + minute_sent
            if sent >= LATELY:
                break
        return lost, sent

    def count_pairs(self, pairs: int, lost: int) -> None:
        """Of so many pairs whose first echo was lost, so many lost the second too."""
        self.pairs += pairs
        self.pairs_lost += lost
        if self.pairs > _PAIRS_KEPT:
            self._halve()

    def fade(self, at: int) -> None:
        """Time has come to ``at``: old pairs fade."""
        if self.pairs_at is None:
            self.pairs_at = at
        while at - self.pairs_at >= _HALVED_EVERY:
            if not self.pairs_lost:
                self.pairs_at = at
                return
            self.pairs_at += _HALVED_EVERY
            self._halve()

    def _halve(self) -> None:
        self.pairs //= 2
        self.pairs_lost //= 2
