"""What an import of records brings, in one sentence for whoever typed it."""

from collections.abc import Sequence
from typing import Any

import click

from pantau.actions.import_rows import OutageRows
from pantau.cli.place import Place
from pantau.facts.journal import ImportedOutage, ImportedWatch
from pantau.inventory import Inventory
from pantau.language import Sentence, moment, number, to_say


def tell(place: Place, text: str, **values: Any) -> None:
    """A sentence beside what programs read."""
    click.echo(Sentence(text, **values).said(place.say), err=True)


def tell_samples(
    place: Place, inventory: Inventory, sites: int, minutes: tuple[int, int], found: Any
) -> None:
    """How much is new. ``minutes``: the first and the last; ``found``: a Brought."""
    begin, end = (
        moment(each * 60_000_000, inventory.timezone, place.language)
        for each in (minutes[0], minutes[1] + 1)
    )
    weighed = found.weighed
    text = to_say(
        "{n} minute samples of {sites} sites, {begin} to {end}: {brought} are new, {same} are here "
        "already, {apart} are here with other values and stay as they are"
    )
    tell(
        place,
        text,
        sites=sites,
        begin=begin,
        end=end,
        **{
            name: number(value, place.language)
            for name, value in (
                ("n", weighed.rows),
                ("brought", weighed.brought),
                ("same", weighed.same),
                ("apart", weighed.apart),
            )
        },
    )


def tell_list(place: Place, inventory: Inventory, rows: OutageRows) -> None:
    """What a list of outages would bring."""
    span = rows.observed.span
    spans = [ImportedWatch(site, span.begin, span.end) for site in rows.observed.sites]
    tell_outages(place, inventory, rows.outages, spans)


def tell_outages(
    place: Place,
    inventory: Inventory,
    outages: Sequence[ImportedOutage],
    spans: Sequence[ImportedWatch],
) -> None:
    """How many outages, and how long was watched."""
    zone, language = inventory.timezone, place.language
    begin, end = (
        moment(each, zone, language)
        for each in (min(s.begin for s in spans), max(s.end for s in spans))
    )
    hours = sum(each.end - each.begin for each in spans) // 3_600_000_000
    text = to_say(
        "{outages} outages of {sites} sites, watched for {hours} hours together, {begin} to {end}"
    )
    tell(
        place,
        text,
        outages=number(len(outages), language),
        sites=len({each.site for each in spans}),
        hours=number(hours, language),
        begin=begin,
        end=end,
    )
