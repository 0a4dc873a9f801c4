"""``pantau export``: what was measured, and the inventories that were in force, as files."""

import json
from pathlib import Path

import click

from pantau.actions.in_force import text_of_before
from pantau.cli.outages import instant
from pantau.cli.place import (
    JSON,
    Place,
    bad_value,
    fail,
    inventory_in_force,
    placed,
    reading,
    tell_simulation,
)
from pantau.language import Sentence, to_say
from pantau.language.numbers import number
from pantau.language.system_errors import said_of
from pantau.reports.samples import FORMS, export_samples


@click.group("export")
def export_command() -> None:
    """Write what was measured, or an inventory that was in force, to a file."""


@export_command.command("samples")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "begin", required=True, metavar="D", help="A day or time, inclusive.")
@click.option("--to", "end", required=True, metavar="D", help="A day or time, exclusive.")
@click.option("--site", "sites", multiple=True, help="This site; several times for several.")
@JSON
@placed
def export_samples_command(
    place: Place, file: Path, begin: str, end: str, sites: tuple[str, ...], as_json: bool
) -> None:
    """Minute samples of all probes to FILE, Parquet or CSV as its name ends."""
    if file.suffix not in FORMS:
        why = Sentence(to_say("'{file}' must end in .parquet or .csv"), file=str(file))
        raise bad_value(why, "FILE")
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        zone = inventory.timezone
        first, last = instant(begin, zone, "--from"), instant(end, zone, "--to")
        if last <= first:
            why = Sentence(to_say("'{end}' is not after '{begin}'"), end=end, begin=begin)
            raise bad_value(why, "--to")
        there = store.sampled_sites(first, last)
        for unknown in sorted(set(sites) - set(there)):
            fail(place.say("There are no samples of '{site}' in this time.", site=unknown))
        try:
            count = export_samples(store, file, sorted(set(sites)) or there, first, last)
        except OSError as error:
            fail(_unwritten(file, error))
    tell_simulation(place, inventory, err=True)
    if as_json:
        click.echo(json.dumps({"file": str(file), "samples": count, "size": file.stat().st_size}))
    else:
        click.echo(place.say("{file}: {n} samples", file=file, n=number(count, place.language)))


@export_command.command("inventory")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--back",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="How many changes ago: 1 is what was in force before the last one.",
)
@placed
def export_inventory_command(place: Place, file: Path, back: int) -> None:
    """The inventory in force, or one of before, to FILE, byte for byte as it was applied."""
    with reading(place) as store:
        text = text_of_before(store, back)
    if text is None:
        fail(Sentence(to_say("The journal knows of no inventory that many changes ago.")))
    try:
        with file.open("x", encoding="utf-8", newline="") as new:
            new.write(text)
    except OSError as error:
        fail(_unwritten(file, error))
    click.echo(str(file))


def _unwritten(file: Path, error: OSError) -> Sentence:
    text = to_say("{file} cannot be written: {reason}")
    return Sentence(text, file=str(file), reason=said_of(error))
