"""``pantau outages``."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import click

from pantau.actions.spans import is_no_time
from pantau.cli.place import (
    JSON,
    Place,
    bad_value,
    fail,
    inventory_in_force,
    placed,
    reading,
    tell_simulation,
)
from pantau.cli.sla import unknown_site
from pantau.cli.table import print_table
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND, parse_iso, to_iso
from pantau.facts.measured import Outage, upstream_id
from pantau.inventory.routes import hangs_on
from pantau.language import Sentence, to_say
from pantau.language.dates import moment
from pantau.language.durations import short_duration
from pantau.language.labels import label
from pantau.sla.reading import left_out_seconds
from pantau.store import Store
from pantau.verdict.incident import causes, incidents


@click.command("outages")
@click.option("--from", "begin", required=True, metavar="D", help="A day or time, inclusive.")
@click.option("--to", "end", required=True, metavar="D", help="A day or time, exclusive.")
@click.option("--site", help="One site alone.")
@JSON
@placed
def outages_command(place: Place, begin: str, end: str, site: str | None, as_json: bool) -> None:
    """Outages that overlap the time between two days, open ones included."""
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        zone = inventory.timezone
        first, last = instant(begin, zone, "--from"), instant(end, zone, "--to")
        if last <= first:
            raise bad_value(
                Sentence(to_say("'{end}' is not after '{begin}'"), end=end, begin=begin), "--to"
            )
        known = store.outages(first, last)
        excluded = _excluded(store, known, now_us(SystemClock()))
    why = causes(incidents(known, hangs_on(inventory)))
    found = [
        each
        for each in known
        if upstream_id(each.site) is None and (site is None or each.site == site)
    ]
    # A site that left the inventory keeps its outages; a mistyped one never had any.
    if site is not None and not found and inventory.site(site) is None:
        fail(unknown_site(site, inventory))
    tell_simulation(place, inventory, err=as_json)
    if as_json:
        click.echo(
            json.dumps(
                [_plain(each, why.get(each.id), excluded.get(each.id, 0)) for each in found],
                indent=1,
                ensure_ascii=False,
            )
        )
    else:
        _print(place, found, why, zone)


def instant(text: str, zone: ZoneInfo, option: str) -> int:
    """A time on the command line; without an offset it is in the inventory's zone."""
    try:
        return parse_iso(text, zone)
    except ValueError:
        raise bad_value(is_no_time(text), option) from None


def _excluded(store: Store, outages: Sequence[Outage], now: int) -> dict[str, int]:
    """By outage, how many of its seconds the contract leaves out; an open one runs to ``now``."""
    if not outages:
        return {}
    begin = min(each.started_at for each in outages)
    end = max(each.ended_at or now for each in outages)
    return left_out_seconds(outages, store.ledger_facts(begin, end), now)


def _plain(outage: Outage, why: Outage | None, excluded: int) -> dict[str, Any]:
    def iso(at: int | None) -> str | None:
        return None if at is None else to_iso(at)

    return {
        "id": outage.id,
        "site": outage.site,
        "started_at": iso(outage.started_at),
        "ended_at": iso(outage.ended_at),
        "last_up_before": iso(outage.last_up_before),
        "last_down_within": iso(outage.last_down_within),
        "cause": outage.cause.value,
        "liability": outage.liability.value,
        "upstream": _upstream(why),
        "ticket": outage.ticket,
        "excluded_seconds": excluded,
    }


def _upstream(why: Outage | None) -> str | None:
    """The id of the link, or of the site, that fell silent together with an outage's site."""
    return None if why is None else upstream_id(why.site) or why.site


def _print(place: Place, found: "list[Outage]", why: Mapping[str, Outage], zone: ZoneInfo) -> None:
    say, language = place.say, place.language
    if not found:
        click.echo(say("No outages."))
        return
    rows = []
    for outage in found:
        ended = outage.ended_at
        rows.append(
            [
                outage.id,
                outage.site,
                moment(outage.started_at, zone, language),
                say("still down") if ended is None else moment(ended, zone, language),
                ""
                if ended is None
                else short_duration((ended - outage.started_at) // SECOND, language),
                label(outage.cause, language),
                _upstream(why.get(outage.id)) or "",
                outage.ticket or "",
            ]
        )
    head = ["Id", say("Site"), say("Began"), say("Ended"), say("Length"), say("Cause")]
    print_table([*head, say("Together with"), say("Ticket")], rows, "llllrlll")
