"""``pantau coverage``: which villages have signal or internet, since when, and who says so."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from dashboard.reading import read_snapshot
from dashboard.settings import Settings
from dashboard.wilayah.book import Book, VillageRow, read_book
from pantau.actions.acting import Actor, Refused
from pantau.actions.coverage import (
    Brought,
    import_coverage,
    revoke_coverage,
    state_coverage,
    weigh_coverage,
)
from pantau.actions.coverage_rows import CoverageRows, named_village, read_coverage
from pantau.cli.acting import acted, demand_store, done
from pantau.cli.coverage_said import (
    DOUBTS,
    plain_row,
    plain_statement,
    print_share,
    state_words,
)
from pantau.cli.place import (
    JSON,
    Place,
    bad_value,
    fail,
    inventory_in_force,
    placed,
    reading,
    refuse,
    tell_simulation,
    writing,
)
from pantau.cli.rows import read_file, refuse_rows
from pantau.cli.said import print_list
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.coverage import CoverageStatement
from pantau.facts.region import Coverage, CoverageProject
from pantau.inventory.gazetteer.names import gazetteer
from pantau.language import Sentence, to_say
from pantau.language.labels import label
from pantau.language.system_errors import said_of
from pantau.reports.coverage import FORMS, as_csv, as_geojson, as_json, coverage_row
from pantau.villages.coverage import Statement, history

_DAY = click.option("--day", metavar="D", help="As it was known for a day; today without it.")


@click.group("coverage")
def coverage_command() -> None:
    """Coverage of the villages: what is said of each, by whom, and what speaks against it."""


@coverage_command.command("list")
@click.option("--kecamatan", help="The villages of one kecamatan; all without it.")
@_DAY
@JSON
@placed
def list_command(place: Place, kecamatan: str | None, day: str | None, as_json: bool) -> None:
    """All villages, those that stand out first."""
    book = _book(place, day, err=as_json)
    wanted = _kecamatan(kecamatan)
    rows = [each for each in book.rows if wanted in (None, each.village.kecamatan)]
    rows.sort(key=lambda each: (not each.doubts, each.village.code))

    def cells(each: VillageRow) -> list[str]:
        newest = each.standing.newest
        return [
            each.village.code,
            each.village.name,
            each.village.kecamatan,
            state_words(each.standing, place.language),
            newest[0].said.as_of if newest else "",
            "; ".join(place.say(DOUBTS[doubt.reason]) for doubt in each.doubts),
        ]

    head = [to_say("Code"), to_say("Village"), "Kecamatan", to_say("State"), to_say("As of")]
    print_list(place, as_json, [*head, to_say("Stands out")], rows, cells, plain_row)


@coverage_command.command("history")
@click.argument("village")
@JSON
@placed
def history_command(place: Place, village: str, as_json: bool) -> None:
    """All that was ever said of VILLAGE (a name or code), the newest first."""
    code = _code(village)
    found = history(code, _book(place, None, err=as_json).statements)

    def cells(each: Statement) -> list[str]:
        said = each.said
        project = label(said.project, place.language) if said.project else ""
        return [
            each.id,
            said.as_of,
            label(said.state, place.language),
            " ".join(filter(None, (project, said.title))),
            said.operator,
            said.funding,
            said.source,
            said.note,
            each.author,
        ]

    head = ["Id", to_say("As of"), to_say("State"), to_say("Project"), to_say("Operator")]
    head += [to_say("Funding"), to_say("Source"), to_say("Note"), to_say("Author")]
    print_list(place, as_json, head, found, cells, plain_statement)


@coverage_command.command("state")
@click.argument("village")
@click.option("--state", type=click.Choice([each.value for each in Coverage]), required=True)
@click.option("--as-of", required=True, metavar="D", help="Year, month or day: when it was so.")
@click.option("--source", required=True, help="The paper, letter or office that says so.")
@click.option(
    "--project",
    type=click.Choice([each.value for each in CoverageProject]),
    help="What brings it.",
)
@click.option("--title", default="", help="What the tower or link is called.")
@click.option("--operator", default="", help="Whose signal it is.")
@click.option("--funding", default="", help="Who pays for it.")
@click.option("--note", default="")
@acted
def state_command(
    place: Place, actor: Actor, village: str, state: str, project: str | None, **told: Any
) -> None:
    """Write down what a source says of VILLAGE (a name or code). Prints the statement's id."""
    demand_store(place)
    chosen = CoverageProject(project) if project else None
    said = CoverageStatement(_code(village), Coverage(state), project=chosen, **told)
    with writing(place) as store:
        today = inventory_in_force(place, store).local_day(actor.at)
        done(state_coverage(store, actor, said, today))


