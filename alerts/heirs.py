"""Ends that are owed to a receiver which is not in the inventory any more (taken out, or named
otherwise): told to those whom the routes of now lead to."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from alerts.draft import Draft, Key
from alerts.memory import Memo
from alerts.route import receivers_of, routes_of
from alerts.world import World


@dataclass(slots=True)
class HandedOn:
    """``over``: what is forgotten, because it is those who are there now that are told."""

    drafts: list[Draft] = field(default_factory=list)
    over: list[Key] = field(default_factory=list)


def handed_on(world: World, drafts: Sequence[Draft], memory: Sequence[Memo]) -> HandedOn:
    """Where no route leads anywhere the letter waits for its receiver, where people see it.

    Whoever stands in for several, or was told themselves, hears of each end once.
    """
    memos = {memo.key: memo for memo in memory}
    known = set(memos)
    found = HandedOn()
    for draft in drafts:
        heirs = [] if draft.receiver in world.alerting.receivers else _heirs(world, draft)
        if not heirs:
            found.drafts.append(draft)
            continue
        found.over += draft.over
        for name in heirs:
            theirs = _unknown_to(name, draft, known)
            if theirs is not None:
                owed = tuple(_owed(theirs, memos))
                found.drafts.append(replace(theirs, over=(), owed=owed))
                known |= {(item.key, name) for item in theirs.items}
    return found


def _unknown_to(name: str, draft: Draft, known: Collection[Key]) -> Draft | None:
    """What of it is new to a receiver, for them; None where nothing is."""
    parts = []
    for part in draft.parts:
        new = tuple(item for item in part.items if (item.key, name) not in known)
        if new:
            parts.append(replace(part, items=new))
    return replace(draft, receiver=name, parts=tuple(parts)) if parts else None


def _owed(theirs: Draft, memos: dict[Key, Memo]) -> Iterator[Memo]:
    """What is remembered where a storm holds it back: the one who heard the begin is gone."""
    ends = {item.key: item.end for item in theirs.items if not item.voided}
    for key in theirs.over:
        if key[0] in ends:
            yield replace(memos[key], receiver=theirs.receiver, owed=ends[key[0]])


def _heirs(world: World, draft: Draft) -> list[str]:
    routes = (route for part in draft.parts for route in routes_of(world, part.group))
    return list(dict.fromkeys(name for route in routes for name in receivers_of(world, route.to)))
