"""``pantau check``."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from pantau import inventory as inventories
from pantau.cli.place import Place, placed


@click.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Problems as JSON.")
@placed
def check_command(place: Place, file: Path | None, as_json: bool) -> None:
    """Validate the inventory FILE; every problem at once, with line numbers."""
    path = file or place.inventory
    found = inventories.read_inventory(path)
    if as_json:
        _print_json(found.problems)
    else:
        for problem in found.problems:
            click.echo(str(problem), err=True)
        errors, warnings = len(found.errors), len(found.warnings)
        if found.inventory is None:
            text = place.say("{file}: not usable, {errors} errors, {warnings} warnings")
        else:
            text = place.say("{file}: usable, {sites} sites, {warnings} warnings")
        sites = len(found.inventory.sites) if found.inventory else 0
        click.echo(text.format(file=path, errors=errors, warnings=warnings, sites=sites))
    if found.inventory is None:
        click.get_current_context().exit(1)


def _print_json(problems: tuple[object, ...]) -> None:
    rows = [asdict(problem) for problem in problems]  # type: ignore[call-overload] # Problem
    click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
