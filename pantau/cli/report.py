"""``pantau report`` and ``papers``: the papers that people sign."""

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from pantau.actions.acting import Actor, Refused
from pantau.actions.papers import Handed, KeptPaper, Order, Tell, kept_papers
from pantau.actions.papers_apart import apart
from pantau.cli.acting import acted, demand_store
from pantau.cli.place import (
    JSON,
    Place,
    bad_value,
    fail,
    inventory_to_act_by,
    misused,
    placed,
    reading,
    refuse,
    tell_simulation,
    writing,
)
from pantau.cli.said import print_list
from pantau.facts.instant import to_iso
from pantau.facts.papers import FORMATS, Paper, PaperFormat, PaperKind, PaperStep, Wanted
from pantau.inventory import Inventory
from pantau.language import Sentence, to_say
from pantau.language.dates import moment
from pantau.language.labels import label
from pantau.language.languages import LANGUAGES
from pantau.language.sizes import size
from pantau.language.system_errors import said_of
from pantau.reports.papers import forms_of, make
from pantau.sla.month import month_days

_KINDS = click.Choice([each.value for each in PaperKind])
_FORMATS = click.Choice([each.value for each in PaperFormat])


OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    show_default="the current directory",
    help="The directory that it is written into.",
)


@click.command("report")
@click.option("--month", metavar="YYYY-MM", help="The month that the paper is about.")
@click.option("--year", metavar="YYYY", help="The year, for the yearly paper.")
@click.option("--kind", type=_KINDS, help="Which paper; without --year the monthly one.")
@click.option("--format", "form", type=_FORMATS, help="As what; else the usual form of the kind.")
@OUTPUT
@click.option(
    "--site",
    "sites",
    multiple=True,
    help="The annex of this site instead; may be given several times.",
)
@click.option("--outage", default="", help="An evidence pack of this outage alone.")
@click.option(
    "--provider", default="", help="The Berita Acara with this provider; else with each of them."
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Of the paper; else as the inventory says."
)
@click.option("--number", default="", help="The running number in the paper's number.")
@click.option("--revision", type=click.IntRange(1), help="An older revision, as it was kept.")
@acted
def report_command(
    place: Place, actor: Actor, output: Path, revision: int | None, **asked: Any
) -> None:
    """Make a paper, or take out the one that is kept, and print the path of its file.

    The paper of a closed month is kept when it is made first, and is the same file ever after. A
    Berita Acara is one file for each provider of the month.
    """
    paper = _Asked(**asked)
    kind = paper.which()
    demand_store(place)
    demand_directory(output)
    with writing(place) as store:
        inventory = inventory_to_act_by(place, store)
        tell_simulation(place, inventory, err=True)
        # The logo lies beside the file, whichever text is in force.
        beside = replace(inventory, file=str(place.inventory))
        papers = apart(beside, paper.wanted(kind, inventory), actor.at)
        if isinstance(papers, Refused):
            refuse(papers)
        for wanted in papers:
            handed = make(store, actor, beside, Order(wanted, revision), _teller(place))
            if not isinstance(handed, Handed):
                refuse(handed)
            click.echo(put_paper(output, handed.paper))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which paper, as it was typed."""

    month: str | None
    year: str | None
    kind: str | None
    form: str | None
    language: str | None
    sites: tuple[str, ...]
    outage: str
    provider: str
    number: str

    def which(self) -> PaperKind:
        """Its kind; ends the command where month and year do not fit to it."""
        if (self.month is None) == (self.year is None):
            raise misused(Sentence(to_say("write either --month YYYY-MM or --year YYYY")))
        usual = PaperKind.YEARLY if self.year else PaperKind.MONTHLY
        found = PaperKind(self.kind) if self.kind else usual
        if (found is PaperKind.YEARLY) != (self.year is not None):
            other = "--year YYYY" if found is PaperKind.YEARLY else "--month YYYY-MM"
            raise misused(
                Sentence(
                    to_say("the paper '{found}' is about another span; write {other}"),
                    found=found.value,
                    other=other,
                )
            )
        try:
            month_days(self.month or f"{self.year}-01")
        except ValueError:
            name, example = ("--month", "2026-10") if self.month else ("--year", "2026")
            text = to_say("'{value}' is none; write it like {example}")
            why = Sentence(text, value=self.month or self.year or "", example=example)
            raise bad_value(why, name) from None
        if self.outage and found is not PaperKind.EVIDENCE:
            raise misused(Sentence(to_say("--outage belongs to --kind evidence")))
        if self.provider and found is not PaperKind.BERITA_ACARA:
            raise misused(Sentence(to_say("--provider belongs to --kind berita_acara")))
        return found

    def wanted(self, kind: PaperKind, inventory: Inventory) -> Wanted:
        """All of it, in the usual form and language where none was typed."""
        usual = (*forms_of(kind), *FORMATS[kind])[0]
        return Wanted(
            kind=kind,
            period=self.month or self.year or "",
            format=PaperFormat(self.form) if self.form else usual,
            language=self.language or inventory.reports.language,
            sites=self.sites,
            number=self.number,
            outage=self.outage,
            provider=self.provider,
        )


def _teller(place: Place) -> Tell:
    """Says each step on stderr, so that nobody wonders whether anything goes on."""

    def tell(step: PaperStep) -> None:
        if step is not PaperStep.DONE:
            click.echo(f"{label(step, place.language)} …", err=True)

    return tell


def demand_directory(folder: Path) -> None:
    """Ends the command where a file stands in the way."""
    if folder.exists() and not folder.is_dir():
        raise bad_value(
            Sentence(to_say("'{folder}' is a file; name a directory"), folder=str(folder)),
            "-o / --output",
        )


def put_paper(folder: Path, paper: Paper) -> Path:
    """The file, whole or not at all."""
    target = folder / paper.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", dir=folder)
        made = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(paper.content)
            made.chmod(0o640)
            made.replace(target)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
    except OSError as error:
        fail(
            Sentence(
                to_say("{target} cannot be written: {reason}; name another directory"),
                target=str(target),
                reason=said_of(error),
            )
        )
    return target


@click.command("papers")
@click.option("--month", metavar="YYYY-MM", help="Of this month alone.")
@click.option("--year", metavar="YYYY", help="Of this year's yearly paper alone.")
@JSON
@placed
def papers_command(place: Place, month: str | None, year: str | None, as_json: bool) -> None:
    """Which papers are kept: what, of which revision, when, by whom, and their digests."""
    if month and year:
        raise misused(Sentence(to_say("write either --month or --year")))
    with reading(place) as store:
        with store.view() as view:
            found = kept_papers(view, month or year)
        inventory = inventory_to_act_by(place, store) if found and not as_json else None
    head = [
        to_say("Period"),
        to_say("Revision"),
        to_say("State"),
        to_say("Paper"),
        to_say("File"),
        to_say("Size"),
        to_say("Made"),
        to_say("By"),
        to_say("Digest"),
    ]
    print_list(place, as_json, head, found, lambda each: _cells(place, inventory, each), _plain)


def _cells(place: Place, inventory: Inventory | None, each: KeptPaper) -> list[str]:
    fact = each.fact
    return [
        fact.period,
        str(fact.revision),
        label(fact.state, place.language),
        label(fact.paper, place.language),
        fact.name,
        size(fact.size, place.language),
        moment(each.entry.at, inventory.timezone, place.language) if inventory else "",
        each.entry.author,
        fact.digest,
    ]


def _plain(each: KeptPaper) -> dict[str, Any]:
    fact = each.fact
    return {
        "period": fact.period,
        "revision": fact.revision,
        "state": fact.state.value,
        "kind": fact.paper.value,
        "format": fact.format.value,
        "language": fact.language,
        "sites": list(fact.sites),
        "outage": fact.outage or None,
        "provider": fact.provider or None,
        "number": fact.number or None,
        "file": fact.name,
        "digest": fact.digest,
        "size": fact.size,
        "program": fact.program,
        "made_at": to_iso(each.entry.at),
        "made_by": each.entry.author,
        "itself": fact.itself,
    }
