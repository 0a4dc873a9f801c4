"""A month beside the provider's own sums of it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from pantau.facts.dealings import ProviderSummary
from pantau.inventory.choices import Denominator, FeePartial, RestitutionKind
from pantau.inventory.contracts import Policy, Restitution
from pantau.sla.reconcile.differences import Kind
from pantau.sla.reconcile.reconcile import Sums
from pantau.sla.reconcile.worth import Worth
from tests.sla.build import facts, inventory, site, term
from tests.sla.reconcile.sides import (
    MONTH_S,
    NINE_HOURS_RP,
    TEN_HOURS,
    TEN_HOURS_RP,
    WATCHED,
    down,
    laid_beside,
    listed,
    only,
    recap,
    seconds,
    single,
)


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


def test_a_recap_is_told_with_its_account_and_a_stranger_with_the_time_it_is_about() -> None:
    theirs = listed(sums=[ProviderSummary(2, "a", 0), ProviderSummary(3, "x", 0)])
    ours, stranger = only(laid_beside(facts(WATCHED, [TEN_HOURS]), theirs)).differences
    assert (ours.account, stranger.account) == ("L1", "L1")
    assert stranger.theirs[0].name == ""
    assert stranger.their_span == (seconds("2026-10-01"), seconds("2026-11-01"))


def test_a_recap_by_the_month_sums_every_site_of_which_it_speaks() -> None:
    known = facts(
        WATCHED, [TEN_HOURS, down("2026-10-05T08:00", "2026-10-05T18:00", name="b", id="O2")]
    )
    two = listed(sums=[ProviderSummary(2, "a", 32_400), ProviderSummary(3, "b", 32_400)])
    sums = only(laid_beside(known, two)).sums
    assert sums == Sums(72_000, 64_800, 2 * TEN_HOURS_RP, 2 * NINE_HOURS_RP, 0)
    # The first site is left out, the second is not.
    one = listed(sums=[ProviderSummary(3, "b", 32_400)])
    assert only(laid_beside(known, one)).sums.down_seconds == 36_000
    neither = inventory(site("a", term(objective=None)), site("b", term(objective=None)))
    assert only(laid_beside(known, two, town=neither)).sums.unclear == 2


def test_the_seconds_of_a_percentage_are_those_of_what_we_measured() -> None:
    known = facts(WATCHED, [TEN_HOURS])
    # 0.5 % of 2,678,400 s.
    assert only(laid_beside(known, recap(percent="99.5"))).sums.their_down_seconds == 13_392
    half = facts(WATCHED, [down("2026-10-01", "2026-10-16T12:00")])
    found = single(laid_beside(half, recap(percent="100"))).worth
    assert found is not None
    assert found.seconds == MONTH_S // 2


def test_a_recap_over_two_terms_is_worth_the_seconds_between() -> None:
    terms = (term(end=date(2026, 10, 15)), term(start=date(2026, 10, 16), fee=2_000_000))
    town = inventory(site("a", *terms))
    theirs = recap(down_seconds=32_400)
    assert single(laid_beside(facts(WATCHED, [TEN_HOURS]), theirs, town=town)).worth == Worth(
        3_600, None
    )


def test_a_recap_is_worth_what_the_contracts_own_kind_makes_of_it() -> None:
    kind = Restitution(RestitutionKind.SELISIH_SLA, Decimal(1))
    rule = Policy(
        restitution=kind,
        denominator=Denominator.CONTRACT_TERM,
        fee_partial=FeePartial.BY_SECONDS,
    )
    town = inventory(site("a", term(start=date(2026, 10, 2), policy=rule)))
    found = single(laid_beside(facts(WATCHED, [TEN_HOURS]), recap(down_seconds=32_400), town=town))
    # Of 30 of 31 days of the fee, by what is missing to the target in the term's 2,592,000 s.
    ten, nine = (
        Fraction(30_000_000, 31) * (hours * Fraction(3_600, 2_592_000) - Fraction("0.005"))
        for hours in (10, 9)
    )
    target = Fraction("0.995")
    assert found.worth == Worth(3_600, round(ten / target) - round(nine / target))


def test_a_recap_that_names_none_of_our_sites_is_summed_to_nothing() -> None:
    theirs = listed(sums=[ProviderSummary(2, "x", 400)])
    found = only(laid_beside(facts(WATCHED, [TEN_HOURS]), theirs))
    assert [each.kind for each in found.differences] == [Kind.SITE_UNKNOWN]
    assert found.sums == Sums(0, 0, 0, 0, 0)


def test_a_recap_cannot_have_more_down_than_was_measured() -> None:
    found = single(laid_beside(facts(WATCHED), recap(down_seconds=32 * 86_400)))
    assert found.worth == Worth(-MONTH_S, -1_000_000)
