"""The year by provider and by medium: service, repairs, money; and the scorecard."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from pantau.language import decimal, label
from pantau.reports.cell import NOTHING, Cell, Count, Rupiah, Seconds, Share
from pantau.reports.content import Align, Block, Column, Heading, Paragraph, Table
from pantau.reports.year.figures import put_together, repaired
from pantau.reports.year.scorecard import Score, score
from pantau.reports.year.telling import Telling
from pantau.sla.groups import Row, summed


def sides_part(telling: Telling) -> tuple[Block, ...]:
    """Two tables of service and repairs, then the scorecard."""
    say, language = telling.say, telling.language
    return (
        Heading(say("By provider and medium")),
        _table(
            telling,
            "penyedia",
            say("The year by provider"),
            say("Provider"),
            lambda row: row.provider or NOTHING,
        ),
        _table(
            telling,
            "media",
            say("The year by medium"),
            say("Medium"),
            lambda row: label(row.medium, language) if row.medium else NOTHING,
        ),
        *scorecard_part(telling),
    )


def _table(
    telling: Telling, key: str, caption: str, heading: str, word: Callable[[Row], str]
) -> Table:
    say, right = telling.say, Align.RIGHT
    rows: list[tuple[Cell, ...]] = []
    for name, of_it, repairs in put_together(telling.facts, word):
        total, done = summed(of_it), repaired(repairs)
        rows.append(
            (
                name,
                Count(total.sites),
                Share(total.availability),
                telling.compliant(total),
                Count(total.outages),
                Seconds(total.down_seconds // total.outages if total.outages else None),
                Seconds(done.median_seconds),
                Seconds(done.p90_seconds),
                Share(done.in_time),
                Rupiah(total.credit),
            )
        )
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column("name", heading, wide=1.8),
            Column("sites", say("Sites"), right, 0.8),
            Column("availability", say("Availability"), right, 1.2),
            Column("compliant", say("Compliant (months of sites)"), right, 1.5),
            Column("outages", say("Outages"), right, 1.0),
            Column("mttr", say("MTTR"), right, 1.2),
            Column("median", say("Repair, median"), right, 1.3),
            Column("p90", say("Repair, 90th percentile"), right, 1.4),
            Column("in_time", say("Repairs in time"), right, 1.2),
            Column("credit", say("Credit"), right, 1.5),
        ),
        rows=tuple(rows),
        empty=say("Nothing was measured in this year."),
        landscape=True,
    )


def scores(telling: Telling) -> dict[str, Score]:
    """The score of each provider."""
    sides = put_together(telling.facts, lambda row: row.provider or NOTHING)
    return {name: score(summed(of_it), repaired(repairs)) for name, of_it, repairs in sides}


def scorecard_part(telling: Telling) -> tuple[Block, ...]:
    """Criteria down, providers across."""
    say, right, found = telling.say, Align.RIGHT, scores(telling)
    if not found:
        return ()
    criteria = next(iter(found.values())).criteria
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            say(each.words),
            f"{each.weight} %",
            *(Share(one.criteria[at].share) for one in found.values()),
        )
        for at, each in enumerate(criteria)
    )
    return (
        Heading(say("Scorecard"), 2),
        Paragraph(
            say(
                "The weights are proposed by this system and bind nobody. What could not be judged "
                "is left out, and the other weights take its place."
            )
        ),
        Table(
            key="skor",
            caption=say("Scorecard of the providers, {year}", year=telling.facts.year),
            columns=(
                Column("what", say("Criterion"), wide=3.4),
                Column("weight", say("Weight"), right, 0.8),
                *(Column(f"p{at}", name, right, 1.2) for at, name in enumerate(found)),
            ),
            rows=rows,
            total=(
                say("Points of 100"),
                "",
                *(_points(each.points, telling) for each in found.values()),
            ),
        ),
    )


def _points(points: Fraction | None, telling: Telling) -> str:
    """Cut to one decimal, never rounded up."""
    if points is None:
        return NOTHING
    return decimal(Decimal(int(points * 10)).scaleb(-1), telling.language)
