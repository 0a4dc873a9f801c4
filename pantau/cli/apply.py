"""``pantau apply``."""

from pathlib import Path

import click

from pantau.actions.acting import Actor, Refused
from pantau.actions.apply import NowInForce, PastRefused, apply_inventory
from pantau.cli.acting import acted, demand_store
from pantau.cli.place import Place, fail, load_inventory, refuse, spoken, writing


@click.command("apply")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--correct", "correction", metavar="REASON", help="Although it changes the past.")
@acted
def apply_command(place: Place, actor: Actor, file: Path | None, correction: str | None) -> None:
    """Put the inventory FILE in force, as your act.

    A change of days that are over is refused, unless it is a correction: --correct says why. A
    collector that refused this very file takes it up by itself.
    """
    demand_store(place)
    path = file or place.inventory
    inventory = load_inventory(path)
    with writing(place) as store:
        found = apply_inventory(store, actor, inventory, correction)
    if isinstance(found, Refused):
        refuse(found)
    if isinstance(found, PastRefused):
        for problem in found.problems:
            click.echo(spoken(problem), err=True)
        fail(
            place.say(
                "nothing was applied: mend the lines above, or apply with --correct and a reason"
            )
        )
    for problem in found.warnings:
        click.echo(spoken(problem), err=True)
    _print(place, found, len(inventory.sites))
    if path.resolve() != place.inventory.resolve():
        click.echo(
            place.say(
                "A collector that reads {file} brings that back when it changes or starts anew.",
                file=place.inventory,
            ),
            err=True,
        )


def _print(place: Place, found: NowInForce, sites: int) -> None:
    say, digest = place.say, found.digest[:12]
    if found.already:
        click.echo(say("{digest} is in force already; nothing was written.", digest=digest))
        return
    click.echo(say("{digest} is in force now, with {sites} sites.", digest=digest, sites=sites))
    if found.changes:
        click.echo(
            say(
                "It changes days that are over: {changes} changes at {sites} sites.",
                changes=found.changes,
                sites=found.changed_sites,
            )
        )
    if found.closed:
        click.echo(
            say(
                "Closed months hold such days: {months}. Their figures stand; "
                "what differs is shown by: pantau revise",
                months=", ".join(found.closed),
            )
        )
