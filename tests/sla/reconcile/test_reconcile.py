"""A month beside a provider's list: what differs, and what it is worth by the contract's rule."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pantau.facts.dealings import Invoiced, ProviderListed, ProviderOutage, ProviderSummary
from pantau.facts.instant import SECOND
from pantau.facts.measured import ExcludedTime, ImportedSpan, LedgerFacts, Outage
from pantau.facts.words import ExclusionCategory, Role
from pantau.inventory.model import FeePartial, Policy
from pantau.sla import judge_month
from pantau.sla.reconcile.account import Source
from pantau.sla.reconcile.billing import Billing
from pantau.sla.reconcile.differences import Difference, Kind
from pantau.sla.reconcile.reconcile import Reconciled, Reconciliation, TheirWord, reconcile
from pantau.sla.reconcile.worth import Worth
from tests.sla.build import PRORATA, at, facts, gap, interval, inventory, outage, site, term

NOW = at("2026-11-10")
MONTH = "2026-10"
WATCHED = {name: [interval("2026-09-01", "2026-11-10")] for name in ("a", "b")}
TOWN = inventory(site("a"), site("b"))
MONTH_S = 31 * 86_400


def down(begin: str, end: str | None, name: str = "a", id: str = "O1", **rest: Any) -> Outage:
    found = outage(at(begin), end and at(end), name=name, **rest)
    return replace(found, id=id)


def row(begin: str, end: str | None, name: str = "a", ticket: str = "", line: int = 2):
    return ProviderOutage(line, name, at(begin), end and at(end), ticket)


def listed(
    *outages: ProviderOutage, sums: Sequence[ProviderSummary] = (), provider: str = "Telkom"
) -> ProviderListed:
    begin, end = at("2026-10-01"), at("2026-11-01")
    return ProviderListed(
        "t.csv", "0", provider, begin, end, 480, Role.MANAGER, outages, tuple(sums)
    )


def laid_beside(
    known: LedgerFacts,
    *lists: ProviderListed,
    town=TOWN,
    invoices: Sequence[Invoiced] = (),
    tolerance: int = 60,
    now: int = NOW,
) -> Reconciliation:
    rows = judge_month(town, known, MONTH, now).sites
    told = TheirWord({f"L{n}": each for n, each in enumerate(lists, 1)}, invoices)
    return reconcile(town, known, MONTH, now, told, rows, tolerance)


def only(found: Reconciliation) -> Reconciled:
    (account,) = found.accounts
    return account


def single(found: Reconciliation) -> Difference:
    (difference,) = only(found).differences
    return difference


def seconds(text: str) -> int:
    return at(text) // SECOND


TEN_HOURS = down("2026-10-05T08:00", "2026-10-05T18:00")
# prorata: 1,000,000 x 36,000 / 2,678,400, and the same for nine hours.
TEN_HOURS_RP, NINE_HOURS_RP = 13_441, 12_097


def test_where_both_say_the_same_nothing_is_shown() -> None:
    found = laid_beside(
        facts(WATCHED, [TEN_HOURS]), listed(row("2026-10-05T08:01", "2026-10-05T17:59"))
    )
    assert only(found).differences == ()


def test_bounds_apart_by_just_the_tolerance_are_the_same_and_a_second_more_is_not() -> None:
    known = facts(WATCHED, [TEN_HOURS])
    theirs = listed(row("2026-10-05T08:01", "2026-10-05T18:00"))
    assert only(laid_beside(known, theirs, tolerance=60)).differences == ()
    assert single(laid_beside(known, theirs, tolerance=59)).kind is Kind.BOUNDS


def test_an_outage_that_they_do_not_have_is_worth_all_of_it() -> None:
    found = single(laid_beside(facts(WATCHED, [TEN_HOURS]), listed()))
    assert (found.kind, found.site, [each.name for each in found.ours]) == (
        Kind.MISSING_THERE,
        "a",
        ["O1"],
    )
    assert found.our_span == (seconds("2026-10-05T08:00"), seconds("2026-10-05T18:00"))
    assert found.their_span is None
    assert found.worth == Worth(36_000, TEN_HOURS_RP)


def test_an_outage_of_theirs_that_we_did_not_see_while_we_watched_would_cost_them() -> None:
    found = single(
        laid_beside(facts(WATCHED), listed(row("2026-10-05T08:00", "2026-10-05T18:00", line=7)))
    )
    assert (found.kind, found.ours, found.theirs[0].line) == (Kind.MISSING_HERE, (), 7)
    assert found.worth == Worth(-36_000, -TEN_HOURS_RP)


def test_other_times_are_worth_the_time_between_by_the_rule_and_not_by_the_hour() -> None:
    found = single(
        laid_beside(
            facts(WATCHED, [TEN_HOURS]), listed(row("2026-10-05T09:00", "2026-10-05T18:00"))
        )
    )
    assert (found.kind, found.worth) == (
        Kind.BOUNDS,
        Worth(3_600, TEN_HOURS_RP - NINE_HOURS_RP),
    )


def test_one_ticket_over_a_flapping_line_differs_in_its_length_alone() -> None:
    flapping = [
        down("2026-10-05T08:00", "2026-10-05T09:00"),
        down("2026-10-05T17:00", "2026-10-05T18:00", id="O2"),
    ]
    found = single(
        laid_beside(
            facts(WATCHED, flapping),
            listed(row("2026-10-05T08:00", "2026-10-05T18:00", ticket="INC1")),
        )
    )
    assert found.kind is Kind.BOUNDS
    assert [each.name for each in found.ours] == ["O1", "O2"]
    assert found.worth == Worth(7_200 - 36_000, -TEN_HOURS_RP)


def test_what_lies_in_time_that_we_did_not_see_stays_unknown_and_is_told() -> None:
    blind = [gap(at("2026-10-05T08:00"), at("2026-10-05T10:00"))]
    found = single(
        laid_beside(facts(WATCHED, gaps=blind), listed(row("2026-10-05T08:00", "2026-10-05T10:00")))
    )
    assert found.worth == Worth(0, 0, 7_200)
    assert not found.worth.nothing


def test_excluded_time_makes_no_difference() -> None:
    begin, end = at("2026-10-05"), at("2026-10-06")
    left_out = (ExcludedTime("X1", ExclusionCategory.POWER, begin, end, ("a",)),)
    known = replace(facts(WATCHED, [TEN_HOURS]), excluded=left_out)
    worth = single(laid_beside(known, listed())).worth
    assert worth == Worth(0, 0)
    assert worth.nothing


def test_an_outage_without_an_end_runs_to_the_end_of_the_month_and_ours_to_now() -> None:
    known = facts(WATCHED, [down("2026-10-31T12:00", None)])
    assert only(laid_beside(known, listed(row("2026-10-31T12:00", None)))).differences == ()


def test_an_outage_over_the_turn_of_the_month_is_compared_inside_it() -> None:
    known = facts(WATCHED, [down("2026-09-30T20:00", "2026-10-01T02:00")])
    same = listed(row("2026-09-30T22:00", "2026-10-01T02:00"))
    assert only(laid_beside(known, same)).differences == ()


def test_rows_of_strangers_and_of_sites_without_a_term_are_told_and_worth_nothing_known() -> None:
    town = inventory(site("a"), site("b", term(start=date(2026, 10, 20))))
    theirs = listed(
        row("2026-10-05T08:00", "2026-10-05T09:00", "Kantor X", line=3),
        row("2026-10-05T08:00", "2026-10-05T09:00", "b", line=4),
        row("2026-10-19T23:00", "2026-10-20T01:00", "b", line=5),
    )
    found = only(laid_beside(facts(WATCHED), theirs, town=town)).differences
    assert [(each.kind, each.site, each.theirs[0].line) for each in found] == [
        (Kind.MISSING_HERE, "b", 5),
        (Kind.SITE_UNKNOWN, "Kantor X", 3),
        (Kind.NO_TERM, "b", 4),
    ]
    assert [each.worth for each in found[1:]] == [None, None]
    assert found[0].their_span == (seconds("2026-10-20"), seconds("2026-10-20T01:00"))


def test_the_list_of_another_provider_speaks_of_none_of_our_sites() -> None:
    found = only(
        laid_beside(
            facts(WATCHED, [TEN_HOURS]),
            listed(row("2026-10-05T08:00", "2026-10-05T18:00"), provider="Icon+"),
        )
    )
    assert found.account.covers == {}
    assert [each.kind for each in found.differences] == [Kind.NO_TERM]


def test_the_sums_are_of_both_sides_and_not_the_sum_of_the_worths() -> None:
    # Ten hours and one: met without the ten, so the one is worth nothing alone.
    known = facts(WATCHED, [TEN_HOURS, down("2026-10-06T08:00", "2026-10-06T09:00", id="O2")])
    found = only(laid_beside(known, listed()))
    both = 14_785
    assert [each.worth for each in found.differences] == [
        Worth(36_000, both),
        Worth(3_600, both - TEN_HOURS_RP),
    ]
    sums = found.sums
    assert (sums.down_seconds, sums.their_down_seconds) == (39_600, 0)
    assert (sums.credit, sums.their_credit, sums.unclear) == (both, 0, 0)


def test_a_row_without_a_credit_has_a_worth_in_seconds_alone() -> None:
    half = {"a": [interval("2026-10-01", "2026-10-11")]}
    found = only(laid_beside(facts(half, [TEN_HOURS]), listed(), town=inventory(site("a"))))
    assert found.differences[0].worth == Worth(36_000, None)
    assert (found.sums.unclear, found.sums.credit) == (1, 0)


def test_a_month_that_goes_on_is_compared_up_to_now() -> None:
    now = at("2026-10-06")
    theirs = listed(row("2026-10-05T08:00", None))
    known = facts({"a": [interval("2026-09-01", "2026-10-06")]}, [TEN_HOURS])
    found = single(laid_beside(known, theirs, now=now, town=inventory(site("a"))))
    assert found.worth is not None
    assert found.worth.seconds == -6 * 3600


def test_what_they_tell_of_a_time_that_is_still_to_come_is_not_looked_at() -> None:
    theirs = listed(row("2026-10-07T08:00", "2026-10-07T09:00"))
    found = laid_beside(facts(WATCHED), theirs, now=at("2026-10-06"))
    assert only(found).differences == ()


# -- recaps --------------------------------------------------------------------------------------


def recap(*, down_seconds: int | None = None, percent: str | None = None) -> ProviderListed:
    return listed(sums=[ProviderSummary(2, "a", down_seconds, percent)])


def test_a_sum_of_theirs_is_worth_what_the_rule_makes_of_it() -> None:
    known = facts(WATCHED, [TEN_HOURS])
    assert only(laid_beside(known, recap(down_seconds=36_060))).differences == ()
    found = single(laid_beside(known, recap(down_seconds=32_400)))
    assert (found.kind, found.site) == (Kind.RECAP, "a")
    assert found.worth == Worth(3_600, TEN_HOURS_RP - NINE_HOURS_RP)
    sums = only(laid_beside(known, recap(down_seconds=32_400))).sums
    assert (sums.down_seconds, sums.their_down_seconds) == (36_000, 32_400)
    assert (sums.credit, sums.their_credit) == (TEN_HOURS_RP, NINE_HOURS_RP)


@pytest.mark.parametrize(
    ("percent", "worth"),
    [
        ("98.65", None),  # cut: 98.6559 %
        ("98.66", None),  # rounded
        ("98.7", None),
        ("98.6", None),
        ("98.67", Worth(377, None)),
        ("99.5", Worth(22_608, TEN_HOURS_RP)),
    ],
)
def test_a_percentage_is_taken_at_the_places_in_which_it_is_written(
    percent: str, worth: Worth | None
) -> None:
    found = only(laid_beside(facts(WATCHED, [TEN_HOURS]), recap(percent=percent))).differences
    if worth is None:
        assert found == ()
        return
    assert found[0].worth is not None
    assert found[0].worth.seconds == worth.seconds
    if worth.rupiah is not None:
        assert found[0].worth == worth


def test_seconds_beside_a_percentage_are_what_counts() -> None:
    theirs = listed(sums=[ProviderSummary(2, "a", 0, "98.65")])
    assert single(laid_beside(facts(WATCHED, [TEN_HOURS]), theirs)).worth == Worth(
        36_000, TEN_HOURS_RP
    )


def test_no_one_says_in_which_of_two_terms_the_seconds_of_a_recap_lie() -> None:
    terms = (term(end=date(2026, 10, 15)), term(start=date(2026, 10, 16), fee=2_000_000))
    town = inventory(site("a", *terms))
    found = single(laid_beside(facts(WATCHED, [TEN_HOURS]), recap(down_seconds=0), town=town))
    assert found.worth == Worth(36_000, None)


def test_a_recap_of_a_site_of_which_we_measured_nothing_is_no_difference() -> None:
    assert only(laid_beside(facts(), recap(down_seconds=400))).differences == ()


def test_a_recap_of_a_stranger_is_told_and_sites_that_it_leaves_out_are_not_summed() -> None:
    theirs = listed(sums=[ProviderSummary(2, "x", 0), ProviderSummary(3, "b", 0)])
    found = only(laid_beside(facts(WATCHED, [TEN_HOURS]), theirs))
    assert [(each.kind, each.site, each.theirs[0].line) for each in found.differences] == [
        (Kind.SITE_UNKNOWN, "x", 2)
    ]
    assert (found.sums.down_seconds, found.sums.credit) == (0, 0)


def test_a_recap_cannot_have_more_down_than_was_measured() -> None:
    found = single(laid_beside(facts(WATCHED), recap(down_seconds=32 * 86_400)))
    assert found.worth == Worth(-MONTH_S, -1_000_000)


# -- imports ------------------------------------------------------------------------------------


def test_an_import_beside_our_own_watching_is_compared_where_ours_won() -> None:
    own = {"a": [interval("2026-10-01", "2026-10-16")]}
    spans = [ImportedSpan("I3", "a", at("2026-10-10"), at("2026-11-01"))]
    told = [
        down("2026-10-12T08:00", "2026-10-12T09:00", id="I3-1", imported="I3"),
        down("2026-10-20T08:00", "2026-10-20T09:00", id="I3-2", imported="I3"),
    ]
    mine = down("2026-10-13T08:00", "2026-10-13T09:00")
    known = facts(own, [*told, mine], imported=spans)
    found = only(laid_beside(known, town=inventory(site("a"))))
    assert (found.account.id, found.account.source) == ("I3", Source.IMPORT)
    assert [(each.kind, each.worth.seconds) for each in found.differences if each.worth] == [
        (Kind.MISSING_HERE, -3_600),
        (Kind.MISSING_THERE, 3_600),
    ]


def test_an_import_that_speaks_only_where_we_did_not_watch_is_nobodys_other_side() -> None:
    spans = [ImportedSpan("I3", "a", at("2026-10-10"), at("2026-11-01"))]
    assert laid_beside(facts(imported=spans), town=inventory(site("a"))).accounts == ()


def test_a_providers_list_is_compared_with_what_an_import_told_where_that_counts() -> None:
    spans = [ImportedSpan("I3", "a", at("2026-10-01"), at("2026-11-01"))]
    told = [down("2026-10-12T08:00", "2026-10-12T18:00", id="I3-1", imported="I3")]
    found = single(
        laid_beside(
            facts(outages=told, imported=spans),
            listed(row("2026-10-12T08:00", "2026-10-12T17:00")),
            town=inventory(site("a")),
        )
    )
    assert [each.name for each in found.ours] == ["I3-1"]
    assert found.worth == Worth(3_600, TEN_HOURS_RP - NINE_HOURS_RP)


# -- invoices -----------------------------------------------------------------------------------


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
