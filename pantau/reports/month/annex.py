"""The annex of a site: everything about it in the month, for whoever wants to check one line."""

from collections.abc import Iterable
from dataclasses import replace

from pantau.facts.papers import PaperKind
from pantau.language import Language, number
from pantau.reports.cell import (
    NOTHING,
    Cell,
    Met,
    Moment,
    Percent,
    Plain,
    RoundTrip,
    Rupiah,
    Seconds,
    Share,
)
from pantau.reports.content import (
    Block,
    Column,
    Document,
    Heading,
    Lines,
    PageBreak,
    Particulars,
    Table,
)
from pantau.reports.frame import Frame
from pantau.reports.month.closing import day_of_paper
from pantau.reports.month.days import day_cells, day_columns
from pantau.reports.month.document import made_of, mark_of
from pantau.reports.month.facts import MonthFacts
from pantau.reports.month.formulas import in_a_line, money_of
from pantau.reports.month.money import why_none
from pantau.reports.month.opening import notices, time_bar
from pantau.reports.month.outages import outages_table
from pantau.reports.month.promises import promises_part
from pantau.reports.month.sites import samples_gone
from pantau.reports.month.telling import Telling
from pantau.sla import SlaResult
from pantau.sla.figures import exact
from pantau.sla.groups import Row


def site_annex(
    facts: MonthFacts, sites: Iterable[str], language: Language, logo: bytes | None = None
) -> Document:
    """The annexes of ``sites`` (ids), in the order of the report; unknown ids are left out."""
    telling = Telling(facts, language)
    say, reports, wanted = telling.say, facts.inventory.reports, set(sites)
    rows = [row for row in facts.rows if row.result.site in wanted]
    frame = Frame(reports, PaperKind.MONTHLY, language, logo)
    title = say("ANNEX TO THE MONTHLY REPORT")
    blocks: list[Block] = []
    for at, row in enumerate(rows):
        blocks += [PageBreak()] if at else []
        blocks += _site(telling, row)
    named = f"-{rows[0].result.site}" if len(wanted) == 1 and rows else ""
    return Document(
        name=f"lampiran-{facts.result.month}{named}",
        title=say("Annex, {month}", month=telling.month),
        author=frame.author,
        language=language,
        zone=telling.zone,
        size=reports.paper,
        mark=mark_of(telling, frame, say("Annex, {month}", month=telling.month)),
        made_of=made_of(facts),
        blocks=(
            *frame.head(title, day_of_paper(telling) or facts.first_day, (telling.month.upper(),)),
            *notices(telling),
            *blocks,
        ),
    )


def _site(telling: Telling, row: Row) -> tuple[Block, ...]:
    say, result = telling.say, row.result
    lines = [each for each in telling.facts.outages if each.row.result.key == result.key]
    return (
        Heading(row.name),
        Particulars(_particulars(telling, row)),
        *samples_gone(telling),
        *promises_part(telling, [row], key=f"mutu-{result.site}"),
        time_bar(telling, result, say("Where the service time went")),
        Heading(say("Working"), 2),
        Lines(_working(telling, row)),
        # What fits a page that stands comes first: the wide tables lie behind it.
        Table(
            key=f"harian-{result.site}",
            caption=say("Daily sheet of {site}", site=row.name),
            columns=day_columns(telling),
            rows=tuple(
                day_cells(each, result.objective) for each in telling.facts.days.get(result.key, ())
            ),
            empty=say("No site has service time in this month."),
        ),
        _repairs(telling, row),
        replace(
            outages_table(telling, lines, key=f"gangguan-{result.site}").without("name"),
            caption=say("Outages of {site}", site=row.name),
        ),
    )


