"""The table of all sites: time, verdict, outages, quality; for paper and for spreadsheets."""

from decimal import Decimal

from pantau.actions.quality import SAMPLES_GONE, RowQuality
from pantau.language import label
from pantau.reports.cell import (
    NOTHING,
    Cell,
    Count,
    Met,
    Percent,
    Plain,
    RoundTrip,
    Rupiah,
    Seconds,
    Share,
    Summed,
    Worked,
)
from pantau.reports.content import SITES, Align, Block, Column, Heading, Paragraph, Table
from pantau.reports.form import PRINTED, SHEETS
from pantau.reports.month.promises import promises_part
from pantau.reports.month.telling import Telling
from pantau.sla import SlaResult, Total
from pantau.sla.groups import Row

MEASURED = "{up}+{forgiven}"
"""What counts as served, in spreadsheet words."""
OF = "{up}+{forgiven}+{down}"


def sites_part(telling: Telling) -> tuple[Block, ...]:
    """The heading and the table, once for each form."""
    say = telling.say
    return (
        Heading(say("Sites")),
        Paragraph(
            say(
                "Times are hours:minutes:seconds. Percentages are cut, never rounded up. * means "
                "that too much of the time is unknown to claim on the figure, ! that the tier "
                "promises better."
            ),
            forms=PRINTED,
        ),
        *samples_gone(telling),
        _printed(telling),
        _sheet(telling),
        *promises_part(telling, telling.facts.rows),
    )


def samples_gone(telling: Telling) -> tuple[Paragraph, ...]:
    """Why nothing is said of round trips, jitter and loss, where that is so."""
    if telling.facts.quality is not None:
        return ()
    return (Paragraph(telling.say(SAMPLES_GONE)),)


def _printed(telling: Telling) -> Table:
    say, rows = telling.say, telling.facts.rows
    right = Align.RIGHT
    columns = (
        Column("n", say("No."), right, 0.6),
        Column("name", say("Site"), wide=3.2),
        Column("tier", say("Tier"), wide=1.2),
        Column("objective", say("Objective"), right, 1.0),
        Column("availability", say("Availability"), right, 1.2),
        Column("worst", say("Worst case"), right, 1.2),
        Column("best", say("Best case"), right, 1.2),
        Column("coverage", say("Coverage"), right, 1.2),
        Column("up", say("Up time"), right, 1.3),
        Column("down", say("Down time"), right, 1.3),
        Column("excluded", say("Excluded time"), right, 1.3),
        Column("unknown", say("Unknown time"), right, 1.3),
        Column("outages", say("Outages"), right, 0.8),
        Column("longest", say("Longest outage"), right, 1.3),
        Column("mttr", say("MTTR"), right, 1.2),
        Column("p95", say("Round trip, 95th percentile"), right, 1.2),
        Column("jitter", say("Jitter, 95th percentile"), right, 1.1),
        Column("loss", say("Loss"), right, 1.0),
        Column("compliant", say("Compliant"), Align.CENTRE, 0.9),
        Column("credit", say("Credit"), right, 1.4),
    )
    return Table(
        key="sites",
        caption=say("Service level of each site, {month}", month=telling.month),
        columns=columns,
        rows=tuple(_print_row(telling, number, row) for number, row in enumerate(rows, start=1)),
        empty=say("No site has service time in this month."),
        total=_print_total(telling) if rows else None,
        landscape=True,
        forms=PRINTED,
        bands=telling.districts(row.kecamatan for row in rows),
    )


def _print_row(telling: Telling, number: int, row: Row) -> tuple[Cell, ...]:
    result = row.result
    return (
        Count(number),
        row.name,
        result.tier,
        Percent(result.objective),
        Share(result.availability, result.objective),
        Share(result.availability_worst, result.objective),
        Share(result.availability_best, result.objective),
        Share(result.coverage),
        Seconds(result.up_seconds),
        Seconds(result.down_seconds),
        Seconds(result.excluded_seconds),
        Seconds(result.unknown_seconds),
        Count(result.outages),
        Seconds(result.longest_outage_seconds),
        Seconds(result.mttr_seconds),
        *_promises(telling, row),
        _compliant(row, telling),
        Rupiah(result.credit),
    )


def _promises(telling: Telling, row: Row) -> tuple[Plain, Plain, Plain]:
    """Latency, jitter and loss, with an exclamation mark where they break a promise of the tier."""
    found = telling.quality(row.result.key)
    if found is None:
        return RoundTrip(None), RoundTrip(None), Share(None)
    latency, loss = RoundTrip(found.measured.p95_us), Share(found.measured.loss)
    jitter = RoundTrip(found.measured.jitter_p95_us)
    return (
        f"{telling.shown(latency)} !" if found.latency_met is False else latency,
        f"{telling.shown(jitter)} !" if found.jitter_met is False else jitter,
        f"{telling.shown(loss)} !" if found.loss_met is False else loss,
    )


def _compliant(row: Row, telling: Telling) -> Plain:
    """With a star where too much is unknown to build on it."""
    met = Met(row.result.compliant)
    if row.result.claimable or met.value is None:
        return met
    return f"{telling.shown(met)} *"


def _print_total(telling: Telling) -> tuple[Cell, ...]:
    total = telling.facts.result.total
    return (
        "",
        telling.say("All sites"),
        "",
        "",
        Share(total.availability),
        Share(total.availability_worst),
        Share(total.availability_best),
        Share(total.coverage),
        Seconds(total.up_seconds),
        Seconds(total.down_seconds),
        Seconds(total.excluded_seconds),
        Seconds(total.unknown_seconds),
        Count(total.outages),
        *[""] * 5,
        compliant_of(total, telling),
        Rupiah(total.credit),
    )


