"""``pantau people``: what people in the villages tell, beside what was measured."""

import json
from pathlib import Path
from typing import Any

import click

from pantau.actions.acting import MAY, Act, Actor, Refused, may
from pantau.actions.people_judged import Judged, judged_report, judged_reports
from pantau.actions.people_reports import (
    answer_report,
    close_report,
    correct_report,
    erase_over_term,
    erase_report,
    import_reports,
    mark_spam,
)
from pantau.actions.people_rows import is_problems, read_people_rows
from pantau.cli.acting import acted, demand_store, done
from pantau.cli.place import JSON, Place, inventory_in_force, misused, reading, refuse, writing
from pantau.cli.rows import read_file, refuse_rows
from pantau.cli.said import MONTH, months_span, print_list
from pantau.facts.instant import to_iso
from pantau.inventory.model import Inventory
from pantau.language import Sentence, label, moment, to_say

_CONTACT = click.option(
    "--with-contact", is_flag=True, help="With words and phones; not for every role."
)


@click.group("people")
def people_command() -> None:
    """What people in the villages tell, laid beside what was measured there."""


@people_command.command("list")
@MONTH
@click.option("--village", metavar="CODE", help="Only those of one village.")
@_CONTACT
@JSON
@acted
def list_command(
    place: Place,
    actor: Actor,
    month: str | None,
    village: str | None,
    *,
    with_contact: bool,
    as_json: bool,
) -> None:
    """All reports of a month, or at all, the newest first, with what measuring says to each."""
    _demand_contact(actor, with_contact)
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        span = months_span(inventory, month)
        found = judged_reports(
            store, inventory, span.begin, span.end, actor.at, contacts=with_contact
        )
    found = [each for each in found if village in (None, each.report.village)]

    def cells(each: Judged) -> list[str]:
        language = place.language
        return [
            each.report.id,
            moment(each.report.reported_at, inventory.timezone, language),
            f"{each.village} ({each.kecamatan})",
            label(each.report.what, language),
            label(each.judgement.verdict, language),
            label(each.report.standing, language),
            *([each.phone or ""] if with_contact else []),
        ]

    head = [
        "Id",
        to_say("Told at"),
        to_say("Village"),
        to_say("Complaint"),
        to_say("Measured"),
        to_say("State"),
        *([to_say("Phone")] if with_contact else []),
    ]
    print_list(place, as_json, head, found, cells, lambda each: _plain(each, with_contact))


@people_command.command("show")
@click.argument("report", metavar="ID")
@_CONTACT
@JSON
@acted
def show_command(
    place: Place, actor: Actor, report: str, *, with_contact: bool, as_json: bool
) -> None:
    """One report: what was told, what was measured, what was answered."""
    _demand_contact(actor, with_contact)
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        with store.view() as view:
            found = view.people_report(report)
        if found is None:
            text = to_say("report '{id}' is not known; the list shows the ids")
            refuse(Sentence(text, id=report))
        judged = judged_report(store, inventory, found, actor.at, contacts=with_contact)
    if as_json:
        click.echo(json.dumps(_plain(judged, with_contact), indent=1, ensure_ascii=False))
        return
    for name, value in _told(judged, inventory, place, with_contact):
        click.echo(f"{name}: {value}")


@people_command.command("answer")
@click.argument("report", metavar="ID")
@click.option("--text", required=True, help="What whoever told it may read.")
@acted
def answer_command(place: Place, actor: Actor, report: str, text: str) -> None:
    """Answer a report. Prints its id."""
    demand_store(place)
    with writing(place) as store:
        done(answer_report(store, actor, report, text))


@people_command.command("close")
@click.argument("report", metavar="ID")
@click.option("--text", default="", help="A last word; without one the answer stays.")
@acted
def close_command(place: Place, actor: Actor, report: str, text: str) -> None:
    """Say that nothing more is to be done about a report."""
    demand_store(place)
    with writing(place) as store:
        done(close_report(store, actor, report, text))


@people_command.command("spam")
@click.argument("report", metavar="ID")
@acted
def spam_command(place: Place, actor: Actor, report: str) -> None:
    """It is no report: it counts nowhere, and its phone and words are erased."""
    demand_store(place)
    with writing(place) as store:
        done(mark_spam(store, actor, report))


