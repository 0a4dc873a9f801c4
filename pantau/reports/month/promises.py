"""Sites to which another quality was promised in the middle of the month: each part by its own."""

from collections.abc import Sequence

from pantau.actions.quality import TermQuality
from pantau.facts.instant import SECOND, to_datetime
from pantau.reports.cell import Cell, Count, Day, Met, Percent, RoundTrip, Share
from pantau.reports.content import Align, Block, Column, Paragraph, Table
from pantau.reports.month.telling import Telling
from pantau.sla.groups import Row


def promises_part(
    telling: Telling, rows: Sequence[Row], key: str = "mutu-janji"
) -> tuple[Block, ...]:
    """A table of the parts; nothing where one promise held in every row."""
    say = telling.say
    parts = [
        (row, part)
        for row in rows
        if (found := telling.quality(row.result.key)) and len(found.parts) > 1
        for part in found.parts
    ]
    if not parts:
        return ()
    said = say(
        "A tier's promised quality was amended in the middle of this month. Each part of the month "
        "is held against what was promised then; the figures of a site above are those of all of "
        "it, and its mark stands where a part broke its promise."
    )
    table = _table(telling, parts, key)
    # Of a single site the heading says which it is.
    return (Paragraph(said), table if len(rows) > 1 else table.without("name"))


def _table(telling: Telling, parts: Sequence[tuple[Row, TermQuality]], key: str) -> Table:
    say, right, centre = telling.say, Align.RIGHT, Align.CENTRE
    columns = (
        Column("name", say("Site"), wide=2.6),
        Column("tier", say("Tier"), wide=1.1),
        Column("from", say("From"), wide=1.4),
        Column("to", say("To"), wide=1.4),
        Column("minutes", say("Minutes"), right),
        Column("p95", say("Round trip, 95th percentile"), right),
        Column("p95_promised", say("Latency promised"), right),
        Column("latency_met", say("Latency kept"), centre),
        Column("jitter_p95", say("Jitter, 95th percentile"), right),
        Column("jitter_promised", say("Jitter promised"), right),
        Column("jitter_met", say("Jitter kept"), centre),
        Column("loss", say("Loss"), right),
        Column("loss_promised", say("Loss promised"), right),
        Column("loss_met", say("Loss kept"), centre),
    )
    return Table(
        key=key,
        caption=say("Quality by what was promised when, {month}", month=telling.month),
        columns=columns,
        rows=tuple(_row(telling, row, part) for row, part in parts),
        landscape=True,
    )


def _row(telling: Telling, row: Row, part: TermQuality) -> tuple[Cell, ...]:
    found, term = part.quality, part.term
    first, last = (
        to_datetime(at * SECOND, telling.zone).date() for at in (part.span[0], part.span[1] - 1)
    )
    return (
        row.name,
        term.tier,
        Day(first),
        Day(last),
        Count(found.measured.minutes),
        RoundTrip(found.measured.p95_us),
        RoundTrip(term.latency_p95_us),
        Met(found.latency_met),
        RoundTrip(found.measured.jitter_p95_us),
        RoundTrip(term.jitter_us),
        Met(found.jitter_met),
        Share(found.measured.loss),
        Percent(term.loss_percent),
        Met(found.loss_met),
    )
