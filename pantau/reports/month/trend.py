"""The month beside those before it."""

from pantau.language import month_name
from pantau.reports.cell import Cell, Count, Rupiah, Seconds, Share
from pantau.reports.content import Align, Block, Column, Heading, Table
from pantau.reports.month.sites import compliant_of
from pantau.reports.month.telling import Telling
from pantau.reports.pictures import Line, LineChart, Point
from pantau.sla import MonthResult
from pantau.sla.month import month_days


def trend_part(telling: Telling) -> tuple[Block, ...]:
    """A line and a table; nothing before there is anything to compare with."""
    say = telling.say
    if not telling.facts.before:
        return ()
    months = (*telling.facts.before, telling.facts.result)
    return (
        Heading(say("Beside the months before")),
        LineChart(
            key="tren",
            caption=say("Availability of all sites by month"),
            lines=(Line(say("Availability"), tuple(_point(telling, each) for each in months)),),
        ),
        Table(
            key="bulan-sebelumnya",
            caption=say("This month and those before it"),
            columns=_columns(telling),
            rows=tuple(_row(telling, each) for each in months),
        ),
    )


def named(telling: Telling, result: MonthResult) -> str:
    """ "Oktober 2026"."""
    return month_name(month_days(result.month)[0], telling.language)


def _point(telling: Telling, result: MonthResult) -> Point:
    share = result.total.availability
    return Point(named(telling, result), share, telling.shown(Share(share)))


def _columns(telling: Telling) -> tuple[Column, ...]:
    say, right = telling.say, Align.RIGHT
    return (
        Column("month", say("Month"), wide=1.8),
        Column("sites", say("Sites"), right, 0.8),
        Column("availability", say("Availability"), right, 1.2),
        Column("coverage", say("Coverage"), right, 1.2),
        Column("compliant", say("Compliant"), right, 1.3),
        Column("outages", say("Outages"), right, 1.0),
        Column("down", say("Down time"), right, 1.4),
        Column("mttr", say("MTTR"), right, 1.3),
        Column("credit", say("Credit"), right, 1.5),
    )


def _row(telling: Telling, result: MonthResult) -> tuple[Cell, ...]:
    total = result.total
    return (
        named(telling, result),
        Count(total.sites),
        Share(total.availability),
        Share(total.coverage),
        compliant_of(total, telling),
        Count(total.outages),
        Seconds(total.down_seconds),
        Seconds(total.down_seconds // total.outages if total.outages else None),
        Rupiah(total.credit),
    )
