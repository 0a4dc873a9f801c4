"""What was told and goes on: who is told too, and who is told again, until somebody answers."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from alerts.draft import Draft, Key, Part
from alerts.ends import group_of
from alerts.item import Group, Item
from alerts.memory import Memo
from alerts.route import receivers_of
from alerts.world import World
from pantau.facts.telling import NotifyReason


@dataclass(slots=True)
class Again:
    """``told``: memos of steps that led to nobody."""

    drafts: list[Draft] = field(default_factory=list)
    told: list[Memo] = field(default_factory=list)


def reminders(
    world: World, groups: Sequence[Group], memory: Sequence[Memo], telling: Collection[Key]
) -> Again:
    """Each group by each route: escalation first, else a reminder where one is due.

    An answer to any outage of the group stops both. ``telling``: what is told for the first time
    at this very moment, so that nobody hears it twice.
    """
    items = {item.key: item for group in groups for item in group.items if not item.over}
    by_key = {group.key: group for group in groups}
    together: defaultdict[tuple[str, str], list[Memo]] = defaultdict(list)
    for memo in memory:
        if memo.item in items:
            together[memo.group, memo.plan.route].append(memo)
    found = Again()
    for (key, _), memos in together.items():
        if any(memo.outage in world.answers for memo in memos):
            continue
        # Where most of an area is long back, nobody makes a group of the rest: it goes on.
        going_on = list({memo.item: items[memo.item] for memo in memos}.values())
        group = group_of(key, memos, going_on, by_key.get(key))
        if not _escalate(world, group, memos, items, telling, found):
            _remind(world, group, memos, items, found)
    return found


def _escalate(
    world: World,
    group: Group,
    memos: Sequence[Memo],
    items: Mapping[str, Item],
    telling: Collection[Key],
    found: Again,
) -> bool:
    """Take the next step if it is due; whether one was taken."""
    first = min(memos, key=lambda memo: memo.since)
    step = max(memo.step for memo in memos)
    steps = first.plan.escalate
    if step >= len(steps) or world.now - first.since < steps[step].after_us:
        return False
    taken = [memo.spoken(world.now, step + 1) for memo in memos]
    told = {memo.item: memo for memo in taken}
    known = {memo.key for memo in memos}
    part = Part(group, tuple(items[item] for item in told))
    effects = taken
    for receiver in receivers_of(world, steps[step].to):
        if any((item, receiver) in telling for item in told):
            continue
        # The step is taken with the first message; the others only bring new receivers.
        new = [
            replace(memo, receiver=receiver, at=world.now)
            for memo in told.values()
            if (memo.item, receiver) not in known
        ]
        draft = Draft(receiver, NotifyReason.ESCALATED, (part,), (*effects, *new))
        found.drafts.append(draft)
        effects = []
    found.told += effects
    return True


def _remind(
    world: World, group: Group, memos: Sequence[Memo], items: Mapping[str, Item], found: Again
) -> None:
    by_receiver: defaultdict[str, list[Memo]] = defaultdict(list)
    for memo in memos:
        by_receiver[memo.receiver].append(memo)
    for receiver, theirs in by_receiver.items():
        repeat = theirs[0].plan.repeat_us
        if receiver not in world.alerting.receivers:
            continue  # not there any more; whoever is there now was told as of something new
        if repeat is None or world.now - max(memo.last_at for memo in theirs) < repeat:
            continue
        part = Part(group, tuple(items[memo.item] for memo in theirs))
        told = tuple(memo.spoken(world.now) for memo in theirs)
        found.drafts.append(Draft(receiver, NotifyReason.REMINDER, (part,), told))
