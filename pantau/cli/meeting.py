"""``pantau meeting``: whether places are fit for a meeting, before, during and after it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from pantau.actions.acting import Actor, Refused
from pantau.actions.certificates import certify
from pantau.actions.meetings import (
    Plan,
    as_planned,
    cancel_meeting,
    change_meeting,
    open_meeting,
    plan_meeting,
    unknown_meeting,
)
from pantau.actions.readiness import Asked, is_live, look_ahead, look_back, look_now
from pantau.cli.acting import Named, acted, demand_store, done, named, spanned
from pantau.cli.meeting_tables import (
    ahead_plain,
    now_plain,
    print_ahead,
    print_now,
    print_then,
    then_plain,
)
from pantau.cli.place import (
    JSON,
    Place,
    inventory_in_force,
    misused,
    placed,
    reading,
    refuse,
    tell_simulation,
    writing,
)
from pantau.cli.report import OUTPUT, demand_directory, put_paper
from pantau.cli.said import MONTH, months_span, print_list
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import to_iso
from pantau.facts.meetings import MeetingKind
from pantau.facts.said import Meeting
from pantau.inventory import Inventory
from pantau.language import Sentence, to_say
from pantau.language.dates import moment
from pantau.language.labels import label
from pantau.reports.meeting.document import certificate_pdf
from pantau.store import Store

_KIND = click.Choice([kind.value for kind in MeetingKind])


@click.group("meeting")
def meeting_command() -> None:
    """Whether places are fit for a meeting: forecast, live board, certificate."""


@meeting_command.command("plan")
@named
@click.option("--name", required=True, help="What the meeting is called.")
@click.option("--from", "begin", required=True, metavar="T", help="When it begins.")
@click.option("--to", "end", required=True, metavar="T", help="When it ends.")
@click.option("--kind", type=_KIND, default=MeetingKind.VIDEO.value, show_default=True)
@acted
def plan_command(
    place: Place, actor: Actor, named: Named, name: str, begin: str, end: str, kind: str
) -> None:
    """Plan a meeting. Prints its id."""
    demand_store(place)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        span = spanned(inventory, begin, end)
        sites = named.read(replace(inventory, departed=())).sites
        done(plan_meeting(store, actor, inventory, Plan(name, MeetingKind(kind), span, sites)))


@meeting_command.command("change")
@click.argument("meeting", metavar="ID")
@named
@click.option("--name", help="What it is called from now on.")
@click.option("--from", "begin", metavar="T", help="When it begins.")
@click.option("--to", "end", metavar="T", help="When it ends.")
@click.option("--kind", type=_KIND)
@acted
def change_command(
    place: Place, actor: Actor, meeting: str, named: Named, **given: str | None
) -> None:
    """Plan a meeting otherwise; what is not given stays. Prints its id."""
    demand_store(place)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        with store.view() as view:
            found = open_meeting(view, meeting, actor.at)
        if isinstance(found, Refused):
            refuse(found)
        plan = _changed(as_planned(found), inventory, named, **given)
        done(change_meeting(store, actor, inventory, meeting, plan))


def _changed(
    plan: Plan,
    inventory: Inventory,
    named: Named,
    name: str | None,
    begin: str | None,
    end: str | None,
    kind: str | None,
) -> Plan:
    since, until = begin or to_iso(plan.span.begin), end or to_iso(plan.span.end)
    plan = replace(plan, span=spanned(inventory, since, until), name=name or plan.name)
    if kind is not None:
        plan = replace(plan, kind=MeetingKind(kind))
    if named != Named((), None, None):
        plan = replace(plan, sites=named.read(replace(inventory, departed=())).sites)
    return plan


@meeting_command.command("cancel")
@click.argument("meeting", metavar="ID")
@click.option("--reason", required=True)
@acted
def cancel_command(place: Place, actor: Actor, meeting: str, reason: str) -> None:
    """Say that a meeting does not take place, or is over early."""
    demand_store(place)
    with writing(place) as store:
        done(cancel_meeting(store, actor, meeting, reason))


@meeting_command.command("list")
@MONTH
@JSON
@placed
def list_command(place: Place, month: str | None, as_json: bool) -> None:
    """Meetings of a month, or all."""
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        span = months_span(inventory, month)
        with store.view() as view:
            found = view.meetings(span.begin, span.end)

    def cells(each: Meeting) -> list[str]:
        return [
            each.id,
            each.name,
            label(each.kind, place.language),
            moment(each.begin, inventory.timezone, place.language),
            moment(each.end, inventory.timezone, place.language),
            str(len(each.sites)),
            each.planned.author,
            each.cancelled.author if each.cancelled else "",
        ]

    head = [
        "Id",
        to_say("Meeting"),
        to_say("Kind"),
        to_say("From"),
        to_say("To"),
        to_say("Places"),
        to_say("Planned by"),
        to_say("Cancelled by"),
    ]
    print_list(place, as_json, head, found, cells, _plain)


def _plain(each: Meeting) -> dict[str, Any]:
    cancelled = each.cancelled
    return {
        "id": each.id,
        "name": each.name,
        "kind": each.kind.value,
        "from": to_iso(each.begin),
        "to": to_iso(each.end),
        "sites": list(each.sites),
        "planned_by": each.planned.author,
        "planned_at": to_iso(each.planned.at),
        "changed_by": each.changed.author if each.changed else None,
        "cancelled_by": cancelled.author if cancelled else None,
        "cancelled_at": to_iso(cancelled.at) if cancelled else None,
        "cancel_reason": cancelled.data()["reason"] if cancelled else None,
    }


@meeting_command.command("forecast")
@click.argument("meeting", metavar="ID", required=False)
@named
@click.option("--from", "begin", metavar="T", help="Without an ID: when it would begin.")
@click.option("--to", "end", metavar="T", help="Without an ID: when it would end.")
@click.option("--kind", type=_KIND, default=MeetingKind.VIDEO.value, show_default=True)
@JSON
@placed
def forecast_command(
    place: Place,
    meeting: str | None,
    named: Named,
    begin: str | None,
    end: str | None,
    kind: str,
    as_json: bool,
) -> None:
    """What the same hours of the last four weeks were like, for a meeting that is planned or one
    that might be."""
    now = now_us(SystemClock())
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        if meeting is not None:
            asked = Asked.of(_meeting(store, meeting))
        elif begin is None or end is None:
            raise misused(
                Sentence(to_say("name a meeting by its id, or sites with --from and --to"))
            )
        else:
            span, sites = spanned(inventory, begin, end), named.read(inventory).sites
            asked = Asked(MeetingKind(kind), span, sites)
        found = look_ahead(store, inventory, asked, now)
    _say(place, inventory, [ahead_plain(each) for each in found] if as_json else None)
    if not as_json:
        print_ahead(place, inventory, found)


@meeting_command.command("show")
@click.argument("meeting", metavar="ID")
@JSON
@placed
def show_command(place: Place, meeting: str, as_json: bool) -> None:
    """A meeting's places: forecast beforehand, as they are now from half an hour before it, and
    what it was like afterwards."""
    now = now_us(SystemClock())
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        found = _meeting(store, meeting)
        if not found.takes_place:
            refuse(Sentence(to_say("This meeting was cancelled: nothing was measured for it.")))
        asked = Asked.of(replace(found, end=found.until))
        if is_live(found, now):
            live = look_now(store, inventory, asked, now)
            _say(place, inventory, [now_plain(each) for each in live] if as_json else None)
            if not as_json:
                print_now(place, inventory, live)
        elif now < found.begin:
            ahead = look_ahead(store, inventory, asked, now)
            _say(place, inventory, [ahead_plain(each) for each in ahead] if as_json else None)
            if not as_json:
                print_ahead(place, inventory, ahead)
        else:
            then = look_back(store, asked)
            _say(place, inventory, [then_plain(each) for each in then] if as_json else None)
            if not as_json:
                print_then(place, then)


@meeting_command.command("certificate")
@click.argument("meeting", metavar="ID")
@OUTPUT
@acted
def certificate_command(place: Place, actor: Actor, meeting: str, output: Path) -> None:
    """Make the certificate of a meeting that is over, or take out the one that is kept, and print
    the path of its file."""
    demand_directory(output)
    demand_store(place)
    with writing(place) as store:
        # The logo lies beside the file.
        inventory = replace(inventory_in_force(place, store), file=str(place.inventory))
        paper = certify(store, actor, inventory, meeting, place.language, certificate_pdf)
    if isinstance(paper, Refused):
        refuse(paper)
    click.echo(put_paper(output, paper))


def _meeting(store: Store, name: str) -> Meeting:
    """One by its id; ends the command where there is none."""
    with store.view() as view:
        found = view.meeting(name)
    if found is None:
        refuse(unknown_meeting(name))
    return found


def _say(place: Place, inventory: Inventory, rows: list[dict[str, Any]] | None) -> None:
    """That it is a simulation, and the rows as JSON where a program asked."""
    tell_simulation(place, inventory, err=rows is not None)
    if rows is not None:
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
