"""A month beside a list of theirs: what differs, and its worth by the contract's rule."""

from dataclasses import replace
from datetime import date

from pantau.facts.dealings import ProviderSummary
from pantau.facts.instant import SECOND
from pantau.facts.measured import ExcludedTime, ImportedSpan
from pantau.facts.words import ExclusionCategory
from pantau.inventory.contracts import Policy
from pantau.inventory.service_hours import Calendar
from pantau.sla.case import cases
from pantau.sla.reconcile.account import Source
from pantau.sla.reconcile.differences import Kind
from pantau.sla.reconcile.reconcile import Sums
from pantau.sla.reconcile.worth import Worth
from tests.sla.build import at, facts, gap, interval, inventory, site, term
from tests.sla.reconcile.sides import (
    MONTH,
    NINE_HOURS_RP,
    NOW,
    TEN_HOURS,
    TEN_HOURS_RP,
    TOWN,
    WATCHED,
    down,
    laid_beside,
    listed,
    only,
    recap,
    row,
    seconds,
    single,
)


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


def test_a_difference_of_a_second_more_than_the_tolerance_at_the_end_alone_is_one() -> None:
    theirs = listed(row("2026-10-05T08:00", "2026-10-05T18:01:01"))
    assert single(laid_beside(facts(WATCHED, [TEN_HOURS]), theirs)).kind is Kind.BOUNDS


def test_lengths_may_be_apart_by_the_tolerance_of_both_bounds() -> None:
    # Two of our outages, 120 or 121 s apart, are one of theirs.
    for again, kinds in (("10:02:00", []), ("10:02:01", [Kind.BOUNDS])):
        flapping = [
            down("2026-10-05T08:00", "2026-10-05T10:00"),
            down(f"2026-10-05T{again}", "2026-10-05T18:00", id="O2"),
        ]
        theirs = listed(row("2026-10-05T08:00", "2026-10-05T18:00"))
        found = only(laid_beside(facts(WATCHED, flapping), theirs)).differences
        assert [each.kind for each in found] == kinds


def test_an_account_is_told_with_its_number_its_file_and_whose_it_is() -> None:
    theirs = listed(
        row("2026-10-05T08:00", "2026-10-05T09:00", ticket="INC7"),
        row("2026-10-05T08:00", "2026-10-05T09:00", "Kantor X", ticket="INC8"),
    )
    found = laid_beside(facts(WATCHED), theirs)
    account = only(found).account
    assert (found.month, account.id, account.name) == (MONTH, "L1", "t.csv")
    assert account.source is Source.PROVIDER
    differences = only(found).differences
    assert [(each.account, each.theirs[0].name) for each in differences] == [
        ("L1", "INC7"),
        ("L1", "INC8"),
    ]


def test_an_outage_of_theirs_where_only_an_import_watched_and_saw_it_up_counts_as_down() -> None:
    spans = [ImportedSpan("I3", "a", at("2026-10-01"), at("2026-11-01"))]
    theirs = listed(row("2026-10-05T08:00", "2026-10-05T18:00"))
    found = single(laid_beside(facts(imported=spans), theirs, town=inventory(site("a"))))
    assert found.worth == Worth(-36_000, -TEN_HOURS_RP)


def test_the_worth_of_an_outage_over_two_terms_is_that_of_both() -> None:
    terms = (term(end=date(2026, 10, 5)), term(start=date(2026, 10, 6), fee=2_000_000))
    known = facts(
        WATCHED,
        [down("2026-10-05T20:00", "2026-10-06T08:00")],
        [gap(at("2026-10-05T23:00"), at("2026-10-06T02:00"))],
    )
    town = inventory(site("a", *terms))
    assert single(laid_beside(known, listed(), town=town)).worth == Worth(9 * 3600, 4_032 + 16_129)
    theirs = listed(row("2026-10-05T20:00", "2026-10-06T09:00"))
    found = single(laid_beside(known, theirs, town=town)).worth
    assert found is not None
    assert (found.seconds, found.unseen) == (-3_600, 3 * 3600)


def test_where_no_fee_is_known_a_month_that_they_call_met_is_worth_no_rupiah() -> None:
    town = inventory(site("a", term(fee=None)))
    assert single(laid_beside(facts(WATCHED, [TEN_HOURS]), listed(), town=town)).worth == Worth(
        36_000, None
    )


def test_a_site_without_service_time_differs_in_nothing_that_counts() -> None:
    # The term is a weekend, on which this calendar has no hours: there is no row to judge.
    weekend = term(date(2026, 10, 3), date(2026, 10, 4), policy=Policy(service_hours="office"))
    office = {"office": Calendar((((480, 960),),) * 5 + ((),) * 2)}
    town = inventory(site("a", weekend), calendars=office)
    theirs = listed(row("2026-10-03T08:00", "2026-10-03T18:00"))
    found = only(laid_beside(facts(WATCHED), theirs, town=town))
    assert [each.worth for each in found.differences] == [Worth(0, 0)]
    assert found.sums == Sums(0, 0, 0, 0, 0)
    assert only(laid_beside(facts(WATCHED), recap(down_seconds=0), town=town)).differences == ()