@coverage_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what would be new.")
@acted
def import_command(place: Place, actor: Actor, file: Path, dry_run: bool) -> None:
    """Statements from FILE (CSV, XLSX): all of them or none. What stands already is not repeated.

    Columns: as_of, state, source, and code or village; perhaps kecamatan, project, title, operator,
    funding, note.
    """
    demand_store(place)
    data = read_file(file)
    with reading(place) as store:
        today = inventory_in_force(place, store).local_day(actor.at)
        rows = read_coverage(data, file.name, today)
        if not isinstance(rows, CoverageRows):
            refuse_rows(rows)
        with store.view() as view:
            found: Brought | Refused = weigh_coverage(view, rows)
    if not dry_run:
        with writing(place) as store:
            found = import_coverage(store, actor, rows)
    if isinstance(found, Refused):
        refuse(found)
    if dry_run:
        for each in found.new:
            name = gazetteer().villages[each.village].name
            click.echo(f"{each.as_of}  {name}: {label(each.state, place.language)}")
    elif found.id is not None:
        click.echo(found.id)
    told = place.say("{new} new, {known} known already", new=len(found.new), known=found.known)
    click.echo(told, err=True)


@coverage_command.command("revoke")
@click.argument("statement", metavar="ID")
@click.option("--reason", required=True)
@acted
def revoke_command(place: Place, actor: Actor, statement: str, reason: str) -> None:
    """Take back a statement (C17, C17-2) or all of a file's (C17)."""
    demand_store(place)
    with writing(place) as store:
        done(revoke_coverage(store, actor, statement, reason))


@coverage_command.command("share")
@click.option("--kecamatan", help="The course of one kecamatan; of the regency without it.")
@_DAY
@JSON
@placed
def share_command(place: Place, kecamatan: str | None, day: str | None, as_json: bool) -> None:
    """How many villages are covered, by kecamatan and over time: villages, not people."""
    wanted = _kecamatan(kecamatan)
    print_share(place, _book(place, day, err=as_json), wanted, as_json=as_json)


@coverage_command.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@_DAY
@placed
def export_command(place: Place, file: Path, day: str | None) -> None:
    """All villages and what is known of each to FILE: CSV, JSON or GeoJSON as its name ends."""
    if file.suffix not in FORMS:
        why = Sentence(to_say("'{file}' must end in .csv, .json or .geojson"), file=str(file))
        raise bad_value(why, "FILE")
    book = _book(place, day, err=True)
    rows = [coverage_row(each.village, each.standing) for each in book.rows]
    about = {"day": book.day.isoformat()}
    made = {
        ".csv": lambda: as_csv(rows),
        ".json": lambda: as_json(rows, about),
        ".geojson": lambda: as_geojson(rows, [each.village for each in book.rows], about),
    }[file.suffix]()
    try:
        file.write_bytes(made)
    except OSError as error:
        text = to_say("{file} cannot be written: {reason}")
        fail(Sentence(text, file=str(file), reason=said_of(error)))
    click.echo(place.say("Written: {file}", file=file))


def _book(place: Place, written: str | None, *, err: bool) -> Book:
    """What is known on a day; ends the command where it cannot be read."""
    on = None if written is None else _day(written)
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
    tell_simulation(place, inventory, err=err)
    now, settings = now_us(SystemClock()), Settings(place.data, place.inventory)
    book = read_book(settings, read_snapshot(settings, now), now, on)
    if book is None:
        fail(Sentence(to_say("the inventory cannot be read; look with `pantau check`")))
    return book


def _kecamatan(written: str | None) -> str | None:
    """Its official name; None where none is asked for."""
    found = None if written is None else gazetteer().find_kecamatan(written)
    if written is not None and found is None:
        text = to_say("'{value}' is no kecamatan of Kabupaten Paser; write one of {choices}")
        choices = tuple(gazetteer().kecamatan.values())
        raise bad_value(Sentence(text, value=written, choices=choices), "--kecamatan")
    return found


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        text = to_say("'{day}' is not a day; write it like 2026-11-25")
        raise bad_value(Sentence(text, day=written), "--day") from None


def _code(written: str) -> str:
    found = named_village("", written, "")
    if isinstance(found, Sentence):
        raise bad_value(found, "VILLAGE")
    return found
