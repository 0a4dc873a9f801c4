"""``pantau verify``."""

import json

import click

from pantau.cli.place import Place, fail, placed
from pantau.store import Anchor, StoreError, verify


@click.command("verify")
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    metavar="N:HASH",
    help="A head that was noted elsewhere: on paper, in a message. May be given several times.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@placed
def verify_command(place: Place, anchors: tuple[str, ...], as_json: bool) -> None:
    """Check the journal: its chain, its anchors, and the tables made from it."""
    try:
        given = [Anchor.parse(text) for text in anchors]
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--anchor") from None
    try:
        found = verify(place.data, given)
    except StoreError as error:
        fail(str(error))
    head = f"{found.head[0]}:{found.head[1].hex()}"
    if as_json:
        faults = [{"seq": f.seq, "reason": f.reason.value, "text": f.text} for f in found.faults]
        click.echo(json.dumps({"entries": found.entries, "head": head, "faults": faults}, indent=1))
    else:
        for fault in found.faults:
            click.echo(str(fault), err=True)
        say = place.say
        verdict = say("The journal is sound.") if found.sound else say("The journal is NOT sound.")
        click.echo(verdict)
        click.echo(say("{n} entries, head {head}", n=found.entries, head=head))
    if not found.sound:
        click.get_current_context().exit(1)
