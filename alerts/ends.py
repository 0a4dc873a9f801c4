"""What is over and was told: its end is told to the same receivers, whatever hides messages now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from alerts.draft import Draft, Key, Part
from alerts.item import OUTAGES, Group, Item
from alerts.memory import Memo
from alerts.world import World
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.words import AlertKind, NotifyReason

LINK_SETTLED_US = 15 * SECOND
"""Sites come back within seconds of their link; what is still down then has a fault of its own."""

PARTLY_US = MINUTE
"""So long it is waited for the rest of a group before its part is told."""

COMING_BACK_US = 5 * SECOND
"""Sites of a storm come back within a heartbeat of one another, whatever their area is."""


@dataclass(slots=True)
class Ended:
    """``over``: what is forgotten without a message, because its end is told nobody."""

    drafts: list[Draft] = field(default_factory=list)
    over: list[Key] = field(default_factory=list)


def ends(world: World, groups: Sequence[Group], memory: Sequence[Memo]) -> Ended:
    """Look at everything that was told once."""
    now_items = {item.key: item for group in groups for item in group.items}
    by_key = {group.key: group for group in groups}
    found = Ended()
    latest = _latest(world)
    together = _by_group([memo for memo in memory if memo.owed is None])
    coming = {
        receiver
        for (key, receiver), memos in together.items()
        if memos[0].kind is AlertKind.AREA_DOWN
        and _is_coming_back(world, [now_items.get(memo.item) for memo in memos])
    }
    found.drafts += _afterwards(world, by_key, memory, now_items)
    for (key, receiver), memos in together.items():
        items = {memo.item: _item(world, memo, now_items.get(memo.item)) for memo in memos}
        mute = [memo for memo in memos if not memo.recovers and items[memo.item].over]
        found.over += [memo.key for memo in mute]
        over = [memo for memo in memos if memo.recovers and items[memo.item].over]
        going_on = len(memos) - len(mute) - len(over)
        done = [items[memo.item] for memo in over]
        if not over:
            continue
        if not _is_down_again(done, latest):
            if going_on and not _part_is_due(world, by_key.get(key), done):
                continue
            area = memos[0].kind is AlertKind.AREA_DOWN
            if area and receiver in coming and _just_now(world, done):
                continue
        part = Part(group_of(key, memos, done, by_key.get(key)), tuple(done), going_on)
        forgotten = tuple(memo.key for memo in over)
        found.drafts.append(Draft(receiver, NotifyReason.ENDED, (part,), over=forgotten))
    return found


def _afterwards(
    world: World,
    by_key: Mapping[str, Group],
    memory: Sequence[Memo],
    now_items: Mapping[str, Item],
) -> list[Draft]:
    """What passed in a storm and is still owed."""
    drafts = []
    owed = _by_group([memo for memo in memory if memo.owed is not None])
    for (key, receiver), memos in owed.items():
        items = [_item(world, memo, now_items.get(memo.item)) for memo in memos]
        part = Part(group_of(key, memos, items, by_key.get(key)), tuple(items))
        over = tuple(memo.key for memo in memos)
        drafts.append(Draft(receiver, NotifyReason.ENDED_UNSEEN, (part,), over=over))
    return drafts


def _by_group(memory: Iterable[Memo]) -> dict[Key, list[Memo]]:
    found: defaultdict[Key, list[Memo]] = defaultdict(list)
    for memo in memory:
        found[memo.group, memo.receiver].append(memo)
    return found


def _item(world: World, memo: Memo, known: Item | None) -> Item:
    """The item as it is now; one that is not there any more has ended, at the latest now.

    All outages that are open or have just ended are there, but for those that were voided.
    """
    if known is not None:
        return known
    return Item(
        key=memo.item,
        kind=memo.kind,
        severity=memo.severity,
        sites=memo.sites,
        begin=memo.begin,
        end=world.now if memo.owed is None else memo.owed,
        outage=memo.outage,
        recovers=memo.recovers,
        voided=memo.kind in OUTAGES and memo.owed is None,
    )


def _is_coming_back(world: World, items: Sequence[Item | None]) -> bool:
    """Whether a part of an area is back since moments ago, and the rest may be any moment."""
    known = [item for item in items if item is not None]
    recent = world.now - COMING_BACK_US
    some = any(item.end is not None and item.end > recent for item in known)
    return some and any(not item.over for item in known)


def _latest(world: World) -> dict[str, int]:
    """By outage: when the last outage of its site began."""
    begun: dict[str, int] = {}
    for each in world.outages:
        begun[each.site] = max(each.started_at, begun.get(each.site, each.started_at))
    return {each.id: begun[each.site] for each in world.outages}


def _is_down_again(done: Iterable[Item], latest: Mapping[str, int]) -> bool:
    """Whether one of the sites is down anew: then it is told first that it was back."""
    return any(latest.get(item.outage or "", item.begin) > item.begin for item in done)


def _just_now(world: World, done: Sequence[Item]) -> bool:
    return world.now - max(item.end or 0 for item in done) < LINK_SETTLED_US


def _part_is_due(world: World, group: Group | None, done: Sequence[Item]) -> bool:
    """Whether a part of a group is told although the rest goes on."""
    last = max(item.end or 0 for item in done)
    if group is not None and group.kind is AlertKind.INCIDENT:
        root = next((item for item in group.items if item.key == group.root), None)
        if root is not None and root.end is not None:
            return world.now - root.end >= LINK_SETTLED_US
        return False
    return world.now - last >= PARTLY_US


def group_of(key: str, memos: Sequence[Memo], items: Sequence[Item], known: Group | None) -> Group:
    """The group as it is now; of one that nobody makes any more, what was told of it."""
    if known is not None:
        return known
    first = memos[0]
    return Group(key, first.kind, first.severity, first.name, tuple(items))
