"""What is owed for the month and how it comes about; what was billed and paid beside it."""

from pantau.actions.provider.words import apart
from pantau.reports.cell import (
    NOTHING,
    Cell,
    Count,
    Percent,
    Rupiah,
    Seconds,
    Share,
    Summed,
    Worked,
)
from pantau.reports.content import Align, Block, Column, Heading, Paragraph, Table
from pantau.reports.form import PRINTED, SHEETS
from pantau.reports.month.formulas import in_a_line, money_of
from pantau.reports.month.rules import rules_table
from pantau.reports.month.telling import Telling
from pantau.sla.groups import Row
from pantau.sla.policy_words import RESTITUTION_WORDS


def money_part(telling: Telling) -> tuple[Block, ...]:
    """Restitution site by site, then the invoices."""
    say = telling.say
    return (
        Heading(say("Working out the restitution")),
        Paragraph(
            say(
                "Amounts are before tax, in whole rupiah, rounded half up at the last step. "
                "Compliance is decided on exact figures, not on the rounded ones shown."
            )
        ),
        rules_table(telling),
        _printed(telling),
        _sheet(telling),
        _billing(telling),
    )


def _printed(telling: Telling) -> Table:
    """Only rows in which money moves or cannot be decided; all stand in the spreadsheet."""
    say, right = telling.say, Align.RIGHT
    owed = [row for row in telling.facts.rows if row.result.credit]
    columns = (
        Column("n", say("No."), right, 0.5),
        Column("name", say("Site"), wide=2.8),
        Column("kecamatan", say("Kecamatan"), wide=1.7),
        Column("tier", say("Tier"), wide=1.1),
        Column("objective", say("Objective"), right, 1.0),
        Column("availability", say("Availability"), right, 1.1),
        Column("down", say("Down time"), right, 1.3),
        Column("working", say("Working (seconds)"), wide=3.8),
        Column("credit", say("Credit"), right, 1.4),
    )
    return Table(
        key="restitution",
        caption=say("Restitution, {month}", month=telling.month),
        columns=columns,
        rows=tuple(_print_row(telling, number, row) for number, row in enumerate(owed, start=1)),
        empty=say("Nothing is owed for this month."),
        total=("", say("All sites"), *[""] * 6, Rupiah(telling.facts.result.total.credit)),
        forms=PRINTED,
        landscape=True,
    )


def _print_row(telling: Telling, number: int, row: Row) -> tuple[Cell, ...]:
    result = row.result
    case = telling.facts.cases.get(result.key)
    money = money_of(case, result)
    as_closed = telling.say("as closed")
    line = in_a_line(money, result, case, telling.language) if money and case else as_closed
    return (
        Count(number),
        row.name,
        row.kecamatan,
        result.tier,
        Percent(result.objective),
        Share(result.availability, result.objective),
        Seconds(result.down_seconds),
        line,
        Rupiah(result.credit),
    )


def _sheet(telling: Telling) -> Table:
    say, right = telling.say, Align.RIGHT
    columns = (
        Column("site", say("Id"), wide=1.6),
        Column("name", say("Site"), wide=3.2),
        Column("contract", say("Contract"), wide=1.6),
        Column("tier", say("Tier"), wide=1.2),
        Column("rule", say("Rule"), wide=1.4),
        Column("objective", say("Objective"), right),
        Column("up", say("Up time"), right),
        Column("forgiven", say("Excluded, counted as up"), right),
        Column("down", say("Down time (D)"), right),
        Column("time", say("Service time of the month (T)"), right),
        Column("fee", say("Monthly fee"), right),
        Column("cap", say("Cap"), right),
        Column("worked", say("Credit, worked out here"), right),
        Column("credit", say("Credit by Pantau"), right),
        Column("apart", say("Check: apart"), right),
        Column("note", say("Note"), wide=2.4),
    )
    rows = tuple(_sheet_row(telling, row) for row in telling.facts.rows)
    total = Rupiah(telling.facts.result.total.credit)
    return Table(
        key="restitusi",
        caption=say("Credit"),
        columns=columns,
        rows=rows,
        empty=say("No site has service time in this month."),
        total=(
            (say("All sites"), *[""] * 11, Summed(total), Summed(total), Summed(Count(0)), "")
            if rows
            else None
        ),
        landscape=True,
        forms=SHEETS,
    )


