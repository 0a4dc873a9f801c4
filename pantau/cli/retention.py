"""``pantau retention``."""

import json
from dataclasses import asdict
from decimal import Decimal

import click

from pantau.actions.keeping import Standing, standings
from pantau.cli.place import JSON, Place, inventory_in_force, placed, reading, tell_simulation
from pantau.cli.table import print_table
from pantau.language.labels import label
from pantau.language.numbers import decimal


@click.command("retention")
@JSON
@placed
def retention_command(place: Place, as_json: bool) -> None:
    """Months of samples: their size, what is left of each, and when more of it goes."""
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        rows = standings(store, inventory.keeping)
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], indent=1))
        return
    tell_simulation(place, inventory, err=False)
    say = place.say
    if not rows:
        click.echo(say("There are no samples yet."))
        return
    head = [say("Month"), "MB", say("What there is"), say("Goes from"), say("What is left then")]
    print_table(head, [_cells(place, row) for row in rows], right="-r")


def _cells(place: Place, row: Standing) -> list[str]:
    say, size = place.say, Decimal(row.size) / 1_000_000
    return [
        row.month,
        decimal(size.quantize(Decimal("0.1")), place.language),
        say("All samples") if row.left is None else label(row.left, place.language),
        say("{month}, once closed", month=row.goes) if row.waits else row.goes,
        label(row.then, place.language),
    ]
