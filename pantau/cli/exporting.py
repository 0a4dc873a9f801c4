"""``pantau export``: what was measured, for any other tool."""

import json
from pathlib import Path

import click

from pantau.cli.outages import instant
from pantau.cli.place import (
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
    """Write what was measured to a file, for any other tool."""


@export_command.command("samples")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "begin", required=True, metavar="D", help="A day or time, inclusive.")
@click.option("--to", "end", required=True, metavar="D", help="A day or time, exclusive.")
@click.option("--site", "sites", multiple=True, help="This site; several times for several.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
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
            fail(
                Sentence(
                    to_say("{file} cannot be written: {reason}"),
                    file=str(file),
                    reason=said_of(error),
                )
            )
    tell_simulation(place, inventory, err=True)
    if as_json:
        click.echo(json.dumps({"file": str(file), "samples": count, "size": file.stat().st_size}))
    else:
        click.echo(place.say("{file}: {n} samples", file=file, n=number(count, place.language)))
