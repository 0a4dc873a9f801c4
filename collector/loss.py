"""What a link usually loses, as the confirmation rule needs it (p and q)."""

from collections import deque
from typing import NamedTuple

from pantau.facts.instant import MINUTE, SECOND
from pantau.verdict.confirmation import (
    LOSS_WINDOW,
    Needed,
    echoes_needed,
    heartbeat_loss,
    pair_loss,
)
from pantau.verdict.line import Vouches

# Old pairs fade so that a mended link is believed: beyond this many, all counts are halved.
_PAIRS_KEPT = 500

# A witness of a slow link's loss may still be on its way when the link is heard again.
_PATIENCE_US = 3 * SECOND


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
    """

    __slots__ = ("_aside", "_lost", "_minutes", "_sent", "pairs", "pairs_lost")

    def __init__(self, pairs: int = 0, pairs_lost: int = 0) -> None:
        self._minutes: deque[list[int]] = deque()  # minute, sent, lost
        self._sent = self._lost = 0
        self._aside: list[_Aside] = []
        self.pairs = pairs
        self.pairs_lost = pairs_lost

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
        self._aside.append(_Aside((at,), 1, 0, 0))

    def pair_lost(self, first: int, second: int) -> None:
        """Two echoes sent shortly after one another were lost."""
        self._aside.append(_Aside((first, second), 0, 1, 1))

    def pair_survived(self, first: int) -> None:
        """The echo after a lost one, which was sent at ``first``, was answered."""
        self._aside.append(_Aside((first,), 0, 1, 0))

    def believed(self, at: int, vouches: Vouches) -> None:
        """The link answered an echo sent at ``at``: what was put aside was loss, of its own where
        ``vouches`` says that we could see when it was sent."""
        if not self._aside:
            return
        waiting = []
        for aside in self._aside:
            if all(map(vouches, aside.echoes)):
                if aside.heartbeats:
                    self.remember(at, aside.heartbeats, aside.heartbeats)
                self.count_pairs(aside.pairs, aside.pairs_lost)
            elif at - aside.echoes[-1] < _PATIENCE_US:
                waiting.append(aside)
        self._aside = waiting

    def dismissed(self) -> None:
        """The link was down, or we were blind: what was put aside says nothing about its loss."""
        self._aside.clear()

    def needed(self, false_alarm: float, least: int, most: int) -> Needed:
        """How many unanswered echoes rule out chance on this link now."""
        loss = heartbeat_loss(self._lost, self._sent)
        pair = pair_loss(self.pairs_lost, self.pairs, loss)
        return echoes_needed(loss, pair, false_alarm, least, most)

    def count_pairs(self, pairs: int, lost: int) -> None:
        """Of so many pairs whose first echo was lost, so many lost the second too."""
        self.pairs += pairs
        self.pairs_lost += lost
        if self.pairs > _PAIRS_KEPT:
            self.pairs //= 2
            self.pairs_lost //= 2
