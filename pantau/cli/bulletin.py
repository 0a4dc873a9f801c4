"""``pantau bulletin``: short texts for village groups."""

import json
from typing import Any

import click

from pantau.actions.acting import Refused
from pantau.actions.bulletins import read_bulletins
from pantau.actions.scope import read_scope
from pantau.actions.spans import read_instant
from pantau.cli.place import JSON, Place, bad_value, inventory_in_force, placed, reading, refuse
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import to_iso
from pantau.inventory import Inventory
from pantau.language import Language, Sentence
from pantau.villages.bulletins import Bulletin, text, title, within


@click.command("bulletin")
@click.option("--since", metavar="T", help="A day or time; seven days ago without it.")
@click.option("--kecamatan", help="What concerns a kecamatan.")
@click.option("--village", metavar="CODE", help="What concerns a village, by its code.")
@JSON
@placed
def bulletin_command(
    place: Place, since: str | None, kecamatan: str | None, village: str | None, as_json: bool
) -> None:
    """Planned work, outages and recoveries as short texts, ready for the groups of villages."""
    now = now_us(SystemClock())
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        begin = None
        if since is not None:
            read = read_instant("--since", since, inventory.timezone)
            if isinstance(read, Sentence):
                raise bad_value(read, "--since")
            begin = read
        if kecamatan is not None:
            scope = read_scope(inventory, (), kecamatan, None)
            if isinstance(scope, Refused):
                refuse(scope)
            kecamatan = scope.words.removeprefix("kecamatan ")
        found = within(read_bulletins(store, inventory, now, begin), kecamatan, village)
    if as_json:
        plain = [_plain(each, inventory, place.language) for each in found]
        click.echo(json.dumps(plain, indent=1, ensure_ascii=False))
    elif not found:
        click.echo(place.say("Nothing here."))
    else:
        click.echo("\n\n".join(text(each, inventory, place.language) for each in found))


def _plain(each: Bulletin, inventory: Inventory, language: Language) -> dict[str, Any]:
    return {
        "id": each.id,
        "kind": each.kind.value,
        "title": title(each, language),
        "text": text(each, inventory, language),
        "from": to_iso(each.begin),
        "to": None if each.end is None else to_iso(each.end),
        "told_at": to_iso(each.told_at),
        "changed_at": to_iso(each.changed_at),
        "sites": [place.site for place in each.places],
        "kecamatan": sorted({place.kecamatan for place in each.places}),
    }
