"""One decision after the other, each remembered together with the letters that it wrote."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from alerts.decide import Decision, decide
from alerts.memory import Memo, from_told, to_told
from alerts.message import Message
from alerts.queue import letter_of
from alerts.reading import Eyes
from alerts.words.compose import message_of
from alerts.world import World
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.letters import Letter
from pantau.store import Outbox, StoreError

log = logging.getLogger(__name__)

AWAY_US = MINUTE
"""Whoever has not decided for so long was away: what ended meanwhile is told afterwards."""

BEAT_US = 5 * SECOND


@dataclass(slots=True)
class Alerter:
    """Decides what is told. ``since``: when was decided last (microseconds UTC)."""

    eyes: Eyes
    outbox: Outbox
    since: int
    memory: list[Memo] = field(default_factory=list)
    calm_at: dict[str, int] = field(default_factory=dict)
    world: World | None = None
    trouble: str = ""
    _beaten: int = 0
    _head: int = -1

    @classmethod
    def begin(cls, eyes: Eyes, outbox: Outbox, now: int) -> "Alerter":
        """Go on where the last one stopped, whenever that was. Raises StoreError."""
        outbox.release_leases()
        last = outbox.last_beat()
        memory = [from_told(each) for each in outbox.memory()]
        return cls(eyes, outbox, last.at if last else now, memory)

    def step(self, now: int) -> Decision:
        """Look, decide, write: all of it or nothing. Never raises for what the store is like."""
        # The clock may have been set back: what was decided stays decided.
        now = max(now, self.since)
        away = self.since if now - self.since > AWAY_US else None
        world = self.eyes.look(now, self.since, away)
        if world is None:
            return Decision()
        decision = decide(world, self.memory, self.calm_at)
        letters = [
            (draft.receiver, letter_of(message_of(draft, world))) for draft in decision.drafts
        ]
        if not self._written(decision, letters, now):
            return Decision()
        self.world = world
        self.memory = decision.applied(self.memory)
        self.calm_at = dict(decision.calm_at)
        self.since = now
        return decision

    def say(self, receivers: Iterable[str], message: Message, now: int) -> bool:
        """Put one more message into the outbox for each receiver; whether that worked.

        Each gets it once, however often this is called with the same message.
        """
        letters = [
            (name, Letter(f"{message.id}/{name}", each.group, each.at, each.body))
            for name in receivers
            for each in (letter_of(message),)
        ]
        return self._written(Decision(), letters, now)

    def _written(self, decision: Decision, letters: list[tuple[str, Letter]], now: int) -> bool:
        """Remember what was decided and that we live; False where the outbox does not take it."""
        try:
            if letters or decision.told or decision.over:
                told = [to_told(memo) for memo in decision.told]
                self.outbox.remember(told, decision.over, letters, cursor=self._head, at=now)
            if now - self._beaten >= BEAT_US:
                self.outbox.beat(now, {"told": len(self.memory)})
                self._beaten = now
        except StoreError as error:
            if str(error) != self.trouble:
                log.error("what is to be told cannot be written: %s", error)  # noqa: TRY400
            self.trouble = str(error)
            return False
        self.trouble = ""
        return True

    def noticed(self) -> bool:
        """Whether the journal has grown since this was asked last."""
        head = self.eyes.head()
        if head == self._head:
            return False
        self._head = head
        return True
