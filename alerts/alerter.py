"""One decision after the other, each remembered together with the letters that it wrote."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from alerts.decide import Decision, decide
from alerts.fold import Stream
from alerts.memory import Memo, from_told, to_told
from alerts.message import Message
from alerts.queue import letter_of
from alerts.reading import Eyes, Last
from alerts.words.compose import message_of
from alerts.world import Unseen, World
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.letters import Calm, Letter
from pantau.facts.telling import AlertKind
from pantau.language import Sentence, to_say
from pantau.store import Outbox, StoreDamaged, StoreError, condition

log = logging.getLogger(__name__)

BEAT_US = 5 * SECOND

BEHIND_US = MINUTE
"""A clock that was set back by less is right again before anybody could mend it."""

_BEHIND = to_say(
    "the clock of this machine is before the last entry; nothing is written until it is set right"
)


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
    _troubled_since: int | None = None

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
        """Look, decide, write: all of it or nothing. Never raises for what the store is like, but
        StoreDamaged of the outbox: whoever begins anew begins another one."""
        # The clock may have been set back: what was decided stays decided.
        behind = self.last.at - now
        now = max(now, self.last.at)
        held = {memo.outage for memo in self.memory if memo.outage is not None}
        world = self.eyes.look(now, self.last, held)
        if world is None:
            return Decision()
        world = self._knowing_ourselves(world, behind)
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

    def _knowing_ourselves(self, world: World, behind: int) -> World:
        """With what keeps us from writing, which is in no journal."""
        if behind > BEHIND_US:
            # Time stands still meanwhile, so it is told without patience.
            since = world.now - world.alerting.rules[AlertKind.STORE_TROUBLE].after_us
            return replace(world, unwritten=Unseen(since, Sentence(_BEHIND)))
        trouble = self.outbox.trouble
        if trouble is None:
            self._troubled_since = None
            return world
        self._troubled_since = since = self._troubled_since or world.now
        why = condition(self.eyes.data).why or trouble.why
        return replace(world, unwritten=world.unwritten or Unseen(since, why))

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
        except StoreDamaged:
            raise
        except StoreError as error:
            self._in_trouble(str(error))
            return False
        self._in_trouble(str(self.outbox.trouble or ""))
        return True

    def _in_trouble(self, why: str) -> None:
        if why and why != self.trouble:
            log.error("what is to be told cannot be written: %s", why)
        elif self.trouble and not why:
            log.warning("what is to be told can be written again")
        self.trouble = why

    def noticed(self) -> bool:
        """Whether the journal has grown since this was asked last."""
        head = self.eyes.head()
        if head == self._head:
            return False
        self._head = head
        return True
