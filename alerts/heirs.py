"""Ends that are owed to a receiver which is not in the inventory any more (taken out, or named
otherwise): told to those whom the routes of now lead to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from alerts.draft import Draft, Key
from alerts.memory import Memo
from alerts.route import receivers_of, routes_of
from alerts.world import World


@dataclass(slots=True)
class HandedOn:
    """``over``: what is forgotten, because whoever is there now is told of it anyway."""

    drafts: list[Draft] = field(default_factory=list)
    over: list[Key] = field(default_factory=list)


def handed_on(world: World, drafts: Sequence[Draft], memory: Sequence[Memo]) -> HandedOn:
    """Where no route leads anywhere the letter waits for its receiver, where people see it."""
    known = {memo.key for memo in memory}
    found = HandedOn()
    for draft in drafts:
        heirs = [] if draft.receiver in world.alerting.receivers else _heirs(world, draft)
        if not heirs:
            found.drafts.append(draft)
            continue
        new = [name for name in heirs if any((item.key, name) not in known for item in draft.items)]
        if not new:
            found.over += draft.over
        for name in new:
            # What is forgotten goes with the first of them.
            over = draft.over if name == new[0] else ()
            found.drafts.append(replace(draft, receiver=name, over=over))
    return found


def _heirs(world: World, draft: Draft) -> list[str]:
    routes = (route for part in draft.parts for route in routes_of(world, part.group))
    return list(dict.fromkeys(name for route in routes for name in receivers_of(world, route.to)))
