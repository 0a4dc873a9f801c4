"""What would have been told of a time that is over, by the routes and rules of now. Pure.

The journal does not keep when a site was only suspected, so nothing waits for a cause here; what
needs the month's figures, the last answers of further probes or the state of our own processes is
left out (``NOT_TRIED``).
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from math import inf

from alerts.decide import Decision, decide
from alerts.fold import Stream
from alerts.memory import Memo
from alerts.message import Message
from alerts.words.compose import message_of
from alerts.world import BACK_US, World
from pantau.facts.degraded import Spell
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import Gap, Outage
from pantau.facts.telling import AlertKind, QuietReason

NOT_TRIED = (
    AlertKind.BUDGET_BURNING,
    AlertKind.OBJECTIVE_BROKEN,
    AlertKind.REPAIR_OVERDUE,
    AlertKind.CERTIFICATE_ENDING,
    AlertKind.COLLECTOR_SILENT,
    AlertKind.INVENTORY_REJECTED,
)
"""What of the past is not known, or too dear to judge anew at each step."""

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

    Decided is where something changed, in the minutes after it, and where a step is due.
    """
    memory: list[Memo] = []
    calm: dict[Stream, int] = {}
    times = _Times(at for at in _changes(whole) if begin <= at < end)
    coming = deque(sorted(whole.outages, key=lambda each: each.started_at))
    lately: list[Outage] = []
    before = begin
    while (now := times.next()) is not None and now < end:
        while coming and coming[0].started_at + NOTICED_US <= now:
            lately.append(coming.popleft())
        held = {memo.outage for memo in memory}
        lately = [each for each in lately if _matters(each, now) or each.id in held]
        passed = frozenset(each.id for each in lately if before < _known_over(each) <= now)
        world = as_of(replace(whole, outages=tuple(lately), passed=passed), now)
        before = now
        decision = decide(world, memory, calm)
        for draft in decision.drafts:
            yield Told(now, draft.receiver, message_of(draft, world))
        memory = decision.applied(memory)
        calm = dict(decision.calm_at)
        times.add(now, decision)


def _matters(outage: Outage, now: int) -> bool:
    """Whether it goes on, or is looked back at."""
    return outage.ended_at is None or outage.ended_at > now - BACK_US


def _known_over(outage: Outage) -> float:
    """When its end was in the journal."""
    return inf if outage.ended_at is None else max(outage.ended_at, outage.started_at + NOTICED_US)


class _Times:
    """When to decide, in order, each instant once."""

    def __init__(self, changes: Iterable[int]) -> None:
        self._due = sorted(set(changes))
        self._known = set(self._due)

    def next(self) -> int | None:
        """The next instant; None where nothing is due any more."""
        return heappop(self._due) if self._due else None

    def add(self, now: int, decision: Decision) -> None:
        """What follows from a decision: what was held back, and what its plans promise."""
        owed = any(memo.owed is not None for memo in decision.told)
        settling = (now + MINUTE, now + 2 * MINUTE) if decision.drafts or owed else ()
        held = {
            QuietReason.FOLDED,
            QuietReason.TOO_SHORT,
            QuietReason.QUIET_HOURS,
            QuietReason.WAITING_FOR_CAUSE,
        }
        plans = (at for memo in decision.told for at in _promised(memo))
        for at in {*settling, *plans, *decision.calm_at.values()}:
            self._push(now, at)
        # What waits is looked at each minute, and at whatever is due within it.
        if held & set(decision.quiet.values()) and not (self._due and self._due[0] <= now + MINUTE):
            self._push(now, now + MINUTE)

    def _push(self, now: int, at: int) -> None:
        if at > now and at not in self._known:
            self._known.add(at)
            heappush(self._due, at)


def _promised(memo: Memo) -> Iterator[int]:
    yield from (memo.since + step.after_us for step in memo.plan.escalate)
    if memo.plan.repeat_us is not None:
        yield memo.last_at + memo.plan.repeat_us


def as_of(whole: World, now: int) -> World:
    """The world as it was known at ``now``, of outages that were noticed by then."""
    return replace(
        whole,
        now=now,
        outages=tuple(_then(each, now) for each in whole.outages),
        gaps=tuple(each for each in whole.gaps if _is_on(each, now)),
        degraded=tuple(each for each in whole.degraded if _is_on(each, now)),
        restarts=tuple(each for each in whole.restarts if now - BACK_US < each.seen_at <= now),
        on_reserve=tuple(
            each
            for each in whole.on_reserve
            if each.since <= now and (each.until is None or each.until > now)
        ),
        duties_said=tuple(each for each in whole.duties_said if each.at <= now),
    )


def _is_on(each: Gap | Spell, now: int) -> bool:
    return each.started_at <= now and (each.ended_at is None or each.ended_at > now)


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
    yield from _bounds((*whole.gaps, *whole.degraded))
    yield from (each.seen_at for each in whole.restarts)
    for each in whole.on_reserve:
        yield each.since + whole.alerting.rules[AlertKind.ON_BATTERY].after_us
        if each.until is not None:
            yield each.until
    for hushed in (*whole.silences, *whole.maintenances):
        yield from (hushed.begin, hushed.end)


def _bounds(times: Sequence[Gap | Spell]) -> Iterator[int]:
    for each in times:
        yield each.started_at
        if each.ended_at is not None:
            yield each.ended_at