def compliant_of(total: Total, telling: Telling) -> str:
    """ "287 dari 300"; a dash where nothing has an objective to be judged by."""
    if not total.compliant + total.not_compliant:
        return NOTHING
    return telling.say(
        "{n} of {all}",
        n=telling.shown(Count(total.compliant)),
        all=telling.shown(Count(total.compliant + total.not_compliant)),
    )


def _sheet(telling: Telling) -> Table:
    say, right = telling.say, Align.RIGHT
    columns = (
        Column("site", say("Id"), wide=1.6),
        Column("name", say("Site"), wide=3.2),
        Column("kind", say("Kind"), wide=1.4),
        Column("kecamatan", say("Kecamatan"), wide=1.6),
        Column("provider", say("Provider"), wide=1.4),
        Column("medium", say("Medium"), wide=1.2),
        Column("contract", say("Contract"), wide=1.6),
        Column("tier", say("Tier"), wide=1.2),
        Column("objective", say("Objective"), right),
        Column("service", say("Service time"), right),
        Column("up", say("Up time"), right),
        Column("down", say("Down time"), right),
        Column("excluded", say("Excluded time"), right),
        Column("unknown", say("Unknown time"), right),
        Column("apart", say("Check: parts less whole"), right),
        Column("forgiven", say("Excluded, counted as up"), right),
        Column("availability", say("Availability"), right),
        Column("worst", say("Worst case"), right),
        Column("best", say("Best case"), right),
        Column("coverage", say("Coverage"), right),
        Column("compliant", say("Compliant"), Align.CENTRE),
        Column("claimable", say("Claimable"), Align.CENTRE),
        Column("outages", say("Outages"), right),
        Column("longest", say("Longest outage"), right),
        Column("mttr", say("MTTR"), right),
        Column("rtt", say("Round trip, median"), right),
        Column("p95", say("Round trip, 95th percentile"), right),
        Column("jitter", say("Jitter"), right),
        Column("jitter_p95", say("Jitter, 95th percentile"), right),
        Column("loss", say("Loss"), right),
        Column("latency_met", say("Latency kept"), Align.CENTRE),
        Column("jitter_met", say("Jitter kept"), Align.CENTRE),
        Column("loss_met", say("Loss kept"), Align.CENTRE),
        Column("credit", say("Credit"), right),
    )
    rows = tuple(_sheet_row(telling, row) for row in telling.facts.rows)
    return Table(
        key=SITES,
        caption=say("Sites"),
        columns=columns,
        rows=rows,
        empty=say("No site has service time in this month."),
        total=_sheet_total(telling) if rows else None,
        landscape=True,
        forms=SHEETS,
    )


def _sheet_row(telling: Telling, row: Row) -> tuple[Cell, ...]:
    result, language = row.result, telling.language
    quality = telling.quality(result.key)
    return (
        result.site,
        row.name,
        label(row.kind, language),
        row.kecamatan,
        row.provider,
        label(row.medium, language) if row.medium else "",
        result.contract,
        result.tier,
        Percent(result.objective),
        Seconds(result.service_seconds),
        Seconds(result.up_seconds),
        Seconds(result.down_seconds),
        Seconds(result.excluded_seconds),
        Seconds(result.unknown_seconds),
        Worked(Count(0), "{up}+{down}+{excluded}+{unknown}-{service}"),
        Seconds(result.forgiven_seconds),
        *_shares(result),
        Met(result.compliant),
        Met(result.claimable),
        Count(result.outages),
        Seconds(result.longest_outage_seconds),
        Seconds(result.mttr_seconds),
        *_quality(quality),
        Rupiah(result.credit),
    )


def _shares(row: SlaResult | Total, objective: Decimal | None = None) -> tuple[Cell, ...]:
    """Availability, worst, best and coverage, each with the way to it."""
    places = row.objective if isinstance(row, SlaResult) else objective
    measured, observed = "{up}+{down}", "{up}+{down}+{unknown}"
    return (
        Worked(Share(row.availability, places), MEASURED, OF, given=measured),
        Worked(
            Share(row.availability_worst, places), MEASURED, f"{OF}+{{unknown}}", given=observed
        ),
        Worked(
            Share(row.availability_best, places),
            f"{MEASURED}+{{unknown}}",
            f"{OF}+{{unknown}}",
            given=observed,
        ),
        Worked(Share(row.coverage), measured, observed),
    )


def _quality(found: RowQuality | None) -> tuple[Cell, ...]:
    if found is None:
        empty = RoundTrip(None)
        return (*[empty] * 4, Share(None), *[Met(None)] * 3)
    measured = found.measured
    return (
        RoundTrip(measured.median_us),
        RoundTrip(measured.p95_us),
        RoundTrip(measured.jitter_us),
        RoundTrip(measured.jitter_p95_us),
        Share(measured.loss),
        Met(found.latency_met),
        Met(found.jitter_met),
        Met(found.loss_met),
    )


def _sheet_total(telling: Telling) -> tuple[Cell, ...]:
    result = telling.facts.result
    total, rows = result.total, result.sites
    forgiven = sum(row.forgiven_seconds for row in rows)
    return (
        telling.say("All sites"),
        *[""] * 8,
        Summed(Seconds(total.service_seconds)),
        Summed(Seconds(total.up_seconds)),
        Summed(Seconds(total.down_seconds)),
        Summed(Seconds(total.excluded_seconds)),
        Summed(Seconds(total.unknown_seconds)),
        Summed(Count(0)),
        Summed(Seconds(forgiven)),
        *_shares(total),
        compliant_of(total, telling),
        Count(total.claimable),
        Summed(Count(total.outages)),
        *[""] * 10,
        Summed(Rupiah(total.credit)),
    )