def _particulars(telling: Telling, row: Row) -> tuple[tuple[str, Plain], ...]:
    say, result = telling.say, row.result
    site = telling.inventory.site(result.site)
    case = telling.facts.cases.get(result.key)
    quality = telling.quality(result.key)
    pairs: list[tuple[str, Plain]] = [
        (say("Id"), result.site),
        (say("Kecamatan"), row.kecamatan),
        (say("Provider"), row.provider or NOTHING),
        (say("Contract"), result.contract),
        (say("Tier"), result.tier),
        (say("Service number"), (site.line if site else None) or NOTHING),
        (say("Monthly fee"), Rupiah(case.term.fee if case else None)),
        (say("Objective"), Percent(result.objective)),
        (say("Availability"), Share(result.availability, result.objective)),
        (say("Compliant"), Met(result.compliant)),
        (say("Claimable"), Met(result.claimable)),
        (say("Credit"), Rupiah(result.credit)),
    ]
    if quality is not None:
        measured = quality.measured
        pairs += [
            (say("Round trip, median"), RoundTrip(measured.median_us)),
            (say("Round trip, 95th percentile"), RoundTrip(measured.p95_us)),
            (say("Jitter"), RoundTrip(measured.jitter_us)),
            (say("Jitter, 95th percentile"), RoundTrip(measured.jitter_p95_us)),
            (say("Loss"), Share(measured.loss)),
        ]
    return tuple(pairs)


def _working(telling: Telling, row: Row) -> tuple[str, ...]:
    """From seconds to the verdict and the money, a step a line."""
    say, result = telling.say, row.result
    lines = [
        say(
            "service time = up + down + excluded + unknown = {up} + {down} + {excluded} + "
            "{unknown} = {service} seconds",
            up=_number(telling, result.up_seconds),
            down=_number(telling, result.down_seconds),
            excluded=_number(telling, result.excluded_seconds),
            unknown=_number(telling, result.unknown_seconds),
            service=_number(telling, result.service_seconds),
        )
    ]
    if result.availability is not None and result.coverage is not None:
        lines += _shares(telling, result)
    case = telling.facts.cases.get(result.key)
    money = money_of(case, result)
    if money and case:
        worked = in_a_line(money, result, case, telling.language)
        lines.append(say("credit: {worked}", worked=worked))
    else:
        lines.append(say("no credit: {why}", why=why_none(telling, row)))
    return tuple(lines)


def _shares(telling: Telling, result: SlaResult) -> list[str]:
    say = telling.say
    served = result.up_seconds + result.forgiven_seconds
    assert result.availability is not None  # noqa: S101 - looked at by _working
    assert result.coverage is not None  # noqa: S101 - as above
    measured = result.up_seconds + result.down_seconds
    return [
        say(
            "availability = {served} / {whole} = {share}",
            served=_number(telling, served),
            whole=_number(telling, served + result.down_seconds),
            share=_exact(telling, exact(result.availability)),
        ),
        say(
            "coverage = {measured} / {whole} = {share}",
            measured=_number(telling, measured),
            whole=_number(telling, measured + result.unknown_seconds),
            share=_exact(telling, exact(result.coverage)),
        ),
    ]


def _number(telling: Telling, value: int) -> str:
    return number(value, telling.language)


def _exact(telling: Telling, text: str) -> str:
    """An exact number with the decimal sign of the language; ``exact`` writes a dot."""
    return text.replace(".", ",", 1) if telling.language == "id" else text


def _repairs(telling: Telling, row: Row) -> Table:
    say = telling.say
    mine = [
        each.repair
        for each in telling.facts.repairs
        if each.site == row.result.site and each.term.contract == row.result.contract
    ]
    rows: list[tuple[Cell, ...]] = [
        (
            ", ".join(each.outages),
            Moment(each.clock_from),
            Moment(each.ended_at),
            Seconds(each.seconds),
            Met(None if each.late is None else not each.late),
        )
        for each in mine
    ]
    return Table(
        key=f"perbaikan-{row.result.site}",
        caption=say("Repairs of {site}", site=row.name),
        columns=(
            Column("outages", say("Outages"), wide=1.6),
            Column("from", say("Clock from"), wide=1.8),
            Column("ended", say("Ended"), wide=1.8),
            Column("seconds", say("Repair"), wide=1.2),
            Column("in_time", say("In time"), wide=0.9),
        ),
        rows=tuple(rows),
        empty=say("There was no repair in this month."),
    )
