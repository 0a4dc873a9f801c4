"""Silences: who may hide messages, of what, and for how long."""

from dataclasses import dataclass

from pantau.actions.acting import MAY, Act, Actor, Refused, may, who_may
from pantau.actions.scope import Scope
from pantau.facts.instant import DAY
from pantau.facts.measured import Interval
from pantau.facts.oncall import SilenceEnded, SilenceSet
from pantau.facts.telling import AlertKind
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say
from pantau.store import Store

_LONG = 7 * DAY


@dataclass(frozen=True, slots=True)
class Hush:
    """What is to be silenced: these sites, in this time (microseconds UTC), these kinds or all."""

    scope: Scope
    span: Interval
    kinds: tuple[AlertKind, ...] = ()


def set_silence(
    store: Store, actor: Actor, inventory: Inventory, hush: Hush, reason: str
) -> str | Refused:
    """Let nothing be told of some sites for a time; returns the silence's id, like "S17".

    It begins now at the earliest, and changes no figure. One of more than seven days, or of all
    sites, is a manager's.
    """
    refused = may(actor, Act.SILENCE, reason=reason)
    if refused:
        return refused
    span = Interval(max(hush.span.begin, actor.at), hush.span.end)
    if span.end <= actor.at:
        return Refused(to_say("to: lies in the past; what was told cannot be silenced any more"))
    refused = _too_wide(actor, inventory, hush.scope, span)
    if refused:
        return refused
    fact = SilenceSet(
        span.begin,
        span.end,
        hush.scope.sites,
        hush.scope.words,
        tuple(dict.fromkeys(hush.kinds)),
        reason.strip(),
        actor.role,
        hush.scope.all_sites,
    )
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        return f"S{pen.record(fact).seq}"


def end_silence(store: Store, actor: Actor, silence: str, reason: str) -> str | Refused:
    """End a silence before its time, or before it begins; returns its id."""
    refused = may(actor, Act.SILENCE, reason=reason)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = pen.silence(silence)
        if found is None:
            return Refused(
                to_say("silence '{id}' is not known; the list shows the ids"), id=silence
            )
        if found.ended is not None:
            return Refused(
                to_say("silence {id} was ended already, by {who}"),
                id=silence,
                who=found.ended.author,
            )
        if found.end <= actor.at:
            return Refused(
                to_say("silence {id} is over already; there is nothing to end"), id=silence
            )
        pen.record(SilenceEnded(silence, reason.strip(), actor.role))
        return silence


def _too_wide(actor: Actor, inventory: Inventory, scope: Scope, span: Interval) -> Refused | None:
    """Whether the role may silence so much. The only site of an inventory is not all of them."""
    if Act.SILENCE_WIDELY in MAY[actor.role]:
        return None
    every = len(inventory.sites) > 1 and len(scope.sites) == len(inventory.sites)
    if scope.all_sites or every:
        what = Sentence(to_say("all sites"))
    elif span.end - span.begin > _LONG:
        what = Sentence(to_say("more than {days} days"), days=_LONG // DAY)
    else:
        return None
    return Refused(
        to_say("a silence of {what} is not for the role '{role}'; ask one of: {who}"),
        what=what,
        role=actor.role,
        who=who_may(Act.SILENCE_WIDELY),
    )
