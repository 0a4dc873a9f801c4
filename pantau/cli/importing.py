"""``pantau import``: outages and gaps that others recorded."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from pantau.actions.acting import Actor
from pantau.actions.import_rows import read_gaps_csv, read_observed, read_outages_csv
from pantau.actions.imports import import_gaps, import_outages, revoke_import
from pantau.actions.table import RowProblem
from pantau.cli.acting import acted, demand_store, done
from pantau.cli.place import Place, fail, inventory_in_force, writing

_FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group("import")
def import_command() -> None:
    """Bring in what others recorded; nothing is half-imported. Prints the import's id."""


@import_command.command("outages")
@_FILE
@click.option("--observed-from", "begin", required=True, metavar="D")
@click.option("--observed-to", "end", required=True, metavar="D")
@click.option("--sites", help="Ids with commas; otherwise all with a term in the span.")
@acted
def import_outages_command(
    place: Place,
    actor: Actor,
    file: Path,
    begin: str,
    end: str,
    sites: str | None,
) -> None:
    """Outages from FILE: site,started_at,ended_at[,cause][,ticket].

    The span from --observed-from to --observed-to is what the source watched; the rest of it is
    up. Where our own collector watched, ours wins.
    """
    data = _read(file)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        observed = read_observed(inventory, begin, end, actor.at, sites)
        if isinstance(observed, list):
            raise click.UsageError("\n".join(observed))
        rows = read_outages_csv(data, file.name, inventory, observed)
        if isinstance(rows, list):
            _refuse(rows)
        done(import_outages(store, actor, rows))


@import_command.command("gaps")
@_FILE
@acted
def import_gaps_command(place: Place, actor: Actor, file: Path) -> None:
    """Gaps from FILE: site,started_at,ended_at[,reason]; site * for all."""
    data = _read(file)
    with writing(place) as store:
        rows = read_gaps_csv(data, file.name, inventory_in_force(place, store), actor.at)
        if isinstance(rows, list):
            _refuse(rows)
        done(import_gaps(store, actor, rows))


@import_command.command("revoke")
@click.argument("import_id", metavar="ID")
@click.option("--reason", required=True)
@acted
def import_revoke_command(place: Place, actor: Actor, import_id: str, reason: str) -> None:
    """Undo an import: its rows and its span count no more."""
    demand_store(place)
    with writing(place) as store:
        done(revoke_import(store, actor, import_id, reason))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        fail(f"{file}: cannot be read: {error.strerror}")


def _refuse(problems: Sequence[RowProblem]) -> NoReturn:
    for problem in problems:
        click.echo(str(problem), err=True)
    fail("nothing was imported")
