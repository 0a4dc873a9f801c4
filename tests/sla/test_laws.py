"""Laws that hold whatever happened and whatever the contract says."""

import random
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.measured import Interval, LedgerFacts
from pantau.inventory.contracts import Policy
from pantau.inventory.service_hours import ALWAYS
from pantau.sla import judge_month, to_json
from tests.sla.build import inventory, outage, site, term
from tests.sla.histories import CALENDARS, EPOCH, histories, intervals, pairs, policies

START = EPOCH // 1_000_000
elapsed = st.integers(1, 300).map(lambda seconds: EPOCH + seconds * 1_000_000)


def judged(facts: LedgerFacts, policy: Policy, now: int, exclusions: list[Interval]):
    contract = term(policy=policy, fee=1_234_567)
    town = inventory(site("a", contract), calendars=CALENDARS)
    return judge_month(town, facts, "2026-10", now, {"a": exclusions}).sites[0]


@given(histories(), policies(), elapsed, st.lists(intervals, max_size=3))
def test_the_four_parts_sum_to_the_service_time(facts, policy, now, exclusions) -> None:
    row = judged(facts, policy, now, exclusions)
    parts = (row.up_seconds, row.down_seconds, row.excluded_seconds, row.unknown_seconds)
    passed = now // 1_000_000 - START
    served = (
        passed if policy.service_hours == ALWAYS else min(passed, 60 + max(passed - 120, 0), 120)
    )
    assert sum(parts) == row.service_seconds == served
    assert min(parts) >= 0


@given(histories(), policies(), elapsed, st.lists(intervals, max_size=3), st.randoms())
def test_the_order_of_facts_does_not_matter(
    facts: LedgerFacts, policy, now, exclusions, shuffler: random.Random
) -> None:
    def shuffled(items: tuple) -> tuple:
        return tuple(shuffler.sample(items, len(items)))

    mixed = LedgerFacts(
        {name: shuffled(own) for name, own in facts.watched.items()},
        shuffled(facts.imported),
        shuffled(facts.outages),
        shuffled(facts.gaps),
        shuffled(facts.voided),
        shuffled(facts.excluded),
    )
    straight = judged(facts, policy, now, exclusions)
    assert judged(mixed, policy, now, list(shuffled(tuple(exclusions)))) == straight


@given(histories(), policies(), elapsed, pairs, st.booleans())
def test_more_downtime_never_raises_availability(facts, policy, now, more, imported) -> None:
    added = outage(*more, imported="I1" if imported else None)
    worse = replace(facts, outages=(*facts.outages, added))
    before, after = judged(facts, policy, now, []), judged(worse, policy, now, [])
    assert after.down_seconds >= before.down_seconds
    if before.availability is not None:
        assert after.availability is not None
        assert after.availability <= before.availability
    if before.availability_worst is not None and before.availability_best is not None:
        assert after.availability_worst <= before.availability_worst
        assert after.availability_best <= before.availability_best


@given(histories(), policies(), elapsed, st.lists(intervals, max_size=2))
def test_credit_lies_between_nothing_and_the_cap(facts, policy, now, exclusions) -> None:
    row = judged(facts, policy, now, exclusions)
    if row.credit is not None:
        half_up = Fraction(1_234_567) * Fraction(policy.restitution.cap) + Fraction(1, 2)
        assert 0 <= row.credit <= half_up.numerator // half_up.denominator
        assert row.claimable
        assert row.compliant in (True, False)
        assert row.credit == 0 or not row.compliant


@given(histories(), policies(), elapsed, st.lists(intervals, max_size=2))
def test_the_worst_case_is_never_better_and_the_best_never_worse(
    facts, policy, now, exclusions
) -> None:
    row = judged(facts, policy, now, exclusions)
    if row.availability is not None:
        assert 0 <= row.availability_worst <= row.availability <= row.availability_best <= 1
        assert 0 < row.coverage <= 1
    elif row.availability_worst is not None:
        assert 0 <= row.availability_worst <= row.availability_best <= 1
        assert row.coverage == 0


@given(st.lists(histories(), min_size=1, max_size=3), policies(), elapsed)
def test_the_total_is_the_sum_of_the_rows(many, policy, now) -> None:
    sites = [site(f"s{number}", term(policy=policy)) for number in range(len(many))]
    town = inventory(*sites, calendars=CALENDARS)
    merged = LedgerFacts(
        {f"s{n}": one.watched["a"] for n, one in enumerate(many)},
        (),
        tuple(
            replace(row, site=f"s{n}", import_id=None)
            for n, one in enumerate(many)
            for row in one.outages
        ),
        (),
    )
    result = judge_month(town, merged, "2026-10", now)
    form = to_json(result)
    for key in ("service_seconds", "up_seconds", "down_seconds", "unknown_seconds", "outages"):
        assert form["total"][key] == sum(row[key] for row in form["sites"])
    counts = form["total"]
    assert counts["compliant"] + counts["not_compliant"] + counts["undecided"] == len(sites)
