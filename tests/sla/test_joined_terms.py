"""Terms that differ in nothing that counts are judged as one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pantau.inventory.choices import FourEyes, RepairClock
from pantau.inventory.contracts import Policy, Term
from pantau.sla.terms import joined

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
