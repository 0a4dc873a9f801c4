"""``pantau backup`` and ``pantau restore``."""

import json
from pathlib import Path
from typing import Any

import click

from pantau.actions.saving import save
from pantau.cli.place import Place, bad_value, fail, misused, placed, refuse
from pantau.cli.table import print_table
from pantau.facts.clock import SystemClock
from pantau.facts.instant import to_datetime, to_iso
from pantau.facts.words import BackupTrouble
from pantau.language import Sentence, label, to_say
from pantau.language.sizes import size
from pantau.sla.month import month_days
from pantau.store import (
    Anchor,
    Backup,
    BackupReport,
    IntoReport,
    StoreError,
    backup,
    backups_in,
    restore,
    restore_month,
)

_DIR = click.Path(path_type=Path)


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--to", type=_DIR, metavar="DIR", help="Into a directory that keeps many.")
@click.option("--list", "listed", type=_DIR, metavar="DIR", help="The backups in a directory.")
@click.option(
    "--verify", "verified", type=_DIR, metavar="DIR", help="Read all of them and compare."
)
@click.option("--json", "as_json", is_flag=True, help="With --list or --verify: for programs.")
@placed
def backup_command(
    place: Place,
    file: Path | None,
    to: Path | None,
    listed: Path | None,
    verified: Path | None,
    as_json: bool,
) -> None:
    """Write one consistent copy of the store to FILE, while everything runs.

    With --to, into a directory where all backups share what does not change.
    """
    if sum(each is not None for each in (file, to, listed, verified)) != 1:
        raise misused(
            Sentence(to_say("name either FILE, or a directory with --to, --list, --verify"))
        )
    try:
        if file is not None:
            _tell(place, backup(place.data, file))
        elif to is not None:
            _into(place, to)
        else:
            _show(place, listed or verified or Path(), deep=verified is not None, as_json=as_json)
    except StoreError as error:
        refuse(error.why)
    except UnicodeEncodeError:
        fail(Sentence(to_say("the path is not UTF-8 text; write another one")))


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--month", metavar="YYYY-MM", help="Only the samples of this UTC month, into data in use."
)
@placed
def restore_command(place: Place, file: Path, month: str | None) -> None:
    """Bring the backup FILE back into --data, which must be missing or empty.

    Of a directory of backups, the newest one. With --month, a month of samples that is damaged or
    lost comes back from the newest one that has it; nothing else changes, and no collector may run.
    """
    if month is not None:
        _restore_month(place, file, month)
        return
    try:
        report = restore(file, place.data)
    except StoreError as error:
        refuse(error.why)
    say = place.say
    if report.source != file:
        click.echo(say("From {file}", file=report.source))
    _told(place, report.data, report.entries, report.head)
    for missing in report.missing:
        click.echo(say("Not in the backup: {what}", what=missing.said(say)), err=True)
    if report.missing:
        click.get_current_context().exit(1)


def _restore_month(place: Place, file: Path, month: str) -> None:
    try:
        month_days(month)
    except ValueError:
        text = to_say("'{value}' is none; write it like {example}")
        raise bad_value(Sentence(text, value=month, example="2026-10"), "--month") from None
    try:
        found = restore_month(file, place.data, month)
    except StoreError as error:
        refuse(error.why)
    say = place.say
    click.echo(say("From {file}", file=found.source))
    click.echo(say("{file}: {n} packed days", file=found.path, n=found.days))
    if found.aside is not None:
        click.echo(
            say("What stood there is {file}; move it out of the data directory", file=found.aside)
        )
    for missing in found.missing:
        click.echo(say("Not in the backup: {what}", what=missing.said(say)), err=True)
    if found.missing:
        click.get_current_context().exit(1)


def _into(place: Place, folder: Path) -> None:
    saved = save(place.data, folder.absolute(), SystemClock(), by_hand=True)
    if saved.error is not None:
        raise saved.error
    if saved.report is not None:
        _tell(place, saved.report)


def _tell(place: Place, report: BackupReport | IntoReport) -> None:
    say = place.say
    _told(place, report.path, report.entries, report.head)
    if isinstance(report, IntoReport):
        whole, new = (size(each, place.language) for each in (report.size, report.written))
        click.echo(say("{whole}, of which {new} are new", whole=whole, new=new))
        if report.same_disk:
            click.echo(label(BackupTrouble.SAME_DISK, place.language), err=True)
    for left_out in report.left_out:
        click.echo(say("Left out: {what}", what=left_out.said(say)), err=True)
    if report.left_out:
        click.get_current_context().exit(1)


def _told(place: Place, path: Path, entries: int, head: bytes) -> None:
    anchor = str(Anchor(entries, head))
    click.echo(place.say("{file}: {n} entries, head {head}", file=path, n=entries, head=anchor))


def _show(place: Place, folder: Path, *, deep: bool, as_json: bool) -> None:
    found = list(backups_in(folder, deep=deep))
    if as_json:
        click.echo(json.dumps([_as_json(each) for each in found], indent=1))
    elif not found:
        click.echo(place.say("There is no backup in {folder}.", folder=folder))
    else:
        say = place.say
        head = [say("Backup"), say("Begun (UTC)"), say("Entries"), say("Size"), say("Sound")]
        print_table(head, [_cells(place, each, deep=deep) for each in found], right="--rr-")
        for each in found:
            for wrong in each.wrong:
                click.echo(f"{each.name}: {wrong.said(say)}", err=True)
    if any(each.wrong for each in found):
        click.get_current_context().exit(1)


def _cells(place: Place, each: Backup, *, deep: bool) -> list[str]:
    say, manifest = place.say, each.manifest
    sound = say("no") if each.wrong else say("yes") if deep else say("all there")
    return [
        each.name,
        f"{to_datetime(each.at):%Y-%m-%d %H:%M:%S}",
        "–" if manifest is None else str(manifest.entries),
        "–" if manifest is None else size(manifest.size, place.language),
        sound,
    ]


def _as_json(each: Backup) -> dict[str, Any]:
    manifest = each.manifest
    return {
        "name": each.name,
        "at": to_iso(each.at),
        "entries": None if manifest is None else manifest.entries,
        "head": None if manifest is None else manifest.head,
        "size": None if manifest is None else manifest.size,
        "files": None if manifest is None else len(manifest.files),
        "wrong": [why.message for why in each.wrong],
    }
