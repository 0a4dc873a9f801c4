"""``pantau import``: outages and gaps that others recorded."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from pantau.actions.author import system_user, via
from pantau.actions.import_rows import read_gaps_csv, read_observed, read_outages_csv
from pantau.actions.imports import Refused, import_gaps, import_outages, revoke_import
from pantau.actions.table import RowProblem
from pantau.cli.place import (
    Place,
    fail,
    inventory_in_force,
    placed,
    reading,
    writing,
)
from pantau.facts.clock import SystemClock, now_us

_BY = click.option("--by", default=system_user, show_default="the system user", help="Who acts.")
_FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group("import")
def import_command() -> None:
    """Bring in what others recorded; nothing is half-imported. Prints the import's id."""


@import_command.command("outages")
@_FILE
@click.option("--observed-from", "begin", required=True, metavar="D")
@click.option("--observed-to", "end", required=True, metavar="D")
@click.option("--sites", help="Ids with commas; otherwise all with a term in the span.")
@_BY
@placed
def import_outages_command(
    place: Place, file: Path, begin: str, end: str, sites: str | None, by: str
) -> None:
    """Outages from FILE: site,started_at,ended_at[,cause][,ticket].

    The span from --observed-from to --observed-to is what the source watched; the rest of it is
    up. Where our own collector watched, ours wins.
    """
    data, now = _read(file), now_us(SystemClock())
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        observed = read_observed(inventory, begin, end, now, sites)
        if isinstance(observed, list):
            raise click.UsageError("\n".join(observed))
        rows = read_outages_csv(data, file.name, inventory, observed)
        if isinstance(rows, list):
            _refuse(rows)
        _done(import_outages(store, rows, author=by, via=via(), at=now))


@import_command.command("gaps")
@_FILE
@_BY
@placed
def import_gaps_command(place: Place, file: Path, by: str) -> None:
    """Gaps from FILE: site,started_at,ended_at[,reason]; site * for all."""
    data, now = _read(file), now_us(SystemClock())
    with writing(place) as store:
        rows = read_gaps_csv(data, file.name, inventory_in_force(place, store), now)
        if isinstance(rows, list):
            _refuse(rows)
        _done(import_gaps(store, rows, author=by, via=via(), at=now))


@import_command.command("revoke")
@click.argument("import_id", metavar="ID")
@click.option("--reason", required=True)
@_BY
@placed
def import_revoke_command(place: Place, import_id: str, reason: str, by: str) -> None:
    """Undo an import: its rows and its span count no more."""
    with reading(place):
        pass  # a mistyped --data must not make a store in which nothing can be revoked
    with writing(place) as store:
        at = now_us(SystemClock())
        _done(revoke_import(store, import_id, reason, author=by, via=via(), at=at))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        fail(f"{file}: cannot be read: {error.strerror}")


def _refuse(problems: Sequence[RowProblem]) -> NoReturn:
    for problem in problems:
        click.echo(str(problem), err=True)
    fail("nothing was imported")


def _done(outcome: "str | Refused") -> None:
    if not isinstance(outcome, str):
        fail(outcome.message)
    click.echo(outcome)
