"""Terms that differ in nothing that counts are judged as one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pantau.inventory.choices import FourEyes, RepairClock
from pantau.inventory.contracts import Policy, Term
from pantau.sla.terms import joined, parts_of

FIRST = Term(
    contract="c",
    provider="Telkom",
    tier="t",
    start=date(2026, 1, 1),
    end=date(2026, 10, 15),
    fee=1_000_000,
    objective=Decimal("99.5"),
    policy=Policy(),
    latency_p95_us=None,
)
SECOND = replace(FIRST, start=date(2026, 10, 16), end=date(2026, 12, 31))
WHOLE = replace(FIRST, end=date(2026, 12, 31))


def test_a_change_of_latency_repair_or_approval_leaves_one_term() -> None:
    strict = replace(SECOND.policy, four_eyes=FourEyes.STRICT, repair_target_us=1)
    reported = replace(SECOND.policy, repair_clock=RepairClock.REPORTED)
    for changed in (
        replace(SECOND, latency_p95_us=50_000),
        replace(SECOND, policy=strict),
        replace(SECOND, policy=reported),
    ):
        assert joined([FIRST, changed]) == [WHOLE]


def test_a_change_of_money_objective_or_counting_stays_two() -> None:
    counted = replace(SECOND.policy, min_outage_us=1)
    for changed in (
        replace(SECOND, fee=2),
        replace(SECOND, objective=Decimal("99.0")),
        replace(SECOND, tier="u"),
        replace(SECOND, policy=counted),
    ):
        assert joined([FIRST, changed]) == [FIRST, changed]


def test_terms_with_days_between_them_stay_two() -> None:
    later = replace(SECOND, start=date(2026, 10, 17))
    assert joined([FIRST, later]) == [FIRST, later]
    assert joined([]) == []


def test_the_parts_of_a_row_are_the_terms_that_it_was_made_of() -> None:
    before = replace(FIRST, start=date(2025, 1, 1), end=date(2025, 12, 31))
    quicker = replace(SECOND, latency_p95_us=50_000)
    dearer = replace(FIRST, start=date(2027, 1, 1), end=date(2027, 6, 30), fee=2_000_000)
    again = replace(FIRST, start=date(2027, 7, 1), end=date(2027, 12, 31))
    later = replace(FIRST, start=date(2029, 1, 1), end=None)
    terms = [replace(before, tier="u"), FIRST, quicker, dearer, again, later]
    assert [parts_of(row, terms) for row in joined(terms)] == [
        [terms[0]],
        [FIRST, quicker],
        [dearer],
        [again],
        [later],
    ]


def test_a_row_without_an_end_has_parts_with_and_without() -> None:
    goes_on = replace(SECOND, end=None, latency_p95_us=50_000)
    terms = [FIRST, goes_on]
    [row] = joined(terms)
    assert row.end is None
    assert parts_of(row, terms) == terms
