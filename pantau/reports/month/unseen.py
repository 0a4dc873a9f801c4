"""What we could not see, why, and which figures cannot be claimed therefore."""

from fractions import Fraction

from pantau.language import label
from pantau.reports.cell import Cell, Count, Seconds, Share, Summed
from pantau.reports.content import Align, Block, Column, Heading, Paragraph, Table
from pantau.reports.month.money import why_none
from pantau.reports.month.telling import Telling
from pantau.sla.unknown import UnknownReason, together


def reasons_table(telling: Telling) -> Table:
    """All unknown seconds of the month by reason, the longest first."""
    say = telling.say
    total = telling.facts.result.total
    found = together(list(telling.facts.reasons.values()))
    return Table(
        key="tidak-terukur",
        caption=say("Time that was not measured, by reason, {month}", month=telling.month),
        columns=(
            Column("reason", say("Reason"), wide=4),
            Column("sites", say("Sites"), Align.RIGHT, 1),
            Column("seconds", say("Unknown time"), Align.RIGHT, 1.6),
            Column("share", say("Share of service time"), Align.RIGHT, 1.6),
        ),
        rows=tuple(_reason(telling, reason, seconds) for reason, seconds in found.items()),
        empty=say("All service time of this month was measured."),
        total=(
            say("Together"),
            "",
            Summed(Seconds(sum(found.values()))),
            Share(_of(sum(found.values()), total.service_seconds)),
        )
        if found
        else None,
    )


def _reason(telling: Telling, reason: UnknownReason, seconds: int) -> tuple[Cell, ...]:
    whole = telling.facts.result.total.service_seconds
    touched = {key[0] for key, found in telling.facts.reasons.items() if reason in found}
    return (
        label(reason, telling.language),
        Count(len(touched)),
        Seconds(seconds),
        Share(_of(seconds, whole)),
    )


def _of(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def not_claimable_part(telling: Telling) -> tuple[Block, ...]:
    """The sites whose figure nobody can claim on, and what stands in the way."""
    say, right = telling.say, Align.RIGHT
    found = [row for row in telling.facts.rows if row.result.credit is None]
    rows: list[tuple[Cell, ...]] = []
    for number, row in enumerate(found, start=1):
        reasons = telling.facts.reasons.get(row.result.key, {})
        why = ", ".join(label(each, telling.language) for each in reasons)
        rows.append(
            (
                Count(number),
                row.name,
                row.kecamatan,
                row.result.tier,
                Share(row.result.coverage),
                Seconds(row.result.unknown_seconds),
                why_none(telling, row),
                why,
            )
        )
    return (
        Heading(say("Sites without a claim")),
        Paragraph(
            say(
                "No restitution is claimed for these sites: where too little of the time was "
                "measured, nobody can say how good the service was."
            )
        ),
        Table(
            key="tanpa-klaim",
            caption=say("Sites without a claim, {month}", month=telling.month),
            columns=(
                Column("n", say("No."), right, 0.5),
                Column("name", say("Site"), wide=2.8),
                Column("kecamatan", say("Kecamatan"), wide=1.7),
                Column("tier", say("Tier"), wide=1.1),
                Column("coverage", say("Coverage"), right, 1.1),
                Column("unknown", say("Unknown time"), right, 1.3),
                Column("why", say("Why"), wide=2.6),
                Column("reasons", say("Why not measured"), wide=2.6),
            ),
            rows=tuple(rows),
            empty=say("A claim can be made for every site."),
            landscape=True,
        ),
    )
