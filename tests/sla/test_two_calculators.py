"""The fast ledger and the slow one agree on random histories under every policy."""

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.measured import Interval, LedgerFacts
from pantau.inventory.contracts import Policy
from pantau.inventory.service_hours import ALWAYS
from pantau.sla import judge_month
from pantau.sla.interval import total, union
from pantau.sla.ledger import draw
from pantau.sla.reading import all_floored, by_site
from tests.sla import slow_ledger
from tests.sla.build import inventory, site, term
from tests.sla.histories import (
    CALENDARS,
    EPOCH,
    PAUSED_HOURS,
    histories,
    intervals,
    moments,
    policies,
)

START = EPOCH // 1_000_000


@given(
    histories(),
    policies(),
    moments,
    st.lists(intervals, max_size=3),
    st.none() | st.lists(intervals, max_size=3),
    st.data(),
)
def test_both_calculators_put_every_second_in_the_same_place(
    facts: LedgerFacts,
    policy: Policy,
    now: int,
    exclusions: list[Interval],
    hours: list[Interval] | None,
    data: st.DataObject,
) -> None:
    begin = START + data.draw(st.integers(-60, 200))
    window = (begin, begin + data.draw(st.integers(1, 120)))
    service = None if hours is None else all_floored(hours)
    known = by_site(facts, now).of("a")
    left_out = union([*known.excluded, *all_floored(exclusions)])
    fast = draw(known, window, policy, left_out, service)
    slow = slow_ledger.count(facts, "a", window, policy, now, exclusions, hours)
    assert fast.service_seconds == slow.up + slow.down + slow.excluded + slow.unknown
    assert (total(fast.up), total(fast.down), total(fast.excluded), total(fast.unknown)) == (
        slow.up,
        slow.down,
        slow.excluded,
        slow.unknown,
    )
    assert fast.lengths == slow.lengths


@given(histories(), policies(), st.integers(1, 300), st.lists(intervals, max_size=2))
def test_a_judged_month_agrees_with_the_slow_calculator(
    facts: LedgerFacts, policy: Policy, elapsed: int, exclusions: list[Interval]
) -> None:
    now = EPOCH + elapsed * 1_000_000 + 700_000
    town = inventory(site("a", term(policy=policy)), calendars=CALENDARS)
    (row,) = judge_month(town, facts, "2026-10", now, {"a": exclusions}).sites
    hours = None if policy.service_hours == ALWAYS else PAUSED_HOURS
    window = (START, START + elapsed)
    slow = slow_ledger.count(facts, "a", window, policy, now, exclusions, hours)
    assert (row.up_seconds, row.down_seconds) == (slow.up, slow.down)
    assert (row.excluded_seconds, row.unknown_seconds) == (slow.excluded, slow.unknown)
    assert row.outages == len(slow.lengths)
    assert row.longest_outage_seconds == max(slow.lengths, default=0)
    assert row.mttr_seconds == (sum(slow.lengths) // len(slow.lengths) if slow.lengths else None)
