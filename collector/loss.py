"""What a link usually loses, as the confirmation rule needs it (p and q)."""

from collections import deque

from pantau.facts.instant import MINUTE
from pantau.verdict.confirmation import (
    LOSS_WINDOW,
    Needed,
    echoes_needed,
    heartbeat_loss,
    pair_loss,
)

# Old pairs fade so that a mended link is believed: beyond this many, all counts are halved.
_PAIRS_KEPT = 500


class UsualLoss:
    """Heartbeats lost while up (the last 720, by minute) and pairs of lost echoes.

    What was lost in a run of silence counts only when the run turned out to be chance, so losses
    are put aside with ``put_aside`` and either ``believed`` or ``dismissed``.
    """

    __slots__ = ("_aside", "_lost", "_minutes", "_pairs_aside", "_sent", "pairs", "pairs_lost")

    def __init__(self, pairs: int = 0, pairs_lost: int = 0) -> None:
        self._minutes: deque[list[int]] = deque()  # minute, sent, lost
        self._sent = self._lost = 0
        self._aside = 0
        self._pairs_aside = 0
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

    def put_aside(self, *, heartbeat: bool, pair: bool) -> None:
        """An echo was lost: a heartbeat, the second of a pair, or both."""
        self._aside += heartbeat
        self._pairs_aside += pair

    def pair_survived(self) -> None:
        """The echo after a lost one was answered."""
        self._count_pairs(1, 0)

    def believed(self, at: int) -> None:
        """The link lives: what was put aside was loss."""
        if not (self._aside or self._pairs_aside):
            return
        if self._aside:
            self.remember(at, self._aside, self._aside)
        if self._pairs_aside:
            self._count_pairs(self._pairs_aside, self._pairs_aside)
        self._aside = self._pairs_aside = 0

    def dismissed(self) -> None:
        """The link was down, or we were blind: what was put aside says nothing about its loss."""
        self._aside = self._pairs_aside = 0

    def needed(self, false_alarm: float, least: int, most: int) -> Needed:
        """How many unanswered echoes rule out chance on this link now."""
        loss = heartbeat_loss(self._lost, self._sent)
        pair = pair_loss(self.pairs_lost, self.pairs, loss)
        return echoes_needed(loss, pair, false_alarm, least, most)

    def _count_pairs(self, pairs: int, lost: int) -> None:
        self.pairs += pairs
        self.pairs_lost += lost
        if self.pairs > _PAIRS_KEPT:
            self.pairs //= 2
            self.pairs_lost //= 2
