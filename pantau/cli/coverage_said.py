"""The coverage of villages as a terminal and a program read it."""

import json
from typing import Any

import click

from dashboard.wilayah.book import Book, VillageRow
from pantau.cli.place import Place
from pantau.cli.table import print_table
from pantau.facts.coverage import CoverageStatement
from pantau.facts.instant import to_iso
from pantau.facts.region import CoverageDoubt, CoverageGroup
from pantau.language.dates import day
from pantau.language.labels import LABELS, label
from pantau.language.languages import Language
from pantau.language.numbers import number, percent
from pantau.reports.coverage import coverage_row
from pantau.sla.figures import floor_percent
from pantau.villages.coverage import Statement, Tally, VillageStanding

DOUBTS = LABELS[CoverageDoubt]


def state_words(standing: VillageStanding, language: Language) -> str:
    """What it is said to be, or why nothing is known."""
    return label(standing.state or standing.group, language)


def plain_row(each: VillageRow) -> dict[str, Any]:
    """A village for programs."""
    return {
        **coverage_row(each.village, each.standing),
        "statements": [said.id for said in each.standing.newest],
        "sites": [{"site": site.site, "state": site.state.value} for site in each.sites],
        "stands_out": [
            {"reason": doubt.reason.value, "sites": doubt.sites, "reports": doubt.reports}
            for doubt in each.doubts
        ],
    }


def plain_statement(each: Statement) -> dict[str, Any]:
    """A statement for programs."""
    said: CoverageStatement = each.said
    keys = ("village", "as_of", "source", "title", "operator", "funding", "note")
    return {
        "id": each.id,
        **{key: getattr(said, key) for key in keys},
        "state": said.state.value,
        "project": said.project.value if said.project else None,
        "author": each.author,
        "at": to_iso(each.at),
    }


def plain_tally(found: Tally) -> dict[str, Any]:
    """Counts, and the share that is covered, for programs."""
    share = found.covered
    return {
        "villages": found.villages,
        **{group.value: found.counts[group] for group in CoverageGroup},
        "covered_share": None if share is None else float(floor_percent(share, None)) / 100,
    }


def print_share(place: Place, book: Book, kecamatan: str | None, *, as_json: bool) -> None:
    """By kecamatan, in all, and on every day of a change: of ``kecamatan``, or of all."""
    time = book.time_of(kecamatan)
    if as_json:
        told = {
            "day": book.day.isoformat(),
            "total": plain_tally(book.total),
            "kecamatan": [{"name": n, **plain_tally(t)} for n, t in book.kecamatan.items()],
            "over_time": [{"day": d.isoformat(), **plain_tally(t)} for d, t in time],
        }
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
        return
    say, language = place.say, place.language
    groups = [label(each, language) for each in CoverageGroup]
    right = "l" + "r" * (len(groups) + 2)
    rows = [[name, *_cells(each, language)] for name, each in book.kecamatan.items()]
    rows.append([say("Regency"), *_cells(book.total, language)])
    print_table(["Kecamatan", say("Villages"), *groups, say("Covered, %")], rows, right)
    click.echo()
    over = [[day(on, language), *_cells(each, language)] for on, each in time]
    print_table([say("Day"), say("Villages"), *groups, say("Covered, %")], over, right)
    click.echo(say("Villages, not people. One that nobody has said anything of is not covered."))


def _cells(found: Tally, language: Language) -> list[str]:
    share = found.covered
    return [
        number(found.villages, language),
        *(number(found.counts[group], language) for group in CoverageGroup),
        "–" if share is None else percent(floor_percent(share, None), language),
    ]
