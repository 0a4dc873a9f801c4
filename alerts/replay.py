"""What would have been told of a time that is over, by the routes and rules of now. Pure.

The journal does not keep when a site was only suspected, so nothing waits for a cause here; what
needs the month's figures (budgets, objectives, repairs) is left out.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from alerts.decide import decide
from alerts.fold import Stream
from alerts.memory import Memo
from alerts.message import Message
from alerts.words.compose import message_of
from alerts.world import BACK_US, World
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import Gap, Outage

NOTICED_US = 5 * SECOND
"""About so long after its first unanswered echo an outage is in the journal (a clean link)."""


@dataclass(frozen=True, slots=True)
class Told:
    """A message that ``receiver`` would have got at ``at`` (microseconds UTC)."""

    at: int
    receiver: str
    message: Message


def replay(whole: World, begin: int, end: int) -> Iterator[Told]:
    """Go through [begin, end) of ``whole``: a world with all that happened in it.

    Decided is where something changed, and every minute while somebody was told of something.
    """
    memory: list[Memo] = []
    calm: dict[Stream, int] = {}
    changes = sorted({at for at in _changes(whole) if begin <= at < end})
    now, number = begin, 0
    coming = deque(sorted(whole.outages, key=lambda each: each.started_at))
    lately: list[Outage] = []
    while number < len(changes) or memory:
        upcoming = changes[number] if number < len(changes) else end
        now = min(upcoming, now + MINUTE) if memory else upcoming
        if now >= end:
            return
        if now == upcoming:
            number += 1
        while coming and coming[0].started_at + NOTICED_US <= now:
            lately.append(coming.popleft())
        lately = [each for each in lately if each.ended_at is None or each.ended_at > now - BACK_US]
        world = as_of(replace(whole, outages=tuple(lately)), now)
        decision = decide(world, memory, calm)
        for draft in decision.drafts:
            yield Told(now, draft.receiver, message_of(draft, world))
        memory = decision.applied(memory)
        calm = dict(decision.calm_at)


def as_of(whole: World, now: int) -> World:
    """The world as it was known at ``now``, of outages that were noticed by then."""
    return replace(
        whole,
        now=now,
        outages=tuple(_then(each, now) for each in whole.outages),
        gaps=tuple(
            each
            for each in whole.gaps
            if each.started_at <= now and (each.ended_at is None or each.ended_at > now)
        ),
    )


def _then(outage: Outage, now: int) -> Outage:
    over = outage.ended_at is not None and outage.ended_at <= now
    return outage if over else replace(outage, ended_at=None)


def _changes(whole: World) -> Iterator[int]:
    for outage in whole.outages:
        yield outage.started_at + NOTICED_US
        # What began together is told together, as the waiting for a cause would have it.
        yield outage.started_at + NOTICED_US + whole.alerting.wait_us
        if outage.ended_at is not None:
            yield outage.ended_at
    yield from _bounds(whole.gaps)
    for hushed in (*whole.silences, *whole.maintenances):
        yield from (hushed.begin, hushed.end)


def _bounds(gaps: Sequence[Gap]) -> Iterator[int]:
    for gap in gaps:
        yield gap.started_at
        if gap.ended_at is not None:
            yield gap.ended_at
