"""The month put together: by kecamatan, kind, provider, medium and tier."""

from pantau.language import to_say
from pantau.reports.cell import Cell, Count, Rupiah, Seconds, Share
from pantau.reports.content import Align, Block, Column, Heading, Table
from pantau.reports.month.sites import compliant_of
from pantau.reports.month.telling import Telling
from pantau.sla import Total
from pantau.sla.groups import PER_WORDS, Per, groups

_TABLES = (
    (Per.KECAMATAN, to_say("Recap by kecamatan, {month}")),
    (Per.KIND, to_say("Recap by kind of site, {month}")),
    (Per.PROVIDER, to_say("Recap by provider, {month}")),
    (Per.MEDIUM, to_say("Recap by medium, {month}")),
    (Per.TIER, to_say("Recap by tier, {month}")),
)


def recap_part(telling: Telling) -> tuple[Block, ...]:
    """One table for each way of putting sites together."""
    say = telling.say
    return (
        Heading(say("Recap")),
        *(_table(telling, per, say(text, month=telling.month)) for per, text in _TABLES),
    )


def _table(telling: Telling, per: Per, caption: str) -> Table:
    say, right = telling.say, Align.RIGHT
    found = sorted(groups(telling.facts.rows, per, telling.language), key=lambda each: each.name)
    columns = (
        Column("n", say("No."), right, 0.5),
        Column("name", say(PER_WORDS[per]), wide=2.6),
        Column("sites", say("Sites"), right, 0.8),
        Column("availability", say("Availability"), right, 1.2),
        Column("coverage", say("Coverage"), right, 1.2),
        Column("down", say("Down time"), right, 1.4),
        Column("excluded", say("Excluded time"), right, 1.4),
        Column("unknown", say("Unknown time"), right, 1.4),
        Column("outages", say("Outages"), right, 0.9),
        Column("compliant", say("Compliant"), right, 1.6),
        Column("credit", say("Credit"), right, 1.5),
    )
    return Table(
        key=per.value,
        caption=caption,
        columns=columns,
        rows=tuple(
            (Count(number), each.name, *_figures(each.total, telling))
            for number, each in enumerate(found, start=1)
        ),
        empty=say("No site has service time in this month."),
        total=(
            ("", say("All sites"), *_figures(telling.facts.result.total, telling))
            if found
            else None
        ),
    )


def _figures(total: Total, telling: Telling) -> tuple[Cell, ...]:
    return (
        Count(total.sites),
        Share(total.availability),
        Share(total.coverage),
        Seconds(total.down_seconds),
        Seconds(total.excluded_seconds),
        Seconds(total.unknown_seconds),
        Count(total.outages),
        compliant_of(total, telling),
        Rupiah(total.credit),
    )
