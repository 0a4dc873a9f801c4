"""``pantau maintenance``: work on the service that is announced."""

from pathlib import Path
from typing import Any

import click

from pantau.actions.acting import Actor
from pantau.actions.remarks import announce_maintenance, cancel_maintenance
from pantau.cli.acting import (
    EVIDENCE,
    Where,
    acted,
    demand_store,
    done,
    evidence_of,
    scoped,
)
from pantau.cli.place import JSON, Place, inventory_in_force, placed, reading, writing
from pantau.cli.said import MONTH, months_span, print_list
from pantau.facts.instant import to_iso
from pantau.facts.said import Maintenance
from pantau.language.catalogue import to_say
from pantau.language.dates import moment


@click.group("maintenance")
def maintenance_command() -> None:
    """Announced work: told to everybody, changes no figure (that is an exclusion)."""


@maintenance_command.command("announce")
@scoped
@click.option("--reason", required=True)
@EVIDENCE
@acted
def announce_command(
    place: Place,
    actor: Actor,
    where: Where,
    reason: str,
    evidence: Path | None,
) -> None:
    """Announce a maintenance. Prints its id."""
    demand_store(place)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        scope, span = where.read(inventory)
        kept = evidence_of(store, evidence)
        done(announce_maintenance(store, actor, scope, span, reason, kept))


@maintenance_command.command("cancel")
@click.argument("maintenance", metavar="ID")
@click.option("--reason", required=True)
@acted
def cancel_command(place: Place, actor: Actor, maintenance: str, reason: str) -> None:
    """Say that a maintenance does not take place."""
    demand_store(place)
    with writing(place) as store:
        done(cancel_maintenance(store, actor, maintenance, reason))


@maintenance_command.command("list")
@MONTH
@JSON
@placed
def list_command(place: Place, month: str | None, as_json: bool) -> None:
    """What was announced for a month, or at all."""
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        span = months_span(inventory, month)
        with store.view() as view:
            found = view.maintenances(span.begin, span.end)

    def cells(each: Maintenance) -> list[str]:
        data = each.announced.data()
        return [
            each.id,
            data["scope"],
            *(moment(data[key], inventory.timezone, place.language) for key in ("begin", "end")),
            data["reason"],
            each.announced.author,
            each.cancelled.author if each.cancelled else "",
        ]

    head = [
        "Id",
        to_say("Scope"),
        to_say("From"),
        to_say("To"),
        to_say("Reason"),
        to_say("Announced by"),
        to_say("Cancelled by"),
    ]
    print_list(place, as_json, head, found, cells, _plain)


def _plain(each: Maintenance) -> dict[str, Any]:
    data, cancelled = each.announced.data(), each.cancelled
    return {
        "id": each.id,
        "scope": data["scope"],
        "sites": data["sites"],
        "from": to_iso(data["begin"]),
        "to": to_iso(data["end"]),
        "reason": data["reason"],
        "evidence": data["evidence"],
        "announced_by": each.announced.author,
        "announced_at": to_iso(each.announced.at),
        "cancelled_by": cancelled.author if cancelled else None,
        "cancelled_at": to_iso(cancelled.at) if cancelled else None,
    }
