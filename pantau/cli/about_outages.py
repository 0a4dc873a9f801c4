"""``pantau classify``, ``ack``, ``ticket`` and ``note``: what people say about what happened."""

from pathlib import Path
from typing import Any

import click

from pantau.actions.acting import Actor
from pantau.actions.outages import (
    TicketNews,
    acknowledge,
    classify,
    record_ticket,
    usual_number,
)
from pantau.actions.remarks import erase_person, note
from pantau.cli.acting import EVIDENCE, acted, demand_store, done, evidence_of
from pantau.cli.outages import instant
from pantau.cli.place import JSON, Place, inventory_in_force, placed, reading, writing
from pantau.cli.said import print_list
from pantau.facts.instant import to_iso
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Cause, Liability
from pantau.language.catalogue import to_say
from pantau.language.dates import moment


@click.command("classify")
@click.argument("outage")
@click.option("--cause", type=click.Choice([each.value for each in Cause]), required=True)
@click.option("--liability", type=click.Choice([each.value for each in Liability]), required=True)
@click.option("--reason", required=True)
@acted
def classify_command(
    place: Place, actor: Actor, outage: str, cause: str, liability: str, reason: str
) -> None:
    """Say what made a site go down (OUTAGE: its id) and who answers for it.

    It changes no figure: leaving the time out is `pantau exclude propose`.
    """
    demand_store(place)
    with writing(place) as store:
        done(classify(store, actor, outage, Cause(cause), Liability(liability), reason))


@click.command("ack")
@click.argument("outage")
@click.option("--note", "text", default="", help="What is being done.")
@acted
def ack_command(place: Place, actor: Actor, outage: str, text: str) -> None:
    """Say that you have an OUTAGE in hand."""
    demand_store(place)
    with writing(place) as store:
        done(acknowledge(store, actor, outage, text))


@click.group("ticket")
def ticket_command() -> None:
    """Tickets of the provider: their numbers, when they were reported and closed."""


@ticket_command.command("record")
@click.argument("number")
@click.option("--outage", "outages", multiple=True, help="An outage's id; several times for more.")
@click.option("--reported", default="", metavar="T", help="When we told the provider.")
@click.option("--opened", default="", metavar="T", help="When the provider opened it.")
@click.option("--closed", default="", metavar="T", help="When the provider closed it.")
@click.option("--channel", default="", help="How it was reported: 1500250, WhatsApp, …")
@click.option("--reporter", default="", help="Who reported; kept so that it can be erased.")
@click.option("--note", "text", default="")
@acted
def ticket_record_command(
    place: Place,
    actor: Actor,
    number: str,
    outages: tuple[str, ...],
    **told: str,
) -> None:
    """Write down a ticket NUMBER, or what is new about it. Prints the number."""
    demand_store(place)
    with writing(place) as store:
        zone = inventory_in_force(place, store).timezone

        def time(name: str) -> int | None:
            return instant(told[name], zone, f"--{name}") if told[name] else None

        news = TicketNews(
            outages=outages,
            reported_at=time("reported"),
            opened_at=time("opened"),
            closed_at=time("closed"),
            channel=told["channel"],
            text=told["text"],
            person=told["reporter"],
        )
        if not usual_number(number):
            click.echo(
                place.say("{number} is not numbered as Telkom's tickets are (INC…)", number=number),
                err=True,
            )
        done(record_ticket(store, actor, number, news))


@ticket_command.command("list")
@JSON
@placed
def tickets_command(place: Place, as_json: bool) -> None:
    """All tickets, as they were written down last."""
    with reading(place) as store:
        zone = inventory_in_force(place, store).timezone
        with store.view() as view:
            found = view.tickets()

    def cells(each: Entry) -> list[str]:
        data = each.data()
        times = [data["reported_at"], data["opened_at"], data["closed_at"]]
        return [
            data["number"],
            ", ".join(data["outages"]),
            *("" if at is None else moment(at, zone, place.language) for at in times),
            data["channel"],
            data["text"],
        ]

    head = [
        to_say("Ticket"),
        to_say("Outages"),
        to_say("Reported"),
        to_say("Opened"),
        to_say("Closed"),
        to_say("Channel"),
        to_say("Note"),
    ]
    print_list(place, as_json, head, found, cells, _ticket)


@click.group("note")
def note_command() -> None:
    """Remarks on anything: a site, an outage, an exclusion, a month."""


@note_command.command("write")
@click.argument("text")
@click.option("--about", required=True, help="What it is about, by its id.")
@click.option("--person", default="", help="Who told it; kept so that it can be erased.")
@EVIDENCE
@acted
def note_write_command(
    place: Place, actor: Actor, text: str, about: str, person: str, evidence: Path | None
) -> None:
    """Write TEXT about something. Prints the note's id."""
    demand_store(place)
    with writing(place) as store:
        done(note(store, actor, about, text, person, evidence_of(store, evidence)))


@note_command.command("list")
@click.option("--about", help="What the notes are about.")
@JSON
@placed
def notes_command(place: Place, about: str | None, as_json: bool) -> None:
    """All notes, or those about one thing."""
    with reading(place) as store:
        zone = inventory_in_force(place, store).timezone
        found = store.entries(kinds=[EntryKind.NOTED], subject=about)

    def cells(each: Entry) -> list[str]:
        when = moment(each.at, zone, place.language)
        return [f"N{each.seq}", each.subject, when, each.author, each.data()["text"]]

    print_list(
        place,
        as_json,
        ["Id", to_say("About"), to_say("Time"), to_say("Author"), to_say("Note")],
        found,
        cells,
        _note,
    )


@note_command.command("erase")
@click.argument("person", metavar="PERSON")
@acted
def erase_command(place: Place, actor: Actor, person: str) -> None:
    """Forget a person that a note or a ticket names by an id (P-…)."""
    demand_store(place)
    with writing(place) as store:
        done(erase_person(store, actor, person))


def _ticket(each: Entry) -> dict[str, Any]:
    data = each.data()
    times = {
        key: None if data[key] is None else to_iso(data[key])
        for key in ("reported_at", "opened_at", "closed_at")
    }
    rest = {key: data[key] for key in ("outages", "channel", "text", "person")}
    return {"number": data["number"], **times, **rest, "author": each.author}


def _note(each: Entry) -> dict[str, Any]:
    data = each.data()
    return {
        "id": f"N{each.seq}",
        "about": each.subject,
        "at": to_iso(each.at),
        "author": each.author,
        "text": data["text"],
        "person": data["person"],
        "evidence": data.get("evidence"),
    }
