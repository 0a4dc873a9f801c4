"""Meetings over the network: planned, changed, cancelled; no figure of a contract hangs on them."""

from dataclasses import dataclass

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.facts.instant import DAY, HOUR
from pantau.facts.measured import Interval
from pantau.facts.meetings import MeetingCancelled, MeetingChanged, MeetingKind, MeetingPlanned
from pantau.facts.said import Meeting
from pantau.inventory.model import Inventory
from pantau.language import to_say
from pantau.store import Store
from pantau.store.pen import View

LONGEST_US = 12 * HOUR
"""Its places are asked densely as long as it lasts, so it ends on the day."""
FARTHEST_US = 366 * DAY


@dataclass(frozen=True, slots=True)
class Plan:
    """What a meeting is to be. ``span`` in microseconds UTC; ``sites`` by id."""

    name: str
    kind: MeetingKind
    span: Interval
    sites: tuple[str, ...]


def plan_meeting(store: Store, actor: Actor, inventory: Inventory, plan: Plan) -> str | Refused:
    """Plan a meeting; returns its id, like "R17". From half an hour before it its places are asked
    densely."""
    refused = may(actor, Act.MEETING, meeting=plan.name) or _unfit(actor, inventory, plan)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        fact = MeetingPlanned(
            plan.name.strip(), plan.kind, plan.span.begin, plan.span.end, plan.sites, actor.role
        )
        return f"R{pen.record(fact).seq}"


def change_meeting(
    store: Store,
    actor: Actor,
    inventory: Inventory,
    meeting: str,
    plan: Plan,
) -> str | Refused:
    """Plan it otherwise; returns its id. What is over stays as it was."""
    refused = may(actor, Act.MEETING, meeting=plan.name) or _unfit(actor, inventory, plan)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = open_meeting(pen, meeting, actor.at)
        if isinstance(found, Refused):
            return found
        pen.record(
            MeetingChanged(
                meeting,
                plan.name.strip(),
                plan.kind,
                plan.span.begin,
                plan.span.end,
                plan.sites,
                actor.role,
            )
        )
        return meeting


def cancel_meeting(store: Store, actor: Actor, meeting: str, reason: str) -> str | Refused:
    """Say that a meeting does not take place, or ends now; returns its id."""
    refused = may(actor, Act.MEETING, reason=reason)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = open_meeting(pen, meeting, actor.at)
        if isinstance(found, Refused):
            return found
        pen.record(MeetingCancelled(meeting, reason.strip(), actor.role))
        return meeting


def open_meeting(view: View, name: str, now: int) -> Meeting | Refused:
    """A meeting that can still be changed at ``now``, or why it cannot."""
    found = view.meeting(name)
    if found is None:
        return unknown_meeting(name)
    if found.cancelled is not None:
        return Refused(
            to_say("meeting {id} was cancelled already, by {who}"),
            id=name,
            who=found.cancelled.author,
        )
    if found.end <= now:
        return Refused(to_say("meeting {id} is over; what was measured stays as it is"), id=name)
    return found


def unknown_meeting(name: str) -> Refused:
    """What is said of an id that no meeting has."""
    return Refused(to_say("meeting '{id}' is not known; the list shows the ids"), id=name)


def as_planned(meeting: Meeting) -> Plan:
    """What a meeting is, to be changed in parts with ``replace``."""
    return Plan(meeting.name, meeting.kind, Interval(meeting.begin, meeting.end), meeting.sites)


def _unfit(actor: Actor, inventory: Inventory, plan: Plan) -> Refused | None:
    """What is wrong with what it is to be."""
    span = plan.span
    if not plan.sites:
        return Refused(to_say("a meeting has no places; choose them"))
    known = {site.id for site in inventory.sites}
    for name in plan.sites:
        if name not in known:
            return Refused(
                to_say("site '{site}' is not in the inventory any more; choose another"), site=name
            )
    if span.end <= actor.at:
        return Refused(to_say("to: lies in the past; a meeting is planned before it is over"))
    if span.begin > actor.at + FARTHEST_US:
        return Refused(to_say("from: is more than a year away; plan it when it comes near"))
    if span.end - span.begin > LONGEST_US:
        return Refused(
            to_say("a meeting of more than {hours} hours is none; plan one for each day"),
            hours=LONGEST_US // HOUR,
        )
    return None
