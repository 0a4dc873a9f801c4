"""A month under other rules: the same calculator, and the month itself stays as it is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given

from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import LedgerFacts
from pantau.inventory.choices import Denominator, Excluded, GapInOutage, RestitutionKind
from pantau.inventory.contracts import Policy, Restitution, Term
from pantau.inventory.model import Inventory
from pantau.sla import judge_month
from pantau.sla.change import Changed, changed_rows
from pantau.sla.what_if import Supposed, supposing, what_if
from tests.sla.build import PRORATA, at, facts, interval, inventory, outage, site, term
from tests.sla.histories import CALENDARS, histories, policies

OCTOBER = interval("2026-10-01", "2026-11-01")
LONG = outage(at("2026-10-05T08:00"), at("2026-10-05T18:00"))
KNOWN = facts({"a": [OCTOBER], "b": [OCTOBER]}, [LONG])


def only_term(town: Inventory) -> Term:
    return town.sites[0].terms[0]


def restitution(rule: Restitution | None, supposed: Supposed) -> Restitution | None:
    town = inventory(site("a", term(policy=Policy(restitution=rule))))
    return only_term(supposing(town, supposed)).policy.restitution


@given(histories(), policies())
def test_supposing_nothing_changes_nothing(history: LedgerFacts, policy: Policy) -> None:
    town = inventory(site("a", term(policy=policy)), calendars=CALENDARS)
    now = at("2026-10-01") + 200 * SECOND
    assert what_if(town, history, "2026-10", now, Supposed()) == judge_month(
        town, history, "2026-10", now
    )


def test_every_rule_can_be_supposed() -> None:
    supposed = Supposed(
        objective=Decimal(98),
        excluded=Excluded.COUNT_AS_UP,
        denominator=Denominator.CONTRACT_TERM,
        min_outage_us=5 * MINUTE,
        gap_in_outage=GapInOutage.DOWN,
        min_coverage=Decimal(0),
        restitution=RestitutionKind.KELIPATAN_HARIAN,
        multiple=Decimal(2),
        cap=Decimal("0.1"),
    )
    town = inventory(site("a"))
    other = only_term(supposing(town, supposed))
    assert other == replace(
        term(objective="98"),
        policy=Policy(
            excluded=Excluded.COUNT_AS_UP,
            denominator=Denominator.CONTRACT_TERM,
            min_outage_us=5 * MINUTE,
            gap_in_outage=GapInOutage.DOWN,
            min_coverage=Decimal(0),
            restitution=Restitution(
                RestitutionKind.KELIPATAN_HARIAN, Decimal("0.1"), multiple=Decimal(2)
            ),
        ),
    )
    assert only_term(town) == term()


def test_another_contract_keeps_its_rules_and_departed_sites_do_not() -> None:
    town = replace(inventory(site("a")), departed=(site("b"),))
    kept = supposing(town, Supposed(contract="other", objective=Decimal(90)))
    assert kept == town
    meant = supposing(town, Supposed(contract="telkom-2026", objective=Decimal(90)))
    assert [each.terms[0].objective for each in meant.judged] == [Decimal(90)] * 2


def test_a_kind_takes_what_belongs_to_it_and_leaves_the_rest() -> None:
    daily = Restitution(
        RestitutionKind.KELIPATAN_HARIAN, Decimal("0.5"), multiple=Decimal(3), bands=()
    )
    banded = Restitution(RestitutionKind.PITA, Decimal(1), bands=((Decimal(99), Decimal(5)),))
    prorata = Supposed(restitution=RestitutionKind.PRORATA)
    again = Supposed(restitution=RestitutionKind.KELIPATAN_HARIAN)
    assert restitution(daily, prorata) == Restitution(RestitutionKind.PRORATA, Decimal("0.5"))
    assert restitution(banded, prorata) == PRORATA
    assert restitution(daily, again) == daily
    assert restitution(None, prorata) == PRORATA
    assert restitution(None, again) == Restitution(RestitutionKind.KELIPATAN_HARIAN, Decimal(1))


def test_bands_are_those_of_the_contract_or_no_rule() -> None:
    banded = Restitution(RestitutionKind.PITA, Decimal(1), bands=((Decimal(99), Decimal(5)),))
    bands = Supposed(restitution=RestitutionKind.PITA, cap=Decimal("0.2"))
    assert restitution(banded, bands) == replace(banded, cap=Decimal("0.2"))
    assert restitution(PRORATA, bands) is None
    assert restitution(None, bands) is None


def test_a_cap_alone_makes_no_rule() -> None:
    assert restitution(None, Supposed(cap=Decimal("0.2"))) is None
    assert restitution(PRORATA, Supposed(cap=Decimal(0))) == replace(PRORATA, cap=Decimal(0))


def test_what_would_change_is_told_row_by_row() -> None:
    town = inventory(site("a"), site("b"))
    before = judge_month(town, KNOWN, "2026-10", OCTOBER.end)
    left_out = {"a": [interval("2026-10-05T00:00", "2026-10-06T00:00")]}
    approved = what_if(town, KNOWN, "2026-10", OCTOBER.end, Supposed(), left_out)
    (changed,) = changed_rows(before, approved)
    assert changed == Changed(before.sites[0], approved.sites[0])
    assert (before.sites[0].compliant, approved.sites[0].compliant) == (False, True)
    assert (before.total.credit, approved.total.credit) == (13_441, 0)


def test_terms_that_a_supposed_rule_makes_alike_become_one_row() -> None:
    strict, mild = term(end=date(2026, 10, 15)), term(start=date(2026, 10, 16), objective="95")
    town = inventory(site("a", strict, mild))
    before = judge_month(town, KNOWN, "2026-10", OCTOBER.end)
    after = what_if(town, KNOWN, "2026-10", OCTOBER.end, Supposed(objective=Decimal(95)))
    first, second = changed_rows(before, after)
    assert first.after == after.sites[0]
    assert (second.before, second.after) == (before.sites[1], None)
