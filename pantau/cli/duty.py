"""``pantau duty``: what the agreement promises beyond lines."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from pantau.actions.acting import Actor
from pantau.actions.duties import SAYABLE, DutyNews, read_duties, state_duty
from pantau.cli.acting import EVIDENCE, acted, demand_store, done, evidence_of
from pantau.cli.place import (
    JSON,
    Place,
    inventory_in_force,
    inventory_to_act_by,
    placed,
    reading,
    tell_simulation,
    writing,
)
from pantau.cli.said import print_list
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import to_iso
from pantau.facts.region import DutyState
from pantau.language import to_say
from pantau.language.dates import day
from pantau.language.labels import label
from pantau.planning.duties import DutyStanding

_STATES = click.Choice([each.value for each in SAYABLE])


@click.group("duty")
def duty_command() -> None:
    """What the agreement promises beyond lines, and how far it is."""


@duty_command.command("list")
@JSON
@placed
@click.pass_context
def duties_command(context: click.Context, place: Place, as_json: bool) -> None:
    """All duties by their days; exit code 1 where one is late."""
    now = now_us(SystemClock())
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        found = read_duties(store, inventory, now)
    tell_simulation(place, inventory, err=as_json)
    head = ["Id", to_say("Duty"), to_say("Contract"), to_say("By"), to_say("Due")]
    head += [to_say("State"), to_say("Since"), to_say("Days late")]
    print_list(place, as_json, head, found, lambda each: _cells(place, each), _plain)
    context.exit(1 if any(each.is_open and each.late_days for each in found) else 0)


@duty_command.command("state")
@click.argument("duty", metavar="ID")
@click.option("--state", type=_STATES, required=True, help="How far it is.")
@click.option("--note", default="", help="What shows it, or why.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Since which day; without it today.")
@EVIDENCE
@acted
def duty_state_command(
    place: Place,
    actor: Actor,
    duty: str,
    state: str,
    note: str,
    on: datetime | None,
    evidence: Path | None,
) -> None:
    """Say how far a duty is. Prints its id."""
    demand_store(place)
    with writing(place) as store:
        inventory = inventory_to_act_by(place, store)
        file = evidence_of(store, evidence)
        news = DutyNews(DutyState(state), note, on.date() if on else None, file)
        done(state_duty(store, actor, inventory, duty, news))


def _cells(place: Place, each: DutyStanding) -> list[str]:
    language = place.language
    return [
        each.duty.id,
        each.duty.what,
        each.contract,
        each.duty.by,
        day(each.duty.due, language),
        label(each.state, language),
        "–" if each.on is None else day(each.on, language),
        str(each.late_days) if each.late_days else "–",
    ]


def _plain(each: DutyStanding) -> dict[str, Any]:
    return {
        "id": each.duty.id,
        "what": each.duty.what,
        "contract": each.contract,
        "by": each.duty.by,
        "due": each.duty.due.isoformat(),
        "state": each.state.value,
        "on": each.on.isoformat() if each.on else None,
        "late_days": each.late_days,
        "said": [
            {
                "at": to_iso(entry.at),
                "author": entry.author,
                **{key: entry.data()[key] for key in ("state", "on", "note", "evidence")},
            }
            for entry in each.said
        ],
    }
