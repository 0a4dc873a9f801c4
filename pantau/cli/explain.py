"""``pantau explain``: why a verdict is what it is."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import click

from pantau.actions.explain import about_moment, about_outage
from pantau.actions.explain_words import told
from pantau.cli.outages import instant
from pantau.cli.place import JSON, Place, fail, inventory_in_force, misused, placed, reading
from pantau.cli.sla import unknown_site
from pantau.cli.table import print_table
from pantau.facts.words import State
from pantau.language import Sentence, to_say
from pantau.language.labels import label


@click.command("explain")
@click.argument("site", required=False)
@click.option("--at", help="A time; without an offset in the inventory's zone.")
@click.option("--outage", "outage_id", metavar="ID", help="An outage instead of site and time.")
@JSON
@placed
def explain_command(
    place: Place, site: str | None, at: str | None, outage_id: str | None, as_json: bool
) -> None:
    """Which echoes, references and rule made this verdict: SITE --at T, or --outage ID."""
    by_moment, by_outage = (site, at) != (None, None), outage_id is not None
    if by_moment == by_outage or (by_moment and None in (site, at)):
        raise misused(Sentence(to_say("write SITE --at T, or --outage ID")))
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        if outage_id is not None:
            outage = store.outage(outage_id)
            if outage is None:
                fail(
                    Sentence(
                        to_say("outage '{outage_id}' is not known; `pantau outages` lists them"),
                        outage_id=outage_id,
                    )
                )
            found = about_outage(store, outage)
        else:
            name = site or ""
            if inventory.site(name) is None:
                fail(unknown_site(name, inventory))
            found = about_moment(store, name, instant(at or "", inventory.timezone, "--at"))
    if as_json:
        click.echo(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        _print(place, found, inventory.timezone)


def _print(place: Place, found: dict[str, Any], zone: ZoneInfo) -> None:
    click.echo(f"{found['site']}: {label(State(found['state']), place.language)}")
    words = told(found, zone, place.language)
    for line in words.lines:
        click.echo(line)
    if words.echoes:
        print_table(words.heading, words.echoes)
    for line in words.after:
        click.echo(line)
