"""The year month by month: trend, money, and when in the day and week it fails."""

from fractions import Fraction

from babel.dates import get_day_names

from pantau.language import label
from pantau.reports.cell import Cell, Count, Rupiah, Seconds, Share, Summed
from pantau.reports.content import Align, Block, Column, Heading, Paragraph, Table
from pantau.reports.pictures import Bar, BarChart, Line, LineChart, Point
from pantau.reports.year.facts import YearMonth
from pantau.reports.year.telling import Telling
from pantau.sla.groups import Per, groups, word_of
from pantau.sla.total import sum_up


def months_part(telling: Telling) -> tuple[Block, ...]:
    """The line of all sites and of each provider, and the table."""
    say = telling.say
    return (
        Heading(say("Month by month")),
        LineChart(
            key="tren",
            caption=say("Availability by month"),
            lines=(
                Line(
                    say("All sites"),
                    tuple(_point(telling, each, None) for each in telling.facts.months),
                ),
                *_of_providers(telling),
            ),
        ),
        _table(telling),
    )


def _of_providers(telling: Telling) -> tuple[Line, ...]:
    names = sorted({row.provider for row in telling.facts.rows if row.provider})
    if len(names) < 2:
        return ()
    return tuple(
        Line(name, tuple(_point(telling, each, name) for each in telling.facts.months))
        for name in names
    )


def _point(telling: Telling, month: YearMonth, provider: str | None) -> Point:
    rows = [row.result for row in month.rows if provider in {None, row.provider}]
    share = sum_up(rows).availability
    return Point(telling.named(month), share, telling.shown(Share(share)))


def _table(telling: Telling) -> Table:
    say, right = telling.say, Align.RIGHT
    totals = [month.judged.result.total for month in telling.facts.months]
    deducted = [each.deducted for each in telling.facts.months if each.deducted is not None]
    paid = [each.paid for each in telling.facts.months if each.paid is not None]
    all_of_it = sum_up([row.result for row in telling.facts.rows])
    return Table(
        key="bulan",
        caption=say("The months of {year}", year=telling.facts.year),
        columns=(
            Column("month", say("Month"), wide=1.7),
            Column("state", say("State"), wide=1.3),
            Column("sites", say("Sites"), right, 0.8),
            Column("availability", say("Availability"), right, 1.2),
            Column("coverage", say("Coverage"), right, 1.2),
            Column("compliant", say("Compliant"), right, 1.3),
            Column("outages", say("Outages"), right, 1.0),
            Column("down", say("Down time"), right, 1.4),
            Column("credit", say("Credit"), right, 1.5),
            Column("deducted", say("Deducted"), right, 1.5),
            Column("paid", say("Paid"), right, 1.7),
        ),
        rows=tuple(_row(telling, each) for each in telling.facts.months),
        empty=say("Nothing was measured in this year."),
        total=(
            say("Year"),
            "",
            "",
            Share(all_of_it.availability),
            Share(all_of_it.coverage),
            telling.compliant(all_of_it),
            Summed(Count(sum(each.outages for each in totals))),
            Summed(Seconds(sum(each.down_seconds for each in totals))),
            Summed(Rupiah(sum(each.credit for each in totals))),
            Summed(Rupiah(sum(deducted) if deducted else None)),
            Summed(Rupiah(sum(paid) if paid else None)),
        ),
        landscape=True,
    )


def _row(telling: Telling, month: YearMonth) -> tuple[Cell, ...]:
    total = month.judged.result.total
    return (
        telling.named(month),
        label(month.judged.standing.state, telling.language),
        Count(total.sites),
        Share(total.availability),
        Share(total.coverage),
        telling.compliant(total),
        Count(total.outages),
        Seconds(total.down_seconds),
        Rupiah(total.credit),
        Rupiah(month.deducted),
        Rupiah(month.paid),
    )


def season_part(telling: Telling) -> tuple[Block, ...]:
    """Down time by hour of the day and by day of the week, all sites together."""
    say = telling.say
    days = get_day_names("wide", locale=telling.language)
    hours = [f"{hour:02}" for hour in range(24)]
    return (
        Heading(say("When it fails")),
        Paragraph(
            say(
                "Down time of all sites by local hour and by day of the week. What piles up in "
                "certain hours points at power, load or planned work rather than at chance."
            )
        ),
        _bars(telling, "jam", say("Down time by hour of the day"), hours, telling.facts.by_hour),
        _bars(
            telling,
            "hari",
            say("Down time by day of the week"),
            [str(days[number]) for number in range(7)],
            telling.facts.by_weekday,
        ),
    )


def _bars(
    telling: Telling, key: str, caption: str, names: list[str], seconds: tuple[int, ...]
) -> BarChart:
    most = max(seconds, default=0)
    return BarChart(
        key=key,
        caption=caption,
        bars=tuple(
            Bar(name, Fraction(each, most) if most else None, telling.shown(Seconds(each)))
            for name, each in zip(names, seconds, strict=True)
        ),
    )


def kecamatan_table(telling: Telling) -> Table:
    """The year by kecamatan, in the order of the alphabet."""
    say, right = telling.say, Align.RIGHT
    found = sorted(
        groups(telling.facts.rows, Per.KECAMATAN, telling.language), key=lambda each: each.name
    )
    return Table(
        key="kecamatan",
        caption=say("The year by kecamatan"),
        columns=(
            Column("name", say("Kecamatan"), wide=2.4),
            Column("sites", say("Sites"), right, 0.8),
            Column("availability", say("Availability"), right, 1.2),
            Column("compliant", say("Compliant (months of sites)"), right, 1.6),
            Column("outages", say("Outages"), right, 1.0),
            Column("down", say("Down time"), right, 1.5),
            Column("credit", say("Credit"), right, 1.5),
        ),
        rows=tuple(
            (
                word_of(each.rows[0], Per.KECAMATAN),
                Count(each.total.sites),
                Share(each.total.availability),
                telling.compliant(each.total),
                Count(each.total.outages),
                Seconds(each.total.down_seconds),
                Rupiah(each.total.credit),
            )
            for each in found
        ),
        empty=say("Nothing was measured in this year."),
    )
