"""The best and the worst sites of the year, and those that missed again and again."""

from collections.abc import Sequence

from pantau.reports.cell import Cell, Count, Rupiah, Seconds, Share
from pantau.reports.content import Align, Block, Column, Heading, Table
from pantau.reports.form import SHEETS
from pantau.reports.year.figures import SiteYear, of_sites
from pantau.reports.year.telling import Telling

MOST = 10


def sites_part(telling: Telling) -> tuple[Block, ...]:
    """Ten of each end; all sites in the spreadsheet."""
    say, found = telling.say, of_sites(telling.facts)
    again = sorted((each for each in found if each.missed), key=lambda each: -each.missed)[:MOST]
    return (
        Heading(say("Sites")),
        _table(telling, "terburuk", say("Lowest availability of the year"), found[:MOST]),
        _table(telling, "terbaik", say("Highest availability of the year"), found[::-1][:MOST]),
        _table(telling, "berulang", say("Objective missed most often"), again),
        _all(telling, found),
    )


def _columns(telling: Telling) -> tuple[Column, ...]:
    say, right = telling.say, Align.RIGHT
    return (
        Column("n", say("No."), right, 0.5),
        Column("name", say("Site"), wide=2.8),
        Column("kecamatan", say("Kecamatan"), wide=1.6),
        Column("availability", say("Availability"), right, 1.2),
        Column("missed", say("Months missed"), right, 1.2),
        Column("outages", say("Outages"), right, 0.9),
        Column("down", say("Down time"), right, 1.4),
        Column("credit", say("Credit"), right, 1.4),
    )


def _row(telling: Telling, number: int, each: SiteYear) -> tuple[Cell, ...]:
    missed = telling.say(
        "{n} of {all}",
        n=telling.shown(Count(each.missed)),
        all=telling.shown(Count(each.judged)),
    )
    return (
        Count(number),
        each.name,
        each.kecamatan,
        Share(each.total.availability),
        missed,
        Count(each.total.outages),
        Seconds(each.total.down_seconds),
        Rupiah(each.total.credit),
    )


def _table(telling: Telling, key: str, caption: str, found: Sequence[SiteYear]) -> Table:
    return Table(
        key=key,
        caption=caption,
        columns=_columns(telling),
        rows=tuple(_row(telling, number, each) for number, each in enumerate(found, start=1)),
        empty=telling.say("There is none."),
    )


def _all(telling: Telling, found: Sequence[SiteYear]) -> Table:
    return Table(
        key="titik",
        caption=telling.say("Sites"),
        columns=_columns(telling),
        rows=tuple(_row(telling, number, each) for number, each in enumerate(found, start=1)),
        empty=telling.say("There is none."),
        forms=SHEETS,
    )
