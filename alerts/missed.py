"""What ended before a receiver was told of it: told afterwards, where it would have been told."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from alerts.begin import memo_of
from alerts.draft import Draft, Part
from alerts.ends import is_down_again, is_settling, latest_begins, root_back_at
from alerts.hush import Hush
from alerts.item import Group, Item
from alerts.memory import Memo, Plan
from alerts.route import quiet_now, receivers_of, routes_of
from alerts.world import World
from pantau.facts.telling import AlertKind, NotifyReason


@dataclass(slots=True)
class Missed:
    """``told``: memos of what waits, for the end of its link or until it has settled."""

    drafts: list[Draft] = field(default_factory=list)
    told: list[Memo] = field(default_factory=list)


def missed(world: World, groups: Sequence[Group], memory: Sequence[Memo], hush: Hush) -> Missed:
    """Of each group what has ended since the last decision, whatever its rest does: what would
    have been told at its end, had it waited for no cause, and had anybody been there."""
    afterwards = _Afterwards(world, memory)
    for group in groups:
        ended = [
            item
            for item in group.items
            if item.over and item.outage in world.passed and hush.reason(group, item) is None
        ]
        if ended:
            afterwards.tell(group, ended)
    return afterwards.found


class _Afterwards:
    def __init__(self, world: World, memory: Sequence[Memo]) -> None:
        self.world = world
        self.found = Missed()
        self.latest = latest_begins(world)
        self.heard: defaultdict[str, set[str]] = defaultdict(set)
        self.spoken: defaultdict[tuple[str, str], list[Memo]] = defaultdict(list)
        self.owing: set[tuple[str, str]] = set()
        for memo in memory:
            self.heard[memo.item].add(memo.receiver)
            if memo.owed is None:
                self.spoken[memo.group, memo.receiver].append(memo)
            else:
                self.owing.add((memo.group, memo.receiver))

    def tell(self, group: Group, ended: Sequence[Item]) -> None:
        routes = routes_of(self.world, group)
        there = {name for route in routes for name in receivers_of(self.world, route.to)}
        due = [item for item in ended if self._is_due(item, there)]
        seen: set[str] = set()
        for route in routes:
            if quiet_now(self.world, route.quiet, group.severity):
                continue
            for receiver in receivers_of(self.world, route.to):
                unheard = [item for item in due if receiver not in self.heard[item.key]]
                if unheard and receiver not in seen:
                    self._to(receiver, group, unheard, Plan(route.name))
                seen.add(receiver)

    def _is_due(self, item: Item, there: Collection[str]) -> bool:
        """Whether those who have not heard of it are told.

        Not where the routes were edited since: whoever heard of the begin hears of the end, and
        is stood in for where it is not there any more.
        """
        heard = self.heard[item.key]
        known = self.world.alerting.receivers
        return not heard or (all(name in known for name in heard) and not heard.isdisjoint(there))

    def _to(self, receiver: str, group: Group, items: Sequence[Item], plan: Plan) -> None:
        spoken = self.spoken.get((group.key, receiver), [])
        if group.kind is AlertKind.INCIDENT and spoken and root_back_at(group) is None:
            # It is in the list when the link is back.
            self.found.told += [
                memo_of(self.world, receiver, group, item, plan, spoken) for item in items
            ]
            return
        owed = tuple(
            replace(memo_of(self.world, receiver, group, item, plan), owed=item.end)
            for item in items
        )
        if self._waits(receiver, group, items):
            self.found.told += owed
            return
        part = Part(group, tuple(items))
        draft = Draft(receiver, NotifyReason.ENDED_UNSEEN, (part,), owed=owed)
        self.found.drafts.append(draft)

    def _waits(self, receiver: str, group: Group, items: Sequence[Item]) -> bool:
        """Whether more of the same is to come within seconds, so that all is told at once."""
        more = not group.over or (group.key, receiver) in self.owing
        return more and is_settling(self.world, group) and not is_down_again(items, self.latest)
