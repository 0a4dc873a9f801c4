"""What is over and was told: its end is told to the same receivers, whatever hides messages now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from alerts.draft import Draft, Key, Part
from alerts.item import OUTAGES, Group, Item
from alerts.memory import Memo
from alerts.world import World
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.telling import AlertKind, NotifyReason
from pantau.verdict.incident import OUTLASTS_US

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
    latest = latest_begins(world)
    together = _by_group([memo for memo in memory if memo.owed is None])
    coming = {
        receiver
        for (key, receiver), memos in together.items()
        if memos[0].kind is AlertKind.AREA_DOWN
        and _is_coming_back(world, [now_items.get(memo.item) for memo in memos])
    }
    _afterwards(world, by_key, memory, now_items, found)
    for (key, receiver), memos in together.items():
        items = {memo.item: _item(world, memo, now_items.get(memo.item)) for memo in memos}
        mute = [memo for memo in memos if not memo.recovers and items[memo.item].over]
        found.over += [memo.key for memo in mute]
        over = [memo for memo in memos if memo.recovers and items[memo.item].over]
        going_on = len(memos) - len(mute) - len(over)
        done = [items[memo.item] for memo in over]
        if not over:
            continue
        if not is_down_again(done, latest):
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
    found: Ended,
) -> None:
    """What passed and is still owed; whoever heard nothing of an outage is not told that there was
    none."""
    latest = latest_begins(world)
    found.over += [memo.key for memo in memory if memo.owed is not None and _void(world, memo)]
    owed = _by_group([memo for memo in memory if memo.owed is not None and not _void(world, memo)])
    for (key, receiver), memos in owed.items():
        items = [_item(world, memo, now_items.get(memo.item)) for memo in memos]
        group = group_of(key, memos, items, by_key.get(key))
        if is_settling(world, group) and not is_down_again(items, latest):
            continue
        over = tuple(memo.key for memo in memos)
        part = Part(group, tuple(items))
        found.drafts.append(Draft(receiver, NotifyReason.ENDED_UNSEEN, (part,), over=over))


def _void(world: World, memo: Memo) -> bool:
    return memo.outage in world.voided


def _by_group(memory: Iterable[Memo]) -> dict[Key, list[Memo]]:
    found: defaultdict[Key, list[Memo]] = defaultdict(list)
    for memo in memory:
        found[memo.group, memo.receiver].append(memo)
    return found


def _item(world: World, memo: Memo, known: Item | None) -> Item:
    """The item as it is now; one that is not there any more has ended, at the latest now."""
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
        voided=memo.kind in OUTAGES and _void(world, memo),
    )


def _is_coming_back(world: World, items: Sequence[Item | None]) -> bool:
    """Whether a part of an area is back since moments ago, and the rest may be any moment."""
    known = [item for item in items if item is not None]
    recent = world.now - COMING_BACK_US
    some = any(item.end is not None and item.end > recent for item in known)
    return some and any(not item.over for item in known)


def latest_begins(world: World) -> dict[str, int]:
    """By outage: when the last outage of its site began."""
    begun: dict[str, int] = {}
    for each in world.outages:
        begun[each.site] = max(each.started_at, begun.get(each.site, each.started_at))
    return {each.id: begun[each.site] for each in world.outages}


def is_down_again(done: Iterable[Item], latest: Mapping[str, int]) -> bool:
    """Whether one of the sites is down anew: then it is told first that it was back."""
    return any(latest.get(item.outage or "", item.begin) > item.begin for item in done)


def _just_now(world: World, done: Sequence[Item]) -> bool:
    return world.now - max(item.end or 0 for item in done) < LINK_SETTLED_US


def _part_is_due(world: World, group: Group | None, done: Sequence[Item]) -> bool:
    """Whether a part of a group is told although the rest goes on."""
    last = max(item.end or 0 for item in done)
    if group is not None and group.kind is AlertKind.INCIDENT:
        back = root_back_at(group)
        return back is not None and world.now - back >= LINK_SETTLED_US
    return world.now - last >= PARTLY_US


def root_back_at(group: Group) -> int | None:
    """When the link that explains a group was back (microseconds UTC); None where none is."""
    return next((item.end for item in group.items if item.key == group.root), None)


def is_settling(world: World, group: Group) -> bool:
    """Whether what hangs on a link that is back may still come back with it."""
    back = root_back_at(group)
    return back is not None and world.now <= back + OUTLASTS_US


def group_of(key: str, memos: Sequence[Memo], items: Sequence[Item], known: Group | None) -> Group:
    """The group as it is now; of one that nobody makes any more, what was told of it."""
    if known is not None:
        return known
    first = memos[0]
    return Group(key, first.kind, first.severity, first.name, tuple(items))
