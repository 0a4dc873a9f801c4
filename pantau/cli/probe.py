"""``pantau probe``."""

import json
import socket
from threading import Event
from typing import Any

import click

from collector.icmp.sockets import IcmpRefusedError
from collector.icmp.transport import IcmpTransport
from collector.probing import Round, ask_round
from collector.transport import Destination
from pantau.cli.place import Place, fail, load_inventory, placed
from pantau.cli.sla import unknown_site
from pantau.cli.table import print_table
from pantau.facts.clock import SystemClock
from pantau.language.numbers import milliseconds


@click.command("probe")
@click.argument("sites", nargs=-1)
@click.option("--address", "addresses", multiple=True, help="An address instead of a site.")
@click.option("--probe", "kind", type=click.Choice(["icmp"]), default="icmp", show_default=True)
@click.option("--echoes", type=click.IntRange(1, 20), default=4, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
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
        raise click.UsageError("write the ids of sites, or --address A")
    names = _addresses_of(place, sites) | {address: address for address in addresses}
    targets = {name: _destination(address) for name, address in names.items()}
    try:
        transport = IcmpTransport.open(SystemClock())
    except IcmpRefusedError as error:
        fail(str(error))
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
    rows = [_plain(name, kind, each) for name, each in zip(targets, rounds, strict=True)]
    if as_json:
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
    else:
        _print(place, rows)
    if any(row["received"] == 0 for row in rows):
        click.get_current_context().exit(1)


def _addresses_of(place: Place, sites: tuple[str, ...]) -> dict[str, str]:
    if not sites:
        return {}
    inventory = load_inventory(place.inventory)
    found = {}
    for name in sites:
        site = inventory.site(name)
        if site is None:
            fail(unknown_site(name, inventory))
        found[name] = site.address
    return found


def _destination(address: str) -> Destination:
    numeric = Destination.of(address)
    if numeric is not None:
        return numeric
    try:
        found = socket.getaddrinfo(address, None, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError) as error:
        # UnicodeError: no name at all, a label of it is empty or too long.
        reason = getattr(error, "strerror", None) or "not a host name"
        fail(f"'{address}' is no IP address and cannot be looked up: {reason}")
    resolved = Destination.of(str(found[0][4][0]))
    if resolved is None:
        fail(f"'{address}' was looked up, but gave no address that can be asked")
    return resolved


def _plain(name: str, kind: str, found: Round) -> dict[str, Any]:
    times = sorted(found.rtts_us)
    return {
        "target": name,
        "address": found.to.host,
        "probe": kind,
        "sent": found.sent,
        "received": len(times),
        "rtt_min_us": times[0] if times else None,
        "rtt_median_us": times[(len(times) - 1) // 2] if times else None,
        "rtt_max_us": times[-1] if times else None,
        "failure": found.failure.value if found.failure else None,
    }


def _print(place: Place, rows: list[dict[str, Any]]) -> None:
    def shown(value: int | None) -> str:
        return "–" if value is None else milliseconds(value, place.language)

    say = place.say
    cells = [
        [
            row["target"],
            row["address"],
            f"{row['received']}/{row['sent']}",
            shown(row["rtt_min_us"]),
            shown(row["rtt_median_us"]),
            shown(row["rtt_max_us"]),
            row["failure"] or "",
        ]
        for row in rows
    ]
    head = [say("Site"), say("Address"), say("Answered"), say("Least"), say("Median"), say("Most")]
    print_table([*head, ""], cells, "llrrrrl")