@people_command.command("correct")
@click.argument("report", metavar="ID")
@click.option("--village", required=True, metavar="CODE", help="The village that is meant.")
@click.option("--site", help="The site of it that is meant.")
@click.option("--reason", required=True)
@acted
def correct_command(
    place: Place, actor: Actor, report: str, village: str, site: str | None, reason: str
) -> None:
    """A report is about another village, or about one site of it."""
    demand_store(place)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        done(correct_report(store, actor, inventory, report, village, reason, site))


@people_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@acted
def import_command(place: Place, actor: Actor, file: Path) -> None:
    """Reports from FILE, CSV or XLSX, all or none: village,what and what may be added.

    kecamatan, since, reported_at, site, words, phone. Prints the ids. What was brought in before
    (village, what, reported_at) is left out.
    """
    demand_store(place)
    data = read_file(file)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        rows: list[Any] = list(read_people_rows(data, file.name, inventory, actor.at))
        if is_problems(rows):
            refuse_rows(rows)
        made = import_reports(store, actor, rows)
        if isinstance(made, Refused):
            refuse(made)
    for each in made:
        click.echo(each)


@people_command.command("erase")
@click.argument("report", metavar="ID", required=False)
@click.option("--over-term", is_flag=True, help="All whose term is over: pages, people, keep_days.")
@acted
def erase_command(place: Place, actor: Actor, report: str | None, *, over_term: bool) -> None:
    """Forget phone and words of one report, or of all whose term is over."""
    if (report is None) is not over_term:
        raise misused(Sentence(to_say("name one report, or write --over-term")))
    demand_store(place)
    with writing(place) as store:
        if report is not None:
            done(erase_report(store, actor, report))
            return
        refused = may(actor, Act.ERASE)
        if refused:
            refuse(refused)
        keep = inventory_in_force(place, store).pages.people.keep_days
        count = 0
        while some := erase_over_term(
            store, keep_days=keep, at=actor.at, author=actor.name, via=actor.via
        ):
            count += some
        click.echo(count)


def _demand_contact(actor: Actor, with_contact: bool) -> None:
    if with_contact and Act.PEOPLE not in MAY[actor.role]:
        refused = may(actor, Act.PEOPLE)
        if refused:
            refuse(refused)


def _plain(each: Judged, with_contact: bool) -> dict[str, Any]:
    report, judgement = each.report, each.judgement
    return {
        "id": report.id,
        "code": report.code,
        "village": report.village,
        "village_name": each.village,
        "kecamatan": each.kecamatan,
        "what": report.what.value,
        "since": None if report.since is None else to_iso(report.since),
        "reported_at": to_iso(report.reported_at),
        "site": report.site,
        "channel": report.channel.value,
        "state": report.standing.value,
        "verdict": judgement.verdict.value,
        "reason": judgement.reason.value,
        "outages": list(judgement.outages),
        "down_seconds": judgement.down_us // 1_000_000,
        "degraded_seconds": judgement.degraded_us // 1_000_000,
        "answer": each.answer,
        "answered_by": report.settled.author if report.settled else None,
        **({"words": each.words, "phone": each.phone} if with_contact else {}),
    }


def _told(
    each: Judged, inventory: Inventory, place: Place, with_contact: bool
) -> list[tuple[str, str]]:
    report, say, language = each.report, place.say, place.language
    zone = inventory.timezone
    since = say("not said") if report.since is None else moment(report.since, zone, language)
    reason = label(each.judgement.reason, language)
    return [
        ("Id", report.id),
        (say("Code"), report.code),
        (say("Village"), f"{each.village} ({each.kecamatan})"),
        (say("Complaint"), label(report.what, language)),
        (say("Since"), since),
        (say("Told at"), moment(report.reported_at, zone, language)),
        (say("Measured"), f"{label(each.judgement.verdict, language)}: {reason}"),
        (say("State"), label(report.standing, language)),
        (say("Answer"), each.answer or "–"),
        *(
            [(say("Words"), each.words or "–"), (say("Phone"), each.phone or "–")]
            if with_contact
            else []
        ),
    ]
