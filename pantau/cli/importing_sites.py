"""``pantau import sites``: a list of sites worked into the inventory file."""

from pathlib import Path
from typing import Any

import click

from pantau.actions.acting import Actor, Refused
from pantau.actions.site_list.columns import SiteField
from pantau.actions.site_list.keep import keep_plan, past_of
from pantau.actions.site_list.plan import Plan, plan_sites
from pantau.actions.site_list.rows import How
from pantau.cli.acting import acted
from pantau.cli.place import Place, fail, load_inventory, refuse, spoken
from pantau.cli.rows import column_of, read_file, refuse_rows
from pantau.cli.table import plain
from pantau.inventory.problem import Problem
from pantau.store import Store, StoreError


@click.command("sites")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the text goes; otherwise into the inventory file itself.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADING",
    help=f"Which column is what: {', '.join(SiteField)}. May be given several times.",
)
@click.option("--ignore", "ignored", multiple=True, metavar="HEADING", help="Pass a column over.")
@click.option("--sheet", help="Of a workbook, by its name; otherwise the first that fits.")
@acted
def import_sites_command(
    place: Place,
    actor: Actor,
    file: Path,
    dry_run: bool,
    output: Path | None,
    **listed: Any,
) -> None:
    """Sites from FILE (CSV, XLSX, XLS) into the inventory: new ones added, known ones changed.

    Sites that FILE does not name stay as they are, and so does all else in the inventory. The
    difference is shown, the old text kept beside the file. No packet is sent.
    """
    data = read_file(file)
    inventory = load_inventory(place.inventory)
    how = How(
        dict(column_of(text, SiteField) for text in listed["columns"]),
        listed["ignored"],
        listed["sheet"],
    )
    plan = plan_sites(data, file.name, inventory, inventory.local_day(actor.at), how)
    if isinstance(plan, list):
        refuse_rows(plan)
    _show(place, plan)
    to = output or place.inventory
    itself = to.resolve() == place.inventory.resolve()
    past = _past(place, plan, actor.at)
    for problem in past:
        click.echo(spoken(problem), err=True)
    if past and itself:
        fail(
            place.say(
                "nothing was imported: it changes days that are over; mend the lines above, or "
                "write it elsewhere with -o FILE and apply that with --correct and a reason"
            )
        )
    if dry_run:
        click.echo(place.say("Nothing was written (--dry-run)."))
        return
    if not plan.lines and itself:
        return
    kept = keep_plan(to, plan, inventory.digest if itself else None, actor)
    if isinstance(kept, Refused):
        refuse(kept)
    click.echo(place.say("Written: {file}", file=to))
    if kept.backup is not None:
        click.echo(place.say("Its text of before: {file}", file=kept.backup))


def _show(place: Place, plan: Plan) -> None:
    """The difference, what was passed over, and how many sites it touches."""
    say = place.say
    for line in plan.lines:
        click.echo(plain(line))
    if plan.passed_over:
        names = ", ".join(plan.passed_over)
        click.echo(plain(say("Columns of which nothing is taken: {names}", names=names)), err=True)
    for problem in plan.warnings:
        click.echo(spoken(problem), err=True)
    click.echo(
        say(
            "{added} sites new, {changed} changed, {same} as they were",
            added=len(plan.added),
            changed=len(plan.changed),
            same=plan.same,
        )
    )


def _past(place: Place, plan: Plan, now: int) -> tuple[Problem, ...]:
    """Without a store there is no past."""
    if not place.data.exists():
        return ()
    try:
        with Store.open(place.data, readonly=True) as store:
            return past_of(store, plan, now)
    except StoreError as error:
        click.echo(
            place.say("Not compared with what is in force: {reason}", reason=error.said(place.say)),
            err=True,
        )
        return ()
