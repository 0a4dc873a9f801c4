"""What the month was by contract and tier, and what it costs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from pantau.language import spelled_rupiah
from pantau.reports.cell import Cell, Count, Rupiah, Share, Summed
from pantau.reports.content import Align, Block, Column, Heading, Paragraph, Table
from pantau.reports.month.telling import Telling
from pantau.sla.groups import Row
from pantau.sla.result import Total
from pantau.sla.total import sum_up


@dataclass(frozen=True, slots=True)
class Tier:
    """The rows of one tier of a contract. ``fee``: whole rupiah, None where none is known."""

    contract: str
    tier: str
    total: Total
    fee: int | None


def tiers(telling: Telling) -> tuple[Tier, ...]:
    """By contract and tier.

    A contract's fees are rounded once, half up, as it is billed; its tiers' are the steps of the
    running sum, so that they add up to it.
    """
    ordered = sorted(telling.facts.rows, key=lambda row: (row.result.contract, row.result.tier))
    found = []
    for contract, group in groupby(ordered, key=lambda row: row.result.contract):
        sum_so_far = Fraction(0)
        for tier, rows_of in groupby(group, key=lambda row: row.result.tier):
            rows = list(rows_of)
            fees = _fees(telling, rows)
            before, sum_so_far = _half_up(sum_so_far), sum_so_far + sum(fees, Fraction(0))
            fee = _half_up(sum_so_far) - before if fees else None
            found.append(Tier(contract, tier, sum_up([row.result for row in rows]), fee))
    return tuple(found)


def _fees(telling: Telling, rows: Sequence[Row]) -> list[Fraction]:
    cases = telling.facts.cases
    rows_of = Counter(case.site for case in cases.values())
    fees = []
    for row in rows:
        case = cases.get(row.result.key)
        fee = case.fee(shared=rows_of[case.site] > 1) if case else None
        if fee is not None:
            fees.append(fee)
    return fees


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def results_part(telling: Telling) -> tuple[Block, ...]:
    """The table, and the restitution in words."""
    say, credit = telling.say, telling.facts.result.total.credit
    return (
        Heading(say("Result")),
        _table(telling, tiers(telling)),
        Paragraph(
            say(
                "Restitution in all: {amount} ({words}), before tax.",
                amount=telling.shown(Rupiah(credit)),
                words=spelled_rupiah(credit, telling.language),
            )
        ),
    )


def _table(telling: Telling, found: Sequence[Tier]) -> Table:
    say, right, total = telling.say, Align.RIGHT, telling.facts.result.total
    rows: list[tuple[Cell, ...]] = [
        (
            Count(number),
            each.contract,
            each.tier,
            Count(each.total.sites),
            Rupiah(each.fee),
            Share(each.total.availability),
            Count(each.total.compliant),
            Count(each.total.not_compliant),
            Count(each.total.undecided),
            Rupiah(each.total.credit),
        )
        for number, each in enumerate(found, start=1)
    ]
    return Table(
        key="hasil",
        caption=say("Result by contract and tier, {month}", month=telling.month),
        columns=(
            Column("n", say("No."), right, 0.6),
            Column("contract", say("Contract"), wide=1.7),
            Column("tier", say("Tier"), wide=1.4),
            Column("sites", say("Sites"), right, 0.8),
            Column("fee", say("Fees"), right, 1.7),
            Column("availability", say("Availability"), right, 1.9),
            Column("met", say("Objective met"), right, 1.5),
            Column("missed", say("Objective missed"), right, 1.5),
            Column("undecided", say("Not decided"), right, 1.2),
            Column("credit", say("Credit"), right, 1.6),
        ),
        rows=tuple(rows),
        empty=say("No site has service time in this month."),
        total=(
            "",
            say("All sites"),
            "",
            Count(total.sites),
            Summed(Rupiah(sum(each.fee or 0 for each in found))),
            Share(total.availability),
            Summed(Count(total.compliant)),
            Summed(Count(total.not_compliant)),
            Summed(Count(total.undecided)),
            Summed(Rupiah(total.credit)),
        ),
    )
