"""The month day by day: a sheet of all sites for paper, every site's day for spreadsheets."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from pantau.reports.cell import Cell, Count, Day, Seconds, Share
from pantau.reports.content import Align, Block, Column, Heading, Table
from pantau.reports.form import SHEETS
from pantau.reports.month.telling import Telling
from pantau.reports.pictures import DayMark, DayRow, DaySheet
from pantau.sla import DayResult
from pantau.sla.groups import Row
from pantau.sla.month import month_days

_NO_DAY = DayMark("none", "")


def days_part(telling: Telling) -> tuple[Block, ...]:
    """The heading, the sheet for paper and the rows for spreadsheets."""
    return (Heading(telling.say("Daily sheet")), day_sheet(telling), days_table(telling))


def day_sheet(telling: Telling) -> DaySheet:
    """Sites by days; each day is marked by its worst."""
    say = telling.say
    first, after = month_days(telling.facts.result.month)
    days = [first + timedelta(days=number) for number in range((after - first).days)]
    rows = []
    for row in telling.facts.rows:
        of_day = {each.day: each for each in telling.facts.days.get(row.result.key, ())}
        marks = tuple(
            mark(of_day[day], row.result.objective) if day in of_day else _NO_DAY for day in days
        )
        share = Share(row.result.availability, row.result.objective)
        rows.append(DayRow(row.name, marks, telling.shown(share)))
    return DaySheet(
        key="harian",
        caption=say("Every site on every day, {month}", month=telling.month),
        days=tuple(str(day.day) for day in days),
        rows=tuple(rows),
        legend=(
            ("full", say("up all day")),
            ("good", say("down, objective of the day met")),
            ("poor", say("down, objective of the day missed")),
            ("excluded", say("only excluded time")),
            ("unknown", say("not measured for an hour or more")),
            ("none", say("no service time")),
        ),
        last=say("Month"),
    )


_MUCH_UNKNOWN_S = 3_600


def mark(day: DayResult, objective: Decimal | None) -> DayMark:
    """How a day looks. The objective is held against a single day only to shade it."""
    share = day.availability
    if share is None:
        looks = "excluded" if day.excluded_seconds else "unknown"
        return DayMark(looks, "")
    if day.down_seconds:
        met = objective is not None and share * 100 >= Fraction(objective)
        # Whole percent, cut: what fits into a narrow cell.
        return DayMark("good" if met else "poor", str(int(share * 100)))
    if day.unknown_seconds >= _MUCH_UNKNOWN_S:
        return DayMark("unknown", "")
    return DayMark("full", "")


def days_table(telling: Telling) -> Table:
    """A row for every site and day."""
    say = telling.say
    rows: list[tuple[Cell, ...]] = []
    for row in telling.facts.rows:
        rows += _days_of(row, telling.facts.days.get(row.result.key, ()))
    return Table(
        key="harian",
        caption=say("Daily sheet"),
        columns=(
            Column("site", say("Id"), wide=1.6),
            Column("name", say("Site"), wide=3),
            Column("tier", say("Tier"), wide=1.2),
            *day_columns(telling),
        ),
        rows=tuple(rows),
        empty=say("No site has service time in this month."),
        landscape=True,
        forms=SHEETS,
    )


def day_columns(telling: Telling) -> tuple[Column, ...]:
    """The columns of a day."""
    say, right = telling.say, Align.RIGHT
    return (
        Column("day", say("Day"), wide=1.2),
        Column("service", say("Service time"), right, 1.2),
        Column("up", say("Up time"), right, 1.2),
        Column("down", say("Down time"), right, 1.2),
        Column("excluded", say("Excluded time"), right, 1.2),
        Column("unknown", say("Unknown time"), right, 1.2),
        Column("availability", say("Availability"), right, 1.2),
        Column("outages", say("Outages"), right, 0.9),
    )


def day_cells(each: DayResult, objective: Decimal | None) -> tuple[Cell, ...]:
    """The cells of a day, as ``day_columns`` has them."""
    return (
        Day(each.day),
        Seconds(each.service_seconds),
        Seconds(each.up_seconds),
        Seconds(each.down_seconds),
        Seconds(each.excluded_seconds),
        Seconds(each.unknown_seconds),
        Share(each.availability, objective),
        Count(each.outages),
    )


def _days_of(row: Row, days: Sequence[DayResult]) -> list[tuple[Cell, ...]]:
    result = row.result
    return [
        (result.site, row.name, result.tier, *day_cells(each, result.objective)) for each in days
    ]
