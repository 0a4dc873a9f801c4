"""``pantau alert``: the alerter alone, and looking at what it does."""

import os
from typing import Any

import click

from alerts.main import Settings, run
from alerts.message import from_json
from alerts.reading import Eyes
from alerts.receivers.port import Delivered
from alerts.receivers.why import said_again
from alerts.replay import NOT_TRIED, Told, replay
from alerts.trial import try_receiver
from pantau.actions.spans import is_no_time
from pantau.cli.place import (
    JSON,
    Place,
    bad_value,
    demand_no_options,
    fail,
    inventory_in_force,
    load_inventory,
    placed,
    reading,
    refuse,
)
from pantau.cli.said import print_list
from pantau.cli.table import print_table
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import DAY, parse_iso, to_iso
from pantau.facts.letters import Kept
from pantau.facts.telling import LetterState
from pantau.inventory import Inventory
from pantau.language import Sentence, to_say
from pantau.language.dates import moment
from pantau.language.labels import label
from pantau.logs import log_to_stderr
from pantau.reports.clerk import Clerk
from pantau.store import Outbox, StoreError, StoreMissing


@click.group("alert", invoke_without_command=True)
@placed
@click.pass_context
def alert_command(context: click.Context, place: Place) -> None:
    """Tell whoever is to be told, until Ctrl-C or SIGTERM: the alerter alone."""
    if context.invoked_subcommand is not None:
        demand_no_options(context)
        return
    log_to_stderr()
    pipe = os.environ.get("PANTAU_PARENT_PIPE", "")
    settings = Settings(place.data, place.inventory, int(pipe) if pipe.isdecimal() else None)
    try:
        run(settings, clerk=Clerk(place.data, place.inventory))
    except StoreError as error:
        refuse(error.why)


@alert_command.command("send")
@click.option("--to", "name", required=True, metavar="RECEIVER", help="A receiver by its name.")
@click.option("--test", "is_test", is_flag=True, required=True, help="Say that it is a test.")
@placed
def send_command(place: Place, name: str, is_test: bool) -> None:  # noqa: ARG001 - its presence counts
    """Send a test message to a receiver now, past the outbox."""
    inventory = load_inventory(place.inventory)
    receiver = inventory.alerting.receivers.get(name)
    if receiver is None:
        names = tuple(inventory.alerting.receivers)
        known = names or Sentence(to_say("none"))
        fail(
            Sentence(
                to_say("receiver '{name}' is not in the inventory; it has {known}"),
                name=name,
                known=known,
            )
        )
    outcome = try_receiver(receiver, SystemClock())
    if not isinstance(outcome, Delivered):
        reason = said_again(outcome.reason, place.say)
        fail(Sentence(to_say("{name}: {reason}"), name=name, reason=reason))
    click.echo(place.say("{name} has taken the test message.", name=name))


@alert_command.command("test")
@click.option("--from", "begin", required=True, metavar="T", help="A day or time, inclusive.")
@click.option("--to", "end", required=True, metavar="T", help="A day or time, exclusive.")
@JSON
@placed
def test_command(place: Place, begin: str, end: str, as_json: bool) -> None:
    """What would have been sent of a time that is over, by the routes and rules of now.

    What needs the month's figures or the last answers of further probes is left out, and named.
    """
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
    span = [_instant(inventory, *each) for each in (("--from", begin), ("--to", end))]
    whole = Eyes(place.data, place.inventory).whole(span[0], span[1], inventory)
    told = list(replay(whole, span[0], span[1]))

    def cells(each: Told) -> list[str]:
        at = moment(each.at, inventory.timezone, place.language)
        reason = label(each.message.reason, place.language)
        return [at, each.receiver, reason, each.message.title]

    def plain(each: Told) -> dict[str, Any]:
        message = each.message
        return {
            "at": to_iso(each.at),
            "receiver": each.receiver,
            "reason": message.reason.value,
            "severity": message.severity.value,
            "title": message.title,
            "lines": list(message.lines),
        }

    head = [to_say("Time"), to_say("Receiver"), to_say("Reason"), to_say("Message")]
    print_list(place, as_json, head, told, cells, plain)
    if not as_json:
        kinds = ", ".join(label(kind, place.language) for kind in NOT_TRIED)
        click.echo()
        click.echo(place.say("Not tried, for the past does not tell: {kinds}.", kinds=kinds))


@alert_command.command("letters")
@click.option("--waiting", is_flag=True, help="Only what is not sent yet.")
@JSON
@placed
def letters_command(place: Place, waiting: bool, as_json: bool) -> None:
    """What was sent in the last week, what waits, and what no receiver took."""
    states = [LetterState.WAITING, LetterState.DEAD] if waiting else list(LetterState)
    try:
        with Outbox.open(place.data, readonly=True) as outbox:
            found = outbox.letters(now_us(SystemClock()) - 7 * DAY, states=states)
            queues = outbox.waiting()
    except StoreMissing:
        found, queues = [], ()
    except StoreError as error:
        refuse(error.why)
    with reading(place) as store:
        zone = inventory_in_force(place, store).timezone

    def cells(each: Kept) -> list[str]:
        at = moment(each.queued_at, zone, place.language)
        return [
            at,
            each.receiver,
            label(each.state, place.language),
            from_json(each.body).title,
            said_again(each.error or "", place.say),
        ]

    def plain(each: Kept) -> dict[str, Any]:
        return {
            "id": each.id,
            "receiver": each.receiver,
            "state": each.state.value,
            "queued_at": to_iso(each.queued_at),
            "ended_at": None if each.ended_at is None else to_iso(each.ended_at),
            "attempts": each.attempts,
            "error": each.error,
            "title": from_json(each.body).title,
        }

    head = [to_say("Time"), to_say("Receiver"), to_say("State"), to_say("Message"), to_say("Error")]
    print_list(place, as_json, head, found, cells, plain)
    stuck = [each for each in queues if each.count]
    if stuck and not as_json:
        click.echo()
        titles = [place.say(text) for text in ("Receiver", "Waiting", "Failed attempts", "Error")]
        rows = [
            [q.receiver, str(q.count), str(q.attempts), said_again(q.error or "", place.say)]
            for q in stuck
        ]
        print_table(titles, rows, "lrrl")


def _instant(inventory: Inventory, option: str, text: str) -> int:
    try:
        return parse_iso(text, inventory.timezone)
    except ValueError:
        raise bad_value(is_no_time(text), option) from None
