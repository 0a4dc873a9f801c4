"""``pantau status``."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import click

from dashboard.alarms import told
from dashboard.inventaris.file import Applied, read_applied
from dashboard.overview import Overview
from dashboard.reading import Snapshot, read_snapshot
from dashboard.settings import Settings
from dashboard.summary import overview
from pantau.cli.place import JSON, Place, placed, tell_simulation
from pantau.cli.table import plain, print_table
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import to_iso
from pantau.facts.words import State
from pantau.language.dates import moment
from pantau.language.durations import age, short_duration
from pantau.language.labels import label
from pantau.language.shortfall import shortfall_words


@click.command("status")
@JSON
@placed
def status_command(place: Place, as_json: bool) -> None:
    """What is down now, what we cannot see, how old the data is.

    Exit code 1 where a site is down or unseen, or where nobody measures.
    """
    now = now_us(SystemClock())
    settings = Settings(place.data, place.inventory)
    snapshot, applied = read_snapshot(settings, now), next(iter(read_applied(settings)), None)
    seen = overview(snapshot, now)
    if snapshot.inventory is not None:
        tell_simulation(place, snapshot.inventory, err=as_json)
    if as_json:
        click.echo(json.dumps(_plain(seen, applied), indent=1, ensure_ascii=False))
    else:
        _print(place, snapshot, seen, now)
        _print_inventory(place, snapshot, applied)
    if seen.alarms or seen.counts.down or seen.counts.unknown:
        click.get_current_context().exit(1)


def _plain(seen: Overview, applied: Applied | None) -> dict[str, Any]:
    tiles = [tile for district in seen.districts for tile in district.tiles]
    return {
        "measuring": seen.measuring,
        "alarms": [alarm.value for alarm in seen.alarms],
        "last_commit": None if seen.last_commit is None else to_iso(seen.last_commit),
        "data_age_seconds": seen.age_seconds,
        "inventory": applied
        and {
            "digest": applied.digest,
            "applied_at": to_iso(applied.entry.at),
            "by": applied.entry.author,
        },
        "sites": seen.counts.sites,
        "up": seen.counts.up,
        "degraded": seen.counts.degraded,
        "degraded_sites": [
            {
                "site": tile.site,
                "since": None if tile.since is None else to_iso(tile.since),
                "shortfalls": [
                    {
                        "reason": short.reason.value,
                        "measured": short.measured,
                        "promised": short.promised,
                        "minutes": short.minutes,
                    }
                    for short in tile.shortfalls
                ],
            }
            for tile in seen.degraded
        ],
        "links": [
            {
                "upstream": link.id,
                "outage": link.outage,
                "since": to_iso(link.since),
                "seconds": link.seconds,
                "sites": link.sites,
            }
            for link in seen.links
        ],
        "down": [
            {
                "site": down.site,
                "outage": down.outage,
                "because": down.because,
                "since": to_iso(down.since),
                "seconds": down.seconds,
            }
            for down in seen.down
        ],
        "unknown": [tile.site for tile in tiles if tile.state is State.UNKNOWN],
        "suspected": [tile.site for tile in seen.suspected],
    }


def _print(place: Place, snapshot: Snapshot, seen: Overview, now: int) -> None:
    say, language = place.say, place.language
    zone = snapshot.inventory.timezone if snapshot.inventory else ZoneInfo("UTC")
    for alarm in told(seen, snapshot, now, zone, language):
        for line in (alarm.title, alarm.text, *alarm.details):
            click.echo(plain(line), err=True)
    if snapshot.inventory is None:
        return
    if seen.last_commit is not None and seen.age_seconds is not None:
        when = moment(seen.last_commit, zone, language)
        click.echo(say("Data from {time}, {age}", time=when, age=age(seen.age_seconds, language)))
    counts = seen.counts
    click.echo(
        say(
            "{sites} sites: {up} up, {down} down, {unknown} unknown",
            sites=counts.sites,
            up=counts.up + counts.degraded,
            down=counts.down,
            unknown=counts.unknown,
        )
    )
    for link in seen.links:
        words = say.plural(
            "{link} is silent since {since}, and {n} site with it",
            "{link} is silent since {since}, and {n} sites with it",
            link.sites,
            link=link.name,
            since=moment(link.since, zone, language),
        )
        click.echo(plain(words))
    if seen.down:
        rows = [
            [
                down.site,
                down.name,
                down.kecamatan,
                down.provider or "",
                moment(down.since, zone, language),
                short_duration(down.seconds, language),
                down.outage,
            ]
            for down in seen.down
        ]
        head = [say("Site"), say("Name"), say("District"), say("Provider"), say("Began")]
        click.echo()
        click.echo(say("Down now") if seen.measuring else say("Down when last seen"))
        print_table([*head, say("Length"), say("Outage")], rows, "lllllrl")
    _print_degraded(place, seen, zone)
    unseen = [
        tile.site
        for district in seen.districts
        for tile in district.tiles
        if tile.state is State.UNKNOWN
    ]
    if unseen and seen.measuring:
        click.echo(f"\n{label(State.UNKNOWN, language)}: {', '.join(unseen)}")


def _print_degraded(place: Place, seen: Overview, zone: ZoneInfo) -> None:
    """What is up but worse than promised: since when, and in what."""
    say, language = place.say, place.language
    if not seen.degraded:
        return
    rows = [
        [
            tile.site,
            tile.name,
            "" if tile.since is None else moment(tile.since, zone, language),
            "; ".join(shortfall_words(short, language) for short in tile.shortfalls),
        ]
        for tile in seen.degraded
    ]
    click.echo()
    click.echo(say("Up, but worse than promised"))
    head = [say("Site"), say("Name"), say("Since"), say("Why")]
    print_table(head, rows, "llll")


def _print_inventory(place: Place, snapshot: Snapshot, applied: Applied | None) -> None:
    """Since when what is in force is in force; an edit that is not is an alarm, told above."""
    if applied is None or snapshot.inventory is None:
        return
    words = place.say(
        "Inventory {digest} in force since {time}, by {name}",
        digest=applied.digest[:12],
        time=moment(applied.entry.at, snapshot.inventory.timezone, place.language),
        name=applied.entry.author,
    )
    click.echo(plain(words))
