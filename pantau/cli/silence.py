"""``pantau silence``: nothing is told of some sites for a time."""

from typing import Any

import click

from pantau.actions.acting import Actor
from pantau.actions.scope import everywhere
from pantau.actions.silences import Hush, end_silence, set_silence
from pantau.cli.acting import Named, acted, demand_store, done, named, spanned
from pantau.cli.place import JSON, Place, inventory_in_force, misused, placed, reading, writing
from pantau.cli.said import MONTH, months_span, print_list
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import to_iso
from pantau.facts.measured import Interval
from pantau.facts.said import Silence
from pantau.facts.telling import AlertKind
from pantau.inventory import Inventory
from pantau.inventory.quantities import duration
from pantau.inventory.unfit import UnfitError
from pantau.language import Sentence, to_say
from pantau.language.dates import moment
from pantau.language.labels import label

_EVER = 2**62


@click.group("silence")
def silence_command() -> None:
    """Nothing is told of some sites for a time; no figure changes."""


@silence_command.command("set")
@named
@click.option("--all-sites", is_flag=True, help="Whatever there is. Needs a manager.")
@click.option("--from", "begin", metavar="T", help="A day or time; now without it.")
@click.option("--to", "end", metavar="T", help="A day or time, exclusive.")
@click.option("--for", "length", metavar="LENGTH", help="Instead of --to: 30m, 2h, 1d.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in AlertKind]),
    metavar="KIND",
    help=f"Of alerts: {', '.join(AlertKind)}. May be given several times; all without it.",
)
@click.option("--reason", required=True)
@acted
def set_command(
    place: Place,
    actor: Actor,
    named: Named,
    all_sites: bool,
    kinds: tuple[str, ...],
    reason: str,
    **times: str | None,
) -> None:
    """Silence alerts. Prints the silence's id."""
    demand_store(place)
    if all_sites and named != Named((), None, None):
        raise misused(Sentence(to_say("--all-sites stands alone; name no other sites")))
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        scope = everywhere(inventory) if all_sites else named.read(inventory)
        hush = Hush(scope, _span(inventory, actor.at, **times), tuple(map(AlertKind, kinds)))
        done(set_silence(store, actor, inventory, hush, reason))


def _span(
    inventory: Inventory, now: int, begin: str | None, end: str | None, length: str | None
) -> Interval:
    """From when to when; ends the command where it makes no sense."""
    if (end is None) == (length is None):
        raise misused(Sentence(to_say("say until when by just one of --to and --for")))
    since = to_iso(now) if begin is None else begin
    if end is not None:
        return spanned(inventory, since, end)
    try:
        long = duration(length or "")
    except UnfitError as error:
        text = to_say("--for: '{value}' is {fault}")
        raise misused(Sentence(text, value=length or "", fault=error.why)) from None
    if long == 0:
        raise misused(Sentence(to_say("--for: '0' is no time; write 30m, 2h or 1d")))
    # Any later end will do to read the begin.
    start = spanned(inventory, since, "9999-01-01").begin
    return Interval(start, start + long)


@silence_command.command("end")
@click.argument("silence", metavar="ID")
@click.option("--reason", required=True)
@acted
def end_command(place: Place, actor: Actor, silence: str, reason: str) -> None:
    """End a silence before its time."""
    demand_store(place)
    with writing(place) as store:
        done(end_silence(store, actor, silence, reason))


@silence_command.command("list")
@MONTH
@JSON
@placed
def list_command(place: Place, month: str | None, as_json: bool) -> None:
    """Silences that are not over, or those of a month."""
    now = now_us(SystemClock())
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        span = months_span(inventory, month) if month else Interval(now, _EVER)
        with store.view() as view:
            found = view.silences(span.begin, span.end)
    if month is None:
        found = [each for each in found if each.until > now]

    def cells(each: Silence) -> list[str]:
        return [
            each.id,
            place.say("All sites") if each.all_sites else each.made.subject,
            ", ".join(label(kind, place.language) for kind in each.kinds) or place.say("All"),
            moment(each.begin, inventory.timezone, place.language),
            moment(each.until, inventory.timezone, place.language),
            each.made.data()["reason"],
            each.made.author,
            each.ended.author if each.ended else "",
        ]

    head = [
        "Id",
        to_say("Scope"),
        to_say("Alerts"),
        to_say("From"),
        to_say("To"),
        to_say("Reason"),
        to_say("Set by"),
        to_say("Ended by"),
    ]
    print_list(place, as_json, head, found, cells, _plain)


def _plain(each: Silence) -> dict[str, Any]:
    ended = each.ended
    return {
        "id": each.id,
        "scope": each.made.subject,
        "sites": list(each.sites),
        "all_sites": each.all_sites,
        "kinds": [kind.value for kind in each.kinds],
        "from": to_iso(each.begin),
        "to": to_iso(each.end),
        "until": to_iso(each.until),
        "reason": each.made.data()["reason"],
        "set_by": each.made.author,
        "set_at": to_iso(each.made.at),
        "ended_by": ended.author if ended else None,
        "ended_at": to_iso(ended.at) if ended else None,
        "end_reason": ended.data()["reason"] if ended else None,
    }