def test_fractions_of_a_second_are_cut_off_on_their_side_too() -> None:
    begin, end = at("2026-10-05T08:00:00.700"), at("2026-10-05T18:00:00.700")
    theirs = replace(listed(), begin=begin, end=end)
    spans = [ImportedSpan("I3", "a", begin, end)]
    found = laid_beside(facts(WATCHED, imported=spans), theirs, town=inventory(site("a")))
    whole = [(begin // SECOND, end // SECOND)]
    assert [each.account.covers for each in found.accounts] == [{"a": whole}, {"a": whole}]
    of_a_stranger = replace(listed(sums=[ProviderSummary(2, "x", 0)]), begin=begin, end=end)
    assert single(laid_beside(facts(WATCHED), of_a_stranger)).their_span == whole[0]
    now = at("2026-10-05T18:00:00.700")
    up_to_now = only(laid_beside(facts(WATCHED), listed(), now=now, town=inventory(site("a"))))
    assert up_to_now.account.covers == {"a": [(seconds("2026-10-01"), now // SECOND)]}


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


def test_a_month_whose_cases_are_there_already_is_compared_as_if_they_were_made() -> None:
    known = facts(WATCHED, [TEN_HOURS])
    there = list(cases(TOWN, known, MONTH, NOW))
    found = laid_beside(known, listed(), month_cases=there)
    assert found == laid_beside(known, listed())
    assert single(found).worth == Worth(36_000, TEN_HOURS_RP)


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
    account = found.account
    assert (account.id, account.name, account.source) == ("I3", "I3", Source.IMPORT)
    assert [each.name for each in found.differences[0].theirs] == ["I3-1"]
    assert [(each.kind, each.worth.seconds) for each in found.differences if each.worth] == [
        (Kind.MISSING_HERE, -3_600),
        (Kind.MISSING_THERE, 3_600),
    ]


def test_a_site_that_goes_over_is_compared_with_each_provider_for_its_own_time() -> None:
    telkom = term(end=date(2026, 10, 15))
    icon = replace(term(start=date(2026, 10, 16)), contract="icon-2026", provider="Icon")
    spans = [ImportedSpan("I3", "a", at("2026-10-01"), at("2026-11-01"))]
    told = [
        down("2026-10-12T08:00", "2026-10-12T09:00", id="I3-1", imported="I3"),
        down("2026-10-20T08:00", "2026-10-20T10:00", id="I3-2", imported="I3"),
    ]
    mine = down("2026-10-13T08:00", "2026-10-13T09:00")
    known, town = facts(WATCHED, [*told, mine], imported=spans), inventory(site("a", telkom, icon))
    said = {}
    for provider in ("telkom", "Icon"):
        theirs = [listed(provider=each) for each in ("Telkom", "Icon")]
        found = laid_beside(known, *theirs, town=town, provider=provider)
        assert [each.account.source for each in found.accounts] == [Source.PROVIDER, Source.IMPORT]
        assert [each.contract for each in found.billings] == [f"{provider.lower()}-2026"]
        account = found.accounts[-1]
        names = [row.name for each in account.differences for row in (*each.ours, *each.theirs)]
        said[provider] = (names, account.sums.down_seconds, account.sums.their_down_seconds)
    assert said == {"telkom": (["I3-1", "O1"], 3_600, 3_600), "Icon": (["I3-2"], 0, 7_200)}


def test_an_import_about_another_providers_site_is_none_of_this_ones_accounts() -> None:
    icon = replace(term(), contract="icon-2026", provider="Icon")
    town = inventory(site("a"), site("b", icon))
    spans = [ImportedSpan("I3", "b", at("2026-10-01"), at("2026-11-01"))]
    known = facts(WATCHED, imported=spans)
    assert laid_beside(known, town=town, provider="Telkom").accounts == ()
    assert only(laid_beside(known, town=town, provider="Icon")).account.id == "I3"


def test_of_all_providers_an_import_is_compared_in_time_without_a_term_too() -> None:
    town = inventory(site("a", term(start=date(2026, 10, 16))))
    begin, end = at("2026-10-10"), at("2026-10-20")
    spans = [ImportedSpan("I3", "a", begin, end)]
    found = only(laid_beside(facts(WATCHED, imported=spans), town=town))
    assert found.account.covers == {"a": [(begin // SECOND, end // SECOND)]}


def test_an_imported_outage_inside_of_our_own_is_not_a_second_one() -> None:
    spans = [ImportedSpan("I3", "a", at("2026-10-01"), at("2026-11-01"))]
    told = down("2026-10-05T09:00", "2026-10-05T10:00", id="I3-1", imported="I3")
    found = laid_beside(facts(WATCHED, [TEN_HOURS, told], imported=spans), listed())
    [difference] = found.accounts[0].differences
    assert [each.name for each in difference.ours] == ["O1"]


def test_where_an_import_alone_saw_it_up_their_other_outage_brings_no_time_of_ours_back() -> None:
    # Ours ended at the time that we did not watch; the import saw the site up from then on.
    own = {"a": [interval("2026-09-01", "2026-10-10")]}
    spans = [ImportedSpan("I3", "a", at("2026-10-10"), at("2026-11-01"))]
    known = facts(own, [down("2026-10-09T23:00", "2026-10-12")], imported=spans)
    theirs = listed(
        row("2026-10-09T23:00", "2026-10-12"), row("2026-10-05T08:00", "2026-10-05T18:00")
    )
    worth = single(laid_beside(known, theirs, town=inventory(site("a")))).worth
    assert worth is not None
    assert worth.seconds == -36_000


def test_an_imported_outage_that_goes_on_runs_to_now() -> None:
    spans = [ImportedSpan("I3", "a", at("2026-10-01"), at("2026-11-01"))]
    known = facts(WATCHED, [down("2026-10-31T14:00", None, imported="I3")], imported=spans)
    found = single(laid_beside(known, town=inventory(site("a"))))
    assert found.worth == Worth(-36_000, -TEN_HOURS_RP)


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
