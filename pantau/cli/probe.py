"""``pantau probe``."""

import json
import socket
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

import click

from collector.icmp.sockets import IcmpRefusedError
from collector.icmp.transport import IcmpTransport
from collector.probes.table import ASKERS
from collector.probing import Round, ask_round
from collector.transport import Destination
from pantau.cli.place import JSON, Place, fail, load_inventory, misused, placed
from pantau.cli.probe_further import ask_further, further_of
from pantau.cli.sla import unknown_site
from pantau.cli.table import print_table
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.words import ProbeOutcome
from pantau.inventory import Inventory, Site
from pantau.inventory.push import PUSH
from pantau.language import Sentence, to_say
from pantau.language.labels import label
from pantau.language.numbers import milliseconds
from pantau.language.probed import found_words
from pantau.language.system_errors import said_of

_KINDS = ["icmp", *sorted(ASKERS), "all"]


@click.command("probe")
@click.argument("sites", nargs=-1)
@click.option("--address", "addresses", multiple=True, help="An address instead of a site.")
@click.option("--probe", "kind", type=click.Choice(_KINDS), default="icmp", show_default=True)
@click.option("--echoes", type=click.IntRange(1, 20), default=4, show_default=True)
@JSON
@placed
def probe_command(
    place: Place,
    sites: tuple[str, ...],
    addresses: tuple[str, ...],
    kind: str,
    echoes: int,
    as_json: bool,
) -> None:
    """Ask SITES (or --address) now; nothing is stored. Exit code 1 where one does not answer."""
    if not sites and not addresses:
        raise misused(Sentence(to_say("write the ids of sites, or --address A")))
    if addresses and kind not in ("icmp", "all"):
        raise misused(
            Sentence(to_say("an address is asked by icmp; other probes stand in the inventory"))
        )
    inventory, asked = _sites_of(place, sites)
    rows: list[dict[str, Any]] = []
    if kind in ("icmp", "all"):
        names = {site.id: site.address for site in asked} | {each: each for each in addresses}
        rows += _by_icmp(names, echoes)
    if kind != "icmp":
        further = further_of(asked, kind)
        for site in asked:
            if kind != "all" and not any(each.site is site for each in further):
                fail(
                    Sentence(
                        to_say("site '{id}' has no {kind} probe; write one into its probes"),
                        id=site.id,
                        kind=kind,
                    )
                )
        rows += ask_further(further, SystemClock())
    if as_json:
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
    else:
        _print(place, rows, inventory.timezone if inventory else ZoneInfo("UTC"))
    if any(row["received"] == 0 for row in rows):
        click.get_current_context().exit(1)


def _by_icmp(names: dict[str, str], echoes: int) -> list[dict[str, Any]]:
    targets = {name: _destination(address) for name, address in names.items()}
    try:
        transport = IcmpTransport.open(SystemClock())
    except IcmpRefusedError as error:
        fail(error.why)
    try:
        rounds = ask_round(
            transport,
            list(targets.values()),
            echoes=echoes,
            every_s=0.25,
            timeout_s=2,
            wait=Event().wait,
        )
    finally:
        transport.close()
    return [_plain(name, each) for name, each in zip(targets, rounds, strict=True)]


def _sites_of(place: Place, sites: tuple[str, ...]) -> tuple[Inventory | None, list[Site]]:
    """Each once, in the order in which they were named."""
    if not sites:
        return None, []
    inventory = load_inventory(place.inventory)
    inventory = inventory.on(inventory.local_day(now_us(SystemClock())))
    found = {}
    for name in sites:
        site = inventory.site(name)
        if site is None:
            fail(unknown_site(name, inventory))
        if site.probes[0].kind == PUSH:
            fail(
                Sentence(
                    to_say(
                        "site '{name}' calls in and cannot be asked; "
                        "see since when with: pantau status"
                    ),
                    name=name,
                )
            )
        found[name] = site
    return inventory, list(found.values())


def _destination(address: str) -> Destination:
    numeric = Destination.of(address)
    if numeric is not None:
        return numeric
    try:
        found = socket.getaddrinfo(address, None, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError) as error:
        # UnicodeError: no name at all, a label of it is empty or too long.
        no_name = Sentence(to_say("not a host name"))
        reason = said_of(error) if isinstance(error, OSError) else no_name
        fail(
            Sentence(
                to_say("'{address}' is no IP address and cannot be looked up: {reason}"),
                address=address,
                reason=reason,
            )
        )
    resolved = Destination.of(str(found[0][4][0]))
    if resolved is None:
        fail(
            Sentence(
                to_say("'{address}' was looked up, but gave no address that can be asked"),
                address=address,
            )
        )
    return resolved


def _plain(name: str, found: Round) -> dict[str, Any]:
    times = sorted(found.rtts_us)
    return {
        "target": name,
        "address": found.to.host,
        "probe": "icmp",
        "name": "icmp",
        "sent": found.sent,
        "received": len(times),
        "rtt_min_us": times[0] if times else None,
        "rtt_median_us": times[(len(times) - 1) // 2] if times else None,
        "rtt_max_us": times[-1] if times else None,
        "failure": found.failure.value if found.failure else None,
        "details": {},
    }


def _print(place: Place, rows: list[dict[str, Any]], zone: ZoneInfo) -> None:
    def shown(value: int | None) -> str:
        return "–" if value is None else milliseconds(value, place.language)

    say = place.say
    cells = [
        [
            row["target"],
            row["address"],
            row["name"],
            f"{row['received']}/{row['sent']}",
            shown(row["rtt_min_us"]),
            shown(row["rtt_median_us"]),
            shown(row["rtt_max_us"]),
            _note(place, row, zone),
        ]
        for row in rows
    ]
    head = [say("Site"), say("Address"), say("Probe"), say("Answered")]
    head += [say("Least"), say("Median"), say("Most"), ""]
    print_table(head, cells, "lllrrrrl")


def _note(place: Place, row: dict[str, Any], zone: ZoneInfo) -> str:
    """Why it failed, and what else was found."""
    failure = row["failure"]
    if failure and row["probe"] != "icmp":
        failure = label(ProbeOutcome(failure), place.language)
    return ", ".join([failure or "", *found_words(row["details"], zone, place.language)]).strip(
        ", "
    )
