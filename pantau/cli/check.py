"""``pantau check``."""

import json
from pathlib import Path

import click

from pantau import inventory as inventories
from pantau.actions.edits import weigh
from pantau.actions.in_force import Unreadable, in_force
from pantau.cli.place import Place, placed
from pantau.facts.clock import SystemClock, now_us
from pantau.inventory import Inventory, Problem, Reading
from pantau.inventory.coming import Coming, Event, coming
from pantau.store import Store, StoreError, StoreMissing

_NAMED = 3


@click.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Problems as JSON.")
@placed
def check_command(place: Place, file: Path | None, as_json: bool) -> None:
    """Validate the inventory FILE; every problem at once, with line numbers."""
    path = file or place.inventory
    found = _with_the_past(inventories.read_inventory(path), place)
    if as_json:
        _print_json(found.problems)
    else:
        for problem in found.problems:
            click.echo(problem.said(place.say), err=True)
        errors, warnings = len(found.errors), len(found.warnings)
        if found.inventory is None:
            text = place.say("{file}: not usable, {errors} errors, {warnings} warnings")
        else:
            text = place.say("{file}: usable, {sites} sites, {warnings} warnings")
        sites = len(found.inventory.sites) if found.inventory else 0
        click.echo(text.format(file=path, errors=errors, warnings=warnings, sites=sites))
        if found.inventory is not None:
            _print_coming(place, found.inventory)
    if found.inventory is None:
        click.get_current_context().exit(1)


def _print_coming(place: Place, inventory: Inventory) -> None:
    """What the file says of days to come, so that a slip in a date is seen before its day."""
    found = coming(inventory, inventory.local_day(now_us(SystemClock())))
    if found:
        click.echo(place.say("To come:"))
    for each in found:
        click.echo(f"  {each.day}  {_sites(place, each)}: {_said(place, each)}")


def _sites(place: Place, each: Coming) -> str:
    if len(each.sites) <= _NAMED:
        return ", ".join(each.sites)
    return place.say("{n} sites", n=len(each.sites))


def _said(place: Place, each: Coming) -> str:
    match each.event:
        case Event.BEGINS:
            return place.say("begins ({what})", what=each.after)
        case Event.ENDS:
            return place.say("last day ({what})", what=each.after)
    if each.before == each.after:  # long, or somebody's number
        return place.say("other {key}", key=each.key)
    return f"{each.key} {each.before} -> {each.after}"


def _with_the_past(found: Reading, place: Place) -> Reading:
    """With what keeps the file from following the inventory in force, where a store has one."""
    applied = _in_force(place) if found.inventory else None
    if found.inventory is None or applied is None:
        return found
    edit = weigh(applied, found.inventory, now_us(SystemClock()))
    past = (*edit.refused, *edit.warnings)
    problems = sorted((*found.problems, *past), key=lambda each: (each.line, each.column))
    return Reading(None if edit.refused else found.inventory, tuple(problems))


def _in_force(place: Place) -> Inventory | None:
    """The inventory applied last. A store that cannot be read is told of and checks nothing."""
    try:
        with Store.open(place.data, readonly=True) as store:
            found = in_force(store)
    except StoreMissing:
        return None
    except StoreError as error:
        _not_compared(place, error.said(place.say))
        return None
    if isinstance(found, Unreadable):
        _not_compared(place, found.said(place.say))
        return None
    return found


def _not_compared(place: Place, reason: str) -> None:
    text = place.say("not compared with the inventory in force: {reason}", reason=reason)
    click.echo(f"pantau: {text}", err=True)


def _print_json(problems: tuple[Problem, ...]) -> None:
    rows = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity,
            "where": problem.where,
            "message": problem.message,
        }
        for problem in problems
    ]
    click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
