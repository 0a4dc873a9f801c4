"""``pantau object``, ``answer`` and ``payment``: what passes between us and the provider."""

from pathlib import Path
from typing import Any

import click

from pantau.actions.acting import Actor
from pantau.actions.dealings import (
    Invoice,
    Objectionable,
    answer_objection,
    object_to,
    record_invoice,
)
from pantau.cli.acting import EVIDENCE, acted, demand_store, done, evidence_of
from pantau.cli.place import JSON, Place, inventory_in_force, placed, reading, writing
from pantau.cli.said import MONTH, print_list
from pantau.facts.instant import to_iso
from pantau.facts.journal import Entry
from pantau.facts.said import Objection
from pantau.facts.words import Settlement
from pantau.language.catalogue import to_say
from pantau.language.labels import label
from pantau.language.numbers import rupiah


@click.group("object")
def object_command() -> None:
    """Objections of the provider to a month's figures."""


@object_command.command("raise")
@click.option("--month", required=True, metavar="YYYY-MM")
@click.option("--site", required=True)
@click.option("--about", default="", help="The outage or exclusion meant, by its id.")
@click.option("--reason", required=True)
@EVIDENCE
@acted
def raise_command(
    place: Place,
    actor: Actor,
    month: str,
    site: str,
    about: str,
    reason: str,
    evidence: Path | None,
) -> None:
    """Object to a site's month. Prints the objection's id."""
    demand_store(place)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        kept = evidence_of(store, evidence)
        what = Objectionable(month, site, about)
        done(object_to(store, actor, inventory, what, reason, kept))


@object_command.command("list")
@MONTH
@JSON
@placed
def objections_command(place: Place, month: str | None, as_json: bool) -> None:
    """Objections about a month, or all."""
    with reading(place) as store, store.view() as view:
        found = view.objections(month)

    def cells(each: Objection) -> list[str]:
        data = each.objected.data()
        return [
            each.id,
            data["month"],
            data["site"],
            data["about"],
            data["reason"],
            each.objected.author,
            label(each.settlement, place.language) if each.settlement else place.say("open"),
            each.answered.data()["reason"] if each.answered else "",
        ]

    head = [
        "Id",
        to_say("Month"),
        to_say("Site"),
        to_say("About"),
        to_say("Objection"),
        to_say("Author"),
        to_say("Settlement"),
        to_say("Answer"),
    ]
    print_list(place, as_json, head, found, cells, _objection)


@click.command("answer")
@click.argument("objection", metavar="ID")
@click.option("--settlement", type=click.Choice([each.value for each in Settlement]), required=True)
@click.option("--reason", required=True)
@acted
def answer_command(
    place: Place, actor: Actor, objection: str, settlement: str, reason: str
) -> None:
    """Settle an objection. What follows from it (an exclusion, a void) is proposed apart."""
    demand_store(place)
    with writing(place) as store:
        done(answer_objection(store, actor, objection, Settlement(settlement), reason))


@click.group("payment")
def payment_command() -> None:
    """Invoices: what was billed, deducted and paid, in whole rupiah."""


@payment_command.command("record")
@click.argument("invoice")
@click.option("--contract", required=True)
@click.option("--month", required=True, metavar="YYYY-MM", help="The month that it bills.")
@click.option("--billed", type=int, required=True, metavar="RP")
@click.option("--deducted", type=int, default=0, show_default=True, metavar="RP")
@click.option("--paid", type=int, metavar="RP")
@click.option("--paid-on", metavar="D", help="The day of payment.")
@click.option("--note", "text", default="")
@acted
def payment_record_command(place: Place, actor: Actor, invoice: str, **told: Any) -> None:
    """Write down an INVOICE, or what became of it: the newest entry of a number holds."""
    demand_store(place)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        done(record_invoice(store, actor, inventory, Invoice(invoice, **told)))


@payment_command.command("list")
@MONTH
@JSON
@placed
def payments_command(place: Place, month: str | None, as_json: bool) -> None:
    """Invoices of a month, or all, as they were written down last."""
    with reading(place) as store, store.view() as view:
        found = view.invoices(month)

    def cells(each: Entry) -> list[str]:
        data = each.data()
        paid = "" if data["paid"] is None else rupiah(data["paid"], place.language)
        amounts = (rupiah(data[key], place.language) for key in ("billed", "deducted"))
        return [
            data["invoice"],
            data["contract"],
            data["month"],
            *amounts,
            paid,
            data["paid_on"] or "",
            data["text"],
        ]

    head = [
        to_say("Invoice"),
        to_say("Contract"),
        to_say("Month"),
        to_say("Billed"),
        to_say("Deducted"),
        to_say("Paid"),
        to_say("Paid on"),
        to_say("Note"),
    ]
    print_list(place, as_json, head, found, cells, _invoice)


def _invoice(each: Entry) -> dict[str, Any]:
    data = each.data()
    keys = ("invoice", "contract", "month", "billed", "deducted", "paid", "paid_on", "text")
    return {**{key: data[key] for key in keys}, "author": each.author, "at": to_iso(each.at)}


def _objection(each: Objection) -> dict[str, Any]:
    data, answered = each.objected.data(), each.answered
    return {
        "id": each.id,
        **{key: data[key] for key in ("month", "site", "about", "reason", "evidence")},
        "author": each.objected.author,
        "at": to_iso(each.objected.at),
        "settlement": each.settlement.value if each.settlement else None,
        "answer": answered.data()["reason"] if answered else None,
        "answered_by": answered.author if answered else None,
        "answered_at": to_iso(answered.at) if answered else None,
    }
