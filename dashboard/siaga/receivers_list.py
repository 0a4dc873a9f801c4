"""Receivers and their queues."""

from dataclasses import dataclass

from alerts.receivers.why import said_again
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.scene import Scene
from dashboard.siaga.desk import Desk
from pantau.facts.letters import Waiting
from pantau.inventory.alerting import Receiver
from pantau.language import number, recent


@dataclass(frozen=True, slots=True)
class Shelf:
    """A receiver of the inventory in force, or one that letters still wait for, and its queue."""

    name: str
    receiver: Receiver | None
    queue: Waiting | None

    @property
    def failing(self) -> bool:
        """Whether its last word was an error."""
        queue = self.queue
        if queue is None or queue.error_at is None:
            return False
        return queue.sent_at is None or queue.sent_at < queue.error_at


def shelves(here: Scene, desk: Desk) -> list[Shelf]:
    """Those that fail first, then as the inventory has them."""
    known = here.inventory.alerting.receivers
    names = [*known, *(name for name in desk.queues if name not in known)]
    found = [Shelf(name, known.get(name), desk.queues.get(name)) for name in names]
    return sorted(found, key=lambda each: not each.failing)


def receivers_list(here: Scene, desk: Desk) -> None:
    """Each receiver: whether it works, what waits, and its last error."""
    grid(
        shelves(here, desk),
        _receiver_columns(here, readable=not desk.trouble),
        key="penerima",
        title=here.say("Receivers"),
        empty=here.say("The inventory has no receiver: nobody is told. Write some under alerts."),
    )


def _receiver_columns(here: Scene, *, readable: bool) -> tuple[Column[Shelf], ...]:
    say, language, now, zone = here.say, here.language, here.now, here.zone

    def when(instant: int | None) -> str:
        return "–" if instant is None else recent(instant, now, zone, language)

    def state(each: Shelf) -> str:
        if not readable:
            return f"? {say('cannot be read')}"
        if each.failing:
            return f"✕ {say('fails')}"
        if each.queue is None or each.queue.sent_at is None:
            return f"· {say('nothing sent yet')}"
        return f"✓ {say('works')}"

    return (
        Column[Shelf](say("State"), state),
        Column[Shelf](say("Receiver"), lambda each: each.name),
        Column[Shelf](
            say("Kind"),
            lambda each: each.receiver.kind.value if each.receiver else say("not in the inventory"),
        ),
        Column[Shelf](
            say("Waiting"),
            lambda each: number(each.queue.count if each.queue else 0, language),
            lambda each: each.queue.count if each.queue else 0,
            width="small",
        ),
        Column[Shelf](
            say("Oldest of them"), lambda each: when(each.queue.oldest_at if each.queue else None)
        ),
        Column[Shelf](
            say("Last sent"), lambda each: when(each.queue.sent_at if each.queue else None)
        ),
        Column[Shelf](
            say("Last error at"), lambda each: when(each.queue.error_at if each.queue else None)
        ),
        Column[Shelf](
            say("Last error"),
            lambda each: said_again((each.queue.error if each.queue else None) or "–", say),
        ),
        Column[Shelf](
            say("Fallback"),
            lambda each: (each.receiver.fallback if each.receiver else None) or "–",
        ),
    )
