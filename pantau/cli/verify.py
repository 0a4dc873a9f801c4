"""``pantau verify``."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from pantau.cli.place import JSON, Place, bad_value, placed, reading, refuse
from pantau.language import Sentence, translator
from pantau.store import Anchor, StoreError, verify
from pantau.store.anchors import NO_ANCHOR


@click.command("verify")
@click.argument("pack", required=False, type=click.Path(path_type=Path))
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    metavar="N:HASH",
    help="A head that was noted elsewhere: on paper, in a message. May be given several times.",
)
@JSON
@placed
def verify_command(
    place: Place, pack: Path | None, anchors: tuple[str, ...], as_json: bool
) -> None:
    """Check the journal: its chain, its anchors, and the tables made from it; or a PACK."""
    given = list(map(_anchor, anchors))
    if pack is not None:
        _pack(place, pack, given, as_json)
        return
    try:
        found = verify(place.data, given)
    except StoreError as error:
        refuse(error.why)
    head = f"{found.head[0]}:{found.head[1].hex()}"
    if as_json:
        local = translator("id")
        faults = [
            {"seq": f.seq, "reason": f.reason.value, "text": f.text, "text_id": f.why.said(local)}
            for f in found.faults
        ]
        _print({"entries": found.entries, "head": head, "faults": faults})
    else:
        for fault in found.faults:
            click.echo(fault.why.said(place.say), err=True)
        say = place.say
        verdict = say("The journal is sound.") if found.sound else say("The journal is NOT sound.")
        click.echo(verdict)
        click.echo(say("{n} entries, head {head}", n=found.entries, head=head))
    _end(sound=found.sound)


def _anchor(text: str) -> Anchor:
    try:
        return Anchor.parse(text)
    except ValueError:
        raise bad_value(Sentence(NO_ANCHOR, text=text), "--anchor") from None


def _pack(place: Place, pack: Path, anchors: Sequence[Anchor], as_json: bool) -> None:
    """Check an evidence pack; where a data directory is named, against its journal too."""
    from pantau.reports.pack import check_pack  # noqa: PLC0415 - not for those who look at a journal

    source = click.get_current_context().get_parameter_source("data")
    try:
        if source is ParameterSource.COMMANDLINE:
            with reading(place) as store:
                found = check_pack(pack, anchors, store)
        else:
            found = check_pack(pack, anchors)
    except StoreError as error:
        refuse(error.why)
    if as_json:
        faults = [{"reason": each.reason.value, "text": each.text} for each in found.findings]
        mark = {"simulation": True} if found.simulation else {}
        about = {"pack": str(pack), "month": found.month, "outage": found.outage}
        _print({**mark, **about, "sites": found.sites, "head": found.head, "faults": faults})
    else:
        for each in found.findings:
            click.echo(str(each), err=True)
        say = place.say
        if found.simulation:
            click.echo(say("SIMULATION – not real data"))
        click.echo(say("The pack is sound.") if found.sound else say("The pack is NOT sound."))
        click.echo(
            say(
                "{month}, sites: {n}, head {head}",
                month=found.month if found.outage is None else f"{found.month}, {found.outage}",
                n=found.sites,
                head=found.head,
            )
        )
    _end(sound=found.sound)


def _print(form: dict[str, Any]) -> None:
    click.echo(json.dumps(form, indent=1, ensure_ascii=False))


def _end(*, sound: bool) -> None:
    if not sound:
        click.get_current_context().exit(1)
