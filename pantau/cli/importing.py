"""``pantau import``: outages and gaps that others recorded, and the provider's own lists."""

from pathlib import Path
from typing import Any

import click

from pantau.actions.acting import Actor, Refused
from pantau.actions.import_rows import read_gaps_csv, read_observed, read_outages_csv
from pantau.actions.imports import import_gaps, import_outages, revoke_import
from pantau.actions.provider.cells import Zone
from pantau.actions.provider.columns import Field
from pantau.actions.provider.lists import (
    keep_provider_list,
    provider_of,
    revoke_provider_list,
)
from pantau.actions.provider.rows import Asked, read_provider_list
from pantau.actions.recorded.source import Tool
from pantau.cli.acting import acted, demand_store, done
from pantau.cli.importing_asked import Recorded, recorded
from pantau.cli.importing_records import import_samples_command, import_tool_outages, tool_asked
from pantau.cli.importing_said import tell_list
from pantau.cli.importing_sites import import_sites_command
from pantau.cli.place import (
    Place,
    inventory_in_force,
    misused,
    spoken,
    writing,
    writing_or_trying,
)
from pantau.cli.rows import column_of, read_file, refuse_rows
from pantau.cli.said import months_span
from pantau.language import Sentence, to_say

_FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group("import")
def import_command() -> None:
    """Bring in what others recorded; nothing is half-imported. Prints the import's id."""


import_command.add_command(import_sites_command)
import_command.add_command(import_samples_command)


@import_command.command("outages")
@recorded
@click.option("--sites", help="Ids with commas; otherwise all with a term in the span.")
@acted
def import_outages_command(place: Place, actor: Actor, asked: Recorded, sites: str | None) -> None:
    """Outages from FILE: site,started_at,ended_at[,cause][,ticket], CSV or XLSX.

    The span from --observed-from to --observed-to is what the source watched; the rest of it is
    up. Where our own collector watched, ours wins. An Uptime Kuma database and Prometheus say
    themselves when they watched.
    """
    tool = tool_asked(asked)
    if tool is Tool.CSV and (asked.begin is None or asked.end is None):
        raise misused(Sentence(to_say("a list needs --observed-from and --observed-to")))
    if tool is not Tool.CSV and sites is not None:
        raise misused(Sentence(to_say("--sites goes with a list; here --map says which sites")))
    data = read_file(Path(asked.file)) if tool is Tool.CSV else b""
    with writing_or_trying(place, dry=asked.dry_run) as store:
        inventory = inventory_in_force(place, store)
        if tool is not Tool.CSV:
            import_tool_outages(place, actor, store, inventory, tool, asked)
            return
        observed = read_observed(inventory, asked.begin or "", asked.end or "", actor.at, sites)
        if isinstance(observed, list):
            raise click.UsageError("\n".join(map(spoken, observed)))
        rows = read_outages_csv(data, Path(asked.file).name, inventory, observed)
        if isinstance(rows, list):
            refuse_rows(rows)
        if asked.dry_run:
            tell_list(place, inventory, rows)
            return
        done(import_outages(store, actor, rows))


@import_command.command("gaps")
@_FILE
@click.option("--dry-run", is_flag=True, help="Only say what would be imported.")
@acted
def import_gaps_command(place: Place, actor: Actor, file: Path, dry_run: bool) -> None:
    """Gaps from FILE: site,started_at,ended_at[,reason], CSV or XLSX; site * for all."""
    data = read_file(file)
    with writing_or_trying(place, dry=dry_run) as store:
        rows = read_gaps_csv(data, file.name, inventory_in_force(place, store), actor.at)
        if isinstance(rows, list):
            refuse_rows(rows)
        if dry_run:
            click.echo(place.say("{n} gaps would be imported", n=len(rows.gaps)))
            return
        done(import_gaps(store, actor, rows))


@import_command.command("provider-outages")
@_FILE
@click.option("--month", required=True, metavar="YYYY-MM", help="The month that FILE is about.")
@click.option(
    "--timezone",
    type=click.Choice([zone.value for zone in Zone], case_sensitive=False),
    required=True,
    help="Of times that say none themselves: ask the provider.",
)
@click.option("--provider", help="Whose list it is; needed where contracts are with several.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADING",
    help=f"Which column is what: {', '.join(Field)}. May be given several times.",
)
@click.option("--sheet", help="Of a workbook, by its name; otherwise the first that fits.")
@acted
def import_provider_command(
    place: Place,
    actor: Actor,
    file: Path,
    month: str,
    timezone: str,
    **how: Any,
) -> None:
    """The provider's own outages, or its recap of a month, from FILE (CSV, XLSX, XLS).

    It is kept to be compared (`pantau reconcile`) and changes no figure.
    """
    data = read_file(file)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        whose = provider_of(inventory, how["provider"])
        if isinstance(whose, Refused):
            raise misused(Sentence(to_say("--provider: {why}"), why=whose))
        asked = Asked(
            about=months_span(inventory, month),
            zone=Zone(timezone.upper()),
            provider=whose,
            columns=dict(column_of(text, Field) for text in how["columns"]),
            sheet=how["sheet"],
        )
        listed = read_provider_list(data, file.name, inventory, asked, actor.role)
        if isinstance(listed, list):
            refuse_rows(listed)
        done(keep_provider_list(store, actor, listed, data))


@import_command.command("revoke")
@click.argument("import_id", metavar="ID")
@click.option("--reason", required=True)
@acted
def import_revoke_command(place: Place, actor: Actor, import_id: str, reason: str) -> None:
    """Undo an import (I…), or let a provider's list (L…) count no more."""
    demand_store(place)
    revoke = revoke_provider_list if import_id.startswith("L") else revoke_import
    with writing(place) as store:
        done(revoke(store, actor, import_id, reason))
