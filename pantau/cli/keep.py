"""``pantau backup`` and ``pantau restore``."""

from pathlib import Path

import click

from pantau.cli.place import Place, fail, placed, refuse
from pantau.language import Sentence, to_say
from pantau.store import StoreError
from pantau.store import backup, restore


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@placed
def backup_command(place: Place, file: Path) -> None:
    """Write one consistent copy of the store to FILE, while everything runs."""
    try:
        report = backup(place.data, file)
    except StoreError as error:
        refuse(error.why)
    except UnicodeEncodeError:
        fail(Sentence(to_say("the path is not UTF-8 text; write another one")))
    say = place.say
    click.echo(
        say(
            "{file}: {n} entries, head {head}",
            file=report.path,
            n=report.entries,
            head=_head(report.entries, report.head),
        )
    )
    for left_out in report.left_out:
        click.echo(say("Left out: {what}", what=left_out.said(say)), err=True)
    if report.left_out:
        click.get_current_context().exit(1)


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@placed
def restore_command(place: Place, file: Path) -> None:
    """Bring the backup FILE back into --data, which must be missing or empty."""
    try:
        report = restore(file, place.data)
    except StoreError as error:
        refuse(error.why)
    say = place.say
    click.echo(
        say(
            "{file}: {n} entries, head {head}",
            file=report.data,
            n=report.entries,
            head=_head(report.entries, report.head),
        )
    )
    for missing in report.missing:
        click.echo(say("Not in the backup: {what}", what=missing.said(say)), err=True)


def _head(seq: int, digest: bytes) -> str:
    return f"{seq}:{digest.hex()}"
