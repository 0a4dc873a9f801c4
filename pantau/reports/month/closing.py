"""What follows from the month, and who signs."""

from datetime import date
from fractions import Fraction

from pantau.facts.instant import to_datetime
from pantau.facts.papers import PaperKind
from pantau.reports.cell import Count, Percent, Rupiah, Seconds, Share
from pantau.reports.content import Align, Block, Column, Heading, Lines, Paragraph, Table
from pantau.reports.frame import Frame
from pantau.reports.month.telling import Telling
from pantau.sla.groups import Row

_WORST = 10


def closing_part(telling: Telling, frame: Frame) -> tuple[Block, ...]:
    """Conclusions, the sites that need somebody's eye, signatures."""
    say = telling.say
    wording = frame.reports.wording_of(PaperKind.MONTHLY)
    ours = (say("So far the report, for use in settling the payment of the month."),)
    closing = frame.paragraphs(wording.closing, ours)
    note = frame.paragraphs(wording.note, ())
    return (
        Heading(say("Conclusion")),
        Lines(conclusions(telling), numbered=True),
        worst_table(telling),
        *(Paragraph(text) for text in (*closing, *note)),
        *frame.signatures(day_of_paper(telling)),
    )


def day_of_paper(telling: Telling) -> date | None:
    """The day on which the month was closed; None before that: a draft has no date."""
    closed = telling.facts.standing.closed
    if not telling.facts.closed or closed is None:
        return None
    return to_datetime(closed.at, telling.zone).date()


def conclusions(telling: Telling) -> tuple[str, ...]:
    """The month in sentences; nothing in them that the tables do not show."""
    say, facts, total = telling.say, telling.facts, telling.facts.result.total
    late = sum(each.repair.late is True for each in facts.repairs)
    without = sum(row.credit is None for row in facts.result.sites)
    lines = [
        _availability(telling),
        say(
            "There were {n} outages with {time} of down time in all.",
            n=telling.shown(Count(total.outages)),
            time=telling.shown(Seconds(total.down_seconds)),
        ),
        say("The restitution is {amount} before tax.", amount=telling.shown(Rupiah(total.credit))),
    ]
    if late:
        lines.append(
            say.plural(
                "{n} repair took longer than the contract allows.",
                "{n} repairs took longer than the contract allows.",
                late,
            )
        )
    if without:
        lines.append(
            say.plural(
                "For {n} row no restitution can be claimed or computed; why, is listed.",
                "For {n} rows no restitution can be claimed or computed; why, is listed.",
                without,
            )
        )
    return tuple(lines)


def _availability(telling: Telling) -> str:
    """How good it was and how many kept their objective, as far as anything can be said."""
    say, total = telling.say, telling.facts.result.total
    if total.availability is None:
        return say("Nothing was measured in this month, so nobody can say how available it was.")
    share = telling.shown(Share(total.availability))
    judged = total.compliant + total.not_compliant
    if not judged:
        return say(
            "All sites together were available {share} of the time that was measured; none was "
            "judged by an objective.",
            share=share,
        )
    return say(
        "All sites together were available {share} of the time that was measured; "
        "{yes} of {all} that have an objective met it.",
        share=share,
        yes=telling.shown(Count(total.compliant)),
        all=telling.shown(Count(judged)),
    )


def worst_table(telling: Telling) -> Table:
    """The sites that were farthest from what is promised."""
    say, right = telling.say, Align.RIGHT
    missed = [row for row in telling.facts.rows if row.result.compliant is False]
    worst = sorted(missed, key=_shortfall)[:_WORST]
    return Table(
        key="terburuk",
        caption=say("Sites farthest below their objective, {month}", month=telling.month),
        columns=(
            Column("n", say("No."), right, 0.5),
            Column("name", say("Site"), wide=3),
            Column("kecamatan", say("Kecamatan"), wide=1.6),
            Column("objective", say("Objective"), right, 1.1),
            Column("availability", say("Availability"), right, 1.2),
            Column("outages", say("Outages"), right, 0.9),
            Column("down", say("Down time"), right, 1.4),
        ),
        rows=tuple(
            (
                Count(number),
                row.name,
                row.kecamatan,
                Percent(row.result.objective),
                Share(row.result.availability, row.result.objective),
                Count(row.result.outages),
                Seconds(row.result.down_seconds),
            )
            for number, row in enumerate(worst, start=1)
        ),
        empty=say("Every site that was judged met its objective.")
        if telling.facts.result.total.compliant
        else say("No site was judged by an objective in this month."),
    )


def _shortfall(row: Row) -> tuple[Fraction, str]:
    """Availability less objective, as a share: the worst first."""
    result = row.result
    return (result.availability or 0) - Fraction(result.objective or 0) / 100, row.name
