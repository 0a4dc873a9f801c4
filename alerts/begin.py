"""Items that nobody was told of yet: who is told now, and why the others are not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from alerts.draft import Draft, Key, Part
from alerts.ends import root_back_at
from alerts.hush import Hush
from alerts.item import Group, Item
from alerts.memory import Memo, Plan
from alerts.route import quiet_now, receivers_of, routes_of
from alerts.world import World
from pantau.facts.telling import AlertKind, NotifyReason, QuietReason
from pantau.inventory.alerting import Route, TargetKind

_NOBODY = ""


@dataclass(slots=True)
class Begun:
    """``told``: memos that change without a message; ``quiet``: why an item is not told."""

    drafts: list[Draft] = field(default_factory=list)
    told: list[Memo] = field(default_factory=list)
    quiet: dict[Key, QuietReason] = field(default_factory=dict)


def begins(world: World, groups: Sequence[Group], memory: Sequence[Memo], hush: Hush) -> Begun:
    """Look at every group once."""
    begun = Begun()
    teller = _Teller(world, memory, begun)
    reasons = {
        item.key: hush.reason(group, item)
        for group in groups
        for item in group.items
        if not item.over
    }
    storm = [item for group in groups if _is_area(group) for item in group.items if not item.over]
    if any(reasons[item.key] is None for item in storm):
        # Told is the whole of a storm as far as it is known, not the part that waited longest.
        for item in storm:
            if reasons[item.key] is QuietReason.WAITING_FOR_CAUSE:
                reasons[item.key] = None
    for group in groups:
        ready = [item for item in group.items if reasons.get(item.key, _OVER) is None]
        for item in group.items:
            if (reason := reasons.get(item.key)) is not None:
                begun.quiet[item.key, _NOBODY] = reason
        if ready:
            teller.tell(group, ready)
    return begun


_OVER = QuietReason.TOO_SHORT


def _is_area(group: Group) -> bool:
    return group.kind is AlertKind.AREA_DOWN


class _Teller:
    def __init__(self, world: World, memory: Sequence[Memo], begun: Begun) -> None:
        self.world = world
        self.begun = begun
        self.known: Mapping[Key, Memo] = {memo.key: memo for memo in memory}
        self.of_group: defaultdict[Key, list[Memo]] = defaultdict(list)
        for memo in memory:
            if memo.owed is None:
                self.of_group[memo.group, memo.receiver].append(memo)

    def tell(self, group: Group, ready: Sequence[Item]) -> None:
        """To every receiver to whom a route leads; to each once, whichever route was first."""
        seen: set[str] = set()
        routes = routes_of(self.world, group)
        for route in routes:
            plan = Plan(route.name, route.escalate, route.repeat_us)
            receivers = receivers_of(self.world, route.to)
            if quiet_now(self.world, route.quiet, group.severity):
                self._quiet(ready, route.name, QuietReason.QUIET_HOURS)
                continue
            if not receivers:
                self._quiet(ready, route.name, _why_nobody(route))
            for receiver in receivers:
                if receiver not in seen:
                    seen.add(receiver)
                    self._to(receiver, group, ready, plan)
        if not routes:
            self._quiet(ready, _NOBODY, QuietReason.NO_ROUTE)

    def _to(self, receiver: str, group: Group, ready: Sequence[Item], plan: Plan) -> None:
        new = [item for item in ready if (item.key, receiver) not in self.known]
        fresh = {item.key for item in new}
        moved = self._moved(receiver, group, ready)
        for item in ready:
            if item.key not in fresh:
                self.begun.quiet[item.key, receiver] = QuietReason.TOLD_ALREADY
        spoken = self.of_group.get((group.key, receiver), [])
        if not spoken and root_back_at(group) is not None:
            # Nobody hears that a link is down which is back. What does not follow it within
            # seconds has a fault of its own, and is told as such.
            for item in new:
                self.begun.quiet[item.key, receiver] = QuietReason.WAITING_FOR_CAUSE
            return
        memos = [memo_of(self.world, receiver, group, item, plan, spoken) for item in new]
        if group.kind is AlertKind.INCIDENT and (spoken or not new):
            # Whoever heard of the link needs no list of what fell silent behind it.
            self.begun.told += [*memos, *moved]
        elif new:
            reason = NotifyReason.GREW if spoken else NotifyReason.BEGAN
            part = Part(group, tuple(item for item in ready if item.key in fresh or not spoken))
            self.begun.drafts.append(Draft(receiver, reason, (part,), (*memos, *moved)))
        else:
            self.begun.told += moved

    def _moved(self, receiver: str, group: Group, ready: Sequence[Item]) -> list[Memo]:
        """Memos of items that were told alone before it was seen to what they belong."""
        if group.kind not in {AlertKind.INCIDENT, AlertKind.AREA_DOWN}:
            return []
        told = [memo for item in ready if (memo := self.known.get((item.key, receiver)))]
        return [
            replace(memo, group=group.key, kind=group.kind, name=group.name)
            for memo in told
            if memo.group != group.key
        ]

    def _quiet(self, items: Sequence[Item], where: str, reason: QuietReason) -> None:
        for item in items:
            self.begun.quiet[item.key, where] = reason


def _why_nobody(route: Route) -> QuietReason:
    on_call = any(target.kind is TargetKind.ONCALL for target in route.to)
    return QuietReason.NOBODY_ON_CALL if on_call else QuietReason.NO_ROUTE


def memo_of(
    world: World,
    receiver: str,
    group: Group,
    item: Item,
    plan: Plan,
    spoken: Sequence[Memo] = (),
) -> Memo:
    """That an item is told now. ``spoken``: what the receiver was told of its group before."""
    now = world.now
    first = min(spoken, key=lambda memo: memo.since, default=None)
    return Memo(
        item=item.key,
        receiver=receiver,
        group=group.key,
        kind=group.kind,
        severity=group.severity,
        name=group.name,
        sites=item.sites,
        begin=item.begin,
        at=now,
        last_at=now,
        since=first.since if first else now,
        outage=item.outage,
        recovers=item.recovers,
        plan=first.plan if first else plan,
        step=first.step if first else 0,
    )
