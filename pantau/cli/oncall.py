"""``pantau oncall``: who is on call, now and later, and what people arrange otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from pantau.actions.acting import Actor, Refused
from pantau.actions.shifts import person_named, plan_shifts, read_shifts_csv, rota_fault
from pantau.cli.acting import acted, demand_store, done, spanned
from pantau.cli.place import (
    JSON,
    Place,
    demand_no_options,
    inventory_in_force,
    misused,
    placed,
    reading,
    refuse,
    writing,
)
from pantau.cli.rows import read_file, refuse_rows
from pantau.cli.said import print_list
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import DAY, to_iso
from pantau.facts.measured import Interval
from pantau.facts.oncall import PlannedShift
from pantau.inventory import Inventory
from pantau.inventory.alerting import Shift
from pantau.inventory.duty import Duty, duty
from pantau.language import Sentence, to_say
from pantau.language.dates import moment
from pantau.store import Store

_AHEAD, _MOST = 14 * DAY, 366 * DAY


@dataclass(frozen=True, slots=True)
class _Row:
    """Who is on call in a rota from when to when."""

    rota: str
    duty: Duty
    name: str | None
    phone: str | None


@click.group("oncall", invoke_without_command=True)
@JSON
@placed
@click.pass_context
def oncall_command(context: click.Context, place: Place, as_json: bool) -> None:
    """Who is on call now, in each rota; list, swap and import look and plan ahead."""
    if context.invoked_subcommand is not None:
        demand_no_options(context)
        return
    now = now_us(SystemClock())
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        found = [
            next(iter(_rows(store, inventory, rota, Interval(now, now + _MOST))))
            for rota in inventory.alerting.rotas
        ]

    def until(row: _Row) -> int | None:
        return row.duty.end if row.duty.end < now + _MOST else None

    def cells(row: _Row) -> list[str]:
        end = until(row)
        later = "" if end is None else moment(end, inventory.timezone, place.language)
        return [row.rota, row.name or place.say("Nobody is on call"), row.phone or "", later]

    def plain(row: _Row) -> dict[str, Any]:
        end = until(row)
        return {
            "rota": row.rota,
            "person": row.duty.person,
            "name": row.name,
            "phone": row.phone,
            "until": None if end is None else to_iso(end),
        }

    head = [to_say("Rota"), to_say("On call"), to_say("Phone"), to_say("Until")]
    print_list(place, as_json, head, found, cells, plain)


@oncall_command.command("list")
@click.option("--rota", metavar="ROTA", help="One rota; all without it.")
@click.option("--from", "begin", metavar="T", help="A day or time; now without it.")
@click.option("--to", "end", metavar="T", help="A day or time; 14 days later without it.")
@JSON
@placed
def list_command(
    place: Place, rota: str | None, begin: str | None, end: str | None, as_json: bool
) -> None:
    """Who is on call from when to when, and when nobody is."""
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        refused = rota_fault(inventory, rota) if rota is not None else None
        if refused:
            refuse(refused)
        span = _span(inventory, begin, end)
        rotas = inventory.alerting.rotas if rota is None else [rota]
        found = [row for each in rotas for row in _rows(store, inventory, each, span)]

    def cells(row: _Row) -> list[str]:
        bounds = (row.duty.begin, row.duty.end)
        times = [moment(at, inventory.timezone, place.language) for at in bounds]
        return [row.rota, *times, row.name or place.say("Nobody is on call")]

    def plain(row: _Row) -> dict[str, Any]:
        return {
            "rota": row.rota,
            "from": to_iso(row.duty.begin),
            "to": to_iso(row.duty.end),
            "person": row.duty.person,
            "name": row.name,
        }

    head = [to_say("Rota"), to_say("From"), to_say("To"), to_say("On call")]
    print_list(place, as_json, head, found, cells, plain)


@oncall_command.command("swap")
@click.argument("rota")
@click.option("--from", "begin", required=True, metavar="T", help="A day or time, inclusive.")
@click.option("--to", "end", required=True, metavar="T", help="A day or time, exclusive.")
@click.option("--person", required=True, help="Who takes over: the id, or the name.")
@click.option("--reason", required=True)
@acted
def swap_command(
    place: Place, actor: Actor, rota: str, begin: str, end: str, person: str, reason: str
) -> None:
    """Let somebody take over for a time. Prints the entry's id."""
    demand_store(place)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        who = person_named(inventory, person)
        if isinstance(who, Refused):
            refuse(who)
        span = spanned(inventory, begin, end)
        shift = PlannedShift(span.begin, span.end, who)
        done(plan_shifts(store, actor, inventory, rota, [shift], reason))


@oncall_command.command("import")
@click.argument("rota")
@click.argument("file", type=click.Path(path_type=Path))
@acted
def import_command(place: Place, actor: Actor, rota: str, file: Path) -> None:
    """Shifts from FILE: from,to,person. All of them or none. Prints the entry's id."""
    demand_store(place)
    data = read_file(file)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        refused = rota_fault(inventory, rota)
        if refused:
            refuse(refused)
        read = read_shifts_csv(data, file.name, inventory, actor.at)
        shifts = [each for each in read if isinstance(each, PlannedShift)]
        if len(shifts) < len(read):
            refuse_rows([each for each in read if not isinstance(each, PlannedShift)])
        done(plan_shifts(store, actor, inventory, rota, shifts, file.name))


def _span(inventory: Inventory, begin: str | None, end: str | None) -> Interval:
    """From now on, two weeks, where nothing else is said."""
    since = to_iso(now_us(SystemClock())) if begin is None else begin
    first = spanned(inventory, since, "9999-01-01").begin
    span = spanned(inventory, since, to_iso(first + _AHEAD) if end is None else end)
    if span.end - span.begin > _MOST:
        raise misused(
            Sentence(
                to_say("--to: more than {most} days; ask for a shorter time"), most=_MOST // DAY
            )
        )
    return span


def _rows(store: Store, inventory: Inventory, rota: str, span: Interval) -> Sequence[_Row]:
    with store.view() as view:
        planned = view.shift_changes(rota, span.begin, span.end)
    changes = [Shift(each.begin, each.end, each.person) for each in planned]
    found = duty(inventory.alerting.rotas[rota], changes, span.begin, span.end)
    return [_row(inventory, rota, each) for each in found]


def _row(inventory: Inventory, rota: str, each: Duty) -> _Row:
    """Somebody who left the inventory since is called by the id."""
    person = inventory.alerting.people.get(each.person or "")
    return _Row(
        rota, each, person.name if person else each.person, person.phone if person else None
    )
