"""One decision after the other, each remembered together with the letters that it wrote."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from alerts.decide import Decision, decide
from alerts.fold import Stream
from alerts.memory import Memo, from_told, to_told
from alerts.message import Message
from alerts.queue import letter_of
from alerts.reading import Eyes, Last
from alerts.words.compose import message_of
from alerts.world import World
from pantau.facts.instant import SECOND
from pantau.facts.letters import Calm, Letter
from pantau.store import Outbox, StoreError

log = logging.getLogger(__name__)

BEAT_US = 5 * SECOND


@dataclass(slots=True)
class Alerter:
    """Decides what is told.

    ``last``: the decision before, by this process or another. ``since``: when this one began.
    """

    eyes: Eyes
    outbox: Outbox
    last: Last
    memory: list[Memo] = field(default_factory=list)
    calm_at: dict[Stream, int] = field(default_factory=dict)
    world: World | None = None
    trouble: str = ""
    since: int = 0
    _beaten: int = 0
    _kept: int = 0
    _head: int = -1

    @classmethod
    def begin(cls, eyes: Eyes, outbox: Outbox, now: int) -> "Alerter":
        """Go on where the last one stopped, whenever that was. Raises StoreError."""
        outbox.release_leases()
        beat = outbox.last_beat()
        last = Last(beat.at if beat else now, outbox.cursor() or None)
        memory = [from_told(each) for each in outbox.memory()]
        calm_at = {(each.receiver, each.urgent): each.until for each in outbox.calm()}
        return cls(eyes, outbox, last, memory, calm_at, since=now)

    def step(self, now: int) -> Decision:
        """Look, decide, write: all of it or nothing. Never raises for what the store is like."""
        # The clock may have been set back: what was decided stays decided.
        now = max(now, self.last.at)
        held = {memo.outage for memo in self.memory if memo.outage is not None}
        world = self.eyes.look(now, self.last, held)
        if world is None:
            return Decision()
        decision = decide(world, self.memory, self.calm_at)
        letters = [
            (draft.receiver, letter_of(message_of(draft, world))) for draft in decision.drafts
        ]
        calm = [Calm(*stream, until) for stream, until in decision.calm_at.items()]
        if not self._written(decision, letters, now, world.head, calm):
            return Decision()
        self.world = world
        self.memory = decision.applied(self.memory)
        self.calm_at = dict(decision.calm_at)
        self.last = Last(now, world.head)
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
        return self._written(Decision(), letters, now, self.last.head or 0)

    def _written(
        self,
        decision: Decision,
        letters: list[tuple[str, Letter]],
        now: int,
        head: int,
        calm: Sequence[Calm] | None = None,
    ) -> bool:
        """Remember what was decided, on which entries of the journal, and that we live; False
        where the outbox does not take it."""
        try:
            if letters or decision.told or decision.over or head != self._kept:
                told = [to_told(memo) for memo in decision.told]
                self.outbox.remember(told, decision.over, letters, cursor=head, at=now, calm=calm)
                self._kept = head
            if now - self._beaten >= BEAT_US:
                self.outbox.beat(now, {"told": len(self.memory), "since": self.since})
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
