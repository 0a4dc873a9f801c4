"""What was billed, held back and paid for a month, beside what was computed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pantau.facts.dealings import Invoiced
from pantau.sla.case import Case
from pantau.sla.result import RowKey, SlaResult


@dataclass(frozen=True, slots=True)
class Billing:
    """One contract's money of a month, in whole rupiah before tax.

    ``fees``: what its terms cost, ``credit``: what is to be held back by the contract's rule;
    ``unclear``: rows whose fee is not known or whose credit cannot be claimed or computed.
    ``billed``, ``deducted`` and ``paid`` are sums of the ``invoices``; ``paid`` is None until one
    was paid.
    """

    contract: str
    fees: int
    credit: int
    unclear: int
    invoices: tuple[str, ...]
    billed: int
    deducted: int
    paid: int | None

    @property
    def billed_apart(self) -> int:
        """How much more was billed than the fees are."""
        return self.billed - self.fees

    @property
    def deducted_apart(self) -> int:
        """How much more was held back than was computed."""
        return self.deducted - self.credit

    @property
    def paid_apart(self) -> int | None:
        """How much more was paid than fees less credit; None until something was paid."""
        return None if self.paid is None else self.paid - (self.fees - self.credit)

    @property
    def agrees(self) -> bool:
        """Whether nothing that was written down differs from what was computed."""
        return not self.invoices or not (
            self.billed_apart or self.deducted_apart or self.paid_apart
        )


def billings(
    cases: Sequence[Case], rows: Sequence[SlaResult], invoices: Sequence[Invoiced]
) -> list[Billing]:
    """A billing for each contract that has rows or invoices in the month, by its name.

    ``rows``: the month as it stands (a closed one as it was closed).
    """
    contracts = {row.contract for row in rows} | {each.contract for each in invoices}
    # Over all contracts: a site that went over to another one costs neither a whole month.
    rows_of = Counter(case.site for case in cases)
    fees = {case.key: case.fee(shared=rows_of[case.site] > 1) for case in cases}
    return [
        _billing(
            contract,
            {case.key: fees[case.key] for case in cases if case.term.contract == contract},
            [row for row in rows if row.contract == contract],
            [each for each in invoices if each.contract == contract],
        )
        for contract in sorted(contracts)
    ]


def _billing(
    contract: str,
    by_row: Mapping[RowKey, Fraction | None],
    rows: list[SlaResult],
    invoices: list[Invoiced],
) -> Billing:
    fees = by_row.values()
    # A row without a fee has no credit either: it is told of once.
    unclear = {key for key, fee in by_row.items() if fee is None}
    unclear |= {row.key for row in rows if row.credit is None}
    paid = [each.paid for each in invoices if each.paid is not None]
    total = sum((fee for fee in fees if fee is not None), Fraction(0))
    return Billing(
        contract=contract,
        # Half up, like the credit: no side has parts of a rupiah.
        fees=(2 * total.numerator + total.denominator) // (2 * total.denominator),
        credit=sum(row.credit or 0 for row in rows),
        unclear=len(unclear),
        invoices=tuple(each.invoice for each in invoices),
        billed=sum(each.billed for each in invoices),
        deducted=sum(each.deducted for each in invoices),
        paid=sum(paid) if paid else None,
    )
