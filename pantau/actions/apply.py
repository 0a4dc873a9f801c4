"""Putting an inventory in force as a person: an edit, or a correction of the past."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.actions.edits import Edit, weigh
from pantau.actions.in_force import Unreadable, in_force
from pantau.facts.instant import midnight
from pantau.facts.words import MonthState
from pantau.inventory.history import PastChange, past_changes
from pantau.inventory.model import Inventory
from pantau.inventory.problem import Problem
from pantau.language import to_say
from pantau.store import Store
from pantau.store.pen import View

_DAY = timedelta(days=1)
_TRIES = 3
_AGAIN = Refused(to_say("somebody else applied an inventory just now; look at it and try again"))


@dataclass(frozen=True, slots=True)
class NowInForce:
    """An inventory is in force.

    ``already``: it was before, and nothing was written. ``changes``: how much it says otherwise
    about days that are over, at so many ``changed_sites``. ``closed``: closed months that hold such
    days; their figures stand. ``warnings``: sites that end with it.
    """

    digest: str
    already: bool = False
    changes: int = 0
    changed_sites: int = 0
    closed: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PastRefused:
    """Nothing was applied: these lines say what would change of days that are over."""

    problems: tuple[Problem, ...]


def apply_inventory(
    store: Store, actor: Actor, file: Inventory, correction: str | None = None
) -> NowInForce | PastRefused | Refused:
    """Put ``file`` in force, with the actor as author.

    ``correction``: the reason for which it may change days that are over. Raises only what the
    store raises.
    """
    given = {} if correction is None else {"reason": correction}
    refused = may(actor, Act.APPLY if correction is None else Act.CORRECT, **given)
    if refused:
        return refused
    for _ in range(_TRIES):
        before = in_force(store)
        if isinstance(before, Unreadable):
            return Refused(
                to_say(
                    "the inventory in force ({digest}) cannot be read by this version, so nothing "
                    "can be compared with it; use one that can read it"
                ),
                digest=before.digest[:12],
            )
        if before is not None and before.digest == file.digest:
            return NowInForce(file.digest, already=True)
        edit = weigh(before, file, actor.at)
        if edit.refused and correction is None:
            return PastRefused(edit.refused)
        done = _record(store, actor, before, edit, (correction or "").strip())
        if done is not None:
            return done
    return _AGAIN


def _record(
    store: Store, actor: Actor, before: Inventory | None, edit: Edit, correction: str
) -> NowInForce | None:
    """None where another inventory came into force since ``before`` was read."""
    entry = replace(edit.entry, role=actor.role, correction=correction)
    changes = past_changes(before, edit.inventory, before.local_day(actor.at)) if before else ()
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        if pen.last_inventory() != (before.digest if before else None):
            return None
        pen.record(entry)
        closed = _closed(pen, before, changes) if before else ()
    return NowInForce(
        digest=entry.digest,
        changes=len(edit.refused),
        changed_sites=len({site for each in changes for site in _sites(each, edit.inventory)}),
        closed=closed,
        warnings=edit.warnings,
    )


def _sites(change: PastChange, inventory: Inventory) -> Iterable[str]:
    """Another time zone moves the days of all."""
    return [change.site] if change.site else [site.id for site in inventory.judged]


def _closed(view: View, before: Inventory, changes: Iterable[PastChange]) -> tuple[str, ...]:
    """The closed months that hold a day of any change."""
    zone = before.timezone
    spans = {(midnight(c.since, zone), midnight(c.until + _DAY, zone)) for c in changes}
    return tuple(
        each.month
        for each in view.months()
        if each.state is MonthState.CLOSED
        and each.begin is not None
        and each.end is not None
        and any(begin < each.end and each.begin < end for begin, end in spans)
    )