def _sheet_row(telling: Telling, row: Row) -> tuple[Cell, ...]:
    result = row.result
    money = money_of(telling.facts.cases.get(result.key), result)
    credit = Rupiah(result.credit)
    head: tuple[Cell, ...] = (result.site, row.name, result.contract, result.tier)
    times: tuple[Cell, ...] = (
        Percent(result.objective),
        Seconds(result.up_seconds),
        Seconds(result.forgiven_seconds),
        Seconds(result.down_seconds),
    )
    if money is None:
        return (
            *head,
            NOTHING,
            *times,
            Seconds(None),
            Rupiah(None),
            Percent(None),
            credit,
            credit,
            Count(0),
            why_none(telling, row),
        )
    return (
        *head,
        telling.say(RESTITUTION_WORDS[money.rule]),
        *times,
        Seconds(money.time),
        Rupiah(money.fee),
        Percent(money.cap * 100),
        Worked(credit, money.formula),
        credit,
        Worked(Count(0), "{worked}-{credit}"),
        "",
    )


def why_none(telling: Telling, row: Row) -> str:
    """Why a row has no credit that was worked out."""
    say, result = telling.say, row.result
    if result.credit is not None:
        return say("as closed") if result.credit else say("objective met")
    if result.availability is None:
        return say("nothing was measured")
    if not result.claimable:
        return say("too much of the time is unknown")
    if result.objective is None:
        return say("the contract states no objective")
    return say("the contract states no fee or no rule of restitution")


def _billing(telling: Telling) -> Table:
    say, right = telling.say, Align.RIGHT
    found = telling.facts.reconciliation.billings
    columns = (
        Column("contract", say("Contract"), wide=1.8),
        Column("invoice", say("Invoice"), wide=2.2),
        Column("fees", say("Fees"), right, 1.4),
        Column("credit", say("Credit"), right, 1.3),
        Column("due", say("Fees less credit"), right, 1.4),
        Column("billed", say("Billed"), right, 1.4),
        Column("deducted", say("Deducted"), right, 1.3),
        Column("paid", say("Paid"), right, 1.4),
        Column("apart", say("Apart"), wide=2.2),
    )
    return Table(
        key="tagihan",
        caption=say("Billed and paid beside what was computed, {month}", month=telling.month),
        columns=columns,
        rows=tuple(
            (
                each.contract,
                ", ".join(each.invoices) or NOTHING,
                Rupiah(each.fees),
                Rupiah(each.credit),
                Worked(Rupiah(each.fees - each.credit), "{fees}-{credit}"),
                Rupiah(each.billed if each.invoices else None),
                Rupiah(each.deducted if each.invoices else None),
                Rupiah(each.paid),
                apart(each, say),
            )
            for each in found
        ),
        empty=say("No contract has a site in this month."),
        total=_billing_total(telling) if found else None,
        landscape=True,
    )


def _billing_total(telling: Telling) -> tuple[Cell, ...]:
    """All contracts; what was billed, deducted and paid only where each of them knows."""
    found = telling.facts.reconciliation.billings
    fees, credit = sum(each.fees for each in found), sum(each.credit for each in found)
    return (
        telling.say("Together"),
        "",
        Summed(Rupiah(fees)),
        Summed(Rupiah(credit)),
        Summed(Rupiah(fees - credit)),
        _together([each.billed if each.invoices else None for each in found]),
        _together([each.deducted if each.invoices else None for each in found]),
        _together([each.paid for each in found]),
        "",
    )


def _together(amounts: list[int | None]) -> Cell:
    """Their sum. Where one is not known it would be less than what it stands beside."""
    known = [each for each in amounts if each is not None]
    return Summed(Rupiah(sum(known))) if len(known) == len(amounts) else NOTHING
