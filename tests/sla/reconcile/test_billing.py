"""What was billed, held back and paid beside what was computed."""

from dataclasses import replace
from datetime import date

from pantau.facts.dealings import Invoiced
from pantau.facts.words import Role
from pantau.inventory.choices import FeePartial
from pantau.inventory.contracts import Contract, Policy
from pantau.sla.reconcile.billing import Billing
from tests.sla.build import PRORATA, facts, inventory, site, term
from tests.sla.reconcile.sides import (
    MONTH,
    TEN_HOURS,
    TEN_HOURS_RP,
    WATCHED,
    laid_beside,
)


def invoice(number: str, billed: int, deducted: int, paid: int | None) -> Invoiced:
    return Invoiced(number, "telkom-2026", MONTH, billed, deducted, Role.MANAGER, paid)


def test_what_was_billed_held_back_and_paid_stands_beside_what_was_computed() -> None:
    invoices = [invoice("1", 1_500_000, 10_000, 1_490_000), invoice("2", 500_000, 0, None)]
    found = laid_beside(facts(WATCHED, [TEN_HOURS]), invoices=invoices)
    (billing,) = found.billings
    assert billing == Billing(
        "telkom-2026", 2_000_000, TEN_HOURS_RP, 0, ("1", "2"), 2_000_000, 10_000, 1_490_000
    )
    assert (billing.billed_apart, billing.deducted_apart) == (0, 10_000 - TEN_HOURS_RP)
    assert billing.paid_apart == 1_490_000 - (2_000_000 - TEN_HOURS_RP)
    assert not billing.agrees


def test_a_contract_without_an_invoice_has_nothing_that_differs() -> None:
    (billing,) = laid_beside(facts(WATCHED)).billings
    assert (billing.invoices, billing.paid_apart, billing.agrees) == ((), None, True)


def test_an_invoice_of_a_contract_without_rows_is_all_too_much() -> None:
    stray = replace(invoice("9", 5, 0, 5), contract="lama")
    first, second = laid_beside(facts(WATCHED), invoices=[stray]).billings
    assert (first.contract, first.fees, first.billed_apart, first.agrees) == ("lama", 0, 5, False)
    assert second.contract == "telkom-2026"


def test_a_part_of_a_month_costs_what_the_contract_says_and_unknown_fees_are_counted() -> None:
    policy = Policy(restitution=PRORATA, fee_partial=FeePartial.BY_SECONDS)
    late = term(start=date(2026, 10, 21), policy=policy)
    town = inventory(site("a", late), site("b", term(fee=None)))
    (billing,) = laid_beside(facts(WATCHED), town=town).billings
    # 11 of 31 days of 1,000,000: 354,838.7.
    assert (billing.fees, billing.unclear) == (354_839, 1)


def test_two_terms_of_one_month_share_it_whatever_the_contract_says_of_one_alone() -> None:
    terms = (
        term(end=date(2026, 10, 20)),
        term(start=date(2026, 10, 21), fee=3_100_000, tier="fo-100"),
    )
    (billing,) = laid_beside(facts(WATCHED), town=inventory(site("a", *terms))).billings
    # 20 of 31 days of 1,000,000 and 11 of 31 of 3,100,000.
    assert billing.fees == 645_161 + 1_100_000


def test_a_part_of_a_month_costs_the_whole_fee_where_the_contract_says_nothing() -> None:
    town = inventory(site("a", term(start=date(2026, 10, 2))))
    (billing,) = laid_beside(facts(WATCHED), town=town).billings
    assert billing.fees == 1_000_000


def test_a_row_whose_fee_and_credit_are_not_known_is_told_of_once() -> None:
    town = inventory(site("a", term(fee=None)), site("b", term(objective=None)))
    (billing,) = laid_beside(facts(WATCHED, [TEN_HOURS]), town=town).billings
    # Neither fee nor credit of a, and the credit of b.
    assert billing.unclear == 2


def test_an_invoice_of_a_providers_old_contract_is_shown_to_it_and_to_no_other() -> None:
    old = Contract(
        "telkom-2025", "Telkom", None, date(2025, 1, 1), date(2025, 12, 31), Policy(), {}
    )
    other = replace(old, id="icon-2025", provider="Icon")
    town = replace(inventory(site("a")), contracts={each.id: each for each in (old, other)})
    invoices = [replace(invoice("1", 5, 0, 5), contract=each) for each in town.contracts]
    found = laid_beside(facts(WATCHED), town=town, invoices=invoices, provider="Telkom")
    assert [each.contract for each in found.billings] == ["telkom-2025", "telkom-2026"]
